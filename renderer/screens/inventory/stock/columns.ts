import { type Column, negative } from '../../../kit/column.ts';
import { count, words } from '../../../kit/format.ts';
import type { StockRow } from './store.ts';

export const columns: readonly Column<StockRow>[] = [
  { id: 'sku', title: 'SKU', width: 150, text: (s) => s.sku },
  { id: 'title', title: 'Item', grow: true, text: (s) => s.title },
  { id: 'location', title: 'Place', width: 180, text: (s) => s.locationCode },
  {
    id: 'status',
    title: 'Status',
    width: 150,
    text: (s) => words(s.status),
    tone: (s) => (s.status === 'sellable' ? 'good' : 'warn'),
    dot: true,
  },
  { id: 'onHand', title: 'On hand', width: 120, numeric: true, text: (s) => count(s.onHand), tone: (s) => negative(s.onHand) },
];
