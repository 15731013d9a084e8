import type { ReactNode } from 'react';
import type { Column } from '../column.ts';
import type { ColumnPlace, GridLeft, SortBy } from '../grid-view.ts';
import type { BulkAction } from './BulkBar.tsx';
import type { RowAction } from './RowMenu.tsx';
import type { Load } from './source.ts';

/** What a screen says to have a list. */
export interface GridProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly load: Load<Row>;
  readonly rowId: (row: Row) => string;
  /** Hears when a window was answered, with rows or with a failure. Never changes. */
  readonly rowsCame?: (of: Load<Row>) => void;
  /** Path of a row's record: Enter and double click go there. */
  readonly open?: (row: Row) => string | undefined;
  readonly view: GridLeft;
  readonly keep: (view: { sort?: readonly SortBy[]; top?: number; columns?: readonly ColumnPlace[] | undefined }) => void;
  /** Said where the filter keeps nothing. */
  readonly empty: string;
  /** Number of all rows where a question of its own counts them. */
  readonly total?: number | undefined;
  /** Line below the rows: totals of the filter. */
  readonly foot?: string | undefined;
  /** What stands above the rows: views, chips, search. */
  readonly bar?: ReactNode;
  /** What the preview shows of a row; every value in full where left out. */
  readonly peek?: (row: Row) => ReactNode;
  /** What `.` offers for a row besides opening, previewing and copying it. */
  readonly actions?: (row: Row) => readonly RowAction[];
  /** What can be done with many rows. */
  readonly bulk?: readonly BulkAction<Row>[];
  /** All rows that match can be chosen, whatever their number. */
  readonly wholeChoice?: boolean;
  /** Puts the cursor into the search field. */
  readonly search?: () => void;
}
