import { type RawBuilder, sql } from 'kysely';
import { stockAtList } from '../../../../preload/contract/inventory-lists.ts';
import { type Day, dayOfInstant, daysBetween } from '../../../../preload/contract/values/day.ts';
import type { Instant } from '../../../../preload/contract/values/instant.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { handleList } from '../../list.ts';
import { itemsAtPlaces, namesPlaces } from './read-stock.ts';

/** What of an item came to a place less what left it, over the moves that meet a condition on their instant. */
const changeOf = (when: RawBuilder<unknown>) => sql`coalesce((
  select sum(case when m.to_location_id = n.location_id then m.qty else 0 end - case when m.from_location_id = n.location_id then m.qty else 0 end)
    from stock_move as m where m.item_id = n.item_id and ${when}), 0)`;

/** Whether a day lies nearer to the first move than to the last: then what came before it is fewer moves than what came after. */
export async function nearTheStart({ tx }: QueryContext, day: Day): Promise<boolean> {
  const { rows } = await sql<{ first: string | null; last: string | null }>`
    select (select min(effective_on) from stock_move) as first, (select max(effective_on) from stock_move) as last`.execute(tx.db);
  const [ends] = rows;
  if (!ends?.first || !ends.last) return false;
  return daysBetween(ends.first, day) < daysBetween(day, ends.last);
}

/**
 * Balances as they were: what is on hand less all that moved since, or, near the start of the books, all that moved until then. Both are
 * the same sum; the moves of each item are found by time in one index.
 */
async function balancesAt(ctx: QueryContext, at: Instant | undefined): Promise<RawBuilder<unknown>> {
  if (at === undefined) return sql`stock_balance`;
  const early = await nearTheStart(ctx, dayOfInstant(at, ctx.company.zone));
  const held = early ? changeOf(sql`m.effective_at <= ${at}`) : sql`n.on_hand - ${changeOf(sql`m.effective_at > ${at}`)}`;
  return sql`(select n.item_id, n.location_id, n.internal, cast(${held} as bigint) as on_hand from stock_balance as n)`;
}

/** On hand per item and place inside the company at an instant, by SKU. A place has the status it has now: it changes only while empty. */
export const stockAt = handleList(stockAtList, {
  from: async (filtered, { at }, ctx) => {
    const held = await balancesAt(ctx, at);
    return namesPlaces(filtered)
      ? sql`${held} as b, item as i, location as l`
      : sql`item as i cross join ${held} as b cross join location as l`;
  },
  columns: {
    itemId: 'b.item_id',
    locationId: 'b.location_id',
    sku: 'i.sku',
    title: 'i.title',
    warehouseId: 'l.warehouse_id',
    status: 'l.status',
  },
  where: sql`b.item_id = i.id and l.id = b.location_id and b.internal = 1 and b.on_hand <> 0`,
  ...itemsAtPlaces,
  rows: async (ctx, { window, order }, { at }) => {
    const { rows } = await sql<{
      itemId: string;
      sku: string;
      title: string;
      locationId: string;
      locationCode: string;
      status: string;
      warehouseId: string | null;
      warehouseCode: string | null;
      onHand: number;
    }>`
      select b.item_id as ${sql.id('itemId')}, i.sku, i.title, b.location_id as ${sql.id('locationId')}, l.code as ${sql.id('locationCode')}, l.status,
             l.warehouse_id as ${sql.id('warehouseId')}, h.code as ${sql.id('warehouseCode')}, b.on_hand as ${sql.id('onHand')}
        from ${window} as w
        join ${await balancesAt(ctx, at)} as b on b.item_id = ${sql.ref('w.itemId')} and b.location_id = ${sql.ref('w.locationId')}
        join item as i on i.id = b.item_id
        join location as l on l.id = b.location_id
        left join warehouse as h on h.id = l.warehouse_id
       order by ${order}`.execute(ctx.tx.db);
    return rows;
  },
});
