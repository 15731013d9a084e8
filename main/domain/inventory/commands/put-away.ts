import { notFound } from '../../../../preload/contract/engine.ts';
import { inventoryOperations, nothingToMove } from '../../../../preload/contract/inventory.ts';
import { inventoryPlaces, otherWarehouse } from '../../../../preload/contract/inventory-places.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { type ItemFacts, itemsBySku, loadItems } from '../../catalog/index.ts';
import { handleCommand } from '../../handler.ts';
import type { LocationFacts, MoveDraft } from '../model.ts';
import { moveStock } from '../move-stock.ts';
import { itemsOf, keepPaper, lotsOf, openPaper, ownPlace, postPaper, stepsOf, warehouseOfAreas } from '../paper.ts';
import { stockPosting } from '../posting.ts';
import { suggestPlaces } from '../putaway.ts';
import { assertWarehouseScope } from '../warehouses.ts';

interface Asked {
  readonly item: ItemFacts;
  readonly qty: number;
  readonly lots?: MoveDraft['lots'];
  readonly to: string | undefined;
}

/** Everything that stands at a place, by SKU. */
async function allOf(ctx: CommandContext, locationId: string): Promise<Asked[]> {
  const rows = await ctx.tx.db
    .selectFrom('stock_balance')
    .select(['item_id', 'on_hand'])
    .where('location_id', '=', locationId)
    .where('on_hand', '>', 0)
    .execute();
  const items = await loadItems(
    ctx,
    rows.map((r) => r.item_id),
  );
  const asked = rows.flatMap((r): Asked[] => {
    const item = items.get(r.item_id);
    return item ? [{ item, qty: r.on_hand, to: undefined }] : [];
  });
  return asked.sort((a, b) => (a.item.sku < b.item.sku ? -1 : 1));
}

/**
 * Goods leave the place they came in at for the places named, or the ones the rules say. Inside one valuation area nothing is posted;
 * between sellable stock and quarantine Dr I-B / Cr I-A. What the rules leave where it is stays there.
 */
export const putAway = handleCommand(inventoryOperations.putAway, async (ctx, input) => {
  const from = await ownPlace(ctx, input.fromLocationId);
  const named = input.lines && (await itemsOf(ctx, input.lines));
  const steps = input.lines && named ? await stepsOf(ctx, named, input.lines) : [];
  const lots = input.lines && named ? await lotsOf(ctx, named, steps, input.lines) : [];
  const asked: readonly Asked[] =
    input.lines?.flatMap(({ qty, toLocationId }, i) => {
      const item = named?.[i];
      return item ? [{ item, qty: qty * (steps[i] ?? 1), to: toLocationId, ...lots[i] }] : [];
    }) ?? (await allOf(ctx, from.id));
  const open = asked.filter((a) => a.to === undefined).map((a) => a.item);
  const suggested = await suggestPlaces(ctx.tx, from.warehouseId ?? '', from.id, [...new Map(open.map((i) => [i.id, i])).values()]);
  const going = asked.flatMap((a) => {
    const to = a.to ?? suggested.get(a.item.id)?.locationId;
    return to === undefined ? [] : [{ ...a, to }];
  });
  if (going.length === 0) throw refuse(nothingToMove, {});
  const targets = new Map<string, LocationFacts>();
  for (const id of new Set(going.map((g) => g.to))) {
    if (id === from.id) throw refuse(nothingToMove, {});
    const to = await ownPlace(ctx, id);
    if (to.warehouseId !== from.warehouseId) throw refuse(otherWarehouse, { code: to.code, warehouse: await codeOf(ctx, from) });
    targets.set(id, to);
  }
  const paper = await openPaper(ctx, 'transfer', input);
  const drafts = going.map(({ item, qty, to, lots: own }, i): MoveDraft => {
    const source = { ...paper.common.source, line: i + 1 };
    return { ...paper.common, source, itemId: item.id, qty, fromLocationId: from.id, toLocationId: to, ...(own ? { lots: own } : {}) };
  });
  const results = await moveStock(ctx, drafts);
  const entry_id = await postPaper(ctx, paper, 'Put away', stockPosting(results, warehouseOfAreas(from, ...targets.values())).lines);
  const [only] = targets.size === 1 ? targets.keys() : [];
  const number = await keepPaper(
    ctx,
    paper,
    { from_location_id: from.id, to_location_id: only ?? null, entry_id },
    going.map(({ item, qty }, i) => {
      return { item_id: item.id, qty, value: results[i]?.out?.value ?? null, received_qty: qty, lost_qty: 0 };
    }),
  );
  return { documentId: paper.id, number, lines: going.length, value: results.reduce((sum, r) => sum + (r.out?.value ?? 0), 0) };
});

async function codeOf(ctx: CommandContext, { warehouseId }: LocationFacts): Promise<string> {
  const row = await ctx.tx.db
    .selectFrom('warehouse')
    .select('code')
    .where('id', '=', warehouseId ?? '')
    .executeTakeFirst();
  return row?.code ?? '';
}

/** Where goods of a product or a category are put away in the warehouse of the place; a rule that is there is pointed elsewhere. */
export const setPutawayRule = handleCommand(inventoryPlaces.setPutawayRule, async (ctx, { sku, categoryId, locationId }) => {
  const { db } = ctx.tx;
  const place = await db.selectFrom('location').selectAll().where('id', '=', locationId).executeTakeFirst();
  if (place?.kind !== 'internal' || place.warehouse_id === null) throw refuse(notFound, { kind: 'place', id: locationId });
  assertWarehouseScope(ctx.actor, place.warehouse_id);
  // A zone is allowed here: the rule then tries the places below it.
  if (place.active === 0) await ownPlace(ctx, locationId);
  const item = sku === undefined ? undefined : (await itemsBySku(ctx, [sku])).get(sku);
  if (sku !== undefined && !item) throw refuse(notFound, { kind: 'item', id: sku });
  if (categoryId !== undefined) {
    const category = await db.selectFrom('category').select('id').where('id', '=', categoryId).executeTakeFirst();
    if (!category) throw refuse(notFound, { kind: 'category', id: categoryId });
  }
  const subject = { item_id: item?.id ?? null, category_id: categoryId ?? null };
  const row = await db
    .selectFrom('putaway_rule')
    .select(['id', 'revision'])
    .where('warehouse_id', '=', place.warehouse_id)
    .where((eb) => (item ? eb('item_id', '=', item.id) : eb('category_id', '=', categoryId ?? '')))
    .executeTakeFirst();
  if (row) {
    await db
      .updateTable('putaway_rule')
      .set({ location_id: place.id, revision: row.revision + 1 })
      .where('id', '=', row.id)
      .execute();
    return { ruleId: row.id };
  }
  const ruleId = ctx.newId('par');
  await ctx.tx.insertMany('putaway_rule', [
    { id: ruleId, warehouse_id: place.warehouse_id, ...subject, location_id: place.id, revision: 1 },
  ]);
  return { ruleId };
});

/** Takes a rule away. */
export const dropPutawayRule = handleCommand(inventoryPlaces.dropPutawayRule, async (ctx, { ruleId }) => {
  const row = await ctx.tx.db.selectFrom('putaway_rule').select('warehouse_id').where('id', '=', ruleId).executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'putaway rule', id: ruleId });
  assertWarehouseScope(ctx.actor, row.warehouse_id);
  await ctx.tx.db.deleteFrom('putaway_rule').where('id', '=', ruleId).execute();
  return { ruleId };
});
