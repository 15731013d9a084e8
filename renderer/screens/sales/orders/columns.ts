import type { Column, Tone } from '../../../kit/column.ts';
import { negative } from '../../../kit/column.ts';
import { day, moment, money, words } from '../../../kit/format.ts';
import type { OrderRow } from './store.ts';

const TONES: Readonly<Record<OrderRow['state'], Tone>> = { open: 'warn', completed: 'good', cancelled: 'quiet' };

export const columns: readonly Column<OrderRow>[] = [
  { id: 'number', title: 'Order', width: 140, sort: 'number', text: (o) => o.number, link: (o) => `/orders/${o.id}` },
  { id: 'orderedOn', title: 'Ordered', width: 110, sort: 'orderedAt', text: (o) => day(o.orderedOn), hint: (o) => moment(o.orderedAt) },
  { id: 'externalId', title: 'Channel number', width: 140, text: (o) => o.externalId ?? '' },
  { id: 'party', title: 'Customer', grow: true, text: (o) => o.partyName },
  { id: 'country', title: 'To', width: 60, text: (o) => o.country },
  { id: 'state', title: 'State', width: 120, text: (o) => words(o.state), tone: (o) => TONES[o.state], dot: true },
  { id: 'promisedOn', title: 'Promised', width: 110, text: (o) => (o.promisedOn === null ? '' : day(o.promisedOn)) },
  { id: 'net', title: 'Net', width: 110, numeric: true, text: (o) => money(o.net, o.currency), tone: (o) => negative(o.net) },
  { id: 'tax', title: 'Tax', width: 100, numeric: true, text: (o) => money(o.tax, o.currency) },
  {
    id: 'total',
    title: 'Total',
    width: 120,
    numeric: true,
    sort: 'total',
    text: (o) => money(o.total, o.currency),
    tone: (o) => negative(o.total),
  },
  { id: 'currency', title: 'Currency', width: 84, text: (o) => o.currency },
];
