import { alreadyExists } from '../../../../preload/contract/engine.ts';
import { inventoryOperations } from '../../../../preload/contract/inventory.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { handleCommand } from '../../handler.ts';
import { loadBalances, pair } from '../load-stock.ts';
import type { MoveDraft, ReleasedReservation } from '../model.ts';
import { moveAnyway } from '../move-stock.ts';
import { itemsOf, keepPaper, openPaper, ownPlace, postPaper, roleOfReason, warehouseOfAreas } from '../paper.ts';
import { differenceLines, stockPosting } from '../posting.ts';
import { places } from '../warehouses.ts';

const qtyOf = (released: readonly ReleasedReservation[]) => released.reduce((sum, r) => sum + r.qty, 0);

/**
 * Counted against booked: what is missing leaves at cost (Dr loss / Cr I), what is found comes in at average, newest layer
 * or standard unless a cost is stated (Dr I / Cr gain). Both go to the account of the reason, where it has one. Stock
 * promised and not found is released, those served last first.
 */
export const postCount = handleCommand(inventoryOperations.postCount, async (ctx, input) => {
  const place = await ownPlace(ctx, input.locationId);
  const gainRole = await roleOfReason(ctx, input.reasonCode, 'count', 'stock-gain');
  const lossRole = await roleOfReason(ctx, input.reasonCode, 'count', 'stock-loss');
  ctx.because({ code: input.reasonCode, text: input.memo === '' ? null : input.memo });
  const items = await itemsOf(ctx, input.lines);
  const seen = new Set<string>();
  for (const item of items) {
    if (seen.has(item.id)) throw refuse(alreadyExists, { kind: 'count line for', id: item.sku });
    seen.add(item.id);
  }
  const balances = await loadBalances(
    ctx.tx,
    items.map((i) => ({ item_id: i.id, other_id: place.id })),
  );
  const paper = await openPaper(ctx, 'count', input);
  const { adjustment } = await places(ctx);
  const lines = input.lines.map((line, i) => {
    const item_id = items[i]?.id ?? '';
    return { line, no: i + 1, item_id, book: balances.get(pair(item_id, place.id)) ?? 0 };
  });
  const common = { ...paper.common, reasonCode: input.reasonCode };
  const drafts = lines.flatMap(({ line, no, item_id, book }): MoveDraft[] => {
    const missing = book - line.counted;
    const move = { ...common, source: { ...common.source, line: no }, itemId: item_id, qty: Math.abs(missing) };
    if (missing > 0) return [{ ...move, fromLocationId: place.id, toLocationId: adjustment, overridesReservations: true }];
    if (missing === 0) return [];
    const cost =
      line.unitCostMicros === undefined ? ({ kind: 'default' } as const) : ({ kind: 'unit', micros: line.unitCostMicros } as const);
    return [{ ...move, fromLocationId: adjustment, toLocationId: place.id, cost }];
  });
  const { results, released } = await moveAnyway(ctx, drafts);
  const warehouseOf = warehouseOfAreas(place);
  const losses = stockPosting(
    results.filter((r) => r.out),
    warehouseOf,
  );
  const gains = stockPosting(
    results.filter((r) => r.in),
    warehouseOf,
  );
  const entry_id = await postPaper(ctx, paper, 'Count differences', [
    ...differenceLines(losses, lossRole),
    ...differenceLines(gains, gainRole),
  ]);
  const number = await keepPaper(
    ctx,
    paper,
    { to_location_id: place.id, reason_code: input.reasonCode, entry_id },
    lines.map(({ line, item_id, book }) => {
      const { counted, unitCostMicros } = line;
      return { item_id, qty: counted - book, unit_cost_micros: unitCostMicros ?? null, counted_qty: counted, book_qty: book };
    }),
  );
  const moved = (side: 'in' | 'out') => results.reduce((sum, r) => sum + (r[side] ? r.qty : 0), 0);
  const value = losses.net + gains.net;
  return { documentId: paper.id, number, lines: lines.length, value, gained: moved('in'), lost: moved('out'), released: qtyOf(released) };
});

/** Stock that cannot be sold is scrapped: Dr write-down of the reason / Cr I at cost. */
export const writeDown = handleCommand(inventoryOperations.writeDown, async (ctx, input) => {
  const place = await ownPlace(ctx, input.locationId);
  const role = await roleOfReason(ctx, input.reasonCode, 'write-down', 'write-down');
  ctx.because({ code: input.reasonCode, text: input.memo === '' ? null : input.memo });
  const items = await itemsOf(ctx, input.lines);
  const paper = await openPaper(ctx, 'write-down', input);
  const { scrap } = await places(ctx);
  const drafts = input.lines.map((line, i): MoveDraft => {
    const source = { ...paper.common.source, line: i + 1 };
    const way = { fromLocationId: place.id, toLocationId: scrap, reasonCode: input.reasonCode, overridesReservations: true };
    return { ...paper.common, ...way, source, itemId: items[i]?.id ?? '', qty: line.qty };
  });
  const { results, released } = await moveAnyway(ctx, drafts);
  const posting = stockPosting(results, warehouseOfAreas(place));
  const entry_id = await postPaper(ctx, paper, 'Stock written down', differenceLines(posting, role));
  const lines = drafts.map((d, i) => ({ item_id: d.itemId, qty: d.qty, value: results[i]?.out?.value ?? null }));
  const number = await keepPaper(ctx, paper, { from_location_id: place.id, reason_code: input.reasonCode, entry_id }, lines);
  return { documentId: paper.id, number, lines: lines.length, value: -posting.net + 0, released: qtyOf(released) };
});
