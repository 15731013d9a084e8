import { useCallback } from 'react';
import { ask } from '../../../client/ask.ts';
import { Tabs } from '../../../kit/Filter.tsx';
import { Grid, type Load } from '../../../kit/Grid.tsx';
import { Page } from '../../../kit/Page.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { columns } from './columns.ts';
import { type ShipmentRow, useShipmentsView } from './store.ts';
import { t } from './text.ts';

/** What was handed over to carriers, latest first. */
export default function Shipments() {
  const view = useShipmentsView();
  const warehouses = useAsk('inventory.listWarehouses', {}).output?.rows ?? [];
  const load = useCallback<Load<ShipmentRow>>(
    async (offset, limit) =>
      (await ask('fulfillment.listShipments', { offset, limit, ...(view.filter === 'all' ? {} : { warehouseId: view.filter }) })).output,
    [view.filter],
  );
  const options = [{ value: 'all', text: t('all') }, ...warehouses.map((w) => ({ value: w.id, text: w.name }))];
  return (
    <Page
      beside={<Tabs choose={useShipmentsView.setFilter} label={t('warehouse')} options={options} value={view.filter} />}
      fill
      title={t('title')}
    >
      <Grid
        columns={columns}
        empty={t('empty')}
        keep={useShipmentsView.setState}
        label={t('title')}
        load={load}
        open={(s) => `/shipments/${s.id}`}
        rowId={(s) => s.id}
        view={view}
      />
    </Page>
  );
}
