import type { OutputOf } from '../../../client/operations.ts';
import { type Column, negative, type Tone } from '../../../kit/column.ts';
import { day, money, words } from '../../../kit/format.ts';
import { recordPath } from '../../../kit/record.ts';
import { t } from './text.ts';

export type Run = OutputOf<'banking.getPaymentRun'>;
type Transfer = Run['rows'][number];
type Line = Run['lines'][number];

const TONES: Readonly<Record<Transfer['state'], Tone>> = { planned: 'quiet', 'on-its-way': 'warn', paid: 'good', returned: 'bad' };

export const transferColumns = (currency: string): readonly Column<Transfer>[] => [
  { id: 'lineNo', title: t('line'), width: 50, text: (r) => String(r.lineNo) },
  { id: 'partyName', title: t('supplier'), grow: true, text: (r) => r.partyName, link: (r) => `/customers/${r.partyId}` },
  { id: 'account', title: t('paidTo'), width: 120, text: (r) => r.account, link: (r) => `/customers/${r.partyId}?tab=accounts` },
  {
    id: 'payment',
    title: t('payment'),
    width: 160,
    text: (r) => r.paymentNumber ?? '',
    link: (r) => (r.entryId === null ? undefined : `/journal-entries/${r.entryId}`),
  },
  { id: 'state', title: t('state'), width: 130, dot: true, text: (r) => words(r.state), tone: (r) => TONES[r.state] },
  {
    id: 'back',
    title: t('back'),
    width: 240,
    text: (r) => (r.returnedOn === null ? '' : `${day(r.returnedOn)} ${r.returnReason ?? ''}`),
    link: (r) => (r.returnEntryId === null ? undefined : `/journal-entries/${r.returnEntryId}`),
  },
  { id: 'amount', title: t('amount', { currency }), width: 140, numeric: true, text: (r) => money(r.amount, currency) },
];

const figure = (id: 'amount' | 'discount' | 'pay', title: string, currency: string): Column<Line> => ({
  id,
  title,
  width: 140,
  numeric: true,
  text: (l) => (l[id] === 0 ? '' : money(l[id], currency)),
  tone: (l) => negative(l[id]),
});

export const lineColumns = (currency: string): readonly Column<Line>[] => [
  { id: 'transferNo', title: t('line'), width: 50, text: (l) => String(l.transferNo) },
  { id: 'partyName', title: t('supplier'), grow: true, text: (l) => l.partyName },
  { id: 'number', title: t('document'), width: 160, text: (l) => l.number, link: (l) => recordPath(l.id) },
  { id: 'reference', title: t('reference'), width: 180, text: (l) => l.reference },
  figure('amount', t('settled', { currency }), currency),
  figure('discount', t('discount', { currency }), currency),
  figure('pay', t('paid', { currency }), currency),
];
