import { day, money, words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { recordPath } from '../../../kit/record.ts';
import { t } from './text.ts';

export const columns = (currency: string): readonly ListColumn<'accounting.entries'>[] => [
  {
    id: 'number',
    title: t('number'),
    width: 150,
    sort: 'number',
    filter: { by: 'number', kind: 'text' },
    text: (e) => e.number,
    link: (e) => `/journal-entries/${e.id}`,
  },
  {
    id: 'postedOn',
    title: t('posted'),
    width: 110,
    sort: 'postedOn',
    filter: { by: 'postedOn', kind: 'day' },
    text: (e) => day(e.postedOn),
  },
  { id: 'documentOn', title: t('document'), width: 110, text: (e) => day(e.documentOn) },
  { id: 'journal', title: t('journal'), width: 80, filter: { by: 'journal', kind: 'set', named: true }, text: (e) => e.journal },
  {
    id: 'sourceName',
    title: t('source'),
    width: 190,
    text: (e) => e.sourceName ?? words(e.sourceKind),
    link: (e) => recordPath(e.sourceId),
  },
  {
    id: 'sourceKind',
    title: t('kind'),
    width: 130,
    aside: true,
    filter: { by: 'sourceKind', kind: 'set' },
    text: (e) => words(e.sourceKind),
  },
  { id: 'memo', title: t('memo'), grow: true, text: (e) => e.memo },
  {
    id: 'debit',
    title: t('debit', { currency }),
    width: 170,
    numeric: true,
    text: (e) => money(e.debit, currency),
    link: (e) => `/journal-entries/${e.id}`,
  },
  {
    id: 'reversesId',
    title: t('reverses'),
    width: 100,
    text: (e) => (e.reversesId === null ? '' : t('anEntry')),
    link: (e) => `/journal-entries/${e.reversesId}`,
  },
];
