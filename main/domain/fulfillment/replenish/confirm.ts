import { notFound } from '../../../../preload/contract/engine.ts';
import { wrongPlace } from '../../../../preload/contract/fulfillment-picking.ts';
import { moreThanAsked, replenishDone, reserveHoldsLess } from '../../../../preload/contract/fulfillment-replenish.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { askToCount, assertWarehouseScope, moveStock } from '../../inventory/index.ts';
import { same } from '../picking/scan.ts';

/** What moves of replenishment name as their source. */
const REPLENISHMENT = 'replenishment';

/** A task somebody may work on; refuses one that is not there, outside their warehouses, or not open any more. */
export async function openTask(ctx: CommandContext, taskId: number) {
  const row = await ctx.tx.db
    .selectFrom('replenish_task as t')
    .innerJoin('item as i', 'i.id', 't.item_id')
    .innerJoin('location as f', 'f.id', 't.from_location_id')
    .innerJoin('location as l', 'l.id', 't.to_location_id')
    .selectAll('t')
    .select(['i.sku', 'f.code as from', 'l.code as to'])
    .where('t.id', '=', taskId)
    .executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'replenishment task', id: String(taskId) });
  assertWarehouseScope(ctx.actor, row.warehouse_id);
  if (row.state !== 'open') throw refuse(replenishDone, { sku: row.sku, state: row.state });
  return row;
}
type Task = Awaited<ReturnType<typeof openTask>>;

/** What the reserve holds of the goods of a task that no picker is sent for. */
async function freeOf(ctx: CommandContext, task: Task): Promise<number> {
  const { db } = ctx.tx;
  const { item_id: itemId, from_location_id: locationId, lot_id: lotId } = task;
  const there = await db
    .selectFrom('stock_balance')
    .select('on_hand')
    .where('item_id', '=', itemId)
    .where('location_id', '=', locationId)
    .executeTakeFirst();
  const picks = await db
    .selectFrom('pick_task as t')
    .leftJoin('task_lot as k', (join) => join.onRef('k.task_id', '=', 't.id').on('k.task_kind', '=', 'pick'))
    .select(['t.qty', 'k.lot_id as lotId'])
    .where('t.item_id', '=', itemId)
    .where('t.location_id', '=', locationId)
    .where('t.state', '=', 'open')
    .execute();
  const sent = (own: typeof picks) => own.reduce((n, p) => n + p.qty, 0);
  if (lotId === null) return (there?.on_hand ?? 0) - sent(picks);
  const lot = await db
    .selectFrom('lot_balance')
    .select('on_hand')
    .where('item_id', '=', itemId)
    .where('location_id', '=', locationId)
    .where('lot_id', '=', lotId)
    .executeTakeFirst();
  return (lot?.on_hand ?? 0) - sent(picks.filter((p) => p.lotId === lotId));
}

/**
 * Goods were carried from reserve to their face. Both lie in one warehouse, so nothing is posted and no promise changes. What pickers are sent to the
 * reserve for stays there. Fewer than asked: the task is done with what there was, and the reserve is to be counted.
 */
export async function confirmTask(
  ctx: CommandContext,
  task: Task,
  said: { readonly code: string; readonly qty?: number | undefined },
): Promise<{ sku: string; moved: number; short: number }> {
  const { sku, from, to } = task;
  const qty = said.qty ?? task.qty;
  if (!same(said.code, to)) throw refuse(wrongPlace, { scanned: said.code, place: to, sku });
  if (qty > task.qty) throw refuse(moreThanAsked, { sku, qty, of: task.qty });
  const free = await freeOf(ctx, task);
  if (qty > free) throw refuse(reserveHoldsLess, { sku, place: from, free: Math.max(0, free), asked: qty });
  const moves =
    qty === 0
      ? []
      : await moveStock(ctx, [
          {
            itemId: task.item_id,
            qty,
            fromLocationId: task.from_location_id,
            toLocationId: task.to_location_id,
            at: ctx.now,
            on: ctx.today,
            source: { kind: REPLENISHMENT, id: String(task.id) },
            entryId: null,
            ...(task.lot_id === null ? {} : { lots: [{ lotId: task.lot_id, qty }] }),
          },
        ]);
  const done = { id: task.id, state: 'done' as const, moved: qty, done_at: ctx.now, move_id: moves[0]?.moveId ?? null };
  await ctx.tx.updateMany('replenish_task', ['id'], [{ ...done, revision: task.revision + 1 }]);
  if (qty < task.qty) await askToCount(ctx, task.warehouse_id, task.from_location_id, task.item_id);
  return { sku, moved: qty, short: task.qty - qty };
}
