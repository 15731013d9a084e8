import type { Column } from '../../../kit/column.ts';
import { money } from '../../../kit/format.ts';
import type { AreaRow, ProofRow } from './store.ts';

type Amount = 'delivered' | 'invoiced' | 'credited' | 'adjusted' | 'posted' | 'waiting' | 'unresolved' | 'parked' | 'gap';

const amount = (id: Amount, title: string, width: number): Column<ProofRow> => ({
  id,
  title,
  width,
  numeric: true,
  text: (row) => money(row[id], row.currency),
});

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
  amount('delivered', 'Delivered', 120),
  amount('invoiced', 'Invoiced', 120),
  amount('credited', 'Credited', 110),
  amount('adjusted', 'Adjusted', 110),
  amount('parked', 'Parked', 110),
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
