import type { Selectable } from 'kysely';
import type { DB } from '../../../../db/schema/index.ts';
import { catalogOperations } from '../../../../preload/contract/catalog.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { handleQuery } from '../../handler.ts';

const shown = (r: Selectable<DB['item']>) => ({
  id: r.id,
  productId: r.product_id,
  sku: r.sku,
  title: r.title,
  kind: r.kind,
  categoryId: r.category_id,
  unit: r.unit_code,
  taxClass: r.tax_class,
  priceMicros: r.price_micros,
  standardCostMicros: r.standard_cost_micros,
  active: r.active,
  revision: r.revision,
});

export const getItem = handleQuery(catalogOperations.getItem, async (ctx, input) => {
  const { db } = ctx.tx;
  let q = db.selectFrom('item').selectAll();
  if (input.itemId !== undefined) q = q.where('id', '=', input.itemId);
  else if (input.sku !== undefined) q = q.where('sku', '=', input.sku);
  else
    q = q.where('id', '=', (eb) =>
      eb
        .selectFrom('item_barcode')
        .select('item_id')
        .where('code', '=', input.barcode ?? ''),
    );
  const row = await q.executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'item', id: input.itemId ?? input.sku ?? input.barcode ?? '' });
  const barcodes = await db.selectFrom('item_barcode').select('code').where('item_id', '=', row.id).orderBy('code').execute();
  return { ...shown(row), barcodes: barcodes.map((b) => b.code) };
});

export const listItems = handleQuery(catalogOperations.listItems, async (ctx, input) => {
  let q = ctx.tx.db.selectFrom('item').selectAll();
  if (input.startsWith) q = q.where('sku', '>=', input.startsWith).where('sku', '<', `${input.startsWith}\u{10ffff}`);
  const rows = await q.orderBy('sku').limit(input.limit).offset(input.offset).execute();
  return { rows: rows.map(shown) };
});
