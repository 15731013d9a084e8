import { leavesTogether, mergeWaits } from '../../../../preload/contract/fulfillment-merges.ts';
import { onHold } from '../../../../preload/contract/inventory.ts';
import { type Refusal, refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { blockOf, type Hand, loadHand, loadOrders, type OrderFacts } from '../load.ts';
import { ORDER, type ShipDraft } from '../model.ts';
import { endMerges, loadMerges, type Merge } from './load.ts';
import { missingOf } from './rules.ts';

const sumByLine = (rows: Iterable<{ readonly orderLineId: number; readonly qty: number }>): Map<number, number> => {
  const found = new Map<number, number>();
  for (const { orderLineId, qty } of rows) found.set(orderLineId, (found.get(orderLineId) ?? 0) + qty);
  return found;
};

/** Orders of a merge that still want goods, of those loaded. */
export const wantingOf = (merge: Merge, hand: Hand): OrderFacts[] =>
  merge.orderIds.flatMap((id) => {
    const order = hand.orders.get(id);
    return order?.state === 'open' && hand.lines.get(id)?.some((l) => l.open > 0) ? [order] : [];
  });

/**
 * Why a parcel of merged orders would leave in parts: an order of them is on a blocking hold, or goods of one are not among `there`
 * (promised, or standing picked). Undefined when it leaves whole.
 */
export function decideWhole(
  merge: Merge,
  hand: Hand,
  there: Iterable<{ readonly orderLineId: number; readonly qty: number }>,
): Refusal | undefined {
  const kept = sumByLine(there);
  for (const order of wantingOf(merge, hand)) {
    const hold = blockOf(hand, order.id);
    if (hold) return refuse(onHold, { subjectKind: ORDER, subjectId: order.id, code: hold.code, detail: hold.detail });
    const lack = missingOf(hand.lines.get(order.id) ?? [], kept);
    if (lack) return refuse(mergeWaits, { mergeNumber: merge.number, orderNumber: order.number, ...lack });
  }
  return undefined;
}

/** Open merges of some orders; nothing is read where none of them is in one. */
export async function mergesOf(ctx: CommandContext, orders: Iterable<OrderFacts>): Promise<Map<string, Merge>> {
  return loadMerges(ctx, [...new Set([...orders].flatMap((o) => o.mergeId ?? []))]);
}

/**
 * Keeps merged orders out of handovers of single orders: by hand the first is refused, in bulk work (`lenient`) they are left out and
 * leave as the parcel they were merged for.
 */
export async function withoutMerged(ctx: CommandContext, drafts: readonly ShipDraft[], lenient: boolean): Promise<readonly ShipDraft[]> {
  const orders = await loadOrders(
    ctx.tx,
    drafts.map((d) => d.orderId),
  );
  const merges = await mergesOf(ctx, orders.values());
  if (merges.size === 0) return drafts;
  const merged = (d: ShipDraft) => merges.get(orders.get(d.orderId)?.mergeId ?? '');
  if (lenient) return drafts.filter((d) => !merged(d));
  for (const draft of drafts) {
    const merge = merged(draft);
    if (!merge) continue;
    const others = await loadOrders(
      ctx.tx,
      merge.orderIds.filter((id) => id !== draft.orderId),
    );
    throw refuse(leavesTogether, {
      orderNumber: orders.get(draft.orderId)?.number ?? '',
      mergeNumber: merge.number,
      others: [...others.values()].map((o) => o.number),
    });
  }
  return drafts;
}

/**
 * Ends merges of which nothing is left to send: shipped where goods of them left, undone where everything was cancelled. Asked after
 * goods of orders left or were cancelled.
 */
export async function endFinished(ctx: CommandContext, orders: Iterable<OrderFacts>): Promise<void> {
  const merges = await mergesOf(ctx, orders);
  if (merges.size === 0) return;
  const ids = [...merges.values()].flatMap((m) => m.orderIds);
  const hand = await loadHand(ctx, ids);
  const over = [...merges.values()].filter((m) => wantingOf(m, hand).length === 0);
  const left = await ctx.tx.db
    .selectFrom('shipment')
    .select('order_id')
    .where('order_id', 'in', ids)
    .where('state', '=', 'shipped')
    .execute();
  const sent = new Set(left.map((s) => s.order_id));
  const gone = (m: Merge) => m.orderIds.some((id) => sent.has(id));
  await endMerges(ctx, over.filter(gone), 'shipped');
  await endMerges(
    ctx,
    over.filter((m) => !gone(m)),
    'undone',
  );
}
