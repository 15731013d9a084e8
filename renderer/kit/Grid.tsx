import {
  type BodyScrollEndEvent,
  type CellKeyDownEvent,
  CellStyleModule,
  ColumnApiModule,
  ColumnAutoSizeModule,
  type GridApi,
  InfiniteRowModelModule,
  LocaleModule,
  ModuleRegistry,
  RowApiModule,
  type RowDoubleClickedEvent,
  RowSelectionModule,
  ScrollApiModule,
  type SortChangedEvent,
} from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useConnection } from '../client/connection.ts';
import { asFailure, type Failure } from '../client/failure.ts';
import { BulkBar } from './grid/BulkBar.tsx';
import { ColumnChooser } from './grid/ColumnChooser.tsx';
import { asTsv, copyText } from './grid/clipboard.ts';
import { colDefOf, placed, placesOf } from './grid/columns.ts';
import './grid/grid.css';
import type { GridProps } from './grid/grid-props.ts';
import { KEY_WORDS, pressed, useScreenKeys } from './grid/keys.ts';
import { Peek } from './grid/Peek.tsx';
import { type RowAction, RowMenu } from './grid/RowMenu.tsx';
import { askAhead, datasourceOf, type Load, refreshInView, saidOnce, sortNames, sortNow } from './grid/source.ts';
import { gridWords, t } from './grid/text.ts';
import { gridTheme } from './grid/theme.ts';
import { useChosen } from './grid/use-chosen.ts';
import { useKeyWords } from './keys.ts';
import { FailureNote } from './Note.tsx';
import { nonce } from './nonce.ts';
import { go } from './route.ts';

export type { Load, Rows } from './grid/source.ts';

// No more than a list uses: the window loads sooner, and that of pinned rows keeps a little memory for every row drawn.
ModuleRegistry.registerModules([
  CellStyleModule,
  ColumnApiModule,
  ColumnAutoSizeModule,
  InfiniteRowModelModule,
  LocaleModule,
  RowApiModule,
  RowSelectionModule,
  ScrollApiModule,
]);

const PAGE = 200;
const KEPT_PAGES = 20;
/** Commits of this long are looked at once: a bulk job makes many. */
const REFRESH_AFTER_MS = 150;
/** Kept out of the drawing: to the grid, another object is another setting, and it would lay out its header anew whenever somebody scrolls. */
const CHOOSING = { mode: 'multiRow', headerCheckbox: false, enableClickSelection: false } as const;
const CHOOSING_COLUMN = { width: 30, resizable: false, suppressMovable: true };

/**
 * A list of any length: rows are read by the window in view, a newer commit re-reads what is in view and keeps the
 * place. Sorting is the engine's; a column can be sorted only where its description says so. Keys: arrows or J K move, Enter
 * opens, Space previews, X chooses (with Shift as one moves), Ctrl C copies, `.` shows what can be done.
 */
