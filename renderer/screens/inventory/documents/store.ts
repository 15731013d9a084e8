import type { InputOf, OutputOf } from '../../../client/operations.ts';
import { gridView } from '../../../kit/grid-view.ts';

export type DocumentRow = OutputOf<'inventory.listDocuments'>['rows'][number];
export type Kind = InputOf<'inventory.listDocuments'>['kind'];

/** Kind shown and place, for each of the three lists. */
export const useReceiptsView = gridView<Kind>('receipt');
export const useTransfersView = gridView<Kind>('transfer');
export const useCountsView = gridView<Kind>('count');
