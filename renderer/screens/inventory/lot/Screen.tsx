import { NO_LAST_DAY } from '../../../../preload/contract/lots.ts';
import type { OutputOf } from '../../../client/operations.ts';
import type { Column } from '../../../kit/column.ts';
import { Detail } from '../../../kit/detail/Detail.tsx';
import { History } from '../../../kit/detail/History.tsx';
import { count, day, moment, words } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { recordPath } from '../../../kit/record.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { actionsOf } from './actions.ts';
import { t } from './text.ts';

type Lot = OutputOf<'inventory.getLot'>;

const placeColumns: readonly Column<Lot['places'][number]>[] = [
  { id: 'place', title: t('place'), grow: true, text: (p) => p.locationCode, link: (p) => `/places/${p.locationId}` },
  { id: 'warehouse', title: t('warehouse'), width: 140, text: (p) => p.warehouseCode ?? '' },
  { id: 'status', title: t('status'), width: 140, text: (p) => words(p.status) },
  { id: 'onHand', title: t('onHand'), width: 120, numeric: true, text: (p) => count(p.onHand) },
];

type Sold = OutputOf<'fulfillment.listLotShipments'>['rows'][number];

const soldColumns: readonly Column<Sold>[] = [
  { id: 'party', title: t('customer'), grow: true, text: (r) => r.partyName, link: (r) => `/customers/${r.partyId}` },
  { id: 'reach', title: t('reach'), width: 210, text: (r) => r.email ?? r.phone ?? '' },
  { id: 'order', title: t('order'), width: 140, text: (r) => r.orderNumber, link: (r) => `/orders/${r.orderId}` },
  { id: 'shipment', title: t('shipment'), width: 140, text: (r) => r.shipmentNumber, link: (r) => `/shipments/${r.shipmentId}` },
  { id: 'parcel', title: t('parcel'), width: 140, text: (r) => r.parcelNumber ?? r.tracking ?? '' },
  { id: 'on', title: t('shippedOn'), width: 110, text: (r) => day(r.shippedOn) },
  { id: 'qty', title: t('qty'), width: 90, numeric: true, text: (r) => count(r.qty) },
];
const SHOWN = 200;

/** Who has units of it; the whole list, which can be exported, is one step away. */
function Customers({ lot }: { readonly lot: Lot }) {
  const asked = useAsk('fulfillment.listLotShipments', { filter: [{ column: 'lotId', op: 'eq', value: lot.id }], limit: SHOWN });
  if (!asked.output) return asked.failure ? <FailureNote again={asked.again} failure={asked.failure} /> : <Waiting />;
  return (
    <>
      <Table columns={soldColumns} empty={t('nobody')} label={t('customers')} rowId={(r) => String(r.id)} rows={asked.output.rows} />
      <a href={`#/lot-shipments?lotId=${lot.id}`}>{t('recallList')}</a>
    </>
  );
}

/** One lot: until when it may be sold, where it came from, where it stands and who has it. */
export default function LotScreen({ params }: ScreenProps) {
  const { output: lot, failure, again } = useAsk('inventory.getLot', { lotId: params['id'] ?? '' });
  if (failure && !lot) return <FailureNote again={again} failure={failure} />;
  if (!lot) return <Waiting />;
  const date = (name: string, value: string | null) => (value === null ? [] : [{ name, value: day(value) }]);
  const source = recordPath(lot.sourceId);
  return (
    <Detail
      actions={actionsOf(lot)}
      amounts={[
        { name: t('received'), value: count(lot.received) },
        { name: t('onHand'), value: count(lot.onHand), path: `/lots/${lot.id}?tab=places` },
        { name: t('withCustomers'), value: count(lot.withCustomers), path: `/lots/${lot.id}?tab=customers` },
      ]}
      crumb={{ title: t('lots'), path: '/lots' }}
      facts={[
        { name: t('product'), value: lot.sku, path: `/items/${lot.itemId}` },
        { name: t('trackedBy'), value: words(lot.trackedBy) },
        ...date(t('expires'), lot.expiresOn),
        ...date(t('bestBefore'), lot.bestBeforeOn),
        ...date(t('removal'), lot.removalOn),
        ...date(t('alert'), lot.alertOn),
        ...date(t('soldUntil'), lot.soldUntil === NO_LAST_DAY ? null : lot.soldUntil),
        { name: t('receivedAt'), value: moment(lot.receivedAt) },
        ...(lot.partyName === null ? [] : [{ name: t('from'), value: lot.partyName }]),
        ...(lot.sourceName === null ? [] : [{ name: t('by'), value: lot.sourceName, ...(source === undefined ? {} : { path: source }) }]),
      ]}
      notice={
        lot.state === 'ok' ? null : (
          <p className="notice bad">
            <strong>{t(lot.state === 'blocked' ? 'blocked' : 'expired')}</strong> {lot.reason ?? t('expiredHint')}
          </p>
        )
      }
      party={lot.title}
      state={{ word: words(lot.state), tone: lot.state === 'ok' ? 'good' : lot.state === 'blocked' ? 'bad' : 'warn' }}
      tabs={[
        {
          id: 'places',
          title: t('places'),
          count: lot.places.length,
          body: () => (
            <Table columns={placeColumns} empty={t('nowhere')} label={t('places')} rowId={(p) => p.locationId} rows={lot.places} />
          ),
        },
        { id: 'customers', title: t('customers'), body: () => <Customers lot={lot} /> },
        { id: 'history', title: t('history'), body: () => <History id={lot.id} table="lot" /> },
      ]}
      title={lot.code}
    />
  );
}
