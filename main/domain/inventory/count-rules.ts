export type CountClass = 'A' | 'B' | 'C';

/** How a class of products is counted. */
export interface CountPlan {
  readonly code: CountClass;
  /** The class reaches to this share of the value moved. */
  readonly upToPercent: number;
  readonly everyDays: number;
  readonly tolerancePercent: number;
}

export interface Classed {
  readonly itemId: string;
  /** Minor units at cost that went to customers. */
  readonly value: number;
}

const PERCENT = 100n;

/**
 * Class per product. Highest value first, ties by id; a product belongs to the first class whose share of the whole value is not reached by the
 * products before it. What moved nothing belongs to the last class.
 */
export function decideClasses(items: readonly Classed[], plans: readonly CountPlan[]): Map<string, CountClass> {
  const order = items.toSorted((a, b) => b.value - a.value || (a.itemId < b.itemId ? -1 : 1));
  const total = order.reduce((sum, i) => sum + BigInt(Math.max(i.value, 0)), 0n);
  const last = plans.at(-1)?.code ?? 'C';
  let before = 0n;
  const found = new Map<string, CountClass>();
  for (const { itemId, value } of order) {
    const reached = plans.find((p) => before * PERCENT < total * BigInt(p.upToPercent));
    found.set(itemId, value > 0 ? (reached?.code ?? last) : last);
    before += BigInt(Math.max(value, 0));
  }
  return found;
}

/** A product at a place, with when it was last counted there; 0: never within the longest time a class allows. */
export interface PlaceStock {
  readonly locationId: string;
  readonly itemId: string;
  readonly lastMillis: number;
}

/** A place to be counted, with the products that are due there. */
export interface DuePlace {
  readonly locationId: string;
  readonly itemIds: readonly string[];
}

const DAY_MILLIS = 86_400_000;

/** Places where products are due by their class, those waiting longest first and then on the way; places in `busy` are left out. */
export function decideDue(
  stock: readonly PlaceStock[],
  classOf: (itemId: string) => CountPlan,
  nowMillis: number,
  busy: ReadonlySet<string>,
): DuePlace[] {
  const due = new Map<string, { itemIds: string[]; oldest: number }>();
  for (const { locationId, itemId, lastMillis } of stock) {
    if (busy.has(locationId) || nowMillis - lastMillis < classOf(itemId).everyDays * DAY_MILLIS) continue;
    const place = due.get(locationId) ?? { itemIds: [], oldest: lastMillis };
    place.itemIds.push(itemId);
    place.oldest = Math.min(place.oldest, lastMillis);
    due.set(locationId, place);
  }
  return [...due].sort(([, a], [, b]) => a.oldest - b.oldest).map(([locationId, { itemIds }]) => ({ locationId, itemIds }));
}

/** Whether a count is further off than allowed: by more than the share of what is expected, and of nothing by anything at all. */
export const breaches = (counted: number, expected: number, tolerancePercent: number): boolean =>
  Math.abs(counted - expected) * 100 > expected * tolerancePercent;
