import type { LeftOut } from '../../../../preload/contract/fulfillment-waves.ts';
import { blockedItems, loadReserved } from '../load.ts';
import type { Delivery } from '../picking/delivery.ts';
import { loadPlaces, type Planning } from '../picking/load.ts';
import { decidePicks, type FreePlace, type PlannedPick, type Wanted } from '../picking/plan.ts';
import type { Zones } from './zones.ts';

/** Orders planned between two questions of the database. */
const PAGE = 500;

export interface Filling {
  readonly maxOrders: number;
  readonly maxLines: number;
  /** Where products with a pick face are taken from: as the policy says, or wherever they lie. */
  readonly from?: 'policy' | 'anywhere';
  /** Only goods that lie there. */
  readonly zone?: { readonly zoneId: string; readonly take: 'whole' | 'part'; readonly zones: Zones } | undefined;
}

export interface Filled {
  /** In the order they are served. */
  readonly orderIds: readonly string[];
  readonly picks: readonly PlannedPick[];
  /** Orders that were looked at and not taken. */
  readonly left: ReadonlyMap<LeftOut, readonly string[]>;
  /** How many were looked at: those behind did not fit any more. */
  readonly looked: number;
}

/**
 * Takes orders one after the other until a wave is full: each with the places its goods come from, none of which gives the same goods twice.
 * An order stays out when its goods are on hold, lie nowhere, or (in a wave of a zone) not there; one of packs or kits is never taken in part of a
 * zone, because it leaves by whole sets.
 */
export async function fillWave(ctx: Planning, delivery: Delivery, orderIds: readonly string[], filling: Filling): Promise<Filled> {
  const { maxOrders, maxLines, zone } = filling;
  const places = new Map<string, readonly FreePlace[]>();
  const taken: string[] = [];
  const picks: PlannedPick[] = [];
  const left = new Map<LeftOut, string[]>();
  let looked = 0;
  for (let from = 0; from < orderIds.length && taken.length < maxOrders; from += PAGE) {
    const page = orderIds.slice(from, from + PAGE);
    const { wanted, whole } = await loadPage(ctx, delivery, page, filling, places);
    for (const id of page) {
      if (taken.length === maxOrders) return { orderIds: taken, picks, left, looked };
      const wants = wanted.get(id) ?? [];
      const own = decidePicks(wants, places);
      const no = refusedFor(wants, own, zone !== undefined, whole.has(id));
      if (no === undefined && taken.length > 0 && picks.length + own.length > maxLines) {
        giveBack(places, own);
        return { orderIds: taken, picks, left, looked };
      }
      looked += 1;
      if (no === undefined) {
        taken.push(id);
        picks.push(...own);
        continue;
      }
      giveBack(places, own);
      left.set(no, [...(left.get(no) ?? []), id]);
    }
  }
  return { orderIds: taken, picks, left, looked };
}

/** Why an order stays out with these picks; undefined: it is taken. */
function refusedFor(wants: readonly Wanted[], own: readonly PlannedPick[], zoned: boolean, whole: boolean): LeftOut | undefined {
  if (wants.length === 0) return 'item-on-hold';
  if (own.length === 0) return zoned ? 'elsewhere' : 'no-goods';
  const sum = (list: readonly { readonly qty: number }[]) => list.reduce((n, p) => n + p.qty, 0);
  return whole && sum(own) < sum(wants) ? 'elsewhere' : undefined;
}

function giveBack(places: ReadonlyMap<string, readonly FreePlace[]>, picks: readonly PlannedPick[]): void {
  for (const p of picks) {
    const place = places.get(p.itemId)?.find((f) => f.locationId === p.locationId && f.lotId === p.lotId);
    if (place) place.left += p.qty;
  }
}

/** What orders are promised here of goods that are not on hold, and which of them are taken whole or not at all. Adds the places of goods not met before. */
async function loadPage(
  ctx: Planning,
  delivery: Delivery,
  page: readonly string[],
  { zone, from }: Filling,
  places: Map<string, readonly FreePlace[]>,
): Promise<{ wanted: ReadonlyMap<string, readonly Wanted[]>; whole: ReadonlySet<string> }> {
  const reserved = await loadReserved(ctx.tx, page);
  const kept = page.flatMap((id) => (reserved.get(id) ?? []).filter((r) => r.warehouseId === delivery.warehouseId));
  const blocked = await blockedItems(ctx.tx, new Set(kept.map((r) => r.itemId)));
  const wanted = Map.groupBy(
    kept.filter((r) => !blocked.has(r.itemId)).map(({ orderId, orderLineId, itemId, qty }) => ({ orderId, orderLineId, itemId, qty })),
    (w) => w.orderId,
  );
  const fresh = new Set(kept.map((r) => r.itemId).filter((id) => !places.has(id)));
  const found = await loadPlaces(ctx, delivery.warehouseId, fresh, delivery.placeOrder, from);
  for (const id of fresh) {
    const there = found.get(id) ?? [];
    places.set(id, zone ? there.filter((p) => zone.zones.lies(p.locationId, zone.zoneId)) : there);
  }
  if (!zone) return { wanted, whole: new Set() };
  return { wanted, whole: zone.take === 'whole' ? new Set(page) : await ordersOfSets(ctx, page) };
}

async function ordersOfSets(ctx: Planning, orderIds: readonly string[]): Promise<ReadonlySet<string>> {
  const asked = ctx.tx.rowset(
    orderIds.map((id) => ({ id })),
    { id: 'text' },
  );
  const rows = await ctx.tx.db
    .selectFrom(asked.as('w'))
    .crossJoin('sales_order_set as s')
    .whereRef('s.order_id', '=', 'w.id')
    .select('w.id')
    .distinct()
    .execute();
  return new Set(rows.map((r) => r.id));
}
