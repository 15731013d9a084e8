import { sql } from 'kysely';
import { idsByWords, sumInt, wordsOf } from '../../../../db/dialect/portable.ts';
import { catalogOperations, itemsList } from '../../../../preload/contract/catalog.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { holds } from '../../../../preload/contract/permission.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { handleQuery } from '../../handler.ts';
import { handleList } from '../../list.ts';
import { always, startsWith } from '../../list-sql.ts';
import { kitStock } from '../kit-stock.ts';
import { measuresOf, UNMEASURED } from '../measures.ts';

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

/** The items on the other side of a kit: its components, or the kits a component is used in. */
const ofKit = (ctx: QueryContext, itemId: string, by: 'kit_id' | 'item_id', of: 'kit_id' | 'item_id') =>
  ctx.tx.db
    .selectFrom('kit_component as k')
    .innerJoin('item as i', 'i.id', `k.${of}`)
    .where(`k.${by}`, '=', itemId)
    .select(['i.id as itemId', 'i.sku', 'i.title', 'k.qty'])
    .orderBy('i.sku')
    .execute();

/** One SKU by id or SKU; what a scanner read is for `readCode`. */
export const getItem = handleQuery(catalogOperations.getItem, async (ctx, input) => {
  const row = await ('itemId' in input
    ? items(ctx).where('i.id', '=', input.itemId)
    : items(ctx).where('i.sku', '=', input.sku)
  ).executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'item', id: 'itemId' in input ? input.itemId : input.sku });
  const barcodes = await ctx.tx.db.selectFrom('item_barcode').select('code').where('item_id', '=', row.id).orderBy('code').execute();
  const packs = await ctx.tx.db
    .selectFrom('item_pack')
    .select(['id', 'code', 'name', 'steps as qty', 'active'])
    .where('item_id', '=', row.id)
    .orderBy('steps')
    .orderBy('code')
    .execute();
  const onPacks = await ctx.tx.db
    .selectFrom('pack_barcode')
    .select(['pack_id', 'code'])
    .where('item_id', '=', row.id)
    .orderBy('code')
    .execute();
  const measures = (await measuresOf(ctx.tx, [row.id])).get(row.id) ?? UNMEASURED;
  return {
    ...row,
    measures,
    barcodes: barcodes.map((b) => b.code),
    components: await ofKit(ctx, row.id, 'kit_id', 'item_id'),
    usedIn: await ofKit(ctx, row.id, 'item_id', 'kit_id'),
    packs: packs.map((p) => ({ ...p, barcodes: onPacks.filter((b) => b.pack_id === p.id).map((b) => b.code) })),
  };
});

/** Sellable and promised of some items, over the warehouses the asker may see. */
async function stockOf({ tx, actor }: QueryContext, itemIds: readonly string[]) {
  if (itemIds.length === 0) return new Map<string, never>();
  const { warehouse } = actor.scopes;
  const rows = await tx.db
    .selectFrom('stock_availability as a')
    .where('a.item_id', 'in', itemIds)
    .where(warehouse === undefined ? always : sql<boolean>`a.warehouse_id in (${sql.join([...warehouse, ''])})`)
    .groupBy('a.item_id')
    .select(['a.item_id as id', sumInt('a.sellable').as('sellable'), sumInt('a.reserved').as('reserved')])
    .execute();
  return new Map(rows.map((r) => [r.id, r]));
}

const FOUND_BY_WORDS = 10_000;

export const itemList = handleList(itemsList, {
  from: sql`item as i`,
  columns: {
    id: 'i.id',
    sku: 'i.sku',
    title: 'i.title',
    kind: 'i.kind',
    active: 'i.active',
    categoryId: 'i.category_id',
    taxClass: 'i.tax_class',
  },
  // The beginning of the SKU, or beginnings of the words of SKU and title.
  search: (text, { tx }) =>
    sql<boolean>`(${startsWith('i.sku', text)} or i.id in ${idsByWords(tx.dialect, 'item', wordsOf(text), FOUND_BY_WORDS)})`,
  labels: { categoryId: { table: 'category', name: 'name' }, taxClass: { table: 'tax_class', name: 'name', key: 'code' } },
  rows: async (ctx, { window, order }) => {
    const rows = await items(ctx).innerJoin(window.as('w'), 'w.id', 'i.id').orderBy(order).execute();
    const seen = holds(ctx.actor.permissions, 'inventory.read');
    const stock = await stockOf(ctx, seen ? rows.map((r) => r.id) : []);
    const kits = new Map<string, number>();
    const sold = seen ? rows.filter((r) => r.kind === 'service').map((r) => r.id) : [];
    for (const k of await kitStock(ctx.tx, sold, ctx.actor.scopes.warehouse)) kits.set(k.kitId, (kits.get(k.kitId) ?? 0) + k.available);
    return rows.map((row) => {
      const kit = kits.get(row.id);
      // A kit has no stock of its own; what its scarcest component allows can be promised.
      if (kit !== undefined) return { ...row, sellable: null, reserved: null, available: kit };
      if (!seen || row.kind !== 'stock') return { ...row, sellable: null, reserved: null, available: null };
      const { sellable = 0, reserved = 0 } = stock.get(row.id) ?? {};
      return { ...row, sellable, reserved, available: sellable - reserved };
    });
  },
});

/** Units of measure by code; a company has a handful. */
export const listUnits = handleQuery(catalogOperations.listUnits, async (ctx) => ({
  rows: await ctx.tx.db.selectFrom('unit').select(['code', 'name', 'steps']).orderBy('code').execute(),
}));

/** Tax classes by code; a company has a handful. */
export const listTaxClasses = handleQuery(catalogOperations.listTaxClasses, async (ctx) => ({
  rows: await ctx.tx.db.selectFrom('tax_class').select(['code', 'name']).orderBy('code').execute(),
}));

/** Categories by name; a company has a handful. */
export const listCategories = handleQuery(catalogOperations.listCategories, async (ctx) => {
  const rows = await ctx.tx.db
    .selectFrom('category')
    .select(['id', 'name', 'costing', 'revenue_role as revenueRole', 'cogs_role as cogsRole', 'revision'])
    .orderBy('name')
    .execute();
  return { rows };
});
