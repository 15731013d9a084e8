import type { GridApi, IDatasource } from 'ag-grid-community';
import type { SortBy } from '../grid-view.ts';

/** A window of rows. `last` is the number of all rows where the answer tells it. */
export interface Rows<Row> {
  readonly rows: readonly Row[];
  readonly last?: number;
}

/** Reads rows `offset` to `offset + limit` in the given order. Made anew when the filter changes: the list starts over. */
export type Load<Row> = (offset: number, limit: number, sort: readonly SortBy[]) => Promise<Rows<Row>>;

/** The engine's name of each column that can be sorted, by the id of the column. */
export type SortNames = ReadonlyMap<string, string>;

/** Sort names out of lines of a column's id and its sort name. */
export const sortNames = (text: string): SortNames =>
  new Map(
    text.split('\n').flatMap((line) => {
      const [id = '', sort = ''] = line.split(' ');
      return sort === '' ? [] : [[id, sort] as const];
    }),
  );

function sortOf(names: SortNames, model: readonly { colId: string; sort: 'asc' | 'desc' }[]): SortBy[] {
  return model.flatMap(({ colId, sort }) => {
    const column = names.get(colId);
    return column === undefined ? [] : [{ column, direction: sort }];
  });
}

/** The order the grid shows now. */
export const sortNow = (names: SortNames, grid: Pick<GridApi, 'getColumnState'>): SortBy[] =>
  sortOf(
    names,
    grid.getColumnState().flatMap((c) => (c.sort ? [{ colId: c.colId, sort: c.sort }] : [])),
  );

/** The first window, asked for before the grid is there to ask. */
export interface Ahead<Row> {
  readonly sort: readonly SortBy[];
  readonly limit: number;
  readonly rows: Promise<Rows<Row>>;
}

/** Asks for the first window while the grid is still being made. */
export function askAhead<Row>(load: Load<Row>, limit: number, sort: readonly SortBy[]): Ahead<Row> {
  const rows = load(0, limit, sort);
  // Who takes the window hears that it failed; one nobody takes is asked for again.
  rows.catch(() => undefined);
  return { sort, limit, rows };
}

/** What becomes of the windows of a list. */
interface Said {
  /** A window came; `last` is the number of all rows where it is known. */
  came(last: number | undefined): void;
  failed(error: unknown): void;
}

/**
 * Says that windows came only when that is news. A state set to what it is already waits in React's queue until the next drawing, and who only
 * scrolls causes none.
 */
export function saidOnce(said: Said): Said {
  let told: { readonly last: number | undefined } | undefined;
  return {
    came(last) {
      if (told && told.last === last) return;
      told = { last };
      said.came(last);
    },
    failed(error) {
      told = undefined;
      said.failed(error);
    },
  };
}

/** Feeds the grid from `load`, first from what was asked for ahead where it is the same window, and says what became of each. */
export function datasourceOf<Row>(names: SortNames, load: Load<Row>, said: Said, first?: Ahead<Row>): IDatasource {
  let ahead = first;
  const windowOf = (offset: number, limit: number, sort: readonly SortBy[]): Promise<Rows<Row>> => {
    const known = ahead;
    ahead = undefined;
    const same = known && offset === 0 && limit === known.limit && JSON.stringify(sort) === JSON.stringify(known.sort);
    return same ? known.rows : load(offset, limit, sort);
  };
  return {
    getRows(asked) {
      const { startRow, endRow, sortModel } = asked;
      windowOf(startRow, endRow - startRow, sortOf(names, sortModel)).then(
        (answer) => {
          const last = answer.last ?? (answer.rows.length < endRow - startRow ? startRow + answer.rows.length : undefined);
          said.came(last);
          asked.successCallback([...answer.rows], last);
        },
        (error: unknown) => {
          said.failed(error);
          asked.failCallback();
        },
      );
    },
  };
}

/**
 * Reads the rows in view again. Rows that are still where they were get their new values in place; where rows came, went or moved,
 * the grid reads anew and keeps its place.
 */
export async function refreshInView<Row extends object>(
  grid: GridApi<Row>,
  names: SortNames,
  load: Load<Row>,
  rowId: (row: Row) => string,
  most: number,
): Promise<void> {
  const first = grid.getFirstDisplayedRowIndex();
  const last = grid.getLastDisplayedRowIndex();
  const limit = last - first + 1;
  // A list that shows nothing yet, or its end, may have grown.
  if (first < 0 || limit > most || limit < 1 || last + 1 >= grid.getDisplayedRowCount()) {
    grid.refreshInfiniteCache();
    return;
  }
  const { rows } = await load(first, limit, sortNow(names, grid));
  if (grid.isDestroyed()) return;
  const nodes = rows.map((_, i) => grid.getDisplayedRowAtIndex(first + i));
  if (rows.length !== limit || rows.some((row, i) => nodes[i]?.data === undefined || rowId(nodes[i].data) !== rowId(row))) {
    grid.refreshInfiniteCache();
    return;
  }
  for (const [i, row] of rows.entries()) {
    const node = nodes[i];
    if (node && JSON.stringify(node.data) !== JSON.stringify(row)) node.setData(row);
  }
}
