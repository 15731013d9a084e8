import { sql } from 'kysely';
import { type Connection, setStatement, statement } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import type { CommandContext, Standing } from '../../engine/context.ts';
import { trackedItems } from '../catalog/index.ts';
import { policy } from '../company/index.ts';
import { inRotation, isSold, type LotQty, loadLotsAt, type OpenHold, openHolds } from '../inventory/index.ts';
import { type BelowPlace, ORDER, type Outcome, type SourcingReason, type WarehouseFacts } from './model.ts';
import { pickingWarehouses } from './picking/delivery.ts';
import { loadOpenWaveOrders, loadStaged, type OpenWaveOrder, type Staged } from './picking/load.ts';

/**
 * Set-based reads of what allocation and shipping decide on: one statement per kind of row, whatever the batch. The rows
 * asked for come first (`crossJoin` with a condition): SQLite keeps that order, so a statement never scans a table.
 */

type Tx = Connection<DB>;

export interface OrderFacts {
  readonly id: string;
  readonly number: string;
  readonly state: 'open' | 'completed' | 'cancelled';
  readonly channelId: string | null;
  readonly partyId: string;
  readonly country: string;
  readonly promisedOn: string | null;
  readonly orderedAt: string;
  /** The open merge it leaves with. */
  readonly mergeId: string | null;
  /** What an earlier allocation kept about it. */
  readonly kept: { readonly outcome: Outcome; readonly reason: SourcingReason; readonly short: number; readonly revision: number } | null;
}

/** Goods and services of an order; charges are not here, they never ship. */
export interface OrderLineFacts {
  readonly id: number;
  readonly orderId: string;
  readonly lineNo: number;
  readonly itemId: string;
  readonly sku: string;
  /** Service lines have no stock: they leave with the first parcel. */
  readonly stocked: boolean;
  /** Account role its category keeps cost of sales under. */
  readonly cogsRole: string;
  /** Some of it was invoiced before shipment. */
  readonly invoicedAhead: boolean;
  /** The pack or kit it was ordered in, and what one takes of it; such goods are promised and leave by whole sets. */
  readonly set: { readonly id: number; readonly per: number; readonly sku: string } | null;
  /** Ordered less shipped and cancelled, steps; lowered as parcels are made. */
  open: number;
}

/** Stock kept for an order line in a warehouse. */
export interface ReservationFacts {
  readonly orderId: string;
  readonly orderLineId: number;
  readonly itemId: string;
  readonly warehouseId: string;
  /** Lowered as parcels are made. */
  qty: number;
  /** Planned and shipped in the same command: there is no reservation row to fulfil. */
  readonly planned?: boolean;
  /** The goods stand picked in this place: the reservation is used up, the staged goods stand for it. */
  /** Which lots, of staged goods that are told apart. */
  readonly lots?: readonly LotQty[];
  readonly stagedAt?: string;
}

/** Everything known of some orders, loaded once per command. */
export interface Hand {
  readonly orders: ReadonlyMap<string, OrderFacts>;
  /** Open holds by order. */
  readonly holds: ReadonlyMap<string, readonly OpenHold[]>;
  readonly lines: ReadonlyMap<string, readonly OrderLineFacts[]>;
  readonly reserved: ReadonlyMap<string, readonly ReservationFacts[]>;
  /** Goods that stand picked, and open waves, by order: only where some warehouse picks before it ships. */
  readonly staged: ReadonlyMap<string, readonly Staged[]>;
  readonly waves: ReadonlyMap<string, readonly OpenWaveOrder[]>;
  readonly warehouses: readonly WarehouseFacts[];
}

/**
 * Loads orders with their holds, lines and reservations; orders that do not exist are absent. `unpromised`: orders taken in
 * by this very command, for which nothing can be reserved yet.
 */
export async function loadHand(ctx: CommandContext, orderIds: readonly string[], unpromised = false): Promise<Hand> {
  const { tx } = ctx;
  const ids = [...new Set(orderIds)];
  // Nobody pays for picking where nothing is picked; nor is anything picked of orders this command took in.
  const picks = !unpromised && (await pickingWarehouses(ctx)).size > 0;
  return {
    orders: await loadOrders(tx, ids),
    holds: await openHolds(tx, ORDER, ids),
    lines: await loadOrderLines(tx, ids),
    reserved: unpromised ? new Map() : await loadReserved(tx, ids),
    staged: byOrder(picks ? await loadStaged(tx, ids) : []),
    waves: byOrder(picks ? await loadOpenWaveOrders(tx, ids) : []),
    warehouses: await ctx.standing(warehouses),
  };
}

function byOrder<T extends { readonly orderId: string }>(rows: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const list = found.get(row.orderId);
    if (list) list.push(row);
    else found.set(row.orderId, [row]);
  }
  return found;
}

