import { sql } from 'kysely';
import { inventoryReads } from '../../../../preload/contract/inventory-reads.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { handleQuery } from '../../handler.ts';
import { poolsOn, visibleAreas } from './read-value-at.ts';

const sumOf = (column: string) => sql<number>`cast(coalesce(sum(${sql.ref(column)}), 0) as bigint)`;

const visible = (ctx: QueryContext) => visibleAreas(ctx.actor.scopes, 'a.id');

/** Why an item costs what it costs: pools, and layers in the order they are used. */
export const layersOfItem = handleQuery(inventoryReads.layersOfItem, async (ctx, input) => {
  const { db } = ctx.tx;
  let pools = db
    .selectFrom('cost_pool_balance as p')
    .innerJoin('valuation_area as a', 'a.id', 'p.area_id')
    .where('p.item_id', '=', input.itemId)
    .where(visible(ctx))
    .select(['p.area_id as areaId', 'a.code as areaCode', 'p.method', 'p.qty', 'p.value'])
    .orderBy('a.code');
  let layers = db
    .selectFrom('cost_layer as l')
    .innerJoin('cost_layer_balance as b', 'b.layer_id', 'l.id')
    .innerJoin('valuation_area as a', 'a.id', 'l.area_id')
    .where(visible(ctx))
    .where('b.item_id', '=', input.itemId)
    .select([
      'l.id as layerId',
      'l.area_id as areaId',
      'l.method',
      'l.effective_at as effectiveAt',
      'l.effective_on as effectiveOn',
      'l.source_kind as sourceKind',
      'l.source_id as sourceId',
      'l.parent_layer_id as parentLayerId',
      'l.qty_in as qtyIn',
      'l.value_in as valueIn',
      'b.qty_left as qtyLeft',
      'b.value_left as valueLeft',
    ])
    .orderBy('b.area_id')
    .orderBy('b.effective_at')
    .orderBy('b.layer_id');
  if (input.areaId !== undefined) {
    pools = pools.where('p.area_id', '=', input.areaId);
    layers = layers.where('b.area_id', '=', input.areaId);
  }
  // Literals, so that SQLite may use the partial indexes of open layers and of what came in.
  if (input.open) layers = layers.where(sql<boolean>`b.open = 1`);
  else
    layers = layers.where('l.id', 'in', (eb) =>
      eb
        .selectFrom('valuation_line as v')
        .select('v.layer_id')
        .where('v.item_id', '=', input.itemId)
        .where(sql<boolean>`v.kind <> 'out' and v.kind = 'in'`),
    );
  const rows = await layers.limit(input.limit).offset(input.offset).execute();
  return { pools: await pools.execute(), rows };
});

/** Stock value per area beside its inventory account, now or at the end of a day. */
export const valueByArea = handleQuery(inventoryReads.valueByArea, async (ctx, { on }) => {
  const { db } = ctx.tx;
  const pools = await poolsOn(ctx, on);
  const { rows: worth } = await sql<{ areaId: string; value: number }>`
    select p.area_id as ${sql.id('areaId')}, ${sumOf('p.value')} as value from ${pools} as p group by p.area_id`.execute(db);
  const values = new Map(worth.map((w) => [w.areaId, w.value]));
  const rows = await db
    .selectFrom('valuation_area as a')
    .select(['a.id as areaId', 'a.code', 'a.name', 'a.account_id as accountId'])
    .where(visible(ctx))
    .select((eb) =>
      eb
        .selectFrom('account_balance as b')
        .whereRef('b.account_id', '=', 'a.account_id')
        .$if(on !== undefined, (q) => q.where('b.day', '<=', on ?? ctx.today))
        .select(sumOf('b.amount').as('amount'))
        .as('books'),
    )
    .orderBy('a.code')
    .execute();
  return {
    rows: rows.map((r) => {
      const value = values.get(r.areaId) ?? 0;
      const books = r.books ?? 0;
      return { ...r, value, books, gap: value - books };
    }),
  };
});
