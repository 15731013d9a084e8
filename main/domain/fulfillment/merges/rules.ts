import { type NotMergeable, notMergeable } from '../../../../preload/contract/fulfillment-merges.ts';
import { type Refusal, refuse } from '../../../../preload/contract/refusal.ts';
import type { Hand, OrderLineFacts } from '../load.ts';
import type { Candidate } from './load.ts';

/** What must be the same of all orders that leave in one parcel. */
const SAME: readonly (readonly [NotMergeable, (o: Candidate) => string | null])[] = [
  ['customer', (o) => o.partyId],
  ['channel', (o) => o.channelId],
  ['currency', (o) => o.currency],
  ['address', (o) => o.address],
  ['service', (o) => o.serviceId],
];

/** Why an order is in nobody's parcel but its own, whatever the others are. */
function ownReason(order: Candidate, hand: Hand): NotMergeable | undefined {
  if (order.nobodys) return 'unnamed';
  if (order.mergeId !== null) return 'merged';
  if (hand.waves.has(order.id) || hand.staged.has(order.id)) return 'picked';
  if (order.shipped > 0) return 'shipped';
  return order.invoiced > 0 ? 'invoiced' : undefined;
}

/**
 * Whether orders may leave in one parcel: the same customer, channel, currency, address and carrier service, nothing of any picked, shipped
 * or invoiced, and no goods promised in another warehouse than the others are promised theirs. Undefined when they may.
 */
export function decideMerge(orders: readonly Candidate[], hand: Hand): Refusal | undefined {
  const [first] = orders;
  for (const order of orders) {
    const why = ownReason(order, hand) ?? SAME.find(([, of]) => first && of(order) !== of(first))?.[0];
    if (why) return refuse(notMergeable, { orderNumber: order.number, why });
  }
  return oneWarehouse(orders, hand);
}

/** One parcel leaves one place: all that is promised to the orders is promised there. */
export function oneWarehouse(orders: readonly { readonly id: string; readonly number: string }[], hand: Hand): Refusal | undefined {
  const [at] = orders.flatMap((o) => hand.reserved.get(o.id)?.map((r) => r.warehouseId) ?? []);
  const away = orders.find((o) => hand.reserved.get(o.id)?.some((r) => r.warehouseId !== at));
  return away && refuse(notMergeable, { orderNumber: away.number, why: 'warehouse' });
}

/** The first goods of an order that are wanted and not among `there`, by order line. */
export function missingOf(
  lines: readonly OrderLineFacts[],
  there: ReadonlyMap<number, number>,
): { readonly sku: string; readonly missing: number } | undefined {
  for (const l of lines) {
    const missing = l.stocked ? l.open - (there.get(l.id) ?? 0) : 0;
    if (missing > 0) return { sku: l.sku, missing };
  }
  return undefined;
}