/** The first blocking hold of an order. */
export const blockOf = (hand: Hand, orderId: string): OpenHold | undefined => hand.holds.get(orderId)?.find((h) => h.severity === 'block');

const ordersWithPlan = setStatement<DB>()({ id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('sales_order as o')
    .whereRef('o.id', '=', 'w.id')
    .leftJoin('allocation as a', 'a.order_id', 'o.id')
    .leftJoin('order_merge_member as m', (j) => j.onRef('m.order_id', '=', 'o.id').on('m.open', '=', sql.lit(1)))
    .leftJoin('order_merge as g', 'g.id', 'm.merge_id')
    .select([
      'm.merge_id as mergeId',
      'g.promised_on as mergedFor',
      'o.id',
      'o.number',
      'o.state',
      'o.channel_id as channelId',
      'o.party_id as partyId',
      'o.country',
      'o.promised_on as promisedOn',
      'o.ordered_at as orderedAt',
      'a.outcome',
      'a.reason',
      'a.short_qty',
      'a.revision as keptRevision',
    ]),
);

/** The earlier of two days, of which either may be missing. */
export const earliest = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b < a) ? b : a);

/** Orders by id; those that do not exist are absent. */
export async function loadOrders(tx: Tx, ids: readonly string[]): Promise<Map<string, OrderFacts>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.runFor(
    ordersWithPlan,
    ids.map((id) => ({ id })),
  );
  return new Map(
    rows.map(({ outcome, reason, short_qty: short, keptRevision: revision, mergedFor, ...own }) => {
      // Merged orders are all served by the earliest day any of them was promised for.
      const order = { ...own, promisedOn: earliest(own.promisedOn, mergedFor) };
      const kept = outcome !== null && reason !== null && short !== null && revision !== null ? { outcome, reason, short, revision } : null;
      return [order.id, { ...order, kept }];
    }),
  );
}

