import { sql } from 'kysely';
import { type Connection, setStatement } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import type { CommandContext, StandingRows } from '../../engine/context.ts';
import type { StoredPool } from './costing/cost-pool.ts';
import type { IssuedLine } from './costing/decide-return.ts';
import type { CostBasis, OpenLayer } from './costing/model.ts';
import type { LocationFacts } from './model.ts';

/** Set-based reads of what moves and reservations decide on: one statement per kind of row, whatever the batch. */

type Tx = Connection<DB>;

/** Key of an item at a place, in an area or a warehouse. */
export const pair = (itemId: string, otherId: string) => `${itemId}|${otherId}`;

export interface ItemPair {
  readonly item_id: string;
  readonly other_id: string;
}
const PAIR = { item_id: 'text', other_id: 'text' } as const;

const locationsById = setStatement<DB>()({ id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('location as l')
    .whereRef('l.id', '=', 'w.id')
    .leftJoin('valuation_area as a', 'a.id', 'l.area_id')
    .select(['l.id', 'l.code', 'l.kind', 'l.status', 'l.type', 'l.active', 'l.below_zero as belowZero'])
    .select(['l.warehouse_id as warehouseId', 'l.area_id as areaId', 'a.account_id as accountId']),
);

const locations: StandingRows<LocationFacts> = {
  tables: ['location', 'valuation_area'],
  async load(tx, ids) {
    const rows = await tx.runFor(
      locationsById,
      ids.map((id) => ({ id })),
    );
    return new Map(rows.map((r) => [r.id, r]));
  },
};

/** Places by id, with the inventory account of their valuation area. */
export const loadLocations = (ctx: CommandContext, ids: Iterable<string>): Promise<Map<string, LocationFacts>> =>
  ctx.standingRows(locations, ids);

const balancesOf = setStatement<DB>()(PAIR, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('stock_balance as b')
    .whereRef('b.item_id', '=', 'w.item_id')
    .whereRef('b.location_id', '=', 'w.other_id')
    .select(['b.item_id', 'b.location_id', 'b.on_hand', 'b.below_since']),
);

/** On hand per item and place, and since when it is below zero; pairs without a row are absent. */
export async function loadBalances(
  tx: Tx,
  pairs: readonly ItemPair[],
): Promise<Map<string, { readonly on_hand: number; readonly below_since: string | null }>> {
  if (pairs.length === 0) return new Map();
  const rows = await tx.runFor(balancesOf, pairs);
  return new Map(rows.map((r) => [pair(r.item_id, r.location_id), r]));
}

const availabilityOf = setStatement<DB>()(PAIR, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('stock_availability as a')
    .whereRef('a.item_id', '=', 'w.item_id')
    .whereRef('a.warehouse_id', '=', 'w.other_id')
    .select(['a.item_id', 'a.warehouse_id', 'a.sellable', 'a.reserved']),
);

/** Sellable and reserved per item and warehouse; pairs without a row are absent. */
export async function loadAvailability(tx: Tx, pairs: readonly ItemPair[]): Promise<Map<string, { sellable: number; reserved: number }>> {
  if (pairs.length === 0) return new Map();
  const rows = await tx.runFor(availabilityOf, pairs);
  return new Map(rows.map((r) => [pair(r.item_id, r.warehouse_id), { sellable: r.sellable, reserved: r.reserved }]));
}

export interface ReservationRow {
  readonly id: number;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly subject_line: number;
  readonly item_id: string;
  readonly warehouse_id: string;
  readonly priority: number;
  qty: number;
}
const RESERVATION = [
  'r.id',
  'r.subject_kind',
  'r.subject_id',
  'r.subject_line',
  'r.item_id',
  'r.warehouse_id',
  'r.priority',
  'r.qty',
] as const;

export interface ReservationKey {
  readonly subject_kind: string;
  readonly subject_line: number;
  readonly warehouse_id: string;
}

const reservationsByLine = setStatement<DB>()({ subject_kind: 'text', subject_line: 'int', warehouse_id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('reservation as r')
    .whereRef('r.subject_kind', '=', 'w.subject_kind')
    .whereRef('r.subject_line', '=', 'w.subject_line')
    .whereRef('r.warehouse_id', '=', 'w.warehouse_id')
    .select(RESERVATION),
);

/** Reservation rows by their subject line and warehouse. */
export async function loadReservations(tx: Tx, keys: readonly ReservationKey[]): Promise<ReservationRow[]> {
  if (keys.length === 0) return [];
  return tx.runFor(reservationsByLine, keys);
}

const reservationsToGiveUp = setStatement<DB>()(PAIR, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('reservation as r')
    .whereRef('r.item_id', '=', 'w.item_id')
    .whereRef('r.warehouse_id', '=', 'w.other_id')
    .select(RESERVATION)
    .orderBy('r.item_id')
    .orderBy('r.warehouse_id')
    .orderBy('r.priority', 'desc')
    .orderBy('r.id', 'desc'),
);

/** Reservation rows of items in warehouses, the first to be given up first: served last, then youngest. */
export async function loadReservationsOf(tx: Tx, pairs: readonly ItemPair[]): Promise<ReservationRow[]> {
  if (pairs.length === 0) return [];
  return tx.runFor(reservationsToGiveUp, pairs);
}

const poolsOf = setStatement<DB>()(PAIR, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('cost_pool_balance as p')
    .whereRef('p.item_id', '=', 'w.item_id')
    .whereRef('p.area_id', '=', 'w.other_id')
    .leftJoin('cost_layer_balance as b', 'b.layer_id', 'p.running_layer_id')
    .select(['p.item_id', 'p.area_id', 'p.method', 'p.qty', 'p.value', 'p.running_layer_id', 'b.effective_at', 'b.effective_on']),
);

/** Cost pools by item and area, running layers included; FIFO pools still without their layers. */
export async function loadPools(tx: Tx, pairs: readonly ItemPair[]): Promise<Map<string, StoredPool>> {
  if (pairs.length === 0) return new Map();
  const rows = await tx.runFor(poolsOf, pairs);
  return new Map(
    rows.map((r) => {
      const { effective_at, effective_on, running_layer_id } = r;
      const running = running_layer_id !== null && effective_at !== null && effective_on !== null;
      const layers = running
        ? // A pool that owes units has nothing on its running layer.
          [
            {
              layerId: running_layer_id,
              qtyLeft: Math.max(0, r.qty),
              valueLeft: r.qty > 0 ? r.value : 0,
              effectiveAt: effective_at,
              effectiveOn: effective_on,
            },
          ]
        : [];
      const stored = {
        itemId: r.item_id,
        areaId: r.area_id,
        method: r.method,
        qty: r.qty,
        value: r.value,
        runningLayerId: running_layer_id,
        layers,
      };
      return [pair(r.item_id, r.area_id), stored];
    }),
  );
}

const LAYER = ['l.item_id', 'l.area_id', 'l.layer_id', 'l.qty_left', 'l.value_left', 'l.effective_at', 'l.effective_on'] as const;
interface LayerRow {
  item_id: string;
  area_id: string;
  layer_id: number;
  qty_left: number;
  value_left: number;
  effective_at: string;
  effective_on: string;
}
const asLayer = (r: LayerRow): OpenLayer => ({
  layerId: r.layer_id,
  qtyLeft: r.qty_left,
  valueLeft: r.value_left,
  effectiveAt: r.effective_at,
  effectiveOn: r.effective_on,
});

const openLayers = setStatement<DB>()({ ...PAIR, asked: 'int' }, (db, w) =>
  db
    .selectFrom((eb) =>
      eb
        .selectFrom(w)
        .crossJoin('cost_layer_balance as b')
        .whereRef('b.item_id', '=', 'w.item_id')
        .whereRef('b.area_id', '=', 'w.other_id')
        .where('b.open', '=', 1)
        .select(['b.item_id', 'b.area_id', 'b.layer_id', 'b.qty_left', 'b.value_left', 'b.effective_at', 'b.effective_on', 'w.asked'])
        .select(
          sql<number>`sum(b.qty_left) over (partition by b.item_id, b.area_id order by b.effective_at, b.layer_id) - b.qty_left`.as(
            'ahead',
          ),
        )
        .as('l'),
    )
    .whereRef('l.ahead', '<', 'l.asked')
    .select(LAYER)
    .orderBy('l.item_id')
    .orderBy('l.area_id')
    .orderBy('l.effective_at')
    .orderBy('l.layer_id'),
);

/**
 * Open layers in FIFO order per item and area, only as many as it takes to cover `asked`. The literal condition is what
 * lets SQLite use the partial index of open layers.
 */
export async function loadOpenLayers(tx: Tx, wants: readonly (ItemPair & { readonly asked: number })[]): Promise<Map<string, OpenLayer[]>> {
  const found = new Map<string, OpenLayer[]>();
  if (wants.length === 0) return found;
  const rows = await tx.runFor(openLayers, wants);
  for (const r of rows) {
    const key = pair(r.item_id, r.area_id);
    const list = found.get(key);
    if (list) list.push(asLayer(r));
    else found.set(key, [asLayer(r)]);
  }
  return found;
}

/** An open layer with the pool it belongs to. */
export interface PlacedLayer extends OpenLayer {
  readonly itemId: string;
  readonly areaId: string;
}

const layersByMove = setStatement<DB>()({ move_id: 'int' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('valuation_line as v')
    .whereRef('v.move_id', '=', 'w.move_id')
    .where('v.kind', '=', 'in')
    .innerJoin('cost_layer_balance as l', 'l.layer_id', 'v.layer_id')
    .innerJoin('cost_layer as c', 'c.id', 'v.layer_id')
    .where('c.method', '=', 'fifo')
    .where('l.qty_left', '>', 0)
    .select(['w.move_id', ...LAYER]),
);

/** The FIFO layers moves made, by move, as far as something is left on them. */
export async function loadLayersOf(tx: Tx, moveIds: readonly number[]): Promise<Map<number, PlacedLayer>> {
  if (moveIds.length === 0) return new Map();
  const rows = await tx.runFor(
    layersByMove,
    [...new Set(moveIds)].map((move_id) => ({ move_id })),
  );
  return new Map(rows.map((r) => [r.move_id, { ...asLayer(r), itemId: r.item_id, areaId: r.area_id }]));
}

/** Puts a layer among those loaded of its pool, in its place, where it is not there yet. */
export function addLayer(layers: Map<string, OpenLayer[]>, layer: PlacedLayer): void {
  const list = layers.get(pair(layer.itemId, layer.areaId));
  if (!list || list.some((l) => l.layerId === layer.layerId)) return;
  list.push(layer);
  list.sort((a, b) => (a.effectiveAt === b.effectiveAt ? a.layerId - b.layerId : a.effectiveAt < b.effectiveAt ? -1 : 1));
}

const newestLayers = setStatement<DB>()(PAIR, (db, w) =>
  db
    .selectFrom((eb) =>
      eb
        .selectFrom(w)
        .crossJoin('cost_layer_balance as b')
        .whereRef('b.item_id', '=', 'w.item_id')
        .whereRef('b.area_id', '=', 'w.other_id')
        .where('b.open', '=', 1)
        .select(['b.item_id', 'b.area_id', 'b.layer_id', 'b.qty_left', 'b.value_left', 'b.effective_at', 'b.effective_on'])
        .select(
          sql<number>`row_number() over (partition by b.item_id, b.area_id order by b.effective_at desc, b.layer_id desc)`.as('place'),
        )
        .as('l'),
    )
    .where('l.place', '=', 1)
    .select(LAYER),
);

/** Newest open layer per item and area. */
export async function loadNewestLayers(tx: Tx, pairs: readonly ItemPair[]): Promise<Map<string, OpenLayer>> {
  if (pairs.length === 0) return new Map();
  const rows = await tx.runFor(newestLayers, pairs);
  return new Map(rows.map((r) => [pair(r.item_id, r.area_id), asLayer(r)]));
}

/** Quantity and value of the last line that brought an item into an area, for pools that have run empty. */
export async function loadLastCosts(tx: Tx, pairs: readonly ItemPair[]): Promise<Map<string, CostBasis>> {
  if (pairs.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom((eb) =>
      eb
        .selectFrom(tx.rowset(pairs, PAIR).as('w'))
        .crossJoin('valuation_line as v')
        .whereRef('v.item_id', '=', 'w.item_id')
        .whereRef('v.area_id', '=', 'w.other_id')
        .where(sql<boolean>`v.kind <> 'out' and v.kind = 'in'`)
        .groupBy(['v.item_id', 'v.area_id'])
        .select((e) => e.fn.max('v.id').as('last_id'))
        .as('m'),
    )
    .innerJoin('valuation_line as v', 'v.id', 'm.last_id')
    .select(['v.item_id', 'v.area_id', 'v.qty', 'v.value'])
    .execute();
  return new Map(rows.map((r) => [pair(r.item_id, r.area_id), { qty: r.qty, value: r.value }]));
}

const correctionsOf = setStatement<DB>()({ id: 'int' }, (db, w) =>
  db.selectFrom(w).crossJoin('cost_correction as c').whereRef('c.out_line_id', '=', 'w.id').select(['w.id', 'c.value']),
);

const exchangedFor = setStatement<DB>()({ id: 'int' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('valuation_line as v')
    .whereRef('v.origin_line_id', '=', 'w.id')
    .where('v.origin_line_id', 'is not', null)
    .where('v.kind', '=', 'adjust')
    .where('v.qty', '<', 0)
    .innerJoin('cost_layer as l', 'l.id', 'v.layer_id')
    .select(['v.id', 'v.layer_id', 'v.item_id', 'v.qty', 'v.value', 'w.id as origin', 'l.effective_at', 'l.effective_on'])
    .orderBy('v.id'),
);

/** What earlier issues took out, differences found later included, by move and in order, and what of it already came back. */
export async function loadIssues(
  tx: Tx,
  moveIds: Iterable<number>,
): Promise<{ readonly issued: Map<number, (IssuedLine & { readonly itemId: string })[]>; readonly back: Map<number, CostBasis> }> {
  const issued = new Map<number, (IssuedLine & { readonly itemId: string; value: number })[]>();
  const back = new Map<number, CostBasis>();
  const wanted = [...new Set(moveIds)].map((id) => ({ id }));
  if (wanted.length === 0) return { issued, back };
  const rows = await tx.db
    .selectFrom(tx.rowset(wanted, { id: 'int' }).as('w'))
    .crossJoin('valuation_line as v')
    .whereRef('v.move_id', '=', 'w.id')
    .innerJoin('cost_layer as l', 'l.id', 'v.layer_id')
    .where('v.kind', '=', 'out')
    .select(['v.id', 'v.layer_id', 'v.item_id', 'v.qty', 'v.value', 'w.id as move_id', 'l.effective_at', 'l.effective_on'])
    .orderBy('v.id')
    .execute();
  for (const r of rows) {
    const { effective_at: effectiveAt, effective_on: effectiveOn } = r;
    const line = { lineId: r.id, layerId: r.layer_id, itemId: r.item_id, qty: -r.qty, value: -r.value, effectiveAt, effectiveOn };
    const list = issued.get(r.move_id);
    if (list) list.push(line);
    else issued.set(r.move_id, [line]);
  }
  if (rows.length === 0) return { issued, back };
  const moveOf = new Map(rows.map((r) => [r.id, r.move_id]));
  // What a replay says left in the stead of other units left with the same move.
  const instead = await tx.runFor(
    exchangedFor,
    rows.map((r) => ({ id: r.id })),
  );
  for (const r of instead)
    issued.get(moveOf.get(r.origin) ?? 0)?.push({
      lineId: r.id,
      layerId: r.layer_id,
      itemId: r.item_id,
      qty: -r.qty,
      value: -r.value,
      effectiveAt: r.effective_at,
      effectiveOn: r.effective_on,
    });
  const lineIds = [...rows, ...instead].map((r) => ({ id: r.id }));
  // Differences that came later belong to what the units cost when they left.
  const later = new Map<number, number>();
  for (const c of await tx.runFor(correctionsOf, lineIds)) later.set(c.id, (later.get(c.id) ?? 0) + c.value);
  for (const list of issued.values()) for (const line of list) line.value += later.get(line.lineId) ?? 0;
  const returned = await tx.db
    .selectFrom(tx.rowset(lineIds, { id: 'int' }).as('w'))
    .crossJoin('valuation_line as v')
    .whereRef('v.origin_line_id', '=', 'w.id')
    .where('v.qty', '>', 0)
    .select(['w.id', 'v.qty', 'v.value'])
    .execute();
  for (const r of returned) {
    const earlier = back.get(r.id);
    back.set(r.id, { qty: (earlier?.qty ?? 0) + r.qty, value: (earlier?.value ?? 0) + r.value });
  }
  return { issued, back };
}
