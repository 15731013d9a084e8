import { useMemo } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { action } from '../../../kit/action/action.ts';
import { askPrice, priceOf } from '../../../kit/action/typed.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { linkTo } from '../../../kit/route.ts';
import { columns } from './columns.ts';
import { presets, useItemsView } from './store.ts';
import { t } from './text.ts';

/** Every SKU with its price and what of it can be promised now. */
export default function Items() {
  const currency = useCurrency();
  const columnsHere = useMemo(() => columns(currency), [currency]);
  const actions = useMemo(
    () => [
      action({
        verb: t('add'),
        operation: 'catalog.createItem',
        asks: [
          { name: 'sku', label: t('sku'), kind: 'text', hint: t('skuHint') },
          { name: 'title', label: t('name'), kind: 'text' },
          askPrice({ name: 'price', label: t('price', { currency }), optional: true }, currency),
        ],
        input: ({ sku = '', title = '', price }) => ({ sku, title, ...(price === undefined ? {} : { priceMicros: priceOf(price) }) }),
      }),
    ],
    [currency],
  );
  return (
    <Page
      actions={
        <>
          <Actions actions={actions} />
          <a className="button" href={linkTo('/standard-costs/new')}>
            {t('standardCosts')}
          </a>
        </>
      }
      fill
      title={t('title')}
    >
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
