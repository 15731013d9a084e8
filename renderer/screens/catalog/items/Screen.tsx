import { useMemo } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { columns } from './columns.ts';
import { presets, useItemsView } from './store.ts';
import { t } from './text.ts';

/** Every SKU with its price and what of it can be promised now. */
export default function Items() {
  const currency = useCurrency();
  const columnsHere = useMemo(() => columns(currency), [currency]);
  return (
    <Page fill title={t('title')}>
      <List
        columns={columnsHere}
        empty={t('empty')}
        label={t('title')}
        list="catalog.items"
        open={(i) => `/items/${i.id}`}
        presets={presets}
        rowId={(i) => i.id}
        view={useItemsView}
      />
    </Page>
  );
}
