import { alreadyExists } from '../../../../preload/contract/engine.ts';
import { inventoryOperations } from '../../../../preload/contract/inventory.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { handleCommand } from '../../handler.ts';
import { bookDifferences, booksOf, qtyOf } from '../book-differences.ts';
import { countedLots } from '../lots/keep-lots.ts';
import type { MoveDraft } from '../model.ts';
import { moveAnyway } from '../move-stock.ts';
import { itemsOf, keepPaper, lotsOf, openPaper, ownPlace, postPaper, roleOfReason, stepsOf, warehouseOfAreas } from '../paper.ts';
import { differenceLines, stockPosting } from '../posting.ts';
import { places } from '../warehouses.ts';

/**
 * Counted against booked, see `bookDifferences`. A count that states its instant is compared with what stood there then, so that nobody has
 * to stop moving goods while it is on its way; without one it is compared with what is booked now.
 */
export const postCount = handleCommand(inventoryOperations.postCount, async (ctx, input) => {
  const place = await ownPlace(ctx, input.locationId);
  const items = await itemsOf(ctx, input.lines);
  const seen = new Set<string>();
  for (const [i, item] of items.entries()) {
    const key = `${item.id}|${input.lines[i]?.lot?.code ?? ''}`;
    if (seen.has(key)) throw refuse(alreadyExists, { kind: 'count line for', id: item.sku });
    seen.add(key);
  }
  const paper = await openPaper(ctx, 'count', input);
  const steps = await stepsOf(ctx, items, input.lines);
  const counts = input.lines.map((line, i) => line.counted * (steps[i] ?? 1));
  const lots = await countedLots(
    ctx,
    items.map((item, i) => ({ item, counted: counts[i] ?? 0, lot: input.lines[i]?.lot })),
    { source: paper.common.source, at: paper.at },
  );
  const found = input.lines.map(({ unitCostMicros }, i) => ({
    itemId: items[i]?.id ?? '',
    lotId: lots[i],
    counted: counts[i] ?? 0,
    unitCostMicros,
  }));
  const held = await booksOf(ctx, place, paper, found);
  const lines = found.map((line) => ({ ...line, book: held(line).atCount, onHand: held(line).now }));
  return bookDifferences(ctx, paper, place, input.reasonCode, lines);
});

/** Stock that cannot be sold is scrapped: Dr write-down of the reason / Cr I at cost. */
export const writeDown = handleCommand(inventoryOperations.writeDown, async (ctx, input) => {
  const place = await ownPlace(ctx, input.locationId);
  const role = await roleOfReason(ctx, input.reasonCode, 'write-down', 'write-down');
  ctx.because({ code: input.reasonCode, text: input.memo === '' ? null : input.memo });
  const items = await itemsOf(ctx, input.lines);
  const steps = await stepsOf(ctx, items, input.lines);
  const lots = await lotsOf(ctx, items, steps, input.lines);
  const paper = await openPaper(ctx, 'write-down', input);
  const { scrap } = await places(ctx);
  const drafts = input.lines.map((line, i): MoveDraft => {
    const source = { ...paper.common.source, line: i + 1 };
    const way = { fromLocationId: place.id, toLocationId: scrap, reasonCode: input.reasonCode, overridesReservations: true };
    return { ...paper.common, ...way, source, itemId: items[i]?.id ?? '', qty: line.qty * (steps[i] ?? 1), ...lots[i] };
  });
  const { results, released } = await moveAnyway(ctx, drafts);
  const posting = stockPosting(results, warehouseOfAreas(place));
  const entry_id = await postPaper(ctx, paper, 'Stock written down', differenceLines(posting, role));
  const lines = drafts.map((d, i) => ({ item_id: d.itemId, qty: d.qty, value: results[i]?.out?.value ?? null }));
  const number = await keepPaper(ctx, paper, { from_location_id: place.id, reason_code: input.reasonCode, entry_id }, lines);
  return { documentId: paper.id, number, lines: lines.length, value: -posting.net + 0, released: qtyOf(released) };
});
