import { Detail } from '../../../kit/detail/Detail.tsx';
import { History } from '../../../kit/detail/History.tsx';
import { day, money, words } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import type { ScreenProps } from '../../../kit/screen.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { actionsOf } from './actions.ts';
import { holdColumns, invoiceColumns, lineColumns, ORDER_TONES, shipmentColumns } from './columns.ts';
import { Delivery } from './Delivery.tsx';
import { type Order, rowsOf, useOrderView } from './store.ts';
import { t } from './text.ts';

/** One order: what it is and where it stands on one line, what can be done now, and what became of it in tabs. */
export default function OrderScreen({ params }: ScreenProps) {
  const orderId = params['id'] ?? '';
  const { output: order, failure, again } = useAsk('sales.getOrder', { orderId });
  if (failure && !order) return <FailureNote again={again} failure={failure} />;
  if (!order) return <Waiting />;
  return <OrderPage order={order} />;
}

function OrderPage({ order }: { readonly order: Order }) {
  const { currency, id } = order;
  const tab = (name: string) => `/orders/${id}?tab=${name}`;
  const rows = rowsOf(order);
  const merge = useAsk('fulfillment.getMerge', { orderId: id }).output?.merge;
  const others = merge?.orders.filter((o) => o.orderId !== id) ?? [];
  const open = order.holds.filter((h) => h.releasedAt === null);
  return (
    <Detail
      actions={actionsOf(order)}
      amounts={[{ name: currency, value: money(order.total, currency), path: tab('lines') }]}
      crumb={{ title: t('orders'), path: '/orders' }}
      facts={[
        { name: t('shipping'), value: words(order.fulfilment), path: tab('shipments') },
        { name: t('invoicing'), value: words(order.invoicing), path: tab('money') },
        { name: t('payment'), value: words(order.payment) },
        { name: t('ordered'), value: day(order.orderedOn), hint: t('orderedHint') },
        ...(order.promisedOn === null ? [] : [{ name: t('promised'), value: day(order.promisedOn) }]),
        ...(order.externalId === null ? [] : [{ name: t('channelNumber'), value: order.externalId }]),
        ...(order.quote === null ? [] : [{ name: t('quote'), value: order.quote.number, path: `/quotes/${order.quote.id}` }]),
        ...(order.splitFrom === null
          ? []
          : [{ name: t('splitFrom'), value: order.splitFrom.number, path: `/orders/${order.splitFrom.id}` }]),
        ...order.splitInto.map((o) => ({ name: t('splitInto'), value: o.number, path: `/orders/${o.id}` })),
        ...(others.length === 0
          ? []
          : [
              {
                name: t(merge?.state === 'shipped' ? 'leftWith' : 'leavesWith'),
                value: others.map((o) => o.number).join(', '),
                ...(merge?.state === 'shipped' ? {} : { path: `/merges?at=${merge?.id}` }),
              },
            ]),
        { name: t('net'), value: money(order.net, currency) },
        { name: t('tax'), value: money(order.tax, currency) },
        ...(order.openDeposit === 0 ? [] : [{ name: t('deposit'), value: money(order.openDeposit, currency), hint: t('depositHint') }]),
      ]}
      notice={
        <>
          {order.cancelReason === null ? null : <p className="notice">{t('cancelled', { reason: order.cancelReason })}</p>}
          {open.map((h) => (
            <p className={h.severity === 'block' ? 'notice bad' : 'notice'} key={h.id}>
              <strong>{t(h.severity === 'block' ? 'blocks' : 'warns', { code: h.rule === h.code ? words(h.code) : h.rule })}</strong>{' '}
              {h.detail}
            </p>
          ))}
        </>
      }
      papers={[
        ...(order.fulfilment === 'shipped' ? [] : [{ kind: 'pick-list' as const, id, number: order.number }]),
        ...order.invoices.map((i) => ({ kind: 'invoice' as const, id: i.id, number: i.number })),
      ]}
      party={order.partyName}
      state={{ word: words(order.state), tone: ORDER_TONES[order.state] }}
      tabs={[
        {
          id: 'lines',
          title: t('lines'),
          count: rows.filter((r) => r.as !== 'part').length,
          body: () => (
            <Table columns={lineColumns(currency, rows)} empty={t('noLine')} label={t('lines')} rowId={(l) => String(l.id)} rows={rows} />
          ),
        },
        { id: 'holds', title: t('holds'), count: open.length, body: () => <Holds order={order} /> },
        { id: 'shipments', title: t('shipments'), count: order.shipmentIds.length, body: () => <Shipments orderId={id} /> },
        { id: 'delivery', title: t('delivery'), body: () => <Delivery orderId={id} /> },
        {
          id: 'money',
          title: t('money'),
          count: order.invoices.length,
          body: () => (
            <Table columns={invoiceColumns(currency)} empty={t('noInvoice')} label={t('money')} rowId={(i) => i.id} rows={order.invoices} />
          ),
        },
        { id: 'history', title: t('history'), body: () => <History id={id} table="sales_order" /> },
      ]}
      title={order.number}
    />
  );
}

function Holds({ order }: { readonly order: Order }) {
  const { lifted } = useOrderView();
  const released = order.holds.filter((h) => h.releasedAt !== null).length;
  const shown = lifted ? order.holds : order.holds.filter((h) => h.releasedAt === null);
  return (
    <>
      <Table columns={holdColumns(shown)} empty={t('noHold')} label={t('holds')} rowId={(h) => h.id} rows={shown} />
      {released > 0 ? (
        <button className="plain" onClick={() => useOrderView.setState({ lifted: !lifted })} type="button">
          {lifted ? t('hideLifted') : t('showLifted', { count: released })}
        </button>
      ) : null}
    </>
  );
}

function Shipments({ orderId }: { readonly orderId: string }) {
  const { output, failure, again } = useAsk('fulfillment.listShipments', {
    filter: [{ column: 'orderId', op: 'eq', value: orderId }],
    limit: 200,
  });
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  return <Table columns={shipmentColumns} empty={t('noShipment')} label={t('shipments')} rowId={(s) => s.id} rows={output.rows} />;
}
