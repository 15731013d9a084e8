import { type Column, negative } from '../../../kit/column.ts';
import { money, percent } from '../../../kit/format.ts';
import type { MoneyRow, ProofRow } from './store.ts';
import { t } from './text.ts';

type Amount = 'delivered' | 'posted' | 'waiting' | 'unresolved' | 'gap';

const amount = (id: Amount, title: string, width: number): Column<MoneyRow> => ({
  id,
  title,
  width,
  numeric: true,
  text: (row) => money(row[id], row.currency),
});

/** Delivered = posted + not invoiced yet + unresolved; what is left over is the gap, and it must be nought. */
export const moneyColumns: readonly Column<MoneyRow>[] = [
  { id: 'name', title: t('channel'), grow: true, text: (r) => r.name },
  {
    id: 'light',
    title: t('light'),
    width: 110,
    dot: true,
    text: (r) => t(r.gap === 0 ? 'complete' : 'proof-bad'),
    tone: (r) => (r.gap === 0 ? 'good' : 'bad'),
  },
  amount('delivered', t('delivered'), 130),
  amount('posted', t('posted'), 130),
  amount('waiting', t('waiting'), 140),
  amount('unresolved', t('unresolved'), 120),
  amount('gap', t('money-gap'), 90),
  { id: 'currency', title: '', width: 44, text: (r) => r.currency },
];

export const proofColumns = (currency: string): readonly Column<ProofRow>[] => [
  { id: 'account', title: t('account'), grow: true, text: (r) => `${r.code} ${r.name}` },
  {
    id: 'light',
    title: t('light'),
    width: 110,
    dot: true,
    text: (r) => t(r.gap === 0 ? 'proof-good' : 'proof-bad'),
    tone: (r) => (r.gap === 0 ? 'good' : 'bad'),
  },
  { id: 'parts', title: t('parts', { currency }), width: 150, numeric: true, text: (r) => money(r.parts, currency) },
  { id: 'books', title: t('books', { currency }), width: 150, numeric: true, text: (r) => money(r.books, currency) },
  { id: 'gap', title: t('gap', { currency }), width: 110, numeric: true, text: (r) => money(r.gap, currency) },
];

/** Revenue and margin under a name, which leads to the rows. */
export interface TradeRow {
  readonly key: string;
  readonly name: string;
  readonly path: string | undefined;
  readonly revenue: number;
  readonly margin: number;
}

export const tradeColumns = (title: string, currency: string): readonly Column<TradeRow>[] => [
  { id: 'name', title, grow: true, text: (r) => r.name, link: (r) => r.path },
  {
    id: 'revenue',
    title: t('revenue', { currency }),
    width: 110,
    numeric: true,
    text: (r) => money(r.revenue, currency),
    tone: (r) => negative(r.revenue),
  },
  {
    id: 'margin',
    title: t('margin', { currency }),
    width: 105,
    numeric: true,
    text: (r) => money(r.margin, currency),
    tone: (r) => negative(r.margin),
  },
  { id: 'rate', title: t('rate'), width: 62, numeric: true, text: (r) => (r.revenue > 0 ? percent(r.margin, r.revenue) : '') },
];