const goodsLines = setStatement<DB>()({ id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('sales_order_line as l')
    .whereRef('l.order_id', '=', 'w.id')
    .innerJoin('item as i', 'i.id', 'l.item_id')
    .innerJoin('category as c', 'c.id', 'i.category_id')
    .leftJoin('sales_order_set_line as m', 'm.order_line_id', 'l.id')
    .leftJoin('sales_order_set as s', 's.id', 'm.set_id')
    .where('l.kind', '=', 'item')
    .select([
      'l.id',
      'l.order_id',
      'l.line_no',
      'l.item_id',
      'l.sku',
      'i.kind',
      'c.cogs_role',
      'l.qty',
      'l.qty_shipped',
      'l.qty_cancelled',
      'l.qty_deferred',
      'm.set_id',
      'm.per_set',
      's.sku as setSku',
    ])
    .orderBy('l.order_id')
    .orderBy('l.line_no'),
);

/** Goods and service lines of orders, by order and line number. */
export async function loadOrderLines(tx: Tx, orderIds: readonly string[]): Promise<Map<string, OrderLineFacts[]>> {
  const byOrder = new Map<string, OrderLineFacts[]>();
  if (orderIds.length === 0) return byOrder;
  const rows = await tx.runFor(
    goodsLines,
    orderIds.map((id) => ({ id })),
  );
  for (const r of rows) {
    if (r.item_id === null) continue;
    const line: OrderLineFacts = {
      id: r.id,
      orderId: r.order_id,
      lineNo: r.line_no,
      itemId: r.item_id,
      sku: r.sku,
      stocked: r.kind === 'stock',
      cogsRole: r.cogs_role,
      invoicedAhead: r.qty_deferred > 0,
      set: r.set_id === null || r.per_set === null ? null : { id: r.set_id, per: r.per_set, sku: r.setSku ?? '' },
      open: r.qty - r.qty_shipped - r.qty_cancelled,
    };
    const list = byOrder.get(line.orderId);
    if (list) list.push(line);
    else byOrder.set(line.orderId, [line]);
  }
  return byOrder;
}

const reservationsOfOrders = setStatement<DB>()({ id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('reservation as r')
    .whereRef('r.subject_id', '=', 'w.id')
    .where('r.subject_kind', '=', ORDER)
    .select(['r.subject_id as orderId', 'r.subject_line as orderLineId', 'r.item_id as itemId', 'r.warehouse_id as warehouseId', 'r.qty'])
    .orderBy('r.subject_id')
    .orderBy('r.subject_line')
    .orderBy('r.warehouse_id'),
);

/** What is kept for orders, in order of line and warehouse. */
export async function loadReserved(tx: Tx, orderIds: readonly string[]): Promise<Map<string, ReservationFacts[]>> {
  const byOrder = new Map<string, ReservationFacts[]>();
  if (orderIds.length === 0) return byOrder;
  const rows = await tx.runFor(
    reservationsOfOrders,
    orderIds.map((id) => ({ id })),
  );
  for (const r of rows) {
    const list = byOrder.get(r.orderId);
    if (list) list.push(r);
    else byOrder.set(r.orderId, [r]);
  }
  return byOrder;
}

const activeWarehouses = statement<DB, Record<never, never>, WarehouseFacts>((db) =>
  db.selectFrom('warehouse').select(['id', 'code', 'country']).where('active', '=', 1).orderBy('code'),
);

/** Active warehouses in order of code. */
const warehouses: Standing<readonly WarehouseFacts[]> = { tables: ['warehouse'], load: (tx) => tx.run(activeWarehouses, {}) };

const sellablePlaces = setStatement<DB>()({ item_id: 'text', warehouse_id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('location as l')
    .whereRef('l.warehouse_id', '=', 'w.warehouse_id')
    .crossJoin('stock_balance as b')
    .whereRef('b.item_id', '=', 'w.item_id')
    .whereRef('b.location_id', '=', 'l.id')
    .where('l.status', '=', 'sellable')
    .where('b.on_hand', '>', 0)
    .select(['w.item_id', 'w.warehouse_id', 'l.id', 'b.on_hand'])
    .orderBy('w.item_id')
    .orderBy('w.warehouse_id')
    .orderBy('l.code'),
);

const placesBelow = statement<DB, Record<never, never>, BelowPlace>((db) =>
  db
    .selectFrom('location as l')
    .innerJoin('warehouse as w', 'w.id', 'l.warehouse_id')
    .where('l.below_zero', '=', 1)
    .where('l.active', '=', 1)
    .where('w.active', '=', 1)
    .select(['w.id as warehouseId', 'l.id as locationId'])
    .orderBy('w.code')
    .orderBy('l.path_order')
    .orderBy('l.code'),
);

/**
 * Places goods may leave before they came, by code of warehouse and then on the way; none while the company lets no place go below zero. Where
 * goods are picked first nothing leaves the shelf unasked.
 */
export async function loadBelow(ctx: CommandContext): Promise<readonly BelowPlace[]> {
  if (policy(ctx, 'negativeStock') === 'never') return [];
  const picking = await pickingWarehouses(ctx);
  return (await ctx.tx.run(placesBelow, {})).filter((p) => !picking.has(p.warehouseId));
}

/** What a parcel can take from a place; of a tracked item from one lot there. */
export interface Shelf {
  readonly locationId: string;
  readonly lotId?: string;
  left: number;
}

/**
 * Stock a parcel can be picked from: item, warehouse, then places in order of code with what they hold. Of tracked items lot by lot, those first
 * that leave first; what ended since the last nightly run comes last, where the move refuses it.
 */
export async function loadShelves(
  ctx: CommandContext,
  pairs: readonly { readonly itemId: string; readonly warehouseId: string }[],
): Promise<Map<string, Shelf[]>> {
  const found = new Map<string, Shelf[]>();
  if (pairs.length === 0) return found;
  const wanted = [
    ...new Map(pairs.map((p) => [shelfKey(p.itemId, p.warehouseId), { item_id: p.itemId, warehouse_id: p.warehouseId }])).values(),
  ];
  const rows = await ctx.tx.runFor(sellablePlaces, wanted);
  const tracked = await trackedItems(ctx);
  const told = rows.filter((r) => tracked.has(r.item_id));
  const lots = Map.groupBy(
    await loadLotsAt(
      ctx.tx,
      told.map((r) => ({ item_id: r.item_id, other_id: r.id })),
    ),
    (l) => l.itemId,
  );
  for (const [key, own] of Map.groupBy(rows, (r) => shelfKey(r.item_id, r.warehouse_id))) {
    const [first] = own;
    const tracking = tracked.get(first?.item_id ?? '');
    if (!tracking) {
      found.set(
        key,
        own.map((r) => ({ locationId: r.id, left: r.on_hand })),
      );
      continue;
    }
    const here = new Set(own.map((r) => r.id));
    const there = inRotation(
      (lots.get(tracking.itemId) ?? []).filter((l) => l.state === 'ok' && here.has(l.locationId)),
      tracking.rotation,
    );
    const over = (l: (typeof there)[number]) => (isSold(l, ctx.today) ? 0 : 1);
    found.set(
      key,
      there.toSorted((x, y) => over(x) - over(y)).map((l) => ({ locationId: l.locationId, lotId: l.lotId, left: l.onHand })),
    );
  }
  return found;
}

export const shelfKey = (itemId: string, warehouseId: string) => `${itemId}|${warehouseId}`;

/** Of these items, the ones with an open blocking hold: nothing of them may be promised or leave. */
export async function blockedItems(tx: Tx, itemIds: Iterable<string>): Promise<Set<string>> {
  const holds = await openHolds(tx, 'item', itemIds);
  return new Set([...holds].flatMap(([id, list]) => (list.some((h) => h.severity === 'block') ? [id] : [])));
}
