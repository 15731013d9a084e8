import type { Tone } from '../../../kit/column.ts';
import { count, day, money, words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { t } from './text.ts';

type C = ListColumn<'sales.quotes'>;

const TONES: Readonly<Record<string, Tone>> = { draft: 'quiet', sent: 'warn', accepted: 'good', declined: 'quiet' };

const amount = (id: 'net' | 'total', currency: string): C => ({
  id,
  title: t(id, { currency }),
  width: 120,
  numeric: true,
  ...(id === 'total' ? { sort: 'total' as const } : {}),
  text: (q) => money(q[id], currency),
});

/** Quotes are made in the currency of the company, so it stands in the header. */
export const columns = (currency: string): readonly C[] => [
  {
    id: 'number',
    title: t('number'),
    width: 150,
    sort: 'number',
    filter: { by: 'number', kind: 'text' },
    text: (q) => q.number,
    link: (q) => `/quotes/${q.id}`,
  },
  {
    id: 'partyName',
    title: t('customer'),
    grow: true,
    filter: { by: 'partyName', kind: 'text' },
    text: (q) => q.partyName,
    link: (q) => `/customers/${q.partyId}`,
  },
  {
    id: 'state',
    title: t('state'),
    width: 110,
    filter: { by: 'state', kind: 'set' },
    text: (q) => words(q.state),
    tone: (q) => TONES[q.state],
    dot: true,
  },
  { id: 'version', title: t('version'), width: 80, numeric: true, text: (q) => (q.version === 1 ? '' : count(q.version)) },
  {
    id: 'quotedOn',
    title: t('quoted'),
    width: 110,
    sort: 'quotedOn',
    filter: { by: 'quotedOn', kind: 'day' },
    text: (q) => day(q.quotedOn),
  },
  {
    id: 'validUntil',
    title: t('until'),
    width: 110,
    sort: 'validUntil',
    filter: { by: 'validUntil', kind: 'day' },
    text: (q) => day(q.validUntil),
  },
  amount('net', currency),
  amount('total', currency),
  {
    id: 'orderNumber',
    title: t('order'),
    width: 150,
    text: (q) => q.orderNumber ?? '',
    link: (q) => (q.orderId === null ? undefined : `/orders/${q.orderId}`),
  },
];
