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
  readonly qtyLeft: number;
  valueLeft: number;
  readonly poolValue: number;
}
/** How units left: to what kind of place, and for which reason. */
interface Departure {
  readonly to: LocationFacts['kind'];
  readonly reasonRole: string | null;
}
export interface Trail {
  readonly units: UnitTrail;
  /** Line that brought the units of a move in. */
  readonly inLineOf: ReadonlyMap<number, number>;
  readonly layerOf: ReadonlyMap<number, number>;
  readonly layers: ReadonlyMap<number, HeldLayer>;
  readonly departures: ReadonlyMap<number, Departure>;
}

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
    .select(['v.id', 'v.layer_id', 'v.kind', 'v.qty', 'v.move_id', 'v.origin_line_id', 't.kind as to', 'r.account_role']),
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
      'b.qty_left as qtyLeft',
      'b.value_left as valueLeft',
      'p.value as poolValue',
    ]),
);

/** Everything that happened to items since the given moves, the first of each item; two statements whatever the number. */
export async function loadTrail(
  tx: Connection<DB>,
  since: readonly { readonly itemId: string; readonly moveId: number }[],
): Promise<Trail> {
  const first = new Map<string, number>();
  for (const { itemId, moveId } of since) first.set(itemId, Math.min(moveId, first.get(itemId) ?? moveId));
  const rows = await tx.runFor(
    linesSince,
    [...first].map(([item_id, move_id]) => ({ item_id, move_id })),
  );
  const moved = rows.filter((r) => r.kind !== 'adjust').toSorted((a, b) => a.id - b.id);
  const lines = moved.map((r): MovedLine => {
    const { id: lineId, layer_id: layerId, origin_line_id: originLineId } = r;
    return { lineId, layerId, kind: r.qty < 0 ? 'out' : 'in', qty: Math.abs(r.qty), originLineId };
  });
  const layers = await tx.runFor(
    layersById,
    [...new Set(lines.map((l) => l.layerId))].map((layer_id) => ({ layer_id })),
  );
  return {
    units: new UnitTrail(lines, new Map(layers.map((l) => [l.layerId, l.qtyLeft]))),
    inLineOf: new Map(moved.filter((r) => r.qty > 0).flatMap((r) => (r.move_id === null ? [] : [[r.move_id, r.id] as const]))),
    layerOf: new Map(lines.map((l) => [l.lineId, l.layerId])),
    layers: new Map(layers.map((l) => [l.layerId, { ...l }])),
    departures: new Map(moved.map((r) => [r.id, { to: r.to, reasonRole: r.account_role }])),
  };
}
