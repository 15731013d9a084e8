import { useCurrency } from '../../../client/connection.ts';
import { Detail } from '../../../kit/detail/Detail.tsx';
import { History } from '../../../kit/detail/History.tsx';
import { count, day, moment, money, words } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { useEntryNumber } from '../../../kit/record.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { lineColumns } from './columns.ts';
import type { Shipment } from './store.ts';
import { t } from './text.ts';

/** One parcel's worth of goods: for which order, from where, what it cost, and what it was invoiced with. A fact; nothing is done with it any more. */
export default function ShipmentScreen({ params }: ScreenProps) {
  const { output: shipment, failure, again } = useAsk('fulfillment.getShipment', { shipmentId: params['id'] ?? '' });
  if (failure && !shipment) return <FailureNote again={again} failure={failure} />;
  if (!shipment) return <Waiting />;
  return <ShipmentPage shipment={shipment} />;
}

function ShipmentPage({ shipment }: { readonly shipment: Shipment }) {
  const currency = useCurrency();
  const entryNumber = useEntryNumber(shipment.entryId);
  const { id, orderId, lines } = shipment;
  const here = `/shipments/${id}?tab=lines`;
  return (
    <Detail
      amounts={[
        { name: t('units'), value: count(lines.reduce((sum, l) => sum + l.qty, 0)), path: here },
        { name: t('cost', { currency }), value: money(shipment.cost, currency), hint: t('costHint'), path: here },
      ]}
      crumb={{ title: t('shipments'), path: '/shipments' }}
      facts={[
        { name: t('order'), value: shipment.orderNumber, path: `/orders/${orderId}` },
        { name: t('warehouse'), value: shipment.warehouseCode },
        { name: t('shipped'), value: day(shipment.shippedOn), hint: moment(shipment.shippedAt) },
        ...(shipment.carrier === null ? [] : [{ name: t('carrier'), value: shipment.carrier }]),
        ...(shipment.tracking === null ? [] : [{ name: t('tracking'), value: shipment.tracking }]),
        shipment.invoiceNumber === null
          ? { name: t('invoice'), value: t('notInvoiced') }
          : { name: t('invoice'), value: shipment.invoiceNumber, path: `/invoices/${shipment.invoiceId}` },
        ...(entryNumber === undefined ? [] : [{ name: t('entry'), value: entryNumber, path: `/journal-entries/${shipment.entryId}` }]),
      ]}
      papers={(['packing-slip', 'label'] as const).map((kind) => ({ kind, id, number: shipment.number }))}
      party={shipment.partyName}
      state={{ word: words(shipment.state), tone: shipment.state === 'shipped' ? 'good' : 'quiet' }}
      tabs={[
        {
          id: 'lines',
          title: t('lines'),
          count: lines.length,
          body: () => (
            <Table columns={lineColumns(currency)} empty={t('noLine')} label={t('lines')} rowId={(l) => String(l.lineNo)} rows={lines} />
          ),
        },
        { id: 'history', title: t('history'), body: () => <History id={id} table="shipment" /> },
      ]}
      title={shipment.number}
    />
  );
}
