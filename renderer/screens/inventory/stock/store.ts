import { create } from 'zustand';
import type { InputOf, OutputOf } from '../../../client/operations.ts';
import { gridView } from '../../../kit/grid-view.ts';

export type StockRow = OutputOf<'inventory.listStock'>['rows'][number];
export type Status = NonNullable<InputOf<'inventory.listStock'>['status']>;

/** Warehouse shown (`all` or its id), order and place of the stock list. */
export const useStockView = gridView<string>('all');
/** Status of place shown. */
export const useStatus = create<{ readonly status: Status | 'any' }>(() => ({ status: 'any' }));
