import type { CommandContext } from '../../engine/context.ts';
import { counted, explain, planOrders } from './allocate-orders.ts';
import { type Hand, loadHand, type ReservationFacts } from './load.ts';
import type { ShipDraft, SourcingPlan } from './model.ts';
import { handOver, type ShipResult } from './ship-orders.ts';
import { keepPlans } from './store.ts';

/**
 * Allocates orders and hands over what is available, in one command: what leaves at once is planned as an allocation plans
 * it, but no reservation is written just to be fulfilled a moment later. What is short is kept and told as an allocation
 * would. Holds and refusals are those of `shipOrders`. `unpromised`: the orders were taken in by this command, unreserved.
 */
export async function fulfillOrders(
  ctx: CommandContext,
  drafts: readonly ShipDraft[],
  options: { readonly lenient?: boolean; readonly unpromised?: boolean } = {},
): Promise<ShipResult & { readonly short: number }> {
  const hand = await loadHand(
    ctx,
    drafts.map((d) => d.orderId),
    options.unpromised,
  );
  const { plans, content } = await planOrders(ctx, hand);
  await keepPlans(ctx, [...plans, ...content], hand.orders);
  explain(ctx, plans, hand);
  // Bulk work brings in what has left already; one order by hand goes the way its warehouse delivers.
  const byHand = options.lenient !== true;
  const result = await handOver(ctx, drafts, { ...hand, reserved: withPicks(hand, plans) }, !byHand, byHand);
  return { ...result, short: counted(plans).short };
}

function withPicks(hand: Hand, plans: readonly SourcingPlan[]): Map<string, readonly ReservationFacts[]> {
  const reserved = new Map(hand.reserved);
  for (const { orderId, picks } of plans) {
    if (picks.length === 0) continue;
    reserved.set(orderId, [...(reserved.get(orderId) ?? []), ...picks.map((p) => ({ ...p, orderId, planned: true }))]);
  }
  return reserved;
}
