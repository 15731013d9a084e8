import type { Column, GridApi } from 'ag-grid-community';
import { useEffect } from 'react';
import { t } from './text.ts';

/** What the keys of a list do; `row` is the place of the focused row. */
export interface GridKeys {
  open(row: number): void;
  peek(row: number): void;
  actions(row: number): void;
  edit(row: number): void;
  copy(): void;
  /** Puts the cursor into the search field, where the list has one. */
  search(): void;
  /** Goes back one step: preview, then choice. Answers whether there was one. */
  back(): boolean;
}

/** The keys of a list, for the page of keys. */
export const KEY_WORDS = [
  { key: 'J K', says: t('keyMove') },
  { key: 'Enter', says: t('openRecord') },
  { key: ' ', says: t('preview') },
  { key: 'X', says: t('choose') },
  { key: '.', says: t('rowActions') },
  { key: '/', says: t('search') },
  { key: 'mod+c', says: t('copyRows') },
];

const TYPING = new Set(['INPUT', 'TEXTAREA', 'SELECT']);
const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || (TYPING.has(target.tagName) && (target as HTMLInputElement).type !== 'checkbox'));

/** The column of the boxes, which has keys of its own. */
const isChoice = (column: Column): boolean => column.getColId().startsWith('ag-Grid');

/** Moves the focus by rows, keeping its column; `choosing` takes both rows into the choice. */
export function moveFocus(grid: GridApi, by: number, choosing: boolean): void {
  const cell = grid.getFocusedCell();
  const last = grid.getDisplayedRowCount() - 1;
  const from = cell?.rowIndex ?? Math.max(grid.getFirstDisplayedRowIndex(), 0) - by;
  const to = Math.min(Math.max(from + by, 0), last);
  const column = cell?.column ?? grid.getAllDisplayedColumns().find((c) => !isChoice(c));
  if (to < 0 || !column) return;
  if (choosing) for (const at of [from, to]) grid.getDisplayedRowAtIndex(at)?.setSelected(true);
  grid.ensureIndexVisible(to);
  grid.setFocusedCell(to, column);
}

/** Carries out a key pressed inside the grid; answers whether it was one of ours. */
export function pressed(event: KeyboardEvent, row: number, grid: GridApi, keys: GridKeys): boolean {
  const focused = grid.getFocusedCell()?.column;
  if (typing(event.target) || (event.key === ' ' && focused && isChoice(focused))) return false;
  const { key } = event;
  if (event.ctrlKey || event.metaKey) {
    if (key !== 'c' || String(getSelection()) !== '') return false;
    keys.copy();
    return true;
  }
  if (event.altKey) return false;
  if (key === 'j' || key === 'J') moveFocus(grid, 1, key === 'J');
  else if (key === 'k' || key === 'K') moveFocus(grid, -1, key === 'K');
  else if (event.shiftKey && (key === 'ArrowDown' || key === 'ArrowUp')) {
    // The grid has moved the focus already; what is left is the choice.
    for (const at of [row, row + (key === 'ArrowDown' ? 1 : -1)]) grid.getDisplayedRowAtIndex(at)?.setSelected(true);
  } else if (key === 'x') grid.getDisplayedRowAtIndex(row)?.setSelected(!grid.getDisplayedRowAtIndex(row)?.isSelected());
  else if (key === 'Enter') keys.open(row);
  else if (key === ' ') keys.peek(row);
  else if (key === '.') keys.actions(row);
  else if (key === 'e') keys.edit(row);
  else return false;
  return true;
}

/** Keys that work from anywhere on the screen while nobody types: `/` searches, `J` and `K` enter the list, Escape goes back. */
export function useScreenKeys(grid: () => GridApi | null, keys: Pick<GridKeys, 'search' | 'back'>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const inside = event.target instanceof Element && event.target.closest('.grid-body, [role=dialog], [role=menu]') !== null;
      if (event.key === 'Escape' && !typing(event.target) && keys.back()) event.preventDefault();
      else if (typing(event.target)) return;
      else if (event.key === '/') {
        event.preventDefault();
        keys.search();
      } else if (!inside && /^[jkJK]$/.test(event.key)) {
        const api = grid();
        if (api) moveFocus(api, event.key.toLowerCase() === 'j' ? 1 : -1, false);
      }
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });
}
