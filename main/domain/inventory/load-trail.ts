import { sql } from 'kysely';
import { type Connection, setStatement } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import { type MovedLine, UnitTrail } from './costing/follow-units.ts';
import type { CostingMethod } from './costing/model.ts';
import type { LocationFacts } from './model.ts';

/** What is read of a layer to put a difference on it, changed while the differences of a command are decided. */
export interface HeldLayer {
  readonly layerId: number;
  readonly itemId: string;
  readonly areaId: string;
  readonly accountId: string;
  readonly method: CostingMethod;
  readonly effectiveAt: string;
  readonly qtyLeft: number;
  valueLeft: number;
  readonly poolValue: number;
  /** The line that took its units out before they came; null of a layer goods came in on. */
  readonly outLineId: number | null;
}
/** Account role of the cost of units by where they went, unless the reason they went for has an account of its own. */
export const ROLE_OF = {
  customer: 'cogs-variance',
  supplier: 'ppv',
  scrap: 'write-down',
  adjustment: 'stock-loss',
  // Units are followed through places inside; they are gone outside only.
  internal: 'cogs-variance',
  transit: 'cogs-variance',
  opening: 'cogs-variance',
} as const;

/** How units left: to what kind of place, and for which reason. */
interface Departure {
  readonly to: LocationFacts['kind'];
  readonly reasonRole: string | null;
}
/** A line of the value ledger that moved units, with the move it belongs to: of an exchange by a replay, the move whose units it is about. */
export interface TrailLine extends MovedLine {
  readonly itemId: string;
  readonly areaId: string;
  readonly value: number;
  readonly moveId: number;
  readonly at: string;
  readonly on: string;
  /** Written by a replay. */
  readonly exchanged: boolean;
}
export interface Trail {
  readonly units: UnitTrail;
  /** In order of line. */
  readonly lines: readonly TrailLine[];
  /** Lines that brought the units of a move in, in order: a receipt has one, and one more for each issue it covers that left before it came. */
  readonly inLinesOf: ReadonlyMap<number, readonly TrailLine[]>;
  readonly layers: ReadonlyMap<number, HeldLayer>;
  readonly departures: ReadonlyMap<number, Departure>;
}

const COLUMNS = [
  'v.id',
  'v.item_id',
  'v.area_id',
  'v.layer_id',
  'v.kind',
  'v.qty',
  'v.value',
  'v.origin_line_id',
  'm.effective_at',
  'm.effective_on',
  't.kind as to',
  'r.account_role',
] as const;

