import { catalogOperations, namedTwice } from '../../../../preload/contract/catalog.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { handleCommand } from '../../handler.ts';
import { measuresOf, UNMEASURED } from '../measures.ts';

export const measureItems = handleCommand(catalogOperations.measureItems, async (ctx, { items }) => {
  const { db } = ctx.tx;
  // A list of nothing is no SQL on PostgreSQL.
  const [ids, skus] = [
    ['', ...items.flatMap((i) => i.itemId ?? [])],
    ['', ...items.flatMap((i) => i.sku ?? [])],
  ];
  const rows = await db
    .selectFrom('item')
    .select(['id', 'sku', 'revision'])
    .where((eb) => eb.or([eb('id', 'in', ids), eb('sku', 'in', skus)]))
    .execute();
  const byName = new Map(rows.flatMap((r) => [[r.id, r] as const, [r.sku, r] as const]));
  const known = await measuresOf(
    ctx.tx,
    rows.map((r) => r.id),
  );
  const seen = new Set<string>();
  const told = items.map(({ itemId, sku, ...said }) => {
    const name = itemId ?? sku ?? '';
    const item = byName.get(name);
    if (!item) throw refuse(notFound, { kind: 'item', id: name });
    if (seen.has(item.id)) throw refuse(namedTwice, { sku: item.sku });
    seen.add(item.id);
    const m = { ...UNMEASURED, ...known.get(item.id), ...said };
    return {
      item,
      row: { item_id: item.id, weight_g: m.weightGrams, length_mm: m.lengthMm, width_mm: m.widthMm, height_mm: m.heightMm },
    };
  });
  const [fresh, changed] = [told.filter((t) => !known.has(t.item.id)), told.filter((t) => known.has(t.item.id))];
  await ctx.tx.insertMany(
    'item_measure',
    fresh.map((t) => t.row),
  );
  if (changed.length > 0)
    await ctx.tx.updateMany(
      'item_measure',
      ['item_id'],
      changed.map((t) => t.row),
    );
  await ctx.tx.updateMany(
    'item',
    ['id'],
    told.map(({ item }) => ({ id: item.id, revision: item.revision + 1 })),
  );
  ctx.forget('item');
  return { measured: told.length };
});
