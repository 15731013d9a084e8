import { type Column, negative } from '../../../kit/column.ts';
import { count, day, money, words } from '../../../kit/format.ts';
import { recordPath, worded } from '../../../kit/record.ts';
import { withQuery } from '../../../kit/route.ts';
import type { Exception, Late, LateItem } from './store.ts';
import { t } from './text.ts';

const amount = (id: 'overdue' | 'credits' | 'fee' | 'total', currency: string): Column<Late> => ({
  id,
  title: t(id, { currency }),
  width: 120,
  numeric: true,
  text: (l) => (l[id] === 0 && id !== 'total' ? '' : money(l[id], currency)),
  tone: (l) => negative(l[id]),
});

/** A customer leads to what they are late with on the same day. */
export const lateColumns = (currency: string, on: string): readonly Column<Late>[] => [
  {
    id: 'customer',
    title: t('customer'),
    grow: true,
    text: (l) => l.partyName,
    link: (l) => (l.partyId === '' ? undefined : withQuery('/dunning', { on, party: l.partyId })),
  },
  { id: 'last', title: t('last'), width: 110, text: (l) => (l.lastLetterOn === null ? '' : day(l.lastLetterOn)) },
  { id: 'stands', title: t('stands'), width: 70, numeric: true, text: (l) => (l.stands === 0 ? '' : count(l.stands)) },
  { id: 'gets', title: t('gets'), width: 70, numeric: true, text: (l) => (l.gets === null ? '' : count(l.gets)) },
  { id: 'why', title: t('noLetter'), width: 190, text: (l) => (l.why === null ? '' : t(`why-${l.why}`)), tone: () => 'quiet' },
  amount('overdue', currency),
  amount('credits', currency),
  amount('fee', currency),
  amount('total', currency),
];

export const itemColumns = (currency: string): readonly Column<LateItem>[] => [
  {
    id: 'document',
    title: t('document'),
    grow: true,
    text: (i) => i.itemName ?? worded(i.itemKey, new Map()),
    link: (i) => recordPath(i.itemKey),
  },
  { id: 'opened', title: t('opened'), width: 110, text: (i) => day(i.openedOn) },
  { id: 'due', title: t('due'), width: 110, text: (i) => day(i.dueOn) },
  { id: 'late', title: t('late'), width: 90, numeric: true, text: (i) => (i.open > 0 ? count(i.daysLate) : '') },
  { id: 'stands', title: t('stands'), width: 70, numeric: true, text: (i) => (i.stands === 0 ? '' : count(i.stands)) },
  { id: 'gets', title: t('gets'), width: 70, numeric: true, text: (i) => (i.gets === null ? '' : count(i.gets)) },
  { id: 'leftOut', title: '', width: 90, text: (i) => (i.exceptionId === null ? '' : t('leftOut')), tone: () => 'warn' },
  {
    id: 'open',
    title: t('open', { currency }),
    width: 120,
    numeric: true,
    text: (i) => money(i.open, currency),
    tone: (i) => negative(i.open),
  },
];

export const exceptionColumns: readonly Column<Exception>[] = [
  { id: 'customer', title: t('customer'), width: 220, text: (e) => e.partyName, link: (e) => `/customers/${e.partyId}?tab=dunning` },
  {
    id: 'what',
    title: t('what'),
    width: 180,
    text: (e) => (e.itemKey === null ? t('all') : (e.itemName ?? worded(e.itemKey, new Map()))),
    link: (e) => (e.itemKey === null ? undefined : recordPath(e.itemKey)),
  },
  { id: 'kind', title: t('kind'), width: 160, text: (e) => words(e.kind) },
  { id: 'reason', title: t('reason'), grow: true, text: (e) => e.reason },
  { id: 'through', title: t('until'), width: 110, text: (e) => day(e.through) },
];
