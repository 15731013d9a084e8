import { create } from 'zustand';
import type { Filter } from '../../preload/contract/values/page.ts';

/** One sort level as the person chose it. */
export interface SortBy {
  readonly column: string;
  readonly direction: 'asc' | 'desc';
}

/** A column as the person arranged it; its place is the place in the list. */
export interface ColumnPlace {
  readonly id: string;
  readonly width?: number | undefined;
  readonly hidden?: boolean | undefined;
}

/** How a grid was left: its order, the row that was on top, its columns where somebody arranged them. */
export interface GridLeft {
  readonly sort: readonly SortBy[];
  readonly top: number;
  readonly columns?: readonly ColumnPlace[] | undefined;
}

/** What a list with a filter of its own remembers while somebody is elsewhere. */
export interface GridView<F> extends GridLeft {
  readonly filter: F;
}

/** The memory of one grid, made once per screen. Changing the filter starts at the top again. */
export function gridView<F>(filter: F) {
  const useView = create<GridView<F>>(() => ({ filter, sort: [], top: 0 }));
  return Object.assign(useView, { setFilter: (next: F) => useView.setState({ filter: next, top: 0 }) });
}

/** What a list of the contract remembers: conditions, searched text, order, columns, place, and the view they came from. */
export interface ListView extends GridLeft {
  readonly filter: readonly Filter[];
  readonly search: string;
  /** Preset or saved view that was chosen last. */
  readonly viewId: string;
  /** Rises when a view is put on as a whole, so that the search field starts over with it. */
  readonly round: number;
  /** Rises when a view brings other columns or another order, so that the grid is laid out anew. */
  readonly laid: number;
}

/** The memory of one list of the contract, made once per screen. `start` is the preset it opens with. */
export function listView(start: { readonly viewId: string; readonly filter?: readonly Filter[]; readonly sort?: readonly SortBy[] }) {
  return create<ListView>(() => ({ filter: [], search: '', sort: [], top: 0, round: 0, laid: 0, ...start }));
}
