import { type ItemDraft, skuTaken } from '../../../preload/contract/catalog.ts';
import { notFound } from '../../../preload/contract/engine.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../engine/context.ts';
import { assertBarcodesFree } from './barcodes.ts';
import { itemsBySku } from './model.ts';

/** What a new company's catalogue starts with, and what drafts without their own get. */
export const DEFAULTS = { unit: 'pc', taxClass: 'standard', category: 'Goods' } as const;

/** Unit, tax class and category every company starts with. */
export async function installCatalog(ctx: CommandContext, costing: 'fifo' | 'average' | 'standard'): Promise<void> {
  await ctx.tx.insertMany('unit', [{ code: DEFAULTS.unit, name: 'Piece', steps: 1, revision: 1 }]);
  await ctx.tx.insertMany('tax_class', [{ code: DEFAULTS.taxClass, name: 'Standard', revision: 1 }]);
  await ctx.tx.insertMany('category', [
    { id: ctx.newId('cat'), name: DEFAULTS.category, costing, revenue_role: 'revenue', cogs_role: 'cogs', revision: 1 },
  ]);
  ctx.forget('unit', 'category');
}

/**
 * Adds products with one SKU each, in a handful of statements however many there are. Refuses the whole batch when a SKU
 * or a barcode is taken, invalid or given twice, or a category, unit or tax class is unknown. Returns the new item ids.
 */
export async function createItems(ctx: CommandContext, drafts: readonly ItemDraft[]): Promise<string[]> {
  const skus = new Set<string>();
  for (const d of drafts) {
    if (skus.has(d.sku)) throw refuse(skuTaken, { sku: d.sku });
    skus.add(d.sku);
  }
  const [taken] = (await itemsBySku(ctx, skus)).keys();
  if (taken !== undefined) throw refuse(skuTaken, { sku: taken });
  await assertBarcodesFree(
    ctx,
    drafts.flatMap((d) => d.barcodes.map((b) => ({ ...b, sku: d.sku }))),
  );
  const { db } = ctx.tx;
  const categories = new Map((await db.selectFrom('category').select(['name', 'id']).execute()).map((c) => [c.name, c.id]));
  const units = new Set((await db.selectFrom('unit').select('code').execute()).map((u) => u.code));
  const taxClasses = new Set((await db.selectFrom('tax_class').select('code').execute()).map((t) => t.code));
  const rows = drafts.map((d) => {
    const category_id = categories.get(d.category ?? DEFAULTS.category);
    if (category_id === undefined) throw refuse(notFound, { kind: 'category', id: d.category ?? DEFAULTS.category });
    const unit_code = d.unit ?? DEFAULTS.unit;
    if (!units.has(unit_code)) throw refuse(notFound, { kind: 'unit', id: unit_code });
    const tax_class = d.taxClass ?? DEFAULTS.taxClass;
    if (!taxClasses.has(tax_class)) throw refuse(notFound, { kind: 'tax class', id: tax_class });
    return {
      id: d.id ?? ctx.newId('itm'),
      product_id: ctx.newId('prd'),
      sku: d.sku,
      title: d.title,
      kind: d.kind,
      category_id,
      unit_code,
      tax_class,
      price_micros: d.priceMicros,
      standard_cost_micros: d.standardCostMicros ?? null,
      active: 1 as const,
      revision: 1,
    };
  });
  await ctx.tx.insertMany(
    'product',
    rows.map((r) => ({ id: r.product_id, title: r.title, category_id: r.category_id, revision: 1 })),
  );
  await ctx.tx.insertMany('item', rows);
  ctx.forget('item');
  await ctx.tx.insertMany(
    'item_barcode',
    drafts.flatMap((d, i) => d.barcodes.map((b) => ({ code: b.code, symbology: b.symbology, item_id: rows[i]?.id ?? '' }))),
  );
  return rows.map((r) => r.id);
}

/** Keeps other standard costs, micros per unit, of items that exist. */
export async function setStandardCosts(
  ctx: CommandContext,
  costs: readonly { readonly itemId: string; readonly micros: number }[],
): Promise<void> {
  const micros = new Map(costs.map((c) => [c.itemId, c.micros]));
  const items = await ctx.tx.db
    .selectFrom('item')
    .select(['id', 'revision'])
    .where('id', 'in', [...micros.keys()])
    .execute();
  await ctx.tx.updateMany(
    'item',
    ['id'],
    items.map(({ id, revision }) => ({ id, standard_cost_micros: micros.get(id) ?? 0, revision: revision + 1 })),
  );
  ctx.forget('item');
}
