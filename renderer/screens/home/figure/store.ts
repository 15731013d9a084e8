import type { InputOf, OutputOf } from '../../../client/operations.ts';
import { gridView } from '../../../kit/grid-view.ts';

export type FigureName = InputOf<'insight.rows'>['figure'];
export type FigureRow = OutputOf<'insight.rows'>['rows'][number];

/** Place in the list of rows. */
export const useRowsView = gridView<null>(null);
