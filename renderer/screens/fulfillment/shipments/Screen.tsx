import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { columns } from './columns.ts';
import { presets, useShipmentsView } from './store.ts';
import { t } from './text.ts';

/** What was handed over to carriers, latest first. */
export default function Shipments() {
  return (
    <Page fill title={t('title')}>
      <List
        columns={columns}
        empty={t('empty')}
        label={t('title')}
        list="fulfillment.shipments"
        open={(s) => `/shipments/${s.id}`}
        presets={presets}
        rowId={(s) => s.id}
        view={useShipmentsView}
      />
    </Page>
  );
}
