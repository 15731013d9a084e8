import { inventoryOperations } from '../../../../preload/contract/inventory.ts';
import type { ArrivingLot } from '../../../../preload/contract/lots.ts';
import { extend } from '../../../../preload/contract/values/money.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { handleCommand } from '../../handler.ts';
import { arrivingLots } from '../lots/keep-lots.ts';
import type { MoveCost, MoveDraft } from '../model.ts';
import { moveStock } from '../move-stock.ts';
import { itemsOf, keepPaper, openPaper, ownPlace, postPaper, stepsOf, warehouseOfAreas } from '../paper.ts';
import { openingLines, receiptLines, stockPosting } from '../posting.ts';
import { settleBackDated } from '../replay.ts';
import { places, warehousePlaces } from '../warehouses.ts';

interface CostLine {
  readonly itemId?: string | undefined;
  readonly sku?: string | undefined;
  readonly pack?: string | undefined;
  readonly qty: number;
  readonly unitCostMicros?: number | undefined;
  readonly value?: number | undefined;
  readonly lots?: readonly ArrivingLot[] | undefined;
}

/** Stated cost of a line; the contract made sure that exactly one of the two is there. The cost of a pack is that of the whole line, to the cent. */
function costOf({ value, unitCostMicros = 0, qty, pack }: CostLine, currency: string): MoveCost {
  if (value !== undefined) return { kind: 'value', value };
  return pack === undefined ? { kind: 'unit', micros: unitCostMicros } : { kind: 'value', value: extend(qty, 1, unitCostMicros, currency) };
}

async function draftsOf(
  ctx: CommandContext,
  lines: readonly CostLine[],
  common: Pick<MoveDraft, 'at' | 'on' | 'source' | 'entryId'>,
  from: string,
  to: string,
  partyId?: string,
) {
  const items = await itemsOf(ctx, lines);
  const steps = await stepsOf(ctx, items, lines);
  const qtyOf = (line: CostLine, i: number) => line.qty * (steps[i] ?? 1);
  const lots = await arrivingLots(
    ctx,
    lines.flatMap((line, i) => (items[i] ? [{ item: items[i], qty: qtyOf(line, i), lots: line.lots }] : [])),
    { source: common.source, partyId, at: common.at },
  );
  return lines.map((line, i): MoveDraft => {
    const { kind, id } = common.source;
    return {
      ...common,
      source: { kind, id, line: i + 1 },
      itemId: items[i]?.id ?? '',
      qty: qtyOf(line, i),
      fromLocationId: from,
      toLocationId: to,
      cost: costOf(line, ctx.company.currency),
      ...(lots[i] ? { lots: lots[i] } : {}),
    };
  });
}

const kept = (lines: readonly CostLine[], drafts: readonly MoveDraft[], values: readonly (number | null)[]) =>
  lines.map((line, i) => ({
    item_id: drafts[i]?.itemId ?? '',
    qty: drafts[i]?.qty ?? 0,
    unit_cost_micros: line.pack === undefined ? (line.unitCostMicros ?? null) : null,
    value: values[i] ?? null,
  }));

/** Opening stock of a warehouse: Dr I / Cr opening balance, one entry for the document. */
export const postOpening = handleCommand(inventoryOperations.postOpening, async (ctx, input) => {
  const { stockLocationId } = await warehousePlaces(ctx, input.warehouseId);
  const place = await ownPlace(ctx, stockLocationId);
  const paper = await openPaper(ctx, 'opening', input);
  const drafts = await draftsOf(ctx, input.lines, paper.common, (await places(ctx)).opening, place.id);
  const results = await moveStock(ctx, drafts);
  const posting = stockPosting(results, warehouseOfAreas(place));
  const entry_id = await postPaper(ctx, paper, 'Opening stock', openingLines(posting));
  const lines = kept(
    input.lines,
    drafts,
    results.map((r) => r.in?.value ?? null),
  );
  const number = await keepPaper(ctx, paper, { to_location_id: place.id, entry_id }, lines);
  return { documentId: paper.id, number, lines: drafts.length, value: posting.net };
});

/** Goods without a purchase order: Dr I / Cr goods received not invoiced, open under the receipt until a bill comes. */
export const receiveStock = handleCommand(inventoryOperations.receiveStock, async (ctx, input) => {
  const { stockLocationId } = await warehousePlaces(ctx, input.warehouseId);
  const place = await ownPlace(ctx, input.locationId ?? stockLocationId);
  const paper = await openPaper(ctx, 'receipt', input);
  const drafts = await draftsOf(ctx, input.lines, paper.common, (await places(ctx)).supplier, place.id, input.partyId);
  const results = await moveStock(ctx, drafts);
  const posting = stockPosting(results, warehouseOfAreas(place));
  const entry_id = await postPaper(ctx, paper, 'Receipt without order', receiptLines(posting, paper.id, input.partyId));
  await settleBackDated(ctx, { source: paper.common.source, at: paper.at, on: paper.on }, results);
  const lines = kept(
    input.lines,
    drafts,
    results.map((r) => r.in?.value ?? null),
  );
  const number = await keepPaper(ctx, paper, { to_location_id: place.id, party_id: input.partyId ?? null, entry_id }, lines);
  return { documentId: paper.id, number, lines: drafts.length, value: posting.net };
});
