import type { Insertable } from 'kysely';
import type { DB } from '../../../db/schema/index.ts';
import type { CommandContext } from '../../engine/context.ts';
import type { Hand } from './load.ts';
import type { SourcingPlan } from './model.ts';

/** Adds shipments with their lines. */
export async function insertShipments(
  ctx: CommandContext,
  shipments: readonly Insertable<DB['shipment']>[],
  lines: readonly Insertable<DB['shipment_line']>[],
): Promise<void> {
  await ctx.tx.insertMany('shipment', shipments);
  await ctx.tx.insertMany('shipment_line', lines);
}

/**
 * Keeps the reason of orders that were split or came up short; an order that was kept before and is now served from one
 * warehouse is kept as such. The usual order, one warehouse from the start, costs no row.
 */
export async function keepPlans(ctx: CommandContext, plans: readonly SourcingPlan[], orders: Hand['orders']): Promise<void> {
  const fresh: Insertable<DB['allocation']>[] = [];
  const changed: Insertable<DB['allocation']>[] = [];
  for (const { orderId, outcome, reason, short } of plans) {
    const row = { order_id: orderId, outcome, reason, short_qty: short, decided_at: ctx.now };
    const before = orders.get(orderId)?.kept;
    if (!before && outcome !== 'single') fresh.push({ ...row, revision: 1 });
    else if (before && (before.outcome !== outcome || before.reason !== reason || before.short !== short))
      changed.push({ ...row, revision: before.revision + 1 });
  }
  await ctx.tx.insertMany('allocation', fresh);
  await ctx.tx.updateMany('allocation', ['order_id'], changed);
}
