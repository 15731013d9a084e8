import { notFound, outOfScope } from '../../../../preload/contract/engine.ts';
import { fulfillmentOperations, orderNotOpen } from '../../../../preload/contract/fulfillment.ts';
import { onHold as orderOnHold } from '../../../../preload/contract/inventory.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { handleCommand } from '../../handler.ts';
import { openHolds, release } from '../../inventory/index.ts';
import { allocateOrders as allocate } from '../allocate-orders.ts';
import { loadSweep } from '../due.ts';
import { loadOrderLines, loadOrders, loadReserved, type OrderFacts } from '../load.ts';
import { ORDER } from '../model.ts';
import { fitWaves } from '../picking/fit.ts';

/** The order, if this actor may touch it; refuses one that is unknown or of a channel outside their scope. */
async function orderFor(ctx: CommandContext, orderId: string): Promise<OrderFacts> {
  const order = (await loadOrders(ctx.tx, [orderId])).get(orderId);
  if (!order) throw refuse(notFound, { kind: 'order', id: orderId });
  const allowed = ctx.actor.scopes.channel;
  if (allowed && order.channelId !== null && !allowed.has(order.channelId))
    throw refuse(outOfScope, { scope: 'channel', id: order.channelId });
  return order;
}

export const allocateOrder = handleCommand(fulfillmentOperations.allocateOrder, async (ctx, { orderId }) => {
  const order = await orderFor(ctx, orderId);
  if (order.state !== 'open') throw refuse(orderNotOpen, { orderId, state: order.state });
  const hold = (await openHolds(ctx.tx, ORDER, [orderId])).get(orderId)?.find((h) => h.severity === 'block');
  if (hold) {
    ctx.note({ kind: 'blocked-by-hold', subject: orderId, detail: { subjectKind: ORDER, code: hold.code } });
    throw refuse(orderOnHold, { subjectKind: ORDER, subjectId: orderId, code: hold.code, detail: hold.detail });
  }
  const { plans, reserved, short } = await allocate(ctx, [orderId]);
  const [plan] = plans;
  return { reserved, short, outcome: plan?.outcome ?? 'single', reason: plan?.reason ?? 'one-warehouse-covers' };
});

export const allocateOrders = handleCommand(fulfillmentOperations.allocateOrders, async (ctx, input) => {
  if (input.orderIds) {
    const known = await loadOrders(ctx.tx, input.orderIds);
    const unknown = input.orderIds.find((id) => !known.has(id));
    if (unknown !== undefined) throw refuse(notFound, { kind: 'order', id: unknown });
  }
  const orderIds = input.orderIds ?? (await loadSweep(ctx.tx, input.limit, input.warehouseId));
  const { plans, reserved, short, onHold } = await allocate(ctx, orderIds);
  return { orders: plans.length, reserved, short, onHold: onHold.length };
});

export const releaseAllocation = handleCommand(fulfillmentOperations.releaseAllocation, async (ctx, { orderId, orderLineIds }) => {
  await orderFor(ctx, orderId);
  const named = orderLineIds && new Set(orderLineIds);
  const own = (await loadOrderLines(ctx.tx, [orderId])).get(orderId) ?? [];
  // A set is promised whole or not at all, so its lines go together.
  const sets = new Set(own.flatMap((l) => (l.set && named?.has(l.id) ? [l.set.id] : [])));
  const lines = own.filter((l) => !named || named.has(l.id) || (l.set !== null && sets.has(l.set.id)));
  const ids = new Set(lines.map((l) => l.id));
  const kept = ((await loadReserved(ctx.tx, [orderId])).get(orderId) ?? []).filter((r) => ids.has(r.orderLineId));
  await release(ctx, { subjectKind: ORDER, lines: [...new Set(kept.map((r) => r.orderLineId))] });
  await fitWaves(ctx, [orderId]);
  return { released: kept.reduce((sum, r) => sum + r.qty, 0) };
});
