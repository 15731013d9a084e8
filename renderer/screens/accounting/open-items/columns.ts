import { type Column, negative } from '../../../kit/column.ts';
import { day, money } from '../../../kit/format.ts';
import { recordPath } from '../../../kit/record.ts';
import type { ItemRow } from './store.ts';
import { t } from './text.ts';

export const columns = (currency: string): readonly Column<ItemRow>[] => [
  { id: 'item', title: t('item'), width: 200, text: (i) => i.item, link: (i) => recordPath(i.itemKey) },
  { id: 'party', title: t('party'), grow: true, text: (i) => i.partyName ?? '', link: (i) => recordPath(i.partyId ?? '') },
  { id: 'since', title: t('since'), width: 110, text: (i) => day(i.openedOn) },
  { id: 'due', title: t('due'), width: 110, text: (i) => (i.dueOn === null ? '' : day(i.dueOn)) },
  {
    id: 'open',
    title: t('open', { currency }),
    width: 150,
    numeric: true,
    text: (i) => money(i.residual, currency),
    tone: (i) => negative(i.residual),
  },
];
