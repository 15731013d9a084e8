import { type Column, negative } from '../../../kit/column.ts';
import { count, moment, money, words } from '../../../kit/format.ts';
import type { ExceptionRow } from './store.ts';

export const columns = (currency: string): readonly Column<ExceptionRow>[] => [
  {
    id: 'state',
    title: 'State',
    width: 90,
    text: (e) => (e.closedAt === null ? 'Open' : 'Closed'),
    tone: (e) => (e.closedAt === null ? 'warn' : 'quiet'),
    dot: true,
  },
  { id: 'kind', title: 'What', width: 160, text: (e) => words(e.kind) },
  { id: 'subject', title: 'Subject', width: 130, text: (e) => e.subject },
  { id: 'detail', title: 'Why', grow: true, text: (e) => e.detail },
  {
    id: 'amount',
    title: `Amount ${currency}`,
    width: 130,
    numeric: true,
    text: (e) => money(e.amount, currency),
    tone: (e) => negative(e.amount),
  },
  { id: 'occurrences', title: 'Times', width: 70, numeric: true, text: (e) => count(e.occurrences) },
  { id: 'openedAt', title: 'Since', width: 175, text: (e) => moment(e.openedAt) },
];
