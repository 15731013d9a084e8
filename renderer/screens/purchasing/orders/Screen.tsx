import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { columns } from './columns.ts';
import { presets, usePurchaseOrdersView } from './store.ts';
import { t } from './text.ts';

/** What is ordered from suppliers, latest first. */
export default function PurchaseOrders() {
  return (
    <Page beside={<a href="#/purchase-orders/new">{t('add')}</a>} fill title={t('title')}>
      <List
        columns={columns}
        empty={t('empty')}
        label={t('title')}
        list="purchasing.orders"
        open={(r) => `/purchase-orders/${r.id}`}
        presets={presets}
        rowId={(r) => r.id}
        view={usePurchaseOrdersView}
      />
    </Page>
  );
}
