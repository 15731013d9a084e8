import { negative, type Tone } from '../../../kit/column.ts';
import { day, moment, money, words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import type { OrderRow } from './store.ts';
import { t } from './text.ts';

const TONES: Readonly<Record<OrderRow['state'], Tone>> = { open: 'warn', completed: 'good', cancelled: 'quiet' };

/** Orders are taken in the currency of the company, so it stands in the header. */
export const columns = (currency: string): readonly ListColumn<'sales.orders'>[] => [
  {
    id: 'number',
    title: t('number'),
    width: 130,
    sort: 'number',
    filter: { by: 'number', kind: 'text' },
    text: (o) => o.number,
    link: (o) => `/orders/${o.id}`,
  },
  {
    id: 'orderedOn',
    title: t('ordered'),
    width: 100,
    sort: 'orderedAt',
    filter: { by: 'orderedOn', kind: 'day' },
    text: (o) => day(o.orderedOn),
    hint: (o) => moment(o.orderedAt),
  },
  { id: 'externalId', title: t('channelNumber'), width: 125, text: (o) => o.externalId ?? '' },
  {
    id: 'channelName',
    title: t('channel'),
    width: 110,
    aside: true,
    filter: { by: 'channelId', kind: 'set', named: true },
    text: (o) => o.channelName ?? '',
  },
  { id: 'partyName', title: t('customer'), grow: true, filter: { by: 'partyName', kind: 'text' }, text: (o) => o.partyName },
  { id: 'country', title: t('country'), width: 54, text: (o) => o.country },
  {
    id: 'state',
    title: t('state'),
    width: 115,
    filter: { by: 'state', kind: 'set' },
    text: (o) => words(o.state),
    tone: (o) => TONES[o.state],
    dot: true,
  },
  { id: 'promisedOn', title: t('promised'), width: 100, text: (o) => (o.promisedOn === null ? '' : day(o.promisedOn)) },
  {
    id: 'net',
    title: t('net', { currency }),
    width: 105,
    numeric: true,
    text: (o) => money(o.net, o.currency),
    tone: (o) => negative(o.net),
  },
  { id: 'tax', title: t('tax', { currency }), width: 95, numeric: true, text: (o) => money(o.tax, o.currency) },
  {
    id: 'total',
    title: t('total', { currency }),
    width: 110,
    numeric: true,
    sort: 'total',
    filter: { by: 'total', kind: 'money', currency },
    text: (o) => money(o.total, o.currency),
    tone: (o) => negative(o.total),
  },
];
