import { useCallback, useMemo, useState } from 'react';
import { ask } from '../../../client/ask.ts';
import { useCurrency } from '../../../client/connection.ts';
import { Tabs } from '../../../kit/Filter.tsx';
import { count, words } from '../../../kit/format.ts';
import { Grid, type Load } from '../../../kit/Grid.tsx';
import { Page } from '../../../kit/Page.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { columns } from './columns.ts';
import { type Status, type StockRow, useStatus, useStockView } from './store.ts';
import { t } from './text.ts';

const STATUSES: readonly Status[] = ['sellable', 'quarantine', 'returned', 'damaged', 'hold', 'in-transit'];

/** On hand per item and place, in steps of the item's stock unit, with what is promised of it and what it is worth. */
export default function Stock() {
  const view = useStockView();
  const { status } = useStatus();
  const currency = useCurrency();
  const columnsHere = useMemo(() => columns(currency), [currency]);
  const [onHand, setOnHand] = useState<number>();
  const warehouses = useAsk('inventory.listWarehouses', {}).output?.rows ?? [];
  const load = useCallback<Load<StockRow>>(
    async (offset, limit) => {
      const { output } = await ask('inventory.listStock', {
        offset,
        limit,
        ...(view.filter === 'all' ? {} : { warehouseId: view.filter }),
        ...(status === 'any' ? {} : { status }),
      });
      setOnHand(output.onHand);
      return output;
    },
    [view.filter, status],
  );
  const options = [{ value: 'all', text: t('all') }, ...warehouses.map((w) => ({ value: w.id, text: w.name }))];
  const beside = (
    <>
      <Tabs choose={useStockView.setFilter} label={t('warehouse')} options={options} value={view.filter} />
      <label>
        {t('status')}
        <select
          onChange={(event) => {
            useStatus.setState({ status: event.currentTarget.value as Status | 'any' });
            useStockView.setState({ top: 0 });
          }}
          value={status}
        >
          <option value="any">{t('any')}</option>
          {STATUSES.map((s) => (
            <option key={s} value={s}>
              {words(s)}
            </option>
          ))}
        </select>
      </label>
    </>
  );
  return (
    <Page beside={beside} fill title={t('title')}>
      <Grid
        columns={columnsHere}
        empty={t('empty')}
        foot={onHand === undefined ? undefined : t('total', { qty: count(onHand) })}
        keep={useStockView.setState}
        label={t('title')}
        load={load}
        open={(s) => `/items/${s.itemId}`}
        rowId={(s) => `${s.itemId} ${s.locationId}`}
        view={view}
      />
    </Page>
  );
}
