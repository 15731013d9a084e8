import type { Column, Tone } from '../../../kit/column.ts';
import { negative } from '../../../kit/column.ts';
import { day, moment, money, words } from '../../../kit/format.ts';
import type { OrderRow } from './store.ts';

const TONES: Readonly<Record<OrderRow['state'], Tone>> = { open: 'warn', completed: 'good', cancelled: 'quiet' };

/** Orders are taken in the currency of the company, so it stands in the header. */
export const columns = (currency: string): readonly Column<OrderRow>[] => [
  { id: 'number', title: 'Order', width: 135, sort: 'number', text: (o) => o.number, link: (o) => `/orders/${o.id}` },
  { id: 'orderedOn', title: 'Ordered', width: 100, sort: 'orderedAt', text: (o) => day(o.orderedOn), hint: (o) => moment(o.orderedAt) },
  { id: 'externalId', title: 'Channel number', width: 135, text: (o) => o.externalId ?? '' },
  { id: 'party', title: 'Customer', grow: true, text: (o) => o.partyName },
  { id: 'country', title: 'To', width: 54, text: (o) => o.country },
  { id: 'state', title: 'State', width: 115, text: (o) => words(o.state), tone: (o) => TONES[o.state], dot: true },
  { id: 'promisedOn', title: 'Promised', width: 100, text: (o) => (o.promisedOn === null ? '' : day(o.promisedOn)) },
  { id: 'net', title: `Net ${currency}`, width: 105, numeric: true, text: (o) => money(o.net, o.currency), tone: (o) => negative(o.net) },
  { id: 'tax', title: `Tax ${currency}`, width: 95, numeric: true, text: (o) => money(o.tax, o.currency) },
  {
    id: 'total',
    title: `Total ${currency}`,
    width: 110,
    numeric: true,
    sort: 'total',
    text: (o) => money(o.total, o.currency),
    tone: (o) => negative(o.total),
  },
];