const linesSince = setStatement<DB>()({ item_id: 'text', move_id: 'int' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('stock_move as m')
    .whereRef('m.item_id', '=', 'w.item_id')
    .whereRef('m.id', '>=', 'w.move_id')
    .crossJoin('valuation_line as v')
    .whereRef('v.move_id', '=', 'm.id')
    .innerJoin('location as t', 't.id', 'm.to_location_id')
    .leftJoin('reason_code as r', 'r.code', 'm.reason_code')
    .where('v.kind', '<>', 'adjust')
    .select(COLUMNS)
    .select(['v.move_id']),
);

/** Exchanges of these items: the conditions are those of their index, which holds few. */
const exchangesOf = setStatement<DB>()({ item_id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('valuation_line as v')
    .whereRef('v.item_id', '=', 'w.item_id')
    .where(sql<boolean>`v.kind = 'adjust' and v.qty <> 0`)
    .innerJoin('valuation_line as o', 'o.id', 'v.origin_line_id')
    // Units put back name the line they left with, which may be an exchange itself: that one names the line of the move.
    .leftJoin('valuation_line as p', (j) => j.onRef('p.id', '=', 'o.origin_line_id').on('o.move_id', 'is', null))
    .innerJoin('stock_move as m', (j) => j.on(sql<boolean>`m.id = coalesce(o.move_id, p.move_id)`))
    .innerJoin('location as t', 't.id', 'm.to_location_id')
    .leftJoin('reason_code as r', 'r.code', 'm.reason_code')
    .select(COLUMNS)
    .select(['m.id as move_id']),
);

const layersById = setStatement<DB>()({ layer_id: 'int' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('cost_layer_balance as b')
    .whereRef('b.layer_id', '=', 'w.layer_id')
    .innerJoin('cost_layer as l', 'l.id', 'b.layer_id')
    .innerJoin('valuation_area as a', 'a.id', 'b.area_id')
    .innerJoin('cost_pool_balance as p', (j) => j.onRef('p.item_id', '=', 'b.item_id').onRef('p.area_id', '=', 'b.area_id'))
    .select([
      'b.layer_id as layerId',
      'b.item_id as itemId',
      'b.area_id as areaId',
      'a.account_id as accountId',
      'l.method',
      'l.effective_at as effectiveAt',
      'b.qty_left as qtyLeft',
      'b.value_left as valueLeft',
      'p.value as poolValue',
      'b.out_line_id as outLineId',
    ]),
);

const movesOfLines = setStatement<DB>()({ id: 'int' }, (db, w) =>
  db.selectFrom(w).crossJoin('valuation_line as v').whereRef('v.id', '=', 'w.id').select(['v.item_id as itemId', 'v.move_id as moveId']),
);

type Since = readonly { readonly itemId: string; readonly moveId: number }[];

/**
 * Everything that happened to items since the given moves, the first of each item; three statements whatever the number. What came for units
 * that had left before those moves is followed with them, so then the trail begins where they left.
 */
export async function loadTrail(tx: Connection<DB>, since: Since): Promise<Trail> {
  const trail = await loadSince(tx, since);
  const known = new Set(trail.lines.map((l) => l.lineId));
  const before = [...trail.layers.values()].flatMap((l) => (l.outLineId === null || known.has(l.outLineId) ? [] : [{ id: l.outLineId }]));
  if (before.length === 0) return trail;
  const left = await tx.runFor(movesOfLines, before);
  return loadTrail(tx, [...since, ...left.map((l) => ({ itemId: l.itemId, moveId: l.moveId ?? 0 }))]);
}

async function loadSince(tx: Connection<DB>, since: Since): Promise<Trail> {
  const first = new Map<string, number>();
  for (const { itemId, moveId } of since) first.set(itemId, Math.min(moveId, first.get(itemId) ?? moveId));
  const made = await tx.runFor(
    linesSince,
    [...first].map(([item_id, move_id]) => ({ item_id, move_id })),
  );
  const exchanged = await tx.runFor(
    exchangesOf,
    [...first.keys()].map((item_id) => ({ item_id })),
  );
  const moved = [...made, ...exchanged].toSorted((a, b) => a.id - b.id);
  const lines = moved.map((r): TrailLine => {
    const {
      id: lineId,
      item_id: itemId,
      area_id: areaId,
      layer_id: layerId,
      origin_line_id,
      value,
      effective_at: at,
      effective_on: on,
    } = r;
    const [kind, exchange] = [r.qty < 0 ? ('out' as const) : ('in' as const), r.kind === 'adjust'];
    // What left in the stead of other units comes from nowhere.
    const originLineId = exchange && kind === 'out' ? null : origin_line_id;
    const facts = { itemId, areaId, value: Math.abs(value), moveId: r.move_id ?? 0, at, on, exchanged: exchange };
    return { lineId, layerId, kind, qty: Math.abs(r.qty), originLineId, ...facts };
  });
  const layers = await tx.runFor(
    layersById,
    [...new Set(lines.map((l) => l.layerId))].map((layer_id) => ({ layer_id })),
  );
  return {
    units: new UnitTrail(lines, new Map(layers.map((l) => [l.layerId, l.qtyLeft]))),
    lines,
    inLinesOf: Map.groupBy(
      lines.filter((l) => l.kind === 'in' && !l.exchanged),
      (l) => l.moveId,
    ),
    layers: new Map(layers.map((l) => [l.layerId, { ...l }])),
    departures: new Map(moved.map((r) => [r.id, { to: r.to, reasonRole: r.account_role }])),
  };
}
