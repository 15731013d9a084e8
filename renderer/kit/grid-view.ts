import { create } from 'zustand';

/** One sort level as the person chose it. */
export interface SortBy {
  readonly column: string;
  readonly direction: 'asc' | 'desc';
}

/** What a list remembers while somebody is elsewhere: its filter, its order, and the row that was on top. */
export interface GridView<F> {
  readonly filter: F;
  readonly sort: readonly SortBy[];
  readonly top: number;
}

/** The memory of one list, made once per screen. Changing the filter starts at the top again. */
export function gridView<F>(filter: F) {
  const useView = create<GridView<F>>(() => ({ filter, sort: [], top: 0 }));
  return Object.assign(useView, { setFilter: (next: F) => useView.setState({ filter: next, top: 0 }) });
}
