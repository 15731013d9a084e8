import { sql } from 'kysely';
import { catalogOperations } from '../../../../preload/contract/catalog.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { handleQuery } from '../../handler.ts';

const LAST_CHARACTER = '\u{10ffff}';
const COLUMNS = { sku: 'i.sku', title: 'i.title' } as const;

const items = (ctx: QueryContext) =>
  ctx.tx.db
    .selectFrom('item as i')
    .innerJoin('category as c', 'c.id', 'i.category_id')
    .select([
      'i.id',
      'i.product_id as productId',
      'i.sku',
      'i.title',
      'i.kind',
      'i.category_id as categoryId',
      'c.name as categoryName',
      'c.costing',
      'i.unit_code as unit',
      'i.tax_class as taxClass',
      'i.price_micros as priceMicros',
      'i.standard_cost_micros as standardCostMicros',
      'i.active',
      'i.revision',
    ]);

/** One SKU by id, SKU or barcode. */
export const getItem = handleQuery(catalogOperations.getItem, async (ctx, input) => {
  let q = items(ctx);
  if (input.itemId !== undefined) q = q.where('i.id', '=', input.itemId);
  else if (input.sku !== undefined) q = q.where('i.sku', '=', input.sku);
  else
    q = q.where('i.id', '=', (eb) =>
      eb
        .selectFrom('item_barcode')
        .select('item_id')
        .where('code', '=', input.barcode ?? ''),
    );
  const row = await q.executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'item', id: input.itemId ?? input.sku ?? input.barcode ?? '' });
  const barcodes = await ctx.tx.db.selectFrom('item_barcode').select('code').where('item_id', '=', row.id).orderBy('code').execute();
  return { ...row, barcodes: barcodes.map((b) => b.code) };
});

interface ItemFilter {
  readonly startsWith?: string | undefined;
  readonly active?: boolean | undefined;
  readonly categoryId?: string | undefined;
}

const kept = ({ startsWith, active, categoryId }: ItemFilter) => {
  const parts = [
    startsWith ? sql<boolean>`(i.sku >= ${startsWith} and i.sku < ${startsWith + LAST_CHARACTER})` : undefined,
    active === undefined ? undefined : sql<boolean>`i.active = ${Number(active)}`,
    categoryId === undefined ? undefined : sql<boolean>`i.category_id = ${categoryId}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? sql<boolean>`1 = 1` : sql<boolean>`${sql.join(parts, sql` and `)}`;
};

/** SKUs in order of SKU or title; titles that are the same in order of id. */
export const listItems = handleQuery(catalogOperations.listItems, async (ctx, input) => {
  const { column, direction } = input.sort?.[0] ?? { column: 'sku' as const, direction: 'asc' as const };
  let q = items(ctx).where(kept(input)).orderBy(COLUMNS[column], direction);
  if (column === 'title') q = q.orderBy('i.id', direction);
  return { rows: await q.limit(input.limit).offset(input.offset).execute() };
});

export const countItems = handleQuery(catalogOperations.countItems, (ctx, input) =>
  ctx.tx.db.selectFrom('item as i').select(sql<number>`cast(count(*) as bigint)`.as('count')).where(kept(input)).executeTakeFirstOrThrow(),
);

/** Categories by name; a company has a handful. */
export const listCategories = handleQuery(catalogOperations.listCategories, async (ctx) => {
  const rows = await ctx.tx.db
    .selectFrom('category')
    .select(['id', 'name', 'costing', 'revenue_role as revenueRole', 'cogs_role as cogsRole', 'revision'])
    .orderBy('name')
    .execute();
  return { rows };
});