export function Grid<Row extends object>(props: GridProps<Row>) {
  const { columns, load, rowId, rowsCame, open, view, keep } = props;
  const [failure, setFailure] = useState<Failure>();
  const [rows, setRows] = useState<{ of: Load<Row>; last: number | undefined }>();
  const [round, setRound] = useState(0);
  const [peeked, setPeeked] = useState<Row>();
  const [menu, setMenu] = useState<{ row: Row; at: { left: number; top: number } }>();
  const [said, setSaid] = useState('');
  const chosen = useChosen<Row>();
  const api = useRef<GridApi<Row> | null>(null);
  const body = useRef<HTMLDivElement>(null);
  const commit = useConnection((c) => c.seq);
  const seen = useRef(commit);
  /** How the list was left when somebody was here last; read once, so that scrolling draws nothing anew. */
  const [left] = useState(view);
  const [opening] = useState(() => load);

  const arranged = useMemo(() => placed(columns, view.columns), [columns, view.columns]);
  const colDefs = useMemo(() => arranged.map((column) => colDefOf(column, left.sort)), [arranged, left]);
  const shown = useMemo(() => arranged.filter((c) => !c.hidden).map((c) => c.column), [arranged]);

  /** By value: other columns of the same names are no reason to read the rows again. */
  const sortText = columns.map((c) => `${c.id} ${c.sort ?? ''}`).join('\n');
  const sorts = useMemo(() => sortNames(sortText), [sortText]);
  const datasource = useMemo(() => {
    // A new round is a new source, and a new source is what makes the grid read again after a failure.
    void round;
    const said = saidOnce({
      came(last: number | undefined) {
        setFailure(undefined);
        setRows({ of: load, last });
        rowsCame?.(load);
      },
      failed(error: unknown) {
        setFailure(asFailure(error));
        rowsCame?.(load);
      },
    });
    // Later the grid is there to ask by itself, and somebody may have sorted it.
    const ahead = load === opening ? askAhead(load, PAGE, left.sort) : undefined;
    return datasourceOf(sorts, load, said, ahead);
  }, [sorts, load, opening, rowsCame, round, left]);

  const { letGo } = chosen;
  const first = useRef(load);
  useEffect(() => {
    if (first.current === load) return;
    first.current = load;
    // Another filter is another list: what was chosen of the old one may not even be in it.
    letGo(api.current);
    setFailure(undefined);
  }, [load, letGo]);

  useEffect(() => {
    if (seen.current === commit) return undefined;
    const timer = setTimeout(() => {
      seen.current = commit;
      const grid = api.current;
      if (grid) refreshInView(grid, sorts, load, rowId, PAGE).catch((error: unknown) => setFailure(asFailure(error)));
    }, REFRESH_AFTER_MS);
    return () => clearTimeout(timer);
  }, [commit, sorts, load, rowId]);

  const follow = (row: Row | undefined) => {
    const path = row && open?.(row);
    if (path !== undefined) go(path);
  };
  const rowAt = (index: number): Row | undefined => api.current?.getDisplayedRowAtIndex(index)?.data;
  const copy = (which: readonly Row[]) => {
    void copyText(asTsv(shown, which)).then((copied) => setSaid(copied ? t('copied', { count: which.length }) : t('copyFailed')));
  };
  const keys = {
    open: (index: number) => follow(rowAt(index)),
    peek: (index: number) => setPeeked((known) => (known ? undefined : rowAt(index))),
    edit: (index: number) => follow(rowAt(index)),
    search: () => props.search?.(),
    copy() {
      const index = api.current?.getFocusedCell()?.rowIndex;
      const focused = index === undefined ? undefined : rowAt(index);
      if (chosen.rows.length > 0) copy(chosen.rows);
      else if (focused) copy([focused]);
    },
    actions(index: number) {
      const row = rowAt(index);
      const cell = body.current?.querySelector(`[row-index="${index}"] [col-id].ag-cell-focus`) ?? body.current;
      const [of, at] = [body.current?.getBoundingClientRect(), cell?.getBoundingClientRect()];
      if (row && of && at) setMenu({ row, at: { left: at.left - of.left, top: at.bottom - of.top } });
    },
    back() {
      if (peeked) setPeeked(undefined);
      else if (chosen.rows.length > 0) letGo(api.current);
      else return false;
      return true;
    },
  };
  useScreenKeys(() => api.current, keys);
  useKeyWords(KEY_WORDS);

  /** The grid has the focus again after a menu, where it was. */
  const refocus = () => {
    const cell = api.current?.getFocusedCell();
    if (cell) api.current?.setFocusedCell(cell.rowIndex, cell.column);
  };
  const keepColumns = (grid: GridApi<Row>) => {
    const byId = new Map(arranged.map((c) => [c.column.id, c]));
    const next = grid.getColumnState().flatMap(({ colId, width, flex }) => {
      const known = byId.get(colId);
      return known ? [{ ...known, width: flex ? undefined : (width ?? undefined) }] : [];
    });
    keep({ columns: placesOf(next) });
  };

  if (failure && !failure.unreachable) {
    return <FailureNote again={() => (setFailure(undefined), setRound((n) => n + 1))} failure={failure} />;
  }
  const known = props.total ?? (rows?.of === load ? rows.last : undefined);
  const menuActions = (row: Row): readonly RowAction[] => [
    ...(open?.(row) === undefined ? [] : [{ verb: t('openRecord'), run: () => follow(row) }]),
    ...(props.actions?.(row) ?? []),
    { verb: t('preview'), run: () => setPeeked(row) },
    { verb: t('copyRow'), run: () => copy([row]) },
  ];
  return (
    <div className={chosen.everything ? 'grid everything' : 'grid'}>
      <div className="grid-bar">
        {props.bar}
        <span className="push" />
        <ColumnChooser columns={arranged} keep={(places) => keep({ columns: places })} />
      </div>
      {chosen.rows.length > 0 ? (
        <BulkBar
          actions={[{ verb: t('copyRows'), run: () => copy(chosen.rows) }, ...(props.bulk ?? [])]}
          chooseEverything={props.wholeChoice ? chosen.chooseEverything : undefined}
          chosen={chosen}
          letGo={() => letGo(api.current)}
          said={said}
          total={known}
        />
      ) : null}
      <div className="grid-beside">
        <div aria-label={props.label} className="grid-body" ref={body} role="region">
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
            onCellFocused={({ rowIndex }) => {
              if (rowIndex !== null && peeked) setPeeked(rowAt(rowIndex) ?? peeked);
            }}
            onCellKeyDown={({ event, rowIndex, api: grid }: CellKeyDownEvent<Row>) => {
              if (event instanceof KeyboardEvent && rowIndex !== null && pressed(event, rowIndex, grid, keys)) event.preventDefault();
            }}
            onColumnMoved={({ api: grid, finished, source }) => {
              if (finished && source === 'uiColumnMoved') keepColumns(grid);
            }}
            onColumnResized={({ api: grid, finished, source }) => {
              if (finished && source === 'uiColumnResized') keepColumns(grid);
            }}
            onFirstDataRendered={({ api: grid }) => {
              if (left.top > 0) grid.ensureIndexVisible(left.top, 'top');
            }}
            onGridReady={({ api: grid }) => {
              api.current = grid;
            }}
            onRowDoubleClicked={({ data }: RowDoubleClickedEvent<Row>) => follow(data)}
            onSelectionChanged={({ api: grid }) => {
              setSaid('');
              chosen.changed(grid);
            }}
            onSortChanged={({ api: grid, source }: SortChangedEvent<Row>) => {
              if (source === 'uiColumnSorted') keep({ sort: sortNow(sorts, grid), top: 0 });
            }}
            overlayNoRowsTemplate="<span></span>"
            rowBuffer={6}
            getLocaleText={gridWords}
            // Columns are laid out before rows come: without its place kept, the scroll bar would lie over the last column.
            alwaysShowVerticalScroll
            rowModelType="infinite"
            rowSelection={CHOOSING}
            selectionColumnDef={CHOOSING_COLUMN}
            styleNonce={nonce()}
            suppressCellFocus={false}
            suppressDragLeaveHidesColumns
            suppressMultiSort
            theme={gridTheme}
          />
          {menu ? <RowMenu actions={menuActions(menu.row)} at={menu.at} close={() => (setMenu(undefined), refocus())} /> : null}
          {known === 0 ? <p className="grid-empty">{props.empty}</p> : null}
        </div>
        {peeked ? (
          <Peek close={() => setPeeked(undefined)} columns={columns} row={peeked}>
            {props.peek?.(peeked)}
          </Peek>
        ) : null}
      </div>
      <footer className="grid-foot">
        <span>{known === undefined ? '' : t('rows', { count: known })}</span>
        <span role="status">{chosen.rows.length === 0 ? said : ''}</span>
        <span>{props.foot}</span>
      </footer>
    </div>
  );
}
