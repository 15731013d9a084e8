import type { OutputOf } from '../../../client/operations.ts';
import { gridView } from '../../../kit/grid-view.ts';

export type StockRow = OutputOf<'inventory.listStock'>['rows'][number];

/** Warehouse shown (`all` or its id), order and place of the stock list. */
export const useStockView = gridView<string>('all');
