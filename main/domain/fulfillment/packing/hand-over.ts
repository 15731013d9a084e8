import type { CommandContext } from '../../../engine/context.ts';
import type { LotQty } from '../../inventory/index.ts';
import { loadHand, loadOrderLines, loadOrders, type OrderFacts, type ReservationFacts } from '../load.ts';
import { decideWhole as decideWholeParcel, mergesOf } from '../merges/leave.ts';
import type { ShipDraft, Shipped } from '../model.ts';
import { loadStaged, type Staged } from '../picking/load.ts';
import { advance } from '../picking/progress.ts';
import { stage } from '../picking/store.ts';
import { decideWhole } from '../sets.ts';
import { handOver } from '../ship-orders.ts';

/** Picked goods of one order that leave as one shipment. */
export interface Leaving {
  readonly orderId: string;
  readonly waveOrderId: number;
  readonly warehouseId: string;
  readonly lines: readonly {
    readonly orderLineId: number;
    readonly itemId: string;
    readonly qty: number;
    readonly lots?: readonly LotQty[];
  }[];
  readonly carrier?: string | undefined;
  readonly tracking?: string | undefined;
}

export interface LeftResult {
  /** What became of each, in the order asked; undefined where the order is on hold, or a set of it not whole, and stays behind. */
  readonly shipped: readonly (Shipped | undefined)[];
}

/**
 * Hands picked goods to the carrier through the same path as goods off the shelf: moves from staging to the customer, cost of sales,
 * invoice. Several shipments of one order leave one after the other, so that each has its own cost and invoice. With
 * `lenient` orders on hold stay behind; otherwise the first is refused.
 */
export async function handOverStaged(ctx: CommandContext, leaving: readonly Leaving[], lenient: boolean): Promise<LeftResult> {
  const shipped = new Map<Leaving, Shipped>();
  for (const round of rounds(await inWholeMerges(ctx, await inWholeSets(ctx, leaving, lenient), lenient))) {
    const { shipments } = await handOverRound(ctx, round, lenient);
    for (const one of round) {
      const made = shipments.find((s) => s.orderId === one.orderId);
      if (made) shipped.set(one, made);
    }
  }
  await advance(
    ctx,
    [...shipped.keys()].map((l) => l.waveOrderId),
  );
  return { shipped: leaving.map((l) => shipped.get(l)) };
}

/** Parcels that leave together carry whole sets; an order whose parcels do not is refused, or stays behind in bulk work. */
async function inWholeSets(ctx: CommandContext, leaving: readonly Leaving[], lenient: boolean): Promise<Leaving[]> {
  const ids = [...new Set(leaving.map((l) => l.orderId))];
  const lines = await loadOrderLines(ctx.tx, ids);
  const parted = new Set<string>();
  const orders = [...lines.values()].some((own) => own.some((l) => l.set !== null))
    ? await loadOrders(ctx.tx, ids)
    : new Map<string, OrderFacts>();
  for (const [id, order] of orders) {
    const asked = new Map<number, number>();
    for (const one of leaving.filter((l) => l.orderId === id))
      for (const { orderLineId, qty } of one.lines) asked.set(orderLineId, (asked.get(orderLineId) ?? 0) + qty);
    const no = decideWhole(order, lines.get(id) ?? [], asked);
    if (no && !lenient) throw no;
    if (no) parted.add(id);
  }
  return leaving.filter((l) => !parted.has(l.orderId));
}

/** Merged orders leave together and whole, in one handover; one that would not is refused, or stays behind with the others in bulk work. */
async function inWholeMerges(ctx: CommandContext, leaving: readonly Leaving[], lenient: boolean): Promise<readonly Leaving[]> {
  const orders = await loadOrders(
    ctx.tx,
    leaving.map((l) => l.orderId),
  );
  const merges = await mergesOf(ctx, orders.values());
  if (merges.size === 0) return leaving;
  const hand = await loadHand(
    ctx,
    [...merges.values()].flatMap((m) => m.orderIds),
  );
  const stays = new Set<string>();
  for (const merge of merges.values()) {
    const own = leaving.filter((l) => merge.orderIds.includes(l.orderId));
    const no = decideWholeParcel(
      merge,
      hand,
      own.flatMap((l) => l.lines),
    );
    if (no && !lenient) throw no;
    if (no) for (const id of merge.orderIds) stays.add(id);
  }
  return leaving.filter((l) => !stays.has(l.orderId));
}

/** The first shipment of each order, then the second of each, and so on. */
function rounds(leaving: readonly Leaving[]): Leaving[][] {
  const list: Leaving[][] = [];
  const seen = new Map<string, number>();
  for (const one of leaving) {
    const turn = seen.get(one.orderId) ?? 0;
    seen.set(one.orderId, turn + 1);
    const round = list[turn];
    if (round) round.push(one);
    else list.push([one]);
  }
  return list;
}

async function handOverRound(ctx: CommandContext, round: readonly Leaving[], lenient: boolean): Promise<{ shipments: readonly Shipped[] }> {
  const ids = round.map((l) => l.orderId);
  const hand = await loadHand(ctx, ids);
  const staged = await loadStaged(ctx.tx, ids);
  const taken = new Map(round.map((one) => [one.orderId, takeStaged(one, staged)]));
  const reserved = new Map([...taken].map(([id, goods]) => [id, goods.map((g): ReservationFacts => ({ ...g, stagedAt: g.locationId }))]));
  const drafts = round.map(({ orderId, warehouseId, carrier, tracking }): ShipDraft => {
    return { orderId, warehouseId, at: ctx.now, on: ctx.today, carrier, tracking };
  });
  // The wave is what these goods leave by, so it does not stop them.
  const { shipments } = await handOver(ctx, drafts, { ...hand, reserved, waves: new Map() }, lenient);
  await stage(
    ctx,
    shipments.flatMap((s) => (taken.get(s.orderId) ?? []).map((g) => ({ ...g, qty: -g.qty }))),
  );
  return { shipments };
}

/** The staged goods a shipment takes. */
function takeStaged(one: Leaving, staged: readonly Staged[]): Staged[] {
  return one.lines.flatMap(({ orderLineId, qty, lots }) => {
    const goods = staged.find((s) => s.orderLineId === orderLineId && s.warehouseId === one.warehouseId && s.qty >= qty);
    if (!goods) throw new Error(`${qty} units of order line ${orderLineId} are not staged`);
    return [{ ...goods, qty, ...(lots ? { lots } : {}) }];
  });
}
