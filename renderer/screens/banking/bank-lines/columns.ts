import { negative } from '../../../kit/column.ts';
import { day, money, words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { t } from './text.ts';

const TONES = { matched: 'good', partial: 'warn', open: 'quiet' } as const;

export const columns = (currency: string): readonly ListColumn<'banking.bankLines'>[] => [
  {
    id: 'bookedOn',
    title: t('booked'),
    width: 110,
    sort: 'bookedOn',
    filter: { by: 'bookedOn', kind: 'day' },
    text: (l) => day(l.bookedOn),
    link: (l) => `/bank-lines/${l.id}`,
  },
  { id: 'valueOn', title: t('value'), width: 110, aside: true, text: (l) => day(l.valueOn) },
  {
    id: 'bankAccountName',
    title: t('account'),
    width: 150,
    filter: { by: 'bankAccountId', kind: 'set', named: true },
    text: (l) => l.bankAccountName,
    link: (l) => `/bank-accounts/${l.bankAccountId}`,
  },
  {
    id: 'statementReference',
    title: t('statement'),
    width: 160,
    aside: true,
    filter: { by: 'statementId', kind: 'text' },
    text: (l) => l.statementReference,
  },
  { id: 'name', title: t('name'), width: 190, text: (l) => l.name ?? '' },
  { id: 'accountNo', title: t('number'), width: 190, aside: true, text: (l) => l.accountNo ?? '' },
  { id: 'label', title: t('label'), grow: true, text: (l) => l.label },
  { id: 'reference', title: t('reference'), width: 150, aside: true, text: (l) => l.reference ?? '' },
  { id: 'state', title: t('state'), width: 100, dot: true, text: (l) => words(l.state), tone: (l) => TONES[l.state] },
  {
    id: 'amount',
    title: t('amount', { currency }),
    width: 130,
    numeric: true,
    filter: { by: 'amount', kind: 'money', currency },
    text: (l) => money(l.amount, l.currency),
    tone: (l) => negative(l.amount),
  },
  {
    id: 'open',
    title: t('open', { currency }),
    width: 130,
    numeric: true,
    filter: { by: 'open', kind: 'money', currency },
    text: (l) => money(l.open, l.currency),
    tone: (l) => negative(l.open),
  },
];
