import { type RawBuilder, sql } from 'kysely';
import { stockValuesList } from '../../../../preload/contract/inventory-lists.ts';
import { addDays, type Day, startOfDay } from '../../../../preload/contract/values/day.ts';
import type { Actor, QueryContext } from '../../../engine/context.ts';
import { onlyInScope } from '../../company/index.ts';
import { handleList } from '../../list.ts';
import { startsWith } from '../../list-sql.ts';
import { nearTheStart } from './read-stock-at.ts';

/** Areas somebody may see: those of the warehouses they are limited to. Goods on the way are the whole company's. */
export function visibleAreas(scopes: Actor['scopes'], area: string): RawBuilder<boolean> {
  const { warehouse } = scopes;
  if (!warehouse) return sql<boolean>`1 = 1`;
  return sql<boolean>`${sql.ref(area)} in (select l.area_id from location as l where ${onlyInScope(warehouse, 'l.warehouse_id')})`;
}

/**
 * What the valuation lines of a pool add up to on one side of the end of a day: those that brought in or adjusted by item and area, those that
 * took out through the moves of the item, which are found by time. Conditions are written as the partial indexes have them.
 */
const changeOf = (column: 'qty' | 'value', day: RawBuilder<unknown>, instant: RawBuilder<unknown>) => sql`(
  coalesce((select sum(v.${sql.ref(column)}) from valuation_line as v
    where v.item_id = n.item_id and v.area_id = n.area_id and v.kind <> 'out' and ${day}), 0)
  + coalesce((select sum(o.${sql.ref(column)}) from stock_move as m join valuation_line as o on o.move_id = m.id
    where m.item_id = n.item_id and ${instant} and o.move_id is not null and o.kind = 'out' and o.area_id = n.area_id), 0))`;

/**
 * Cost pools as they were at the end of a day (`item_id`, `area_id`, `method`, `qty`, `value`): as they stand less all that changed since, or near the start of
 * the books all that changed until then. No copy of a day is kept; without a day, the pools of now.
 */
export async function poolsOn(ctx: QueryContext, on: Day | undefined): Promise<RawBuilder<unknown>> {
  if (on === undefined || on >= ctx.today) return sql`cost_pool_balance`;
  const next = startOfDay(addDays(on, 1), ctx.company.zone);
  const early = await nearTheStart(ctx, on);
  const of = (column: 'qty' | 'value') => {
    if (early) return changeOf(column, sql`v.effective_on <= ${on}`, sql`m.effective_at < ${next}`);
    return sql`n.${sql.ref(column)} - ${changeOf(column, sql`v.effective_on > ${on}`, sql`m.effective_at >= ${next}`)}`;
  };
  return sql`(select n.item_id, n.area_id, n.method, cast(${of('qty')} as bigint) as qty, cast(${of('value')} as bigint) as value from cost_pool_balance as n)`;
}

/** Worth per item and valuation area, by SKU. A pool has the method it has now; what was sent out as of a day before it came is below nothing on that day. */
export const stockValues = handleList(stockValuesList, {
  from: async (filtered, { on }, ctx) => {
    const pools = await poolsOn(ctx, on);
    return filtered.has('areaId')
      ? sql`${pools} as b, item as i, valuation_area as a`
      : sql`item as i cross join ${pools} as b cross join valuation_area as a`;
  },
  columns: {
    itemId: 'b.item_id',
    areaId: 'b.area_id',
    sku: 'i.sku',
    title: 'i.title',
    value: 'b.value',
  },
  where: sql`b.item_id = i.id and a.id = b.area_id and b.qty <> 0`,
  scope: ({ scopes }) => visibleAreas(scopes, 'a.id'),
  search: (text) => startsWith('i.sku', text),
  labels: { areaId: { table: 'valuation_area', name: 'name' } },
  rows: async (ctx, { window, order }, { on }) => {
    const { rows } = await sql<{
      itemId: string;
      sku: string;
      title: string;
      areaId: string;
      areaCode: string;
      areaName: string;
      method: string;
      qty: number;
      value: number;
    }>`
      select b.item_id as ${sql.id('itemId')}, i.sku, i.title, b.area_id as ${sql.id('areaId')}, a.code as ${sql.id('areaCode')}, a.name as ${sql.id('areaName')},
             b.method, b.qty, b.value
        from ${window} as w
        join ${await poolsOn(ctx, on)} as b on b.item_id = ${sql.ref('w.itemId')} and b.area_id = ${sql.ref('w.areaId')}
        join item as i on i.id = b.item_id
        join valuation_area as a on a.id = b.area_id
       order by ${order}`.execute(ctx.tx.db);
    return rows;
  },
});
