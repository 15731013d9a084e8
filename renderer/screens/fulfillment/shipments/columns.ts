import { day, moment, words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { t } from './text.ts';

export const columns: readonly ListColumn<'fulfillment.shipments'>[] = [
  {
    id: 'number',
    title: t('number'),
    width: 145,
    sort: 'number',
    filter: { by: 'number', kind: 'text' },
    text: (s) => s.number,
    link: (s) => `/shipments/${s.id}`,
  },
  {
    id: 'shippedOn',
    title: t('on'),
    width: 105,
    sort: 'shippedOn',
    filter: { by: 'shippedOn', kind: 'day' },
    text: (s) => day(s.shippedOn),
    hint: (s) => moment(s.shippedAt),
  },
  {
    id: 'orderNumber',
    title: t('order'),
    width: 145,
    filter: { by: 'orderNumber', kind: 'text' },
    text: (s) => s.orderNumber,
    link: (s) => `/orders/${s.orderId}`,
  },
  { id: 'partyName', title: t('party'), grow: true, filter: { by: 'partyName', kind: 'text' }, text: (s) => s.partyName },
  {
    id: 'warehouseCode',
    title: t('warehouse'),
    width: 100,
    filter: { by: 'warehouseId', kind: 'set', named: true },
    text: (s) => s.warehouseCode,
  },
  {
    id: 'state',
    title: t('state'),
    width: 110,
    filter: { by: 'state', kind: 'set' },
    text: (s) => words(s.state),
    tone: (s) => (s.state === 'shipped' ? 'good' : 'quiet'),
    dot: true,
  },
  { id: 'carrier', title: t('carrier'), width: 120, filter: { by: 'carrier', kind: 'set', words: (c) => c }, text: (s) => s.carrier ?? '' },
  { id: 'tracking', title: t('tracking'), width: 150, filter: { by: 'tracking', kind: 'text' }, text: (s) => s.tracking ?? '' },
  {
    id: 'invoiceNumber',
    title: t('invoice'),
    width: 145,
    text: (s) => s.invoiceNumber ?? '',
    link: (s) => (s.invoiceId === null ? undefined : `/invoices/${s.invoiceId}`),
  },
];
