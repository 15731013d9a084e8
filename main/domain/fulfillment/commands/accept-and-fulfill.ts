import { notPermitted } from '../../../../preload/contract/engine.ts';
import { fulfillmentOperations } from '../../../../preload/contract/fulfillment.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { Actor } from '../../../engine/context.ts';
import { handleCommand } from '../../handler.ts';
import { assertOrderWithinLimit, createOrders } from '../../sales/index.ts';
import { fulfillOrders } from '../fulfill-orders.ts';
import { serveAtOnce } from '../react.ts';

const maySell = ({ permissions }: Actor) => permissions.has('*') || permissions.has('sales.*') || permissions.has('sales.write');

export const acceptAndFulfill = handleCommand(fulfillmentOperations.acceptAndFulfill, async (ctx, { orders, when }) => {
  if (!maySell(ctx.actor))
    throw refuse(notPermitted, { operation: fulfillmentOperations.acceptAndFulfill.name, permission: 'sales.write' });
  // What leaves at once needs no reservation; the news of the orders must not make one.
  serveAtOnce(ctx);
  for (const order of orders) await assertOrderWithinLimit(ctx, order);
  const accepted = await createOrders(ctx, orders);
  const result = await fulfillOrders(
    ctx,
    accepted.map(({ orderId }, i) => {
      const order = orders[i];
      return when === 'order-date' && order
        ? { orderId, at: order.orderedAt, on: order.orderedOn }
        : { orderId, at: ctx.now, on: ctx.today };
    }),
    { lenient: true, unpromised: true },
  );
  const held = new Set(result.onHold);
  return {
    orders: accepted.length,
    lines: orders.reduce((sum, o) => sum + o.lines.length, 0),
    total: accepted.reduce((sum, o) => sum + o.total, 0),
    shipments: result.shipments.length,
    invoices: result.shipments.filter((s) => s.invoiceId !== null).length + result.chargeInvoices.length,
    qty: result.shipments.reduce((sum, s) => sum + s.qty, 0),
    short: result.short,
    onHold: held.size,
    cost: result.shipments.reduce((sum, s) => sum + s.cost, 0),
  };
});
