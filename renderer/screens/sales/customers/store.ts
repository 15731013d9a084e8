import type { OutputOf } from '../../../client/operations.ts';
import { gridView } from '../../../kit/grid-view.ts';

export type PartyRow = OutputOf<'parties.listParties'>['rows'][number];

/** How the names begin that are shown, and the place in the list. */
export const useCustomersView = gridView<string>('');
