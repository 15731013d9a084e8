import { Actions } from '../../../kit/action/Actions.tsx';
import { day, money, words } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Figure, Page } from '../../../kit/Page.tsx';
import type { ScreenProps } from '../../../kit/screen.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { actionsOf } from './actions.ts';
import { holdColumns, invoiceColumns, lineColumns, shipmentColumns } from './columns.ts';
import { type Order, useOrderView } from './store.ts';

/** One order: what it is and where it stands on one line, then its lines and what became of them. */
export default function OrderScreen({ params }: ScreenProps) {
  const orderId = params['id'] ?? '';
  const { output: order, failure, again } = useAsk('sales.getOrder', { orderId });
  if (failure && !order) return <FailureNote again={again} failure={failure} />;
  if (!order) return <Waiting />;
  return <OrderPage order={order} />;
}

function OrderPage({ order }: { readonly order: Order }) {
  const { lifted } = useOrderView();
  const shipments = useAsk('fulfillment.listShipments', { orderId: order.id, limit: 200 });
  const { currency } = order;
  const released = order.holds.filter((h) => h.releasedAt !== null).length;
  return (
    <Page
      beside={
        <>
          <span className="quiet">{order.partyName}</span>
          <span className="push" />
          <Actions actions={actionsOf(order)} />
        </>
      }
      title={
        <>
          <a className="crumb" href="#/orders">
            Orders
          </a>{' '}
          / {order.number}
        </>
      }
    >
      <dl className="figures">
        <Figure name="State" value={words(order.state)} />
        <Figure name="Shipping" value={words(order.fulfilment)} />
        <Figure name="Invoicing" value={words(order.invoicing)} />
        <Figure hint="By the day of the company" name="Ordered" value={day(order.orderedOn)} />
        {order.promisedOn === null ? null : <Figure name="Promised" value={day(order.promisedOn)} />}
        {order.externalId === null ? null : <Figure name="Channel number" value={order.externalId} />}
        <Figure name="Payment" value={words(order.payment)} />
        <Figure name={`Net ${currency}`} value={money(order.net, currency)} />
        <Figure name={`Tax ${currency}`} value={money(order.tax, currency)} />
        <Figure name={`Total ${currency}`} value={money(order.total, currency)} />
        {order.openDeposit === 0 ? null : (
          <Figure hint="Paid and not applied to an invoice yet" name="Open deposit" value={money(order.openDeposit, currency)} />
        )}
      </dl>
      {order.cancelReason === null ? null : <p className="quiet">Cancelled: {order.cancelReason}</p>}
      <section>
        <h2>Lines</h2>
        <Table
          columns={lineColumns(currency)}
          empty="This order has no line."
          label="Lines"
          rowId={(l) => String(l.id)}
          rows={order.lines}
        />
      </section>
      <section>
        <h2>
          Holds{' '}
          {released > 0 ? (
            <button className="plain" onClick={() => useOrderView.setState({ lifted: !lifted })} type="button">
              {lifted ? 'Hide lifted ones' : `Show ${released} lifted`}
            </button>
          ) : null}
        </h2>
        <Table
          columns={holdColumns}
          empty="Nothing holds this order."
          label="Holds"
          rowId={(h) => h.id}
          rows={lifted ? order.holds : order.holds.filter((h) => h.releasedAt === null)}
        />
      </section>
      <section>
        <h2>Shipments</h2>
        {shipments.failure ? (
          <FailureNote again={shipments.again} failure={shipments.failure} />
        ) : (
          <Table
            columns={shipmentColumns}
            empty="Nothing has been shipped yet."
            label="Shipments"
            rowId={(s) => s.id}
            rows={shipments.output?.rows ?? []}
          />
        )}
      </section>
      <section>
        <h2>Invoices and credit notes</h2>
        <Table
          columns={invoiceColumns(currency)}
          empty="Nothing has been invoiced yet."
          label="Invoices and credit notes"
          rowId={(i) => i.id}
          rows={order.invoices}
        />
      </section>
    </Page>
  );
}
