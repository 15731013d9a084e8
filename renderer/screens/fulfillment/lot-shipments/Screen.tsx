import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { columns } from './columns.ts';
import { presets, useLotShipmentsView } from './store.ts';
import { t } from './text.ts';

/** Who got units of which lot, with order, parcel and how to reach them: the list of a recall. */
export default function LotShipments() {
  return (
    <Page fill title={t('title')}>
      <List
        columns={columns}
        empty={t('empty')}
        label={t('title')}
        list="fulfillment.lotShipments"
        open={(r) => `/shipments/${r.shipmentId}`}
        presets={presets}
        rowId={(r) => String(r.id)}
        view={useLotShipmentsView}
      />
    </Page>
  );
}
