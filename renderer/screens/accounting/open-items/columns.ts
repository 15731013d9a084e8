import { negative } from '../../../kit/column.ts';
import { day, money, roleWords } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { recordPath } from '../../../kit/record.ts';
import { t } from './text.ts';

export const columns = (currency: string): readonly ListColumn<'accounting.openItems'>[] => [
  { id: 'itemName', title: t('item'), width: 200, text: (i) => i.itemName ?? i.itemKey, link: (i) => recordPath(i.itemKey) },
  {
    id: 'partyName',
    title: t('party'),
    grow: true,
    filter: { by: 'partyName', kind: 'text' },
    text: (i) => i.partyName ?? '',
    link: (i) => recordPath(i.partyId ?? ''),
  },
  {
    id: 'accountName',
    title: t('account'),
    width: 190,
    filter: { by: 'accountId', kind: 'set', named: true },
    text: (i) => `${i.accountCode} ${i.accountName}`,
    link: (i) => recordPath(i.accountId),
  },
  {
    id: 'accountCode',
    title: t('role'),
    width: 80,
    aside: true,
    filter: { by: 'role', kind: 'text', words: roleWords },
    text: (i) => i.accountCode,
  },
  {
    id: 'openedOn',
    title: t('since'),
    width: 110,
    sort: 'openedOn',
    filter: { by: 'openedOn', kind: 'day' },
    text: (i) => day(i.openedOn),
  },
  { id: 'dueOn', title: t('due'), width: 110, filter: { by: 'dueOn', kind: 'day' }, text: (i) => (i.dueOn === null ? '' : day(i.dueOn)) },
  {
    id: 'residual',
    title: t('open', { currency }),
    width: 150,
    numeric: true,
    text: (i) => money(i.residual, currency),
    tone: (i) => negative(i.residual),
    link: (i) => recordPath(i.itemKey),
  },
];
