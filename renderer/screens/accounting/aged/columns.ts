import { type Column, negative } from '../../../kit/column.ts';
import { count, day, money } from '../../../kit/format.ts';
import { recordPath, worded } from '../../../kit/record.ts';
import { withQuery } from '../../../kit/route.ts';
import type { Item, Party, Role } from './store.ts';
import { t } from './text.ts';

const AGES = ['notDue', 'to30', 'to60', 'to90', 'over90'] as const;

/** A party leads to its items on the same day. */
export const partyColumns = (currency: string, role: Role, on: string): readonly Column<Party>[] => [
  {
    id: 'party',
    title: t('party'),
    grow: true,
    text: (p) => p.partyName ?? t('nobody'),
    link: (p) => (p.partyId === null ? undefined : withQuery('/aged', { role, on, party: p.partyId })),
  },
  { id: 'items', title: t('items'), width: 80, numeric: true, text: (p) => count(p.items) },
  ...AGES.map(
    (age): Column<Party> => ({
      id: age,
      title: t(age),
      width: 120,
      numeric: true,
      text: (p) => (p[age] === 0 ? '' : money(p[age], currency)),
      tone: (p) => negative(p[age]),
    }),
  ),
  {
    id: 'total',
    title: t('total', { currency }),
    width: 130,
    numeric: true,
    text: (p) => money(p.total, currency),
    tone: (p) => negative(p.total),
  },
];

export const itemColumns = (currency: string): readonly Column<Item>[] => [
  {
    id: 'item',
    title: t('item'),
    grow: true,
    text: (i) => i.itemName ?? worded(i.itemKey, new Map()),
    link: (i) => recordPath(i.itemKey),
  },
  { id: 'opened', title: t('opened'), width: 110, text: (i) => day(i.openedOn) },
  { id: 'due', title: t('due'), width: 110, text: (i) => (i.dueOn === null ? '' : day(i.dueOn)) },
  { id: 'late', title: t('late'), width: 100, numeric: true, text: (i) => (i.daysLate > 0 ? count(i.daysLate) : '') },
  {
    id: 'open',
    title: t('open', { currency }),
    width: 130,
    numeric: true,
    text: (i) => money(i.open, currency),
    tone: (i) => negative(i.open),
  },
];
