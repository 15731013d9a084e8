import type { GridApi } from 'ag-grid-community';
import { useCallback, useMemo, useState } from 'react';

/** Rows that were chosen: single ones by their ids, or all that match whatever their number. */
export interface Chosen<Row> {
  readonly rows: readonly Row[];
  readonly everything: boolean;
}

const NOTHING = { rows: [], everything: false };

/** What is chosen in a grid. It stays while rows are scrolled out of memory, and ends when the filter changes. */
export function useChosen<Row extends object>() {
  const [chosen, setChosen] = useState<Chosen<Row>>(NOTHING);
  const changed = useCallback((grid: GridApi<Row>) => {
    const rows = grid.getSelectedRows();
    setChosen((known) => (rows.length === 0 && known.rows.length === 0 ? known : { rows, everything: false }));
  }, []);
  return useMemo(
    () => ({
      ...chosen,
      changed,
      chooseEverything: () => setChosen((known) => ({ ...known, everything: true })),
      letGo: (grid: GridApi<Row> | null) => {
        setChosen(NOTHING);
        grid?.deselectAll();
      },
    }),
    [chosen, changed],
  );
}
