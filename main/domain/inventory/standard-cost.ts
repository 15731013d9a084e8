import { type Connection, setStatement } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import { notAtStandard, sameStandard, standardDay } from '../../../preload/contract/inventory-standard.ts';
import { type Refusal, refuse } from '../../../preload/contract/refusal.ts';
import { type Day, dayOfInstant } from '../../../preload/contract/values/day.ts';
import { extend, type Micros, type Minor } from '../../../preload/contract/values/money.ts';
import type { ItemFacts } from '../catalog/index.ts';

/** Stock of an item in one valuation area that is kept at standard. */
export interface StandardPool {
  readonly itemId: string;
  readonly areaId: string;
  readonly accountId: string;
  readonly warehouseId: string | null;
  readonly layerId: number;
  readonly qty: number;
  readonly value: Minor;
}

/** What a pool is worth more (positive) or less at another standard cost. */
export interface Revalued {
  readonly pool: StandardPool;
  readonly difference: Minor;
}

const poolsAtStandard = setStatement<DB>()({ item_id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('cost_pool_balance as p')
    .innerJoin('valuation_area as a', 'a.id', 'p.area_id')
    .whereRef('p.item_id', '=', 'w.item_id')
    .where('p.method', '=', 'standard')
    .where('p.qty', '>', 0)
    .select(['p.item_id', 'p.area_id', 'a.account_id', 'p.running_layer_id', 'p.qty', 'p.value'])
    .select((eb) =>
      eb
        .selectFrom('location as l')
        .whereRef('l.area_id', '=', 'p.area_id')
        .select((e) => e.fn.max('l.warehouse_id').as('id'))
        .as('warehouse_id'),
    )
    .orderBy('p.item_id')
    .orderBy('a.code'),
);

/** Stock of these items that is kept at standard, by item and area. */
export async function loadStandardPools(tx: Connection<DB>, itemIds: readonly string[]): Promise<StandardPool[]> {
  const rows = await tx.runFor(
    poolsAtStandard,
    itemIds.map((item_id) => ({ item_id })),
  );
  return rows.map((r) => {
    if (r.running_layer_id === null) throw new Error(`stock of ${r.item_id} at standard has no running layer`);
    const { item_id: itemId, area_id: areaId, account_id: accountId, warehouse_id: warehouseId, qty, value } = r;
    return { itemId, areaId, accountId, warehouseId, layerId: r.running_layer_id, qty, value };
  });
}

const lastChanges = setStatement<DB>()({ item_id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .select('w.item_id')
    .select((eb) => [
      eb
        .selectFrom('stock_move as m')
        .whereRef('m.item_id', '=', 'w.item_id')
        .select((e) => e.fn.max('m.effective_at').as('at'))
        .as('moved_at'),
      eb
        .selectFrom('standard_cost_change as c')
        .whereRef('c.item_id', '=', 'w.item_id')
        .select((e) => e.fn.max('c.starts_on').as('on'))
        .as('changed_on'),
    ]),
);

/** Day of the last move or change of cost of each item; absent where there was none. */
export async function lastTouched(tx: Connection<DB>, itemIds: readonly string[], zone: string): Promise<Map<string, Day>> {
  const rows = await tx.runFor(
    lastChanges,
    itemIds.map((item_id) => ({ item_id })),
  );
  return new Map(
    rows.flatMap((r) => {
      const days = [r.moved_at === null ? '' : dayOfInstant(r.moved_at, zone), r.changed_on ?? ''].sort();
      const last = days.at(-1) ?? '';
      return last === '' ? [] : [[r.item_id, last] as const];
    }),
  );
}

/**
 * Whether an item can have another standard cost from a day on. Refuses an item that is not costed at standard, the cost it has already, a
 * day still to come, and a day before its last move: what moved since did so at the cost of its time.
 */
export function decideStandard(
  item: ItemFacts,
  micros: Micros,
  when: { readonly on: Day; readonly today: Day; readonly last: Day | undefined },
  atStandard: boolean,
): Refusal | undefined {
  const { sku } = item;
  if (item.costing !== 'standard' && !atStandard) return refuse(notAtStandard, { sku, costing: item.costing });
  if (item.standardCostMicros === micros) return refuse(sameStandard, { sku });
  const { on, today, last } = when;
  if (on <= today && (last === undefined || on >= last)) return undefined;
  return refuse(standardDay, { sku, from: last === undefined || last > today ? today : last, until: today });
}

/** What each pool comes to at another standard cost, rounded once per pool, less what it stands at. */
export function revalue(pools: readonly StandardPool[], item: ItemFacts, micros: Micros, currency: string): Revalued[] {
  return pools.map((pool) => ({ pool, difference: extend(pool.qty, item.stepsPerUnit, micros, currency) - pool.value }));
}
