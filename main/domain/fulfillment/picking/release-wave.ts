import { alreadyExists, notFound, outOfScope } from '../../../../preload/contract/engine.ts';
import { inWave, noPicking, nothingToPick } from '../../../../preload/contract/fulfillment-picking.ts';
import { onHold as orderOnHold } from '../../../../preload/contract/inventory.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { takeNumbers } from '../../company/index.ts';
import { assertWarehouseScope } from '../../inventory/index.ts';
import { blockOf, loadHand } from '../load.ts';
import { ORDER } from '../model.ts';
import { loadCandidates, type WaveChoice } from '../waves/candidates.ts';
import { type Filling, fillWave } from '../waves/fill.ts';
import { assertZone, loadZones } from '../waves/zones.ts';
import { type Delivery, pickingWarehouses } from './delivery.ts';
import type { Planning } from './load.ts';
import { keepTaskLots } from './lots.ts';
import { type PlannedPick, walkOrder } from './plan.ts';
import { insertWave } from './store.ts';

export interface WaveDraft extends WaveChoice {
  readonly waveId?: string | undefined;
  readonly method: 'single' | 'batch' | 'cluster';
  readonly orderIds?: readonly string[] | undefined;
  readonly zoneId?: string | undefined;
  readonly zoneTake: 'whole' | 'part';
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
 * a wave already, is refused. Refuses a warehouse that ships in one step, a zone that is none of it, and a wave of nothing.
 */
export async function releaseWave(ctx: CommandContext, draft: WaveDraft): Promise<WaveReleased> {
  const { warehouseId, method } = draft;
  assertWarehouseScope(ctx.actor, warehouseId);
  const delivery = await assertPicks(ctx, warehouseId);
  const filling = await fillingOf(ctx, draft, delivery);
  const { candidates, onHold } = await candidatesOf(ctx, draft);
  const { orderIds, picks } = await fillWave(ctx, delivery, candidates, filling);
  if (picks.length === 0) throw refuse(nothingToPick, { warehouseCode: delivery.warehouseCode });
  return write(ctx, draft, walkOrder(picks, orderIds, method), orderIds, onHold);
}

/** How a warehouse delivers that picks before it ships; refuses one that is not there, and one that ships in one step. */
export async function assertPicks(ctx: Planning, warehouseId: string): Promise<Delivery> {
  const delivery = (await pickingWarehouses(ctx)).get(warehouseId);
  if (delivery) return delivery;
  const warehouse = await ctx.tx.db.selectFrom('warehouse').select('code').where('id', '=', warehouseId).executeTakeFirst();
  if (!warehouse) throw refuse(notFound, { kind: 'warehouse', id: warehouseId });
  throw refuse(noPicking, { warehouseCode: warehouse.code });
}

/** Limits of a wave and the zone it is of; refuses a zone that is none of the warehouse. */
export async function fillingOf(
  ctx: Planning,
  draft: Pick<WaveDraft, 'orderIds' | 'zoneId' | 'zoneTake' | 'maxOrders' | 'maxLines'>,
  delivery: Delivery,
): Promise<Filling> {
  const { zoneId, zoneTake: take, maxLines } = draft;
  const maxOrders = draft.orderIds?.length ?? draft.maxOrders;
  if (zoneId === undefined) return { maxOrders, maxLines };
  await assertZone(ctx.tx, zoneId, delivery);
  return { maxOrders, maxLines, zone: { zoneId, take, zones: await loadZones(ctx.tx, delivery.warehouseId) } };
}

async function candidatesOf(ctx: CommandContext, draft: WaveDraft): Promise<{ candidates: readonly string[]; onHold: number }> {
  if (draft.orderIds) return { candidates: await namedOrders(ctx, draft.warehouseId, draft.orderIds), onHold: 0 };
  const found = await loadCandidates(ctx, draft);
  return { candidates: found.orderIds, onHold: await found.countHeld() };
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
  const orders = orderIds.map((order_id, i) => ({
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
