import { isDay } from '../../../preload/contract/values/day.ts';
import { toMillis } from '../../../preload/contract/values/instant.ts';
import type {
  BackorderPolicy,
  FreeStock,
  Outcome,
  Promised,
  SourcingPlan,
  SourcingReason,
  WaitingOrder,
  WaitingSet,
  WarehouseFacts,
} from './model.ts';

const MS_PER_DAY = 86_400_000;
const SECONDS_SPAN = 10_000_000_000;
const NO_PROMISE = 99_999;

/**
 * Rank of an order among those that want the same stock, as one integer (lower first): promise day, then the second it
 * was ordered. Orders without a promise come after all that have one.
 */
export function priorityOf(order: { readonly promisedOn: string | null; readonly orderedAt: string }): number {
  const { promisedOn, orderedAt } = order;
  const day = promisedOn !== null && isDay(promisedOn) ? Math.floor(Date.parse(`${promisedOn}T00:00:00.000Z`) / MS_PER_DAY) : NO_PROMISE;
  return day * SECONDS_SPAN + Math.floor(toMillis(orderedAt) / 1000);
}

/** Orders in the order they are served: priority, then id. */
export function byPriority(orders: readonly WaitingOrder[]): WaitingOrder[] {
  return orders
    .map((order) => ({ order, rank: priorityOf(order) }))
    .toSorted((a, b) => a.rank - b.rank || (a.order.orderId < b.order.orderId ? -1 : 1))
    .map(({ order }) => order);
}

/**
 * Which warehouse serves which order. Single shipment first: one warehouse that covers everything the order still wants
 * is preferred, whatever the others have. Candidates in this order: warehouses that already keep stock for the order,
 * warehouses in the country it goes to, then by code. Where no single one covers it, the warehouse that covers most units
 * gives what it has, then the next (`no-warehouse-covers`). What is nowhere stays short; under the backorder policy
 * `never` an order that cannot be promised whole gets nothing and waits (`waits-for-whole-order`).
 *
 * Packs and kits are promised by whole sets, each from one warehouse: as many as the scarcest component allows.
 *
 * Orders are served by priority. `free` is lowered by what is promised.
 */
export function decideSourcing(
  orders: readonly WaitingOrder[],
  free: FreeStock,
  warehouses: readonly WarehouseFacts[],
  backorder: BackorderPolicy,
): SourcingPlan[] {
  return byPriority(orders).map((order) => planOrder(order, free, warehouses, backorder));
}

function planOrder(order: WaitingOrder, free: FreeStock, warehouses: readonly WarehouseFacts[], backorder: BackorderPolicy): SourcingPlan {
  const wanted = new Map<string, number>();
  for (const line of order.lines) wanted.set(line.itemId, (wanted.get(line.itemId) ?? 0) + line.qty);
  const total = order.lines.reduce((sum, line) => sum + line.qty, 0);
  const ranked = rank(order, warehouses);
  const whole = ranked.find((w) => covers(order, wanted, w, free));
  if (whole) return done(order, take(order, [whole], free), total, 'one-warehouse-covers');
  const picks = take(order, byCover(ranked, wanted, free), free);
  const short = total - picks.reduce((sum, p) => sum + p.qty, 0);
  if (short === 0) return done(order, picks, total, 'no-warehouse-covers');
  if (backorder === 'always') return done(order, picks, total, 'stock-short');
  for (const p of picks) lower(free, p.itemId, p.warehouseId, -p.qty);
  return done(order, [], total, 'waits-for-whole-order');
}

/** Whether one warehouse has all an order still wants, its sets whole. */
function covers(order: WaitingOrder, wanted: ReadonlyMap<string, number>, w: WarehouseFacts, free: FreeStock): boolean {
  if (![...wanted].every(([itemId, qty]) => (free.get(itemId)?.get(w.id) ?? 0) >= qty)) return false;
  // What is kept elsewhere and makes no whole set cannot be made whole from here.
  return order.lines.every(
    ({ set }) => set === undefined || [...set.over].every(([id, over]) => id === w.id || over.every((qty) => qty === 0)),
  );
}

const lower = (free: FreeStock, itemId: string, warehouseId: string, qty: number): void => {
  const stock = free.get(itemId);
  stock?.set(warehouseId, (stock.get(warehouseId) ?? 0) - qty);
};

function rank(order: WaitingOrder, warehouses: readonly WarehouseFacts[]): WarehouseFacts[] {
  const score = (w: WarehouseFacts) => (order.held.has(w.id) ? 0 : w.country === order.country ? 1 : 2);
  return warehouses.toSorted((a, b) => score(a) - score(b) || (a.code < b.code ? -1 : 1));
}

