import type { Column } from '../../../kit/column.ts';
import { day, moment, words } from '../../../kit/format.ts';
import type { ShipmentRow } from './store.ts';
import { t } from './text.ts';

export const columns: readonly Column<ShipmentRow>[] = [
  { id: 'number', title: t('number'), width: 145, text: (s) => s.number, link: (s) => `/shipments/${s.id}` },
  { id: 'on', title: t('on'), width: 105, text: (s) => day(s.shippedOn), hint: (s) => moment(s.shippedAt) },
  { id: 'order', title: t('order'), width: 145, text: (s) => s.orderNumber, link: (s) => `/orders/${s.orderId}` },
  { id: 'party', title: t('party'), grow: true, text: (s) => s.partyName },
  { id: 'warehouse', title: t('warehouse'), width: 100, text: (s) => s.warehouseCode },
  {
    id: 'state',
    title: t('state'),
    width: 110,
    text: (s) => words(s.state),
    tone: (s) => (s.state === 'shipped' ? 'good' : 'quiet'),
    dot: true,
  },
  { id: 'carrier', title: t('carrier'), width: 120, text: (s) => s.carrier ?? '' },
  { id: 'tracking', title: t('tracking'), width: 150, text: (s) => s.tracking ?? '' },
  {
    id: 'invoice',
    title: t('invoice'),
    width: 145,
    text: (s) => s.invoiceNumber ?? '',
    link: (s) => (s.invoiceId === null ? undefined : `/invoices/${s.invoiceId}`),
  },
];
