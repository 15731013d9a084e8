import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import { createElement } from 'react';
import { Cell } from '../Cell.tsx';
import type { Column } from '../column.ts';
import type { ColumnPlace, SortBy } from '../grid-view.ts';

const USUAL_WIDTH = 120;
const GROW_LEAST = 130;

/** A column with where and how the person wants it. */
export interface Placed<Row> {
  readonly column: Column<Row>;
  readonly hidden: boolean;
  readonly width: number | undefined;
}

/** Columns in the person's order; ones the arrangement does not know yet come where the screen put them. */
export function placed<Row>(columns: readonly Column<Row>[], places: readonly ColumnPlace[] | undefined): readonly Placed<Row>[] {
  const byId = new Map(columns.map((c) => [c.id, c]));
  const known = new Set(places?.map((p) => p.id));
  const kept = (places ?? []).flatMap((p) => {
    const column = byId.get(p.id);
    return column ? [{ column, hidden: p.hidden ?? false, width: p.width }] : [];
  });
  const fresh = columns.filter((c) => !known.has(c.id)).map((column) => ({ column, hidden: column.aside ?? false, width: undefined }));
  return [...kept, ...fresh];
}

/** The arrangement as it is remembered and saved. */
export const placesOf = <Row>(columns: readonly Placed<Row>[]): readonly ColumnPlace[] =>
  columns.map(({ column, hidden, width }) => ({ id: column.id, ...(hidden ? { hidden } : {}), ...(width === undefined ? {} : { width }) }));

/** A column as ag-grid knows it. */
export function colDefOf<Row extends object>({ column, hidden, width }: Placed<Row>, sort: readonly SortBy[]): ColDef<Row> {
  const sorted = column.sort === undefined ? undefined : sort.find((s) => s.column === column.sort);
  return {
    colId: column.id,
    headerName: column.title,
    hide: hidden,
    sortable: column.sort !== undefined,
    resizable: true,
    // What opens and closes by keys is the list's own; the grid's Space would choose the row instead.
    suppressKeyboardEvent({ event }) {
      if (event.key !== ' ') return false;
      // The grid hands keys on too late to keep the browser from turning the page.
      event.preventDefault();
      return true;
    },
    ...(sorted ? { sort: sorted.direction } : {}),
    ...(column.grow && width === undefined
      ? { flex: 1, minWidth: column.width ?? GROW_LEAST }
      : { width: width ?? column.width ?? USUAL_WIDTH }),
    ...(column.numeric ? { type: 'rightAligned' } : {}),
    cellRenderer: ({ data }: ICellRendererParams<Row>) => (data ? createElement(Cell<Row>, { column, row: data }) : null),
  };
}