/** Warehouses by how many of the wanted units they have, most first, rank breaking ties: fewest parcels in practice. */
function byCover(ranked: readonly WarehouseFacts[], wanted: ReadonlyMap<string, number>, free: FreeStock): WarehouseFacts[] {
  const cover = (w: WarehouseFacts) => [...wanted].reduce((sum, [itemId, qty]) => sum + Math.min(qty, free.get(itemId)?.get(w.id) ?? 0), 0);
  return ranked
    .map((w) => ({ w, cover: cover(w) }))
    .filter((c) => c.cover > 0)
    .toSorted((a, b) => b.cover - a.cover)
    .map(({ w }) => w);
}

function take(order: WaitingOrder, warehouses: readonly WarehouseFacts[], free: FreeStock): Promised[] {
  const picks: Promised[] = [];
  const taken = new Set<WaitingSet>();
  for (const line of order.lines) {
    if (line.set) {
      if (!taken.has(line.set)) picks.push(...takeSets(line.set, order, warehouses, free));
      taken.add(line.set);
      continue;
    }
    let missing = line.qty;
    const stock = free.get(line.itemId);
    for (const { id: warehouseId } of warehouses) {
      const qty = Math.min(missing, stock?.get(warehouseId) ?? 0);
      if (qty <= 0) continue;
      stock?.set(warehouseId, (stock.get(warehouseId) ?? 0) - qty);
      picks.push({ orderLineId: line.orderLineId, itemId: line.itemId, warehouseId, qty });
      missing -= qty;
      if (missing === 0) break;
    }
  }
  return picks;
}

/** Whole sets from each warehouse in turn: as many as the scarcest component allows, with what is kept there already. */
function takeSets(set: WaitingSet, order: WaitingOrder, warehouses: readonly WarehouseFacts[], free: FreeStock): Promised[] {
  const picks: Promised[] = [];
  const left = set.members.map((m) => order.lines.find((l) => l.orderLineId === m.orderLineId)?.qty ?? 0);
  let missing = set.count;
  for (const { id: warehouseId } of warehouses) {
    const over = set.over.get(warehouseId) ?? [];
    const most = set.members.map(({ itemId, per }, i) => {
      const more = Math.min(free.get(itemId)?.get(warehouseId) ?? 0, left[i] ?? 0);
      return Math.floor((more + (over[i] ?? 0)) / per);
    });
    const count = Math.min(missing, ...most);
    if (count <= 0) continue;
    missing -= count;
    for (const [i, { orderLineId, itemId, per }] of set.members.entries()) {
      const qty = Math.max(0, count * per - (over[i] ?? 0));
      left[i] = (left[i] ?? 0) - qty;
      lower(free, itemId, warehouseId, qty);
      if (qty > 0) picks.push({ orderLineId, itemId, warehouseId, qty });
    }
  }
  return picks;
}

function done(order: WaitingOrder, picks: readonly Promised[], total: number, reason: SourcingReason): SourcingPlan {
  const promised = picks.reduce((sum, p) => sum + p.qty, 0);
  const places = new Set([...order.held, ...picks.map((p) => p.warehouseId)]);
  const outcome: Outcome = promised < total ? (promised === 0 ? 'none' : 'partial') : places.size > 1 ? 'split' : 'single';
  return { orderId: order.orderId, outcome, reason, picks, short: total - promised };
}

const SENTENCE: Readonly<Record<SourcingReason, string>> = {
  'one-warehouse-covers': 'one warehouse covers it',
  'no-warehouse-covers': 'no single warehouse covers it, so it leaves in more than one parcel',
  'stock-short': 'there is not enough sellable stock; the rest waits',
  'waits-for-whole-order': 'not all of it is there, and orders leave whole or not at all',
};

/** The plan of one order in words. `warehouseCode` names a warehouse as people know it; `missing` says what waits, and for whom it gave way. */
export function explainPlan(plan: SourcingPlan, orderNumber: string, warehouseCode: (id: string) => string, missing = ''): string {
  const parts = new Map<string, number>();
  for (const p of plan.picks) parts.set(p.warehouseId, (parts.get(p.warehouseId) ?? 0) + p.qty);
  const from = [...parts].map(([id, qty]) => `${qty} from ${warehouseCode(id)}`).join(', ') || 'nothing promised';
  const waits = plan.short > 0 ? `, ${plan.short} wait${missing}` : '';
  return `${orderNumber}: ${from}${waits} (${SENTENCE[plan.reason]})`;
}
