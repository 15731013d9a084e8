import type { OutputOf } from '../../../client/operations.ts';
import { type Column, negative } from '../../../kit/column.ts';
import { count, day, money } from '../../../kit/format.ts';
import { t } from './text.ts';

type Line = OutputOf<'banking.listBankLines'>['rows'][number];
type Statement = OutputOf<'banking.listBankStatements'>['rows'][number];

export const lineColumns = (currency: string): readonly Column<Line>[] => [
  { id: 'bookedOn', title: t('booked'), width: 100, text: (l) => day(l.bookedOn) },
  { id: 'name', title: t('name'), width: 220, text: (l) => l.name ?? '' },
  { id: 'label', title: t('label'), grow: true, text: (l) => l.label },
  {
    id: 'amount',
    title: t('amountOf', { currency }),
    width: 130,
    numeric: true,
    text: (l) => money(l.amount, currency),
    tone: (l) => negative(l.amount),
  },
  {
    id: 'open',
    title: t('openOf', { currency }),
    width: 130,
    numeric: true,
    text: (l) => money(l.open, currency),
    tone: (l) => negative(l.open),
  },
];

export const statementColumns = (currency: string): readonly Column<Statement>[] => [
  { id: 'reference', title: t('reference'), grow: true, text: (s) => s.reference, link: (s) => `/bank-lines?statementId=${s.id}` },
  { id: 'fromOn', title: t('from'), width: 110, text: (s) => day(s.fromOn) },
  { id: 'toOn', title: t('to'), width: 110, text: (s) => day(s.toOn) },
  { id: 'opening', title: t('opening', { currency }), width: 140, numeric: true, text: (s) => money(s.opening, currency) },
  {
    id: 'lines',
    title: t('count'),
    width: 80,
    numeric: true,
    text: (s) => count(s.lines),
    link: (s) => `/bank-lines?statementId=${s.id}`,
  },
  { id: 'closing', title: t('closing', { currency }), width: 140, numeric: true, text: (s) => money(s.closing, currency) },
];
