import type { Column } from '../../../kit/column.ts';
import { day, money } from '../../../kit/format.ts';
import { recordPath } from '../../../kit/record.ts';
import type { EntryRow } from './store.ts';

export const columns = (currency: string): readonly Column<EntryRow>[] => [
  { id: 'number', title: 'Entry', width: 150, text: (e) => e.number, link: (e) => `/journal-entries/${e.id}` },
  { id: 'postedOn', title: 'Posted', width: 110, text: (e) => day(e.postedOn) },
  { id: 'documentOn', title: 'Document', width: 110, text: (e) => day(e.documentOn) },
  { id: 'journal', title: 'Journal', width: 80, text: (e) => e.journal },
  {
    id: 'source',
    title: 'Source',
    width: 190,
    text: (e) => e.sourceName,
    link: (e) => recordPath(e.sourceId),
  },
  { id: 'memo', title: 'Memo', grow: true, text: (e) => e.memo },
  { id: 'debit', title: `Debit = credit ${currency}`, width: 170, numeric: true, text: (e) => money(e.debit, currency) },
  {
    id: 'reverses',
    title: 'Reverses',
    width: 100,
    text: (e) => (e.reversesId === null ? '' : 'An entry'),
    link: (e) => `/journal-entries/${e.reversesId}`,
  },
];
