import { useMemo } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { count } from '../../../kit/format.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { stockViews } from '../../../kit/stock/stock.ts';
import { columns } from './columns.ts';
import { useStockView } from './store.ts';
import { t } from './text.ts';

/** On hand per item and place, in steps of the item's stock unit, with what is promised of it and what it is worth. */
export default function Stock() {
  const currency = useCurrency();
  const columnsHere = useMemo(() => columns(currency), [currency]);
  return (
    <Page fill title={t('title')}>
      <List
        columns={columnsHere}
        empty={t('empty')}
        foot={({ onHand }) => t('total', { qty: count(onHand) })}
        label={t('title')}
        list="inventory.stock"
        open={(s) => `/items/${s.itemId}`}
        presets={stockViews}
        rowId={(s) => `${s.itemId} ${s.locationId}`}
        view={useStockView}
      />
    </Page>
  );
}
