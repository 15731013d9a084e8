import { useCallback, useMemo } from 'react';
import { ask } from '../../../client/ask.ts';
import { useCurrency } from '../../../client/connection.ts';
import type { InputOf } from '../../../client/operations.ts';
import { Tabs } from '../../../kit/Filter.tsx';
import { money } from '../../../kit/format.ts';
import { Grid, type Load } from '../../../kit/Grid.tsx';
import { Page } from '../../../kit/Page.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { columns } from './columns.ts';
import { type OrderRow, type StateFilter, useOrdersView } from './store.ts';

type ListInput = InputOf<'sales.listOrders'>;

const STATES: readonly { value: StateFilter; text: string }[] = [
  { value: 'all', text: 'All' },
  { value: 'open', text: 'Open' },
  { value: 'completed', text: 'Completed' },
  { value: 'cancelled', text: 'Cancelled' },
];

/** Every order, newest first; rows, count and totals come from the engine under the same filter. */
export default function Orders() {
  const view = useOrdersView();
  const currency = useCurrency();
  const columnsHere = useMemo(() => columns(currency), [currency]);
  const filter = useMemo<NonNullable<ListInput['filter']>>(
    () => (view.filter === 'all' ? [] : [{ column: 'state', op: 'eq', value: view.filter }]),
    [view.filter],
  );
  const load = useCallback<Load<OrderRow>>(
    async (offset, limit, sort) => {
      const { output } = await ask('sales.listOrders', { offset, limit, filter, sort: sort as NonNullable<ListInput['sort']> });
      return output;
    },
    [filter],
  );
  const totals = useAsk('sales.countOrders', { filter }).output;
  return (
    <Page beside={<Tabs choose={useOrdersView.setFilter} label="State" options={STATES} value={view.filter} />} fill title="Orders">
      <Grid
        columns={columnsHere}
        empty={view.filter === 'all' ? 'Orders appear here as soon as a channel brings them in.' : `No order is ${view.filter}.`}
        foot={
          totals &&
          `Net ${money(totals.net, currency)} · Tax ${money(totals.tax, currency)} · Total ${money(totals.total, currency)} ${currency}`
        }
        keep={useOrdersView.setState}
        label="Orders"
        load={load}
        open={(o) => `/orders/${o.id}`}
        rowId={(o) => o.id}
        total={totals?.count}
        view={view}
      />
    </Page>
  );
}
