import {
  AllCommunityModule,
  type BodyScrollEndEvent,
  type ColDef,
  type GridApi,
  type ICellRendererParams,
  type IDatasource,
  ModuleRegistry,
  type RowDoubleClickedEvent,
  type SortChangedEvent,
  themeQuartz,
} from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useConnection } from '../client/connection.ts';
import { asFailure, type Failure } from '../client/failure.ts';
import { Cell } from './Cell.tsx';
import type { Column } from './column.ts';
import { count } from './format.ts';
import type { SortBy } from './grid-view.ts';
import { FailureNote } from './Note.tsx';
import { nonce } from './nonce.ts';

ModuleRegistry.registerModules([AllCommunityModule]);

const PAGE = 200;
const KEPT_PAGES = 20;
const ROW_HEIGHT = 28;

/** One look for all lists, from the tokens of the style sheet, so that light and dark need no second theme. */
const theme = themeQuartz.withParams({
  fontFamily: 'inherit',
  fontSize: 13,
  rowHeight: ROW_HEIGHT,
  headerHeight: 30,
  spacing: 5,
  backgroundColor: 'var(--paper)',
  foregroundColor: 'var(--ink)',
  headerBackgroundColor: 'var(--paper)',
  headerTextColor: 'var(--ink-2)',
  headerFontWeight: 500,
  borderColor: 'var(--line)',
  rowHoverColor: 'var(--hover)',
  selectedRowBackgroundColor: 'var(--selected)',
  accentColor: 'var(--accent)',
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  columnBorder: false,
  oddRowBackgroundColor: 'transparent',
  browserColorScheme: 'inherit',
});

/** A window of rows. `last` is the number of all rows where the answer tells it. */
export interface Rows<Row> {
  readonly rows: readonly Row[];
  readonly last?: number;
}

/** Reads rows `offset` to `offset + limit` in the given order. Made anew when the filter changes: the list starts over. */
export type Load<Row> = (offset: number, limit: number, sort: readonly SortBy[]) => Promise<Rows<Row>>;

interface GridProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly load: Load<Row>;
  readonly rowId: (row: Row) => string;
  /** Path of a row's record: Enter and double click go there. */
  readonly open?: (row: Row) => string | undefined;
  readonly view: { readonly sort: readonly SortBy[]; readonly top: number };
  readonly keep: (view: { sort?: readonly SortBy[]; top?: number }) => void;
  /** Said where the filter keeps nothing. */
  readonly empty: string;
  /** Number of all rows where a question of its own counts them. */
  readonly total?: number | undefined;
  /** Line below the rows: totals of the filter. */
  readonly foot?: string | undefined;
}

/**
 * A list of any length: rows are read by the window in view, a newer commit re-reads what is in view and keeps the
 * place. Sorting is the engine's; a column can be sorted only where its description says so.
 */
export function Grid<Row extends object>(props: GridProps<Row>) {
  const { columns, load, rowId, open, view, keep } = props;
  const [failure, setFailure] = useState<Failure>();
  const [rows, setRows] = useState<{ of: Load<Row>; last: number | undefined }>();
  const [round, setRound] = useState(0);
  const api = useRef<GridApi<Row> | null>(null);
  const commit = useConnection((c) => c.seq);
  const seen = useRef(commit);
  /** How the list was left when somebody was here last; read once, so that scrolling draws nothing anew. */
  const [left] = useState(view);

  const colDefs = useMemo(() => columns.map((column) => colDefOf(column, left.sort)), [columns, left]);

  const datasource = useMemo<IDatasource>(() => {
    // A new round is a new source, and a new source is what makes the grid read again after a failure.
    void round;
    return {
      getRows(asked) {
        const { startRow, endRow, sortModel } = asked;
        load(
          startRow,
          endRow - startRow,
          sortModel.map((s) => ({ column: s.colId, direction: s.sort })),
        ).then(
          (answer) => {
            const last = answer.last ?? (answer.rows.length < endRow - startRow ? startRow + answer.rows.length : undefined);
            setFailure(undefined);
            setRows({ of: load, last });
            asked.successCallback([...answer.rows], last);
          },
          (error: unknown) => {
            setFailure(asFailure(error));
            asked.failCallback();
          },
        );
      },
    };
  }, [load, round]);

  useEffect(() => {
    if (seen.current === commit) return;
    seen.current = commit;
    api.current?.refreshInfiniteCache();
  }, [commit]);

  const follow = (row: Row | undefined) => {
    const path = row && open?.(row);
    if (path !== undefined) location.hash = path;
  };

  if (failure && !failure.unreachable) {
    return <FailureNote again={() => (setFailure(undefined), setRound((n) => n + 1))} failure={failure} />;
  }
  const known = props.total ?? (rows?.of === load ? rows.last : undefined);
  return (
    <div className="grid">
      <div aria-label={props.label} className="grid-body" role="region">
        <AgGridReact<Row>
          animateRows={false}
          blockLoadDebounceMillis={40}
          cacheBlockSize={PAGE}
          columnDefs={colDefs}
          datasource={datasource}
          getRowId={({ data }) => rowId(data)}
          infiniteInitialRowCount={1}
          maxBlocksInCache={KEPT_PAGES}
          onBodyScrollEnd={({ api: grid, direction }: BodyScrollEndEvent<Row>) => {
            if (direction === 'vertical') keep({ top: grid.getFirstDisplayedRowIndex() });
          }}
          onCellKeyDown={({ event, data }) => {
            if (event instanceof KeyboardEvent && event.key === 'Enter') follow(data);
          }}
          onFirstDataRendered={({ api: grid }) => {
            if (left.top > 0) grid.ensureIndexVisible(left.top, 'top');
          }}
          onGridReady={({ api: grid }) => {
            api.current = grid;
          }}
          onRowDoubleClicked={({ data }: RowDoubleClickedEvent<Row>) => follow(data)}
          onSortChanged={({ api: grid, source }: SortChangedEvent<Row>) => {
            if (source === 'uiColumnSorted') keep({ sort: sortOf(grid), top: 0 });
          }}
          overlayNoRowsTemplate="<span></span>"
          rowBuffer={20}
          rowModelType="infinite"
          styleNonce={nonce()}
          suppressCellFocus={false}
          suppressDragLeaveHidesColumns
          suppressMultiSort
          theme={theme}
        />
        {known === 0 ? <p className="grid-empty">{props.empty}</p> : null}
      </div>
      <footer className="grid-foot">
        <span>{known === undefined ? '' : known === 1 ? '1 row' : `${count(known)} rows`}</span>
        <span>{props.foot}</span>
      </footer>
    </div>
  );
}

const sortOf = (grid: GridApi): SortBy[] => grid.getColumnState().flatMap((c) => (c.sort ? [{ column: c.colId, direction: c.sort }] : []));

function colDefOf<Row extends object>(column: Column<Row>, sort: readonly SortBy[]): ColDef<Row> {
  const sorted = sort.find((s) => s.column === (column.sort ?? column.id));
  return {
    colId: column.sort ?? column.id,
    headerName: column.title,
    sortable: column.sort !== undefined,
    resizable: true,
    ...(sorted ? { sort: sorted.direction } : {}),
    ...(column.grow ? { flex: 1, minWidth: column.width ?? 160 } : { width: column.width ?? 120 }),
    ...(column.numeric ? { type: 'rightAligned' } : {}),
    cellRenderer: ({ data }: ICellRendererParams<Row>) => (data ? <Cell column={column} row={data} /> : null),
  };
}
