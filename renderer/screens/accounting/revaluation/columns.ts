import { rateText } from '../../../../preload/contract/values/rate.ts';
import type { OutputOf } from '../../../client/operations.ts';
import { type Column, negative } from '../../../kit/column.ts';
import { count, currencyName, day, decimal, money } from '../../../kit/format.ts';
import { recordPath } from '../../../kit/record.ts';
import { t } from './text.ts';

type Answer = OutputOf<'closing.proposeRevaluation'>;
type Row = Answer['currencies'][number];
type Posted = Answer['posted'][number];
type Item = Answer['items'][number];

const none = (amount: number | null, currency: string): string => (amount === null ? '' : money(amount, currency));

/** What is open in a currency, in the books and by the rate. */
const figures = <R extends Pick<Row, 'booked' | 'worth' | 'difference'>>(currency: string): readonly Column<R>[] => [
  {
    id: 'booked',
    title: t('booked', { currency }),
    width: 130,
    numeric: true,
    text: (r) => money(r.booked, currency),
    tone: (r) => negative(r.booked),
  },
  {
    id: 'worth',
    title: t('worth', { currency }),
    width: 110,
    numeric: true,
    text: (r) => none(r.worth, currency),
    tone: (r) => negative(r.worth ?? 0),
  },
  {
    id: 'difference',
    title: t('difference', { currency }),
    width: 130,
    numeric: true,
    text: (r) => none(r.difference, currency),
    tone: (r) => negative(r.difference ?? 0),
  },
];

const head = <R extends Row>(currency: string): readonly Column<R>[] => [
  { id: 'currency', title: t('currency'), grow: true, text: (r) => currencyName(r.currency) },
  { id: 'items', title: t('items'), width: 60, numeric: true, text: (r) => count(r.items) },
  {
    id: 'doc',
    title: t('open'),
    width: 130,
    numeric: true,
    text: (r) => `${money(r.doc, r.currency)} ${r.currency}`,
    tone: (r) => negative(r.doc),
  },
  {
    id: 'rate',
    title: t('rate', { currency }),
    width: 100,
    numeric: true,
    text: (r) => (r.rate === null ? t('noRate') : decimal(rateText(r.rate))),
    tone: (r) => (r.rate === null ? 'bad' : undefined),
    link: () => '/exchange-rates',
  },
];

export const currencyColumns = (currency: string): readonly Column<Row>[] => [
  ...head<Row>(currency),
  { id: 'rateOn', title: t('rateOn'), width: 110, text: (r) => (r.rateOn === null ? '' : day(r.rateOn)) },
  ...figures<Row>(currency),
];

export const postedColumns = (currency: string): readonly Column<Posted>[] => [
  ...head<Posted>(currency),
  {
    id: 'entry',
    title: t('entry'),
    width: 140,
    text: (r) => r.number ?? '',
    link: (r) => (r.entryId === null ? undefined : `/journal-entries/${r.entryId}`),
  },
  {
    id: 'reversal',
    title: t('reversal'),
    width: 140,
    text: (r) => r.reversal ?? '',
    link: (r) => (r.reversalId === null ? undefined : `/journal-entries/${r.reversalId}`),
  },
  ...figures<Posted>(currency),
];

export const itemColumns = (currency: string): readonly Column<Item>[] => [
  { id: 'item', title: t('item'), grow: true, text: (i) => i.itemName ?? i.itemKey, link: (i) => recordPath(i.itemKey) },
  { id: 'account', title: t('account'), width: 90, text: (i) => i.accountCode, link: (i) => recordPath(i.accountId) },
  {
    id: 'doc',
    title: t('open'),
    width: 150,
    numeric: true,
    text: (i) => `${money(i.doc, i.currency)} ${i.currency}`,
    tone: (i) => negative(i.doc),
  },
  ...figures<Item>(currency),
];
