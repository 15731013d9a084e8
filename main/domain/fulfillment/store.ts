import type { Insertable } from 'kysely';
import type { DB } from '../../../db/schema/index.ts';
import type { CommandContext } from '../../engine/context.ts';
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
export async function keepPlans(ctx: CommandContext, plans: readonly SourcingPlan[]): Promise<void> {
  if (plans.length === 0) return;
  const known = new Map(
    (
      await ctx.tx.db
        .selectFrom(
          ctx.tx
            .rowset(
              plans.map((p) => ({ id: p.orderId })),
              { id: 'text' },
            )
            .as('w'),
        )
        .crossJoin('allocation as a')
        .whereRef('a.order_id', '=', 'w.id')
        .select(['a.order_id', 'a.outcome', 'a.reason', 'a.short_qty', 'a.revision'])
        .execute()
    ).map((r) => [r.order_id, r]),
  );
  const fresh: Insertable<DB['allocation']>[] = [];
  const changed: Insertable<DB['allocation']>[] = [];
  for (const p of plans) {
    const row = { order_id: p.orderId, outcome: p.outcome, reason: p.reason, short_qty: p.short, decided_at: ctx.now };
    const before = known.get(p.orderId);
    if (!before && p.outcome !== 'single') fresh.push({ ...row, revision: 1 });
    else if (before && (before.outcome !== p.outcome || before.reason !== p.reason || before.short_qty !== p.short))
      changed.push({ ...row, revision: before.revision + 1 });
  }
  await ctx.tx.insertMany('allocation', fresh);
  await ctx.tx.updateMany('allocation', ['order_id'], changed);
}
