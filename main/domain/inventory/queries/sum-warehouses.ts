import { sql } from 'kysely';
import { inventoryReads } from '../../../../preload/contract/inventory-reads.ts';
import { onlyInScope } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';

const sumOf = (column: string) => sql<number>`cast(coalesce(sum(${sql.ref(column)}), 0) as bigint)`;

/** Warehouses by code with their open places, what stands in them and what it is worth, those of the actor only. */
export const sumWarehouses = handleQuery(inventoryReads.sumWarehouses, async (ctx) => {
  const { db } = ctx.tx;
  const { warehouse: scope } = ctx.actor.scopes;
  const warehouses = await db
    .selectFrom('warehouse')
    .select(['id', 'code', 'name', 'country', 'active', 'revision'])
    .where(onlyInScope(scope, 'id'))
    .orderBy('code')
    .execute();
  const open = await db
    .selectFrom('location')
    .select(['warehouse_id as id', sumOf('active').as('places')])
    .where('warehouse_id', 'is not', null)
    .where(onlyInScope(scope, 'warehouse_id'))
    .groupBy('warehouse_id')
    .execute();
  const held = await db
    .selectFrom('location as l')
    .innerJoin('stock_balance as b', 'b.location_id', 'l.id')
    .select(['l.warehouse_id as id', sumOf('b.on_hand').as('onHand')])
    .where('l.warehouse_id', 'is not', null)
    .where(onlyInScope(scope, 'l.warehouse_id'))
    .groupBy('l.warehouse_id')
    .execute();
  const areas = await db
    .selectFrom('valuation_area as a')
    .innerJoin('location as l', 'l.area_id', 'a.id')
    .select(['a.id as areaId', 'a.code', 'l.warehouse_id as id'])
    .where('l.type', '=', 'main')
    .where(onlyInScope(scope, 'l.warehouse_id'))
    .orderBy('a.code')
    .execute();
  const pools = await db
    .selectFrom('cost_pool_balance')
    .select(['area_id as areaId', sumOf('value').as('value')])
    .groupBy('area_id')
    .execute();
  const worth = new Map(pools.map((p) => [p.areaId, p.value]));
  return {
    rows: warehouses.map((w) => ({
      ...w,
      places: open.find((o) => o.id === w.id)?.places ?? 0,
      onHand: held.find((h) => h.id === w.id)?.onHand ?? 0,
      areas: areas.filter((a) => a.id === w.id).map(({ areaId, code }) => ({ areaId, code, value: worth.get(areaId) ?? 0 })),
    })),
  };
});
