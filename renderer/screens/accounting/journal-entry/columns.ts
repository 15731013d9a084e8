import type { Column } from '../../../kit/column.ts';
import { money } from '../../../kit/format.ts';
import { type Names, recordPath, worded } from '../../../kit/record.ts';
import type { EntryLine } from './store.ts';
import { t } from './text.ts';

export const lineColumns = (currency: string, names: Names): readonly Column<EntryLine>[] => [
  { id: 'lineNo', title: t('line'), width: 40, text: (l) => l.lineNo },
  {
    id: 'account',
    title: t('account'),
    grow: true,
    text: (l) => l.account,
    link: (l) => (l.accountId === undefined ? undefined : `/accounts/${l.accountId}`),
  },
  {
    id: 'item',
    title: t('item'),
    width: 150,
    text: (l) => worded(l.itemKey, names),
    link: (l) => recordPath(l.itemKey ?? ''),
  },
  {
    id: 'party',
    title: t('party'),
    width: 160,
    text: (l) => worded(l.partyId, names),
    link: (l) => recordPath(l.partyId ?? ''),
  },
  {
    id: 'where',
    title: t('where'),
    width: 150,
    text: (l) => [l.channelId, l.warehouseId].flatMap((id) => (id === null ? [] : [names.get(id) ?? ''])).join(', '),
  },
  { id: 'memo', title: t('memo'), width: 140, text: (l) => l.memo ?? '' },
  { id: 'debit', title: t('debit', { currency }), width: 120, numeric: true, text: (l) => (l.debit === 0 ? '' : money(l.debit, currency)) },
  {
    id: 'credit',
    title: t('credit', { currency }),
    width: 120,
    numeric: true,
    text: (l) => (l.credit === 0 ? '' : money(l.credit, currency)),
  },
];
