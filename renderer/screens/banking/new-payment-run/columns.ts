import type { OutputOf } from '../../../client/operations.ts';
import { type Column, negative } from '../../../kit/column.ts';
import { day, money } from '../../../kit/format.ts';
import { recordPath } from '../../../kit/record.ts';
import { t } from './text.ts';

export type Proposed = OutputOf<'banking.proposePayments'>['rows'][number];

export const whyNot = ({ problem, detail }: Proposed): string => (problem === null ? '' : t(problem, { detail }));

export const columns = (currency: string): readonly Column<Proposed>[] => [
  { id: 'supplier', title: t('supplier'), grow: true, text: (p) => p.partyName, link: (p) => `/customers/${p.partyId}` },
  {
    id: 'account',
    title: t('paidTo'),
    width: 95,
    text: (p) => p.account ?? '',
    link: (p) => `/customers/${p.partyId}?tab=accounts`,
  },
  { id: 'number', title: t('document'), width: 130, text: (p) => p.number, link: (p) => recordPath(p.id) },
  { id: 'reference', title: t('reference'), width: 120, text: (p) => p.reference },
  { id: 'due', title: t('due'), width: 95, text: (p) => day(p.dueOn) },
  { id: 'why', title: t('why'), width: 210, text: whyNot, tone: () => 'bad', dot: true },
  {
    id: 'open',
    title: t('open', { currency }),
    width: 105,
    numeric: true,
    text: (p) => money(p.open, currency),
    tone: (p) => negative(p.open),
  },
  {
    id: 'discount',
    title: t('discount', { currency }),
    width: 110,
    numeric: true,
    text: (p) => (p.discount === 0 ? '' : money(p.discount, currency)),
    hint: (p) => (p.discountUntil === null ? '' : t('until', { day: day(p.discountUntil) })),
  },
  {
    id: 'pay',
    title: t('pay', { currency }),
    width: 105,
    numeric: true,
    text: (p) => (p.problem === null ? money(p.pay, currency) : ''),
    tone: (p) => negative(p.pay),
  },
];
