import { create } from 'zustand';
import type { OutputOf } from '../../../client/operations.ts';

export type Item = OutputOf<'catalog.getItem'>;
export type LotRow = OutputOf<'inventory.listLots'>['rows'][number];
export type StockRow = OutputOf<'inventory.listStock'>['rows'][number];
export type PromiseRow = OutputOf<'fulfillment.listPromises'>['rows'][number];
export type HoldRow = OutputOf<'inventory.listHolds'>['rows'][number];
export type MoveRow = OutputOf<'inventory.listMoves'>['rows'][number];
export type LayerRow = OutputOf<'inventory.layersOfItem'>['rows'][number];
export type KitStockRow = OutputOf<'inventory.stockOfKit'>['rows'][number];
export type StandardCostRow = OutputOf<'inventory.listStandardCosts'>['rows'][number];
export type Trace = OutputOf<'inventory.traceCost'>;

/** Whether layers that are used up are shown; kept while somebody goes through products. */
export const useItemView = create<{ readonly usedUp: boolean }>(() => ({ usedUp: false }));
