import { sql } from 'kysely';
import { alreadyExists, notFound, outOfScope } from '../../../../preload/contract/engine.ts';
import { inWave, noPicking, nothingToPick } from '../../../../preload/contract/fulfillment-picking.ts';
import { onHold as orderOnHold } from '../../../../preload/contract/inventory.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { inScope, takeNumbers } from '../../company/index.ts';
import { assertWarehouseScope } from '../../inventory/index.ts';
import { isBlocked } from '../due.ts';
import { blockedItems, blockOf, loadHand } from '../load.ts';
import { ORDER } from '../model.ts';
import { pickingWarehouses } from './delivery.ts';
import { loadPlaces } from './load.ts';
import { keepTaskLots } from './lots.ts';
import { decidePicks, type PlannedPick, walkOrder } from './plan.ts';
import { insertWave } from './store.ts';

export interface WaveDraft {
  readonly waveId?: string | undefined;
  readonly warehouseId: string;
  readonly method: 'single' | 'batch' | 'cluster';
  readonly orderIds?: readonly string[] | undefined;
  readonly shipBy?: string | undefined;
  readonly channelId?: string | undefined;
  readonly maxOrders: number;
  readonly maxLines: number;
  readonly totes?: readonly string[] | undefined;
}

export interface WaveReleased {
  readonly waveId: string;
  readonly number: string;
  readonly orders: number;
  readonly tasks: number;
  readonly qty: number;
  readonly onHold: number;
}

/**
 * Releases a wave: the soft promises of orders in a warehouse become pick tasks that name order line, place and quantity. The
 * promises stay until the goods are picked. Orders on hold and items on hold stay out; naming such an order, or one that is in
 * a wave already, is refused. Refuses a warehouse that ships in one step, and a wave of nothing.
 */
export async function releaseWave(ctx: CommandContext, draft: WaveDraft): Promise<WaveReleased> {
  const { warehouseId, method } = draft;
  assertWarehouseScope(ctx.actor, warehouseId);
  const warehouse = await ctx.tx.db.selectFrom('warehouse').select('code').where('id', '=', warehouseId).executeTakeFirst();
  if (!warehouse) throw refuse(notFound, { kind: 'warehouse', id: warehouseId });
  const delivery = (await pickingWarehouses(ctx)).get(warehouseId);
  if (!delivery) throw refuse(noPicking, { warehouseCode: warehouse.code });
  const { orderIds, onHold } = await candidates(ctx, draft);
  const hand = await loadHand(ctx, orderIds);
  const kept = orderIds.flatMap((id) => (hand.reserved.get(id) ?? []).filter((r) => r.warehouseId === warehouseId));
  const blocked = await blockedItems(ctx.tx, new Set(kept.map((r) => r.itemId)));
  const wanted = kept
    .filter((r) => !blocked.has(r.itemId))
    .map(({ orderId, orderLineId, itemId, qty }) => ({ orderId, orderLineId, itemId, qty }));
  const places = await loadPlaces(ctx, warehouseId, new Set(wanted.map((w) => w.itemId)), delivery.placeOrder);
  const picks = walkOrder(withinLines(decidePicks(wanted, places), orderIds, draft.maxLines), orderIds, method);
  if (picks.length === 0) throw refuse(nothingToPick, { warehouseCode: warehouse.code });
  return write(ctx, draft, picks, orderIds, onHold);
}

async function candidates(ctx: CommandContext, draft: WaveDraft): Promise<{ orderIds: string[]; onHold: number }> {
  if (draft.orderIds) return { orderIds: await namedOrders(ctx, draft.warehouseId, draft.orderIds), onHold: 0 };
  const { warehouseId, shipBy, channelId } = draft;
  let q = ctx.tx.db
    .selectFrom('sales_order as o')
    .where('o.state', '=', 'open')
    .where(inScope(ctx.actor.scopes.channel, 'o.channel_id'))
    .where(
      sql<boolean>`o.id in (select r.subject_id from reservation as r where r.subject_kind = ${sql.lit(ORDER)} and r.warehouse_id = ${warehouseId})`,
    )
    .where(
      sql<boolean>`not exists (select 1 from wave_order as x where x.order_id = o.id and x.warehouse_id = ${warehouseId} and x.state not in ('shipped', 'cancelled'))`,
    );
  if (shipBy !== undefined) q = q.where('o.promised_on', '<=', shipBy);
  if (channelId !== undefined) q = q.where('o.channel_id', '=', channelId);
  const held = await q
    .where(isBlocked)
    .select((eb) => eb.fn.countAll().as('n'))
    .executeTakeFirstOrThrow();
  const rows = await q
    .where((eb) => eb.not(isBlocked(eb)))
    .select('o.id')
    .orderBy(sql`coalesce(o.promised_on, '9999-12-31')`)
    .orderBy('o.ordered_at')
    .orderBy('o.id')
    .limit(draft.maxOrders)
    .execute();
  return { orderIds: rows.map((r) => r.id), onHold: Number(held.n) };
}

