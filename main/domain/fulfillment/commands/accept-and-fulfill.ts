import { notPermitted } from '../../../../preload/contract/engine.ts';
import { fulfillmentOperations } from '../../../../preload/contract/fulfillment.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { Actor } from '../../../engine/context.ts';
import { handleCommand } from '../../handler.ts';
import { policy } from '../../company/index.ts';
import { createOrders } from '../../sales/index.ts';
import { allocateOrders } from '../allocate-orders.ts';
import { shipOrders } from '../ship-orders.ts';

const maySell = ({ permissions }: Actor) => permissions.has('*') || permissions.has('sales.*') || permissions.has('sales.write');

export const acceptAndFulfill = handleCommand(fulfillmentOperations.acceptAndFulfill, async (ctx, { orders, when }) => {
  if (!maySell(ctx.actor)) throw refuse(notPermitted, { operation: fulfillmentOperations.acceptAndFulfill.name, permission: 'sales.write' });
  const accepted = await createOrders(ctx, orders);
  // Under the policy "at confirmation" the news of the orders has promised the stock already.
  if (policy(ctx, 'allocateAt') === 'manual') await allocateOrders(ctx, accepted.map((o) => o.orderId));
  const result = await shipOrders(
    ctx,
    accepted.map(({ orderId }, i) => {
      const order = orders[i];
      return when === 'order-date' && order ? { orderId, at: order.orderedAt, on: order.orderedOn } : { orderId, at: ctx.now, on: ctx.today };
    }),
    { lenient: true },
  );
  const held = new Set(result.onHold);
  const wanted = orders.reduce((sum, o, i) => (held.has(accepted[i]?.orderId ?? '') ? sum : sum + o.lines.reduce((n, l) => (l.kind === 'item' ? n + l.qty : n), 0)), 0);
  const qty = result.shipments.reduce((sum, s) => sum + s.qty, 0);
  return {
    orders: accepted.length,
    lines: orders.reduce((sum, o) => sum + o.lines.length, 0),
    total: accepted.reduce((sum, o) => sum + o.total, 0),
    shipments: result.shipments.length,
    invoices: result.shipments.filter((s) => s.invoiceId !== null).length + result.chargeInvoices.length,
    qty,
    short: wanted - qty,
    onHold: held.size,
    cost: result.shipments.reduce((sum, s) => sum + s.cost, 0),
  };
});
