import { useCallback, useMemo } from 'react';
import { ask } from '../../../client/ask.ts';
import { useCurrency } from '../../../client/connection.ts';
import { asFailure } from '../../../client/failure.ts';
import type { InputOf } from '../../../client/operations.ts';
import { Tabs } from '../../../kit/Filter.tsx';
import { Grid, type Load } from '../../../kit/Grid.tsx';
import { Page } from '../../../kit/Page.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { columns } from './columns.ts';
import { type ActiveFilter, type ItemRow, useItemsView } from './store.ts';
import { t } from './text.ts';

const STATES: readonly { value: ActiveFilter; text: string }[] = [
  { value: 'all', text: t('all') },
  { value: 'active', text: t('active') },
  { value: 'inactive', text: t('inactive') },
];

/** Sellable and promised per item over all warehouses; nothing where the person may not see stock. */
async function stockOf(itemIds: readonly string[]): Promise<ReadonlyMap<string, { sellable: number; reserved: number }>> {
  const found = new Map<string, { sellable: number; reserved: number }>();
  if (itemIds.length === 0) return found;
  try {
    const { output } = await ask('inventory.stockByItem', { itemIds: [...itemIds] });
    for (const row of output.rows) {
      const sum = found.get(row.itemId) ?? { sellable: 0, reserved: 0 };
      found.set(row.itemId, { sellable: sum.sellable + row.sellable, reserved: sum.reserved + row.reserved });
    }
  } catch (error) {
    if (!asFailure(error).forbidden) throw error;
  }
  return found;
}

/** Every SKU with its price and what of it can be promised now. */
export default function Items() {
  const view = useItemsView();
  const currency = useCurrency();
  const columnsHere = useMemo(() => columns(currency), [currency]);
  const filter = useMemo(() => (view.filter === 'all' ? {} : { active: view.filter === 'active' }), [view.filter]);
  const load = useCallback<Load<ItemRow>>(
    async (offset, limit, sort) => {
      const asked = sort as NonNullable<InputOf<'catalog.listItems'>['sort']>;
      const { output } = await ask('catalog.listItems', { offset, limit, ...filter, sort: asked });
      const stock = await stockOf(output.rows.filter((i) => i.kind === 'stock').map((i) => i.id));
      const none = { sellable: 0, reserved: 0 };
      return { rows: output.rows.map((i) => ({ ...i, stock: i.kind === 'stock' ? (stock.get(i.id) ?? none) : null })) };
    },
    [filter],
  );
  const total = useAsk('catalog.countItems', filter).output;
  return (
    <Page beside={<Tabs choose={useItemsView.setFilter} label={t('state')} options={STATES} value={view.filter} />} fill title={t('title')}>
      <Grid
        columns={columnsHere}
        empty={view.filter === 'all' ? t('empty') : t('emptyFilter')}
        keep={useItemsView.setState}
        label={t('title')}
        load={load}
        open={(i) => `/items/${i.id}`}
        rowId={(i) => i.id}
        total={total?.count}
        view={view}
      />
    </Page>
  );
}
