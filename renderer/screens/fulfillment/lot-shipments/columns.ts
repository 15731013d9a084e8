import { count, day } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { t } from './text.ts';

export const columns: readonly ListColumn<'fulfillment.lotShipments'>[] = [
  {
    id: 'lot',
    title: t('lot'),
    width: 150,
    sort: 'id',
    filter: { by: 'lotId', kind: 'set', named: true },
    text: (r) => r.lot,
    link: (r) => `/lots/${r.lotId}`,
  },
  { id: 'sku', title: t('sku'), width: 130, filter: { by: 'sku', kind: 'text' }, text: (r) => r.sku, link: (r) => `/items/${r.itemId}` },
  { id: 'qty', title: t('qty'), width: 80, numeric: true, text: (r) => count(r.qty) },
  {
    id: 'partyName',
    title: t('party'),
    grow: true,
    text: (r) => r.partyName,
    link: (r) => `/customers/${r.partyId}`,
  },
  { id: 'email', title: t('email'), width: 170, text: (r) => r.email ?? '' },
  { id: 'phone', title: t('phone'), width: 110, text: (r) => r.phone ?? '' },
  {
    id: 'orderNumber',
    title: t('order'),
    width: 135,
    text: (r) => r.orderNumber,
    link: (r) => `/orders/${r.orderId}`,
  },
  { id: 'shipmentNumber', title: t('shipment'), width: 135, text: (r) => r.shipmentNumber, link: (r) => `/shipments/${r.shipmentId}` },
  { id: 'shippedOn', title: t('on'), width: 105, text: (r) => day(r.shippedOn) },
  {
    id: 'warehouseCode',
    title: t('warehouse'),
    width: 95,
    text: (r) => r.warehouseCode,
  },
  { id: 'parcelNumber', title: t('parcel'), width: 130, text: (r) => r.parcelNumber ?? '' },
  { id: 'tracking', title: t('tracking'), width: 140, text: (r) => r.tracking ?? '' },
];
