import { day, money } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { recordPath } from '../../../kit/record.ts';
import { t } from './text.ts';

export const columnsIn = (currency: string): readonly ListColumn<'purchasing.bills'>[] => [
  {
    id: 'number',
    title: t('number'),
    width: 160,
    sort: 'number',
    filter: { by: 'number', kind: 'text' },
    text: (r) => r.number,
    link: (r) => `/bills/${r.id}`,
  },
  { id: 'reference', title: t('reference'), width: 150, filter: { by: 'reference', kind: 'text' }, text: (r) => r.reference },
  {
    id: 'billedOn',
    title: t('billed'),
    width: 120,
    sort: 'billedOn',
    filter: { by: 'billedOn', kind: 'day' },
    text: (r) => day(r.billedOn),
  },
  { id: 'dueOn', title: t('due'), width: 120, text: (r) => (r.dueOn === null ? '' : day(r.dueOn)) },
  {
    id: 'partyName',
    title: t('supplier'),
    grow: true,
    filter: { by: 'partyId', kind: 'set', named: true },
    text: (r) => r.partyName,
    link: (r) => recordPath(r.partyId),
  },
  { id: 'written', title: t('written'), width: 140, numeric: true, aside: true, text: (r) => r.written ?? '' },
  { id: 'net', title: t('net', { currency }), width: 120, numeric: true, text: (r) => money(r.net, currency) },
  { id: 'tax', title: t('tax', { currency }), width: 110, numeric: true, text: (r) => money(r.tax, currency) },
  { id: 'total', title: t('total', { currency }), width: 120, numeric: true, text: (r) => money(r.total, currency) },
  {
    id: 'open',
    title: t('open', { currency }),
    width: 120,
    numeric: true,
    text: (r) => (r.open === 0 ? '' : money(r.open, currency)),
    tone: (r) => (r.open === 0 ? undefined : 'warn'),
  },
];
