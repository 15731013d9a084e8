import { sql } from 'kysely';
import type { CommandContext } from '../../../engine/context.ts';
import { askToCount, moveAnyway } from '../../inventory/index.ts';
import { allocateOrders } from '../allocate-orders.ts';
import { loadHand } from '../load.ts';
import { ORDER } from '../model.ts';
import { confirmPick, WAVE } from './confirm.ts';
import { deliveryOf } from './delivery.ts';
import { loadPlaces, type Task } from './load.ts';
import { keepTaskLots } from './lots.ts';
import { decidePicks } from './plan.ts';
import { advance } from './progress.ts';
import { changeTasks } from './store.ts';

export interface ShortPicked {
  readonly picked: number;
  readonly missing: number;
  /** Units the picker is sent to other places for. */
  readonly rerouted: number;
  /** Units of the order line nothing is promised for any more. */
  readonly short: number;
}

/**
 * A place holds less than its task says. What was counted is picked; the rest leaves the shelf's books for the missing place, so that
 * nobody is promised what is not there: promises it stood behind are given up, those served last first. The order line is
 * then served from other places of the warehouse, and promised anew elsewhere; the place is to be counted. All in this transaction.
 */
export async function reportShort(ctx: CommandContext, task: Task): Promise<ShortPicked> {
  const { stagingId, missingId, placeOrder } = await deliveryOf(ctx, task.warehouseId);
  if (task.counted > 0) await confirmPick(ctx, task, task.counted, stagingId, 'short');
  else await changeTasks(ctx, [{ id: task.id, revision: task.revision, state: 'short' }]);
  const missing = task.qty - task.counted;
  await takeOffShelf(ctx, task, missing, missingId);
  const rerouted = await reroute(ctx, task, placeOrder);
  await allocateOrders(ctx, [task.orderId]);
  const more = await reroute(ctx, task, placeOrder);
  await advance(ctx, [task.waveOrderId]);
  const hand = await loadHand(ctx, [task.orderId]);
  const line = hand.lines.get(task.orderId)?.find((l) => l.id === task.orderLineId);
  const kept = [...(hand.reserved.get(task.orderId) ?? []), ...(hand.staged.get(task.orderId) ?? [])];
  const served = kept.reduce((sum, r) => (r.orderLineId === task.orderLineId ? sum + r.qty : sum), 0);
  return { picked: task.counted, missing, rerouted: rerouted + more, short: Math.max(0, (line?.open ?? 0) - served) };
}

async function takeOffShelf(ctx: CommandContext, task: Task, missing: number, missingId: string): Promise<void> {
  const { id, waveId, itemId, warehouseId, locationId } = task;
  const balance = await ctx.tx.db
    .selectFrom(task.lotId === null ? 'stock_balance' : 'lot_balance')
    .select('on_hand')
    .where('item_id', '=', itemId)
    .where('location_id', '=', locationId)
    .$if(task.lotId !== null, (q) => q.where(sql<boolean>`lot_id = ${task.lotId}`))
    .executeTakeFirst();
  const qty = Math.min(missing, balance?.on_hand ?? 0);
  if (qty <= 0) return;
  const row = { id: ctx.nextId('missing_goods'), task_id: id, item_id: itemId, location_id: locationId, warehouse_id: warehouseId };
  const open = { qty, state: 'open' as const, noticed_at: ctx.now, found_qty: null, entry_id: null, revision: 1 };
  await ctx.tx.insertMany('missing_goods', [{ ...row, ...open }]);
  await askToCount(ctx, warehouseId, locationId, itemId);
  await moveAnyway(ctx, [
    {
      itemId,
      qty,
      fromLocationId: locationId,
      toLocationId: missingId,
      at: ctx.now,
      on: ctx.today,
      source: { kind: WAVE, id: waveId, line: id },
      reasonCode: 'short-pick',
      entryId: null,
      overridesReservations: true,
      ...(task.lotId === null ? {} : { lots: [{ lotId: task.lotId, qty }] }),
    },
  ]);
}

/** An order line in a wave whose goods are to be taken from other places, or other lots. */
export type Rerouted = Pick<Task, 'orderId' | 'orderLineId' | 'itemId' | 'warehouseId' | 'waveId' | 'waveOrderId' | 'pathNo'>;

/** Sends the picker to other places for what is promised to the line here and no open task takes yet. */
export async function reroute(ctx: CommandContext, task: Rerouted, placeOrder: 'path' | 'fifo'): Promise<number> {
  const { orderId, orderLineId, itemId, warehouseId } = task;
  const { db } = ctx.tx;
  const reserved = await db
    .selectFrom('reservation')
    .select('qty')
    .where('subject_kind', '=', ORDER)
    .where('subject_line', '=', orderLineId)
    .where('warehouse_id', '=', warehouseId)
    .executeTakeFirst();
  const open = await db
    .selectFrom('pick_task')
    .select('qty')
    .where('order_line_id', '=', orderLineId)
    .where('wave_order_id', '=', task.waveOrderId)
    .where('state', '=', 'open')
    .execute();
  const qty = (reserved?.qty ?? 0) - open.reduce((sum, t) => sum + t.qty, 0);
  if (qty <= 0) return 0;
  const places = await loadPlaces(ctx, warehouseId, [itemId], placeOrder);
  const picks = decidePicks([{ orderId, orderLineId, itemId, qty }], places);
  const ids = picks.map(() => ctx.nextId('pick_task'));
  await ctx.tx.insertMany(
    'pick_task',
    picks.map((p, i) => ({
      id: ids[i] ?? 0,
      wave_id: task.waveId,
      wave_order_id: task.waveOrderId,
      order_line_id: orderLineId,
      item_id: itemId,
      location_id: p.locationId,
      // The picker stands here now: the way to the other place comes next.
      path_no: task.pathNo,
      qty: p.qty,
      at_place: 0 as const,
      counted: 0,
      picked: 0,
      state: 'open' as const,
      revision: 1,
    })),
  );
  await keepTaskLots(
    ctx,
    'pick',
    picks.map((p, i) => ({ id: ids[i] ?? 0, lotId: p.lotId })),
  );
  return picks.reduce((sum, p) => sum + p.qty, 0);
}
