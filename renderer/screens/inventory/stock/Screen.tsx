import { useCallback, useState } from 'react';
import { ask } from '../../../client/ask.ts';
import { Tabs } from '../../../kit/Filter.tsx';
import { count } from '../../../kit/format.ts';
import { Grid, type Load } from '../../../kit/Grid.tsx';
import { Page } from '../../../kit/Page.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { columns } from './columns.ts';
import { type StockRow, useStockView } from './store.ts';

/** On hand per item and place, in steps of the item's stock unit. */
export default function Stock() {
  const view = useStockView();
  const [onHand, setOnHand] = useState<number>();
  const warehouses = useAsk('inventory.listWarehouses', {}).output?.rows ?? [];
  const load = useCallback<Load<StockRow>>(
    async (offset, limit) => {
      const { output } = await ask('inventory.listStock', {
        offset,
        limit,
        ...(view.filter === 'all' ? {} : { warehouseId: view.filter }),
      });
      setOnHand(output.onHand);
      return output;
    },
    [view.filter],
  );
  const options = [{ value: 'all', text: 'All warehouses' }, ...warehouses.map((w) => ({ value: w.id, text: w.name }))];
  return (
    <Page beside={<Tabs choose={useStockView.setFilter} label="Warehouse" options={options} value={view.filter} />} fill title="Stock">
      <Grid
        columns={columns}
        empty="Nothing is on hand here. Stock appears with the first receipt."
        foot={onHand === undefined ? undefined : `On hand ${count(onHand)}`}
        keep={useStockView.setState}
        label="Stock"
        load={load}
        rowId={(s) => `${s.itemId} ${s.locationId}`}
        view={view}
      />
    </Page>
  );
}