/** Orders somebody chose: each must exist, be in scope, be free of holds and in no other wave of the warehouse. */
async function namedOrders(ctx: CommandContext, warehouseId: string, ids: readonly string[]): Promise<string[]> {
  const hand = await loadHand(ctx, ids);
  const { channel } = ctx.actor.scopes;
  for (const id of ids) {
    const order = hand.orders.get(id);
    if (!order) throw refuse(notFound, { kind: 'order', id });
    if (channel && order.channelId !== null && !channel.has(order.channelId))
      throw refuse(outOfScope, { scope: 'channel', id: order.channelId });
    const hold = blockOf(hand, id);
    if (hold) {
      ctx.note({ kind: 'blocked-by-hold', subject: id, detail: { subjectKind: ORDER, code: hold.code } });
      throw refuse(orderOnHold, { subjectKind: ORDER, subjectId: id, code: hold.code, detail: hold.detail });
    }
    const wave = hand.waves.get(id)?.find((w) => w.warehouseId === warehouseId);
    if (wave) throw refuse(inWave, { orderNumber: order.number, waveNumber: wave.waveNumber });
  }
  return [...new Set(ids)];
}

/** Whole orders as long as their lines fit; the first always does. */
function withinLines(picks: readonly PlannedPick[], orderIds: readonly string[], most: number): PlannedPick[] {
  const kept: PlannedPick[] = [];
  for (const id of orderIds) {
    const own = picks.filter((p) => p.orderId === id);
    if (kept.length > 0 && kept.length + own.length > most) break;
    kept.push(...own);
  }
  return kept;
}

async function write(
  ctx: CommandContext,
  draft: WaveDraft,
  picks: readonly PlannedPick[],
  orderIds: readonly string[],
  onHold: number,
): Promise<WaveReleased> {
  const { warehouseId, method } = draft;
  const waveId = draft.waveId ?? ctx.newId('wav');
  const twin = await ctx.tx.db.selectFrom('wave').select('id').where('id', '=', waveId).executeTakeFirst();
  if (twin) throw refuse(alreadyExists, { kind: 'wave', id: waveId });
  const [number = ''] = takeNumbers(ctx, 'WAV', ctx.today);
  const taken = orderIds.filter((id) => picks.some((p) => p.orderId === id));
  const orders = taken.map((order_id, i) => ({
    id: ctx.nextId('wave_order'),
    wave_id: waveId,
    order_id,
    warehouse_id: warehouseId,
    tote: method === 'cluster' ? (draft.totes?.[i] ?? `${number}-${i + 1}`) : null,
    state: 'released' as const,
    revision: 1,
  }));
  const memberOf = new Map(orders.map((o) => [o.order_id, o.id]));
  const tasks = picks.map((p, i) => ({
    id: ctx.nextId('pick_task'),
    wave_id: waveId,
    wave_order_id: memberOf.get(p.orderId) ?? 0,
    order_line_id: p.orderLineId,
    item_id: p.itemId,
    location_id: p.locationId,
    path_no: i + 1,
    qty: p.qty,
    at_place: 0 as const,
    counted: 0,
    picked: 0,
    state: 'open' as const,
    move_id: null,
    revision: 1,
  }));
  const head = { id: waveId, number, warehouse_id: warehouseId, method, state: 'released' as const };
  await insertWave(ctx, { ...head, released_on: ctx.today, released_at: ctx.now, revision: 1 }, orders, tasks);
  await keepTaskLots(
    ctx,
    'pick',
    tasks.map((t, i) => ({ id: t.id, lotId: picks[i]?.lotId })),
  );
  const qty = picks.reduce((sum, p) => sum + p.qty, 0);
  return { waveId, number, orders: orders.length, tasks: tasks.length, qty, onHold };
}
