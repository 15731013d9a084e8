import type { Column } from '../../../kit/column.ts';
import { money } from '../../../kit/format.ts';
import type { AreaRow, ProofRow } from './store.ts';

type Amount = 'delivered' | 'posted' | 'waiting' | 'unresolved' | 'gap';

const amount = (id: Amount, title: string, width: number): Column<ProofRow> => ({
  id,
  title,
  width,
  numeric: true,
  text: (row) => money(row[id], row.currency),
});

/** Delivered = posted + not invoiced yet + unresolved; what is left over is the gap, and it must be nought. */
export const proofColumns: readonly Column<ProofRow>[] = [
  { id: 'name', title: 'Channel', grow: true, text: (r) => r.name },
  {
    id: 'light',
    title: 'Proof',
    width: 110,
    dot: true,
    text: (r) => (r.gap === 0 ? 'Complete' : 'Gap'),
    tone: (r) => (r.gap === 0 ? 'good' : 'bad'),
  },
  amount('delivered', 'Delivered', 130),
  amount('posted', 'Posted', 130),
  amount('waiting', 'Not invoiced yet', 140),
  amount('unresolved', 'Unresolved', 120),
  amount('gap', 'Gap', 90),
  { id: 'currency', title: '', width: 44, text: (r) => r.currency },
];

export const areaColumns = (currency: string): readonly Column<AreaRow>[] => [
  { id: 'name', title: 'Valuation area', grow: true, text: (r) => r.name },
  {
    id: 'light',
    title: 'Proof',
    width: 110,
    dot: true,
    text: (r) => (r.gap === 0 ? 'Equal' : 'Gap'),
    tone: (r) => (r.gap === 0 ? 'good' : 'bad'),
  },
  { id: 'value', title: `Layers ${currency}`, width: 140, numeric: true, text: (r) => money(r.value, currency) },
  { id: 'books', title: `Books ${currency}`, width: 140, numeric: true, text: (r) => money(r.books, currency) },
  { id: 'gap', title: 'Gap', width: 100, numeric: true, text: (r) => money(r.gap, currency) },
];
