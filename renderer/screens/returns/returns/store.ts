import type { OutputOf } from '../../../client/operations.ts';
import { gridView } from '../../../kit/grid-view.ts';

/** A return with the names of its order, customer and warehouse. */
export type ReturnRow = OutputOf<'returns.listReturns'>['rows'][number] & {
  readonly order: string;
  readonly party: string;
  readonly warehouse: string;
};
/** A state, or `all`. */
export type StateFilter = ReturnRow['state'];

/** State shown, and the place in the list of returns. */
export const useReturnsView = gridView<StateFilter>('all');
