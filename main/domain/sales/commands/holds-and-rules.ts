import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { orderNotHeld, salesOperations } from '../../../../preload/contract/sales.ts';
import { sayWhy } from '../../company/index.ts';
import { handleCommand } from '../../handler.ts';
import { releaseHold as lift, openHolds } from '../../inventory/index.ts';
import { ORDER } from '../model.ts';
import { loadOrders, orderIn, ruleSettings, updateRule } from '../store.ts';

/** News of an order nothing blocks any more; `data` is `{ orderIds: string[] }`. */
export const ORDER_RELEASED = 'sales.orderReleased';

export const releaseHold = handleCommand(salesOperations.releaseHold, async (ctx, { holdId, ...said }) => {
  const hold = await ctx.tx.db
    .selectFrom('hold')
    .select(['subject_kind', 'subject_id', 'severity'])
    .where('id', '=', holdId)
    .executeTakeFirst();
  if (!hold || hold.subject_kind !== ORDER) throw refuse(notFound, { kind: 'hold of an order', id: holdId });
  const orderId = hold.subject_id;
  orderIn(ctx, await loadOrders(ctx.tx, [orderId]), orderId);
  await lift(ctx, holdId, await sayWhy(ctx, 'hold-release', said));
  const open = (await openHolds(ctx.tx, ORDER, [orderId])).get(orderId) ?? [];
  const stillBlocked = open.some((h) => h.severity === 'block');
  if (hold.severity === 'block' && !stillBlocked) await ctx.emit({ name: ORDER_RELEASED, data: { orderIds: [orderId] } });
  return { orderId, stillBlocked };
});

export const releaseHolds = handleCommand(salesOperations.releaseHolds, async (ctx, { orderId, ...said }) => {
  const order = orderIn(ctx, await loadOrders(ctx.tx, [orderId]), orderId);
  const open = (await openHolds(ctx.tx, ORDER, [orderId])).get(orderId) ?? [];
  if (open.length === 0) throw refuse(orderNotHeld, { number: order.number });
  const why = await sayWhy(ctx, 'hold-release', said);
  for (const hold of open) await lift(ctx, hold.id, why);
  if (open.some((h) => h.severity === 'block')) await ctx.emit({ name: ORDER_RELEASED, data: { orderIds: [orderId] } });
  return { orderId, lifted: open.length };
});

export const setOrderRule = handleCommand(salesOperations.setOrderRule, async (ctx, { code, severity, threshold }) => {
  const setting = (await ruleSettings(ctx)).get(code);
  if (!setting) throw refuse(notFound, { kind: 'order rule', id: code });
  await updateRule(ctx, code, setting.revision, { severity, threshold: threshold === undefined ? setting.threshold : threshold });
  return { code };
});
