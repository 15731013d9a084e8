import { type Column, negative } from '../../../kit/column.ts';
import { day, money, words } from '../../../kit/format.ts';
import { recordPath } from '../../../kit/record.ts';
import type { LineRow } from './store.ts';
import { t } from './text.ts';

export const columns = (currency: string, openItems: boolean): readonly Column<LineRow>[] => [
  { id: 'postedOn', title: t('posted'), width: 100, text: (l) => day(l.postedOn) },
  { id: 'number', title: t('entry'), width: 140, text: (l) => l.number, link: (l) => `/journal-entries/${l.entryId}` },
  { id: 'source', title: t('source'), width: 170, text: (l) => l.sourceName, link: (l) => recordPath(l.sourceId) },
  ...(openItems
    ? [{ id: 'item', title: t('item'), width: 140, text: (l: LineRow) => l.itemName, link: (l: LineRow) => recordPath(l.itemKey ?? '') }]
    : []),
  { id: 'memo', title: t('memo'), grow: true, text: (l) => l.memo ?? words(l.entryMemo) },
  {
    id: 'debit',
    title: t('debit', { currency }),
    width: 110,
    numeric: true,
    text: (l) => (l.amount > 0 ? money(l.amount, currency) : ''),
  },
  {
    id: 'credit',
    title: t('credit', { currency }),
    width: 110,
    numeric: true,
    text: (l) => (l.amount < 0 ? money(-l.amount, currency) : ''),
  },
  {
    id: 'balance',
    title: t('balance', { currency }),
    width: 130,
    numeric: true,
    text: (l) => money(l.balance, currency),
    tone: (l) => negative(l.balance),
  },
];
