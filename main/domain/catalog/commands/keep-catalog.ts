import { catalogOperations, packFixed, packOfService, unitInUse } from '../../../../preload/contract/catalog.ts';
import { alreadyExists, notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { handleCommand } from '../../handler.ts';
import { assertBarcodesFree } from '../barcodes.ts';
import { setComponents } from '../kits.ts';
import { createItems as create } from '../store.ts';

export const setUnit = handleCommand(catalogOperations.setUnit, async (ctx, { code, name, steps }) => {
  const row = await ctx.tx.db.selectFrom('unit').selectAll().where('code', '=', code).executeTakeFirst();
  if (!row) await ctx.tx.insertMany('unit', [{ code, name, steps, revision: 1 }]);
  else {
    const used = await ctx.tx.db.selectFrom('item').select('id').where('unit_code', '=', code).limit(1).executeTakeFirst();
    if (used && row.steps !== steps) throw refuse(unitInUse, { unit: code });
    await ctx.tx.db
      .updateTable('unit')
      .set({ name, steps, revision: row.revision + 1 })
      .where('code', '=', code)
      .execute();
  }
  ctx.forget('unit');
  return { code };
});

export const setTaxClass = handleCommand(catalogOperations.setTaxClass, async (ctx, { code, name }) => {
  const row = await ctx.tx.db.selectFrom('tax_class').select('revision').where('code', '=', code).executeTakeFirst();
  if (row)
    await ctx.tx.db
      .updateTable('tax_class')
      .set({ name, revision: row.revision + 1 })
      .where('code', '=', code)
      .execute();
  else await ctx.tx.insertMany('tax_class', [{ code, name, revision: 1 }]);
  return { code };
});

export const setCategory = handleCommand(catalogOperations.setCategory, async (ctx, input) => {
  const values = { name: input.name, costing: input.costing, revenue_role: input.revenueRole, cogs_role: input.cogsRole };
  const twin = await ctx.tx.db.selectFrom('category').selectAll().where('name', '=', input.name).executeTakeFirst();
  const named =
    input.id === undefined ? undefined : await ctx.tx.db.selectFrom('category').selectAll().where('id', '=', input.id).executeTakeFirst();
  if (named && twin && twin.id !== named.id) throw refuse(alreadyExists, { kind: 'Category', id: input.name });
  const row = named ?? twin;
  if (!row) {
    const categoryId = input.id ?? ctx.newId('cat');
    await ctx.tx.insertMany('category', [{ id: categoryId, ...values, revision: 1 }]);
    ctx.forget('category');
    return { categoryId };
  }
  await ctx.tx.db
    .updateTable('category')
    .set({ ...values, revision: row.revision + 1 })
    .where('id', '=', row.id)
    .execute();
  ctx.forget('category');
  if (row.costing !== input.costing) await ctx.emit({ name: 'catalog.costingChanged', data: { categoryId: row.id } });
  return { categoryId: row.id };
});

export const createItem = handleCommand(catalogOperations.createItem, async (ctx, input) => {
  const [itemId = ''] = await create(ctx, [input]);
  return { itemId };
});

export const createItems = handleCommand(catalogOperations.createItems, async (ctx, input) => ({
  created: (await create(ctx, input.items)).length,
}));

export const changeItem = handleCommand(catalogOperations.changeItem, async (ctx, input) => {
  const row = await ctx.tx.db.selectFrom('item').selectAll().where('id', '=', input.itemId).executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'item', id: input.itemId });
  await ctx.tx.db
    .updateTable('item')
    .set({
      title: input.title ?? row.title,
      price_micros: input.priceMicros ?? row.price_micros,
      active: input.active === undefined ? row.active : input.active ? 1 : 0,
      revision: row.revision + 1,
    })
    .where('id', '=', row.id)
    .execute();
  ctx.forget('item');
  return { itemId: row.id };
});

export const setPack = handleCommand(catalogOperations.setPack, async (ctx, input) => {
  const { itemId, code, name, qty, barcodes } = input;
  const item = await ctx.tx.db.selectFrom('item').select(['id', 'sku', 'kind', 'revision']).where('id', '=', itemId).executeTakeFirst();
  if (!item) throw refuse(notFound, { kind: 'item', id: itemId });
  if (item.kind !== 'stock') throw refuse(packOfService, { sku: item.sku });
  const { db } = ctx.tx;
  const row = await db.selectFrom('item_pack').selectAll().where('item_id', '=', itemId).where('code', '=', code).executeTakeFirst();
  if (row && row.steps !== qty) throw refuse(packFixed, { sku: item.sku, pack: code, qty: row.steps });
  const packId = row?.id ?? ctx.newId('pck');
  const values = { id: packId, item_id: itemId, code, name, steps: qty, active: input.active ? (1 as const) : (0 as const) };
  if (row) await ctx.tx.updateMany('item_pack', ['id'], [values]);
  else await ctx.tx.insertMany('item_pack', [values]);
  await db.deleteFrom('pack_barcode').where('pack_id', '=', packId).execute();
  await assertBarcodesFree(
    ctx,
    barcodes.map((b) => ({ ...b, sku: item.sku })),
  );
  await ctx.tx.insertMany(
    'pack_barcode',
    barcodes.map((b) => ({ ...b, pack_id: packId, item_id: itemId })),
  );
  await ctx.tx.updateMany('item', ['id'], [{ id: itemId, revision: item.revision + 1 }]);
  ctx.forget('item');
  return { packId };
});

export const setKit = handleCommand(catalogOperations.setKit, async (ctx, { itemId, components }) => {
  await setComponents(ctx, itemId, components);
  return { components: components.length };
});
