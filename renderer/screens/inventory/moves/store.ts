import type { OutputOf } from '../../../client/operations.ts';
import { gridView } from '../../../kit/grid-view.ts';

/** A move with the number of the document that made it. */
export type MoveRow = OutputOf<'inventory.listMoves'>['rows'][number] & { readonly source: string };

/** Place of the list of moves. */
export const useMovesView = gridView('all');
