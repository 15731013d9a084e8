import { notFound } from '../../../../preload/contract/engine.ts';
import { holdReleased } from '../../../../preload/contract/inventory.ts';
import { holds as held } from '../../../../preload/contract/permission.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { holdRuleOperations, notYourHold, orderNotHeld, RIGHT_OF_KIND } from '../../../../preload/contract/sales-rules.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { sayWhy } from '../../company/index.ts';
import { handleCommand } from '../../handler.ts';
import { assignHold as assign, releaseHolds as lift, openHolds } from '../../inventory/index.ts';
import { ORDER_RELEASED } from '../holds/again.ts';
import { rulesOf } from '../holds/store.ts';
import { ORDER } from '../model.ts';
import { loadOrders, orderIn } from '../store.ts';

/** A hold of an order the actor may see, still open. */
async function heldOrder(ctx: CommandContext, holdId: string) {
  const hold = await ctx.tx.db
    .selectFrom('hold')
    .select(['subject_kind', 'subject_id', 'code', 'severity', 'facts', 'released_at'])
    .where('id', '=', holdId)
    .executeTakeFirst();
  if (!hold || hold.subject_kind !== ORDER) throw refuse(notFound, { kind: 'hold of an order', id: holdId });
  const order = orderIn(ctx, await loadOrders(ctx.tx, [hold.subject_id]), hold.subject_id);
  if (hold.released_at !== null) throw refuse(holdReleased, { holdId });
  return { ...hold, order };
}

/** Refuses holds whose rule asks for a right the actor does not have. */
async function assertMayLift(ctx: CommandContext, number: string, codes: readonly string[]): Promise<void> {
  for (const rule of await rulesOf(ctx)) {
    const permission = RIGHT_OF_KIND[rule.test.kind];
    if (permission === undefined || !codes.includes(rule.code) || held(ctx.actor.permissions, permission)) continue;
    throw refuse(notYourHold, { number, rule: rule.name, permission });
  }
}

/** Lifts one hold; the order goes on when nothing else blocks it. */
export const releaseHold = handleCommand(holdRuleOperations.releaseHold, async (ctx, { holdId, ...said }) => {
  const { order, code, severity } = await heldOrder(ctx, holdId);
  await assertMayLift(ctx, order.number, [code]);
  await lift(ctx, [holdId], await sayWhy(ctx, 'hold-release', said));
  const open = (await openHolds(ctx.tx, ORDER, [order.id])).get(order.id) ?? [];
  const stillBlocked = open.some((h) => h.severity === 'block');
  if (severity === 'block' && !stillBlocked) await ctx.emit({ name: ORDER_RELEASED, data: { orderIds: [order.id] } });
  return { orderId: order.id, stillBlocked };
});

/** Lifts all holds of an order, or none of them. */
export const releaseHolds = handleCommand(holdRuleOperations.releaseHolds, async (ctx, { orderId, ...said }) => {
  const order = orderIn(ctx, await loadOrders(ctx.tx, [orderId]), orderId);
  const open = (await openHolds(ctx.tx, ORDER, [orderId])).get(orderId) ?? [];
  if (open.length === 0) throw refuse(orderNotHeld, { number: order.number });
  await assertMayLift(
    ctx,
    order.number,
    open.map((h) => h.code),
  );
  const why = await sayWhy(ctx, 'hold-release', said);
  await lift(
    ctx,
    open.map((h) => h.id),
    why,
  );
  if (open.some((h) => h.severity === 'block')) await ctx.emit({ name: ORDER_RELEASED, data: { orderIds: [orderId] } });
  return { orderId, lifted: open.length };
});

/** Says who looks into a hold. */
export const assignHold = handleCommand(holdRuleOperations.assignHold, async (ctx, { holdId, assigneeId }) => {
  await heldOrder(ctx, holdId);
  if (assigneeId !== null) {
    const user = await ctx.tx.db
      .selectFrom('app_user')
      .select('id')
      .where('id', '=', assigneeId)
      .where('active', '=', 1)
      .executeTakeFirst();
    if (!user) throw refuse(notFound, { kind: 'active user', id: assigneeId });
  }
  await assign(ctx, holdId, assigneeId);
  return { holdId };
});
