import { sql } from 'kysely';
import { type Connection, setStatement } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import type { CostPool } from './costing/cost-pool.ts';
import type { CostBasis, OwedLayer } from './costing/model.ts';
import { type ItemPair, pair } from './load-stock.ts';

const owedLayers = setStatement<DB>()({ item_id: 'text', other_id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('cost_layer_balance as b')
    .whereRef('b.item_id', '=', 'w.item_id')
    .whereRef('b.area_id', '=', 'w.other_id')
    .where(sql<boolean>`b.owed = 1`)
    .innerJoin('valuation_line as v', 'v.id', 'b.out_line_id')
    .select(['b.item_id', 'b.area_id', 'b.layer_id', 'v.id as out_line_id', 'v.qty as out_qty', 'b.qty_left', 'b.value_left'])
    .select(['b.effective_at', 'b.effective_on'])
    .orderBy('b.effective_at')
    .orderBy('b.layer_id'),
);

/** What of items left areas before it came and is not covered, the oldest first, by item and area. */
export async function loadOwed(tx: Connection<DB>, pairs: readonly ItemPair[]): Promise<Map<string, OwedLayer[]>> {
  const found = new Map<string, OwedLayer[]>();
  if (pairs.length === 0) return found;
  for (const r of await tx.runFor(owedLayers, pairs)) {
    const owed = {
      layerId: r.layer_id,
      outLineId: r.out_line_id,
      covered: r.qty_left - r.out_qty,
      qtyOwed: -r.qty_left,
      valueOwed: -r.value_left,
      effectiveAt: r.effective_at,
      effectiveOn: r.effective_on,
    };
    const key = pair(r.item_id, r.area_id);
    const list = found.get(key);
    if (list) list.push(owed);
    else found.set(key, [owed]);
  }
  return found;
}

const lastAnywhere = setStatement<DB>()({ item_id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('valuation_line as v')
    .where('v.id', '=', (eb) =>
      eb
        .selectFrom('valuation_line as x')
        .whereRef('x.item_id', '=', 'w.item_id')
        // As the partial index of what came in has it.
        .where(sql<boolean>`x.kind <> 'out' and x.kind = 'in' and x.value > 0`)
        .select((e) => e.fn.max('x.id').as('id')),
    )
    .select(['v.item_id', 'v.qty', 'v.value']),
);

/** Quantity and value of the last line that brought each item into the company at a cost, wherever that was. */
export async function loadLastCostsAnywhere(tx: Connection<DB>, itemIds: readonly string[]): Promise<Map<string, CostBasis>> {
  if (itemIds.length === 0) return new Map();
  const rows = await tx.runFor(
    lastAnywhere,
    [...new Set(itemIds)].map((item_id) => ({ item_id })),
  );
  return new Map(rows.map((r) => [r.item_id, { qty: r.qty, value: r.value }]));
}

/** Writes the balances of layers that owe units, and of those that do no more. */
export async function writeOwed(tx: Connection<DB>, pools: readonly CostPool[]): Promise<void> {
  const changed = pools.flatMap((pool) => pool.changedOwed().map((owed) => ({ pool, owed })));
  const left = ({ layerId, qtyOwed, valueOwed }: OwedLayer) => ({
    layer_id: layerId,
    qty_left: -qtyOwed + 0,
    value_left: -valueOwed + 0,
    owed: qtyOwed > 0 ? (1 as const) : (0 as const),
  });
  await tx.updateMany(
    'cost_layer_balance',
    ['layer_id'],
    changed.filter(({ owed }) => !owed.fresh).map(({ owed }) => left(owed)),
  );
  await tx.insertMany(
    'cost_layer_balance',
    changed
      .filter(({ owed }) => owed.fresh)
      .map(({ pool, owed }) => ({
        ...left(owed),
        item_id: pool.itemId,
        area_id: pool.areaId,
        effective_at: owed.effectiveAt,
        effective_on: owed.effectiveOn,
        open: 0 as const,
        out_line_id: owed.outLineId,
      })),
  );
}
