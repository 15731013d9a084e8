import type { OutputOf } from '../../../client/operations.ts';
import { gridView } from '../../../kit/grid-view.ts';

export type ItemRow = OutputOf<'closing.listItemRows'>['rows'][number];
export type Item = OutputOf<'closing.getChecklist'>['rows'][number];

/** Place in the list of rows. */
export const useItemView = gridView<null>(null);
