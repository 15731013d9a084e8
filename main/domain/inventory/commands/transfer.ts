import { notFound } from '../../../../preload/contract/engine.ts';
import { inventoryOperations, nothingToMove, transferDone } from '../../../../preload/contract/inventory.ts';
import type { ArrivingLot } from '../../../../preload/contract/lots.ts';
import { Refusal, refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { type LineDraft, postEntries } from '../../accounting/index.ts';
import { loadItems } from '../../catalog/index.ts';
import { handleCommand } from '../../handler.ts';
import { statedLots } from '../lots/keep-lots.ts';
import { lotsUnderWay } from '../lots/under-way.ts';
import type { MoveDraft, MoveResult } from '../model.ts';
import { moveStock } from '../move-stock.ts';
import {
  itemsOf,
  keepPaper,
  lotsOf,
  openPaper,
  ownPlace,
  postPaper,
  STOCK_DOCUMENT,
  stepsOf,
  warehouseOfAreas,
  whenHappened,
} from '../paper.ts';
import { stockPosting } from '../posting.ts';
import { decideArrivals, type UnderWay } from '../rules.ts';
import { updateTransfer } from '../store.ts';
import { places } from '../warehouses.ts';

interface TransferInput {
  readonly fromLocationId: string;
  readonly toLocationId: string;
  readonly lines: readonly {
    readonly itemId?: string | undefined;
    readonly sku?: string | undefined;
    readonly pack?: string | undefined;
    readonly qty: number;
    readonly lots?: readonly ArrivingLot[] | undefined;
  }[];
}

async function endsOf(ctx: CommandContext, input: TransferInput) {
  if (input.fromLocationId === input.toLocationId) throw refuse(nothingToMove, {});
  return { from: await ownPlace(ctx, input.fromLocationId), to: await ownPlace(ctx, input.toLocationId) };
}

/** One move per line and hop, all of the first hop before the next. */
async function hops(
  ctx: CommandContext,
  input: TransferInput,
  common: Pick<MoveDraft, 'at' | 'on' | 'source' | 'entryId'>,
  route: readonly string[],
): Promise<MoveDraft[]> {
  const items = await itemsOf(ctx, input.lines);
  const steps = await stepsOf(ctx, items, input.lines);
  const lots = await lotsOf(ctx, items, steps, input.lines);
  const drafts: MoveDraft[] = [];
  for (let hop = 1; hop < route.length; hop += 1)
    for (const [i, line] of input.lines.entries())
      drafts.push({
        ...common,
        source: { ...common.source, line: i + 1 },
        itemId: items[i]?.id ?? '',
        qty: line.qty * (steps[i] ?? 1),
        fromLocationId: route[hop - 1] ?? '',
        toLocationId: route[hop] ?? '',
        // What leaves on the first hop is what arrives on the next.
        ...(hop === 1 ? lots[i] : { lotsOfDraft: i }),
      });
  return drafts;
}

/** Lines of the document: what was asked, and what it was worth when it left. */
const kept = (input: TransferInput, drafts: readonly MoveDraft[], results: readonly MoveResult[], arrived: boolean) =>
  drafts.slice(0, input.lines.length).map(({ itemId, qty }, i) => ({
    item_id: itemId,
    qty,
    value: results[i]?.out?.value ?? null,
    received_qty: arrived ? qty : 0,
    lost_qty: 0,
  }));

const valueOut = (results: readonly MoveResult[]) => results.reduce((sum, r) => sum + (r.out?.value ?? 0), 0);

/**
 * A transfer done at once. Between warehouses it passes through transit (Dr I-transit / Cr I-A; Dr I-B / Cr I-transit);
 * between areas of one warehouse it goes straight (Dr I-B / Cr I-A); inside one area nothing is posted.
 */
export const transferStock = handleCommand(inventoryOperations.transferStock, async (ctx, input) => {
  const { from, to } = await endsOf(ctx, input);
  const paper = await openPaper(ctx, 'transfer', input);
  const between = from.warehouseId === to.warehouseId ? [] : [(await places(ctx)).transit];
  const drafts = await hops(ctx, input, paper.common, [from.id, ...between, to.id]);
  const results = await moveStock(ctx, drafts);
  const { lines } = stockPosting(results, warehouseOfAreas(from, to));
  const entry_id = await postPaper(ctx, paper, 'Transfer', lines);
  const left = results.slice(0, input.lines.length);
  const ends = { from_location_id: from.id, to_location_id: to.id };
  const number = await keepPaper(ctx, paper, { ...ends, entry_id }, kept(input, drafts, left, true));
  return { documentId: paper.id, number, lines: input.lines.length, value: valueOut(left) };
});

/** Stock leaves for another warehouse: Dr I-transit / Cr I-A. It belongs to nobody's shelf until it is received. */
export const shipTransfer = handleCommand(inventoryOperations.shipTransfer, async (ctx, input) => {
  const { from, to } = await endsOf(ctx, input);
  const paper = await openPaper(ctx, 'transfer', input);
  const drafts = await hops(ctx, input, paper.common, [from.id, (await places(ctx)).transit]);
  const results = await moveStock(ctx, drafts);
  const { lines } = stockPosting(results, warehouseOfAreas(from));
  const entry_id = await postPaper(ctx, paper, 'Transfer shipped', lines);
  const ends = { from_location_id: from.id, to_location_id: to.id };
  const number = await keepPaper(ctx, paper, { ...ends, state: 'shipped', entry_id }, kept(input, drafts, results, false));
  return { documentId: paper.id, number, lines: input.lines.length, value: valueOut(results) };
});

/** What is still under way of a transfer, line by line. Refuses one that has arrived, or is none. */
async function loadUnderWay(ctx: CommandContext, documentId: string) {
  const document = await ctx.tx.db.selectFrom('stock_document').selectAll().where('id', '=', documentId).executeTakeFirst();
  const [fromId, toId] = [document?.from_location_id, document?.to_location_id];
  if (document?.kind !== 'transfer' || !fromId || !toId) throw refuse(notFound, { kind: 'transfer', id: documentId });
  if (document.state !== 'shipped') throw refuse(transferDone, { documentId });
  const rows = await ctx.tx.db
    .selectFrom('stock_document_line')
    .selectAll()
    .where('document_id', '=', documentId)
    .orderBy('line_no')
    .execute();
  const items = await loadItems(
    ctx,
    rows.map((r) => r.item_id),
  );
  const lines = rows.map((r): UnderWay => {
    const { id, line_no: lineNo, item_id: itemId, qty } = r;
    return { id, lineNo, itemId, sku: items.get(itemId)?.sku ?? itemId, qty, received: r.received_qty ?? 0, lost: r.lost_qty ?? 0 };
  });
  return { document, toId, lines };
}

const saidOf = (
  lines: readonly { readonly lineNo: number; readonly lots?: readonly ArrivingLot[] | undefined }[] | undefined,
  lineNo: number,
) => lines?.find((l) => l.lineNo === lineNo)?.lots;

/** Stock arrives: Dr I-B / Cr I-transit; what is given up: Dr stock losses / Cr I-transit. The rest stays under way. */
export const receiveTransfer = handleCommand(inventoryOperations.receiveTransfer, async (ctx, input) => {
  const { document, toId, lines } = await loadUnderWay(ctx, input.documentId);
  const decided = decideArrivals(lines, input.lines);
  if (decided instanceof Refusal) throw decided;
  if (decided.length === 0) throw refuse(nothingToMove, {});
  const { adjustment, transit } = await places(ctx);
  const to = await ownPlace(ctx, toId);
  const { on, at } = whenHappened(ctx, input);
  const entryId = ctx.nextId('journal_entry');
  const source = { kind: STOCK_DOCUMENT, id: document.id };
  const parts = decided.flatMap(({ line, received, lost }) => [
    ...(received > 0 ? [{ line, qty: received, toLocationId: to.id, said: saidOf(input.lines, line.lineNo) }] : []),
    ...(lost > 0 ? [{ line, qty: lost, toLocationId: adjustment, said: undefined }] : []),
  ]);
  const stated = await statedLots(
    ctx,
    parts.map(({ line, qty, said }) => ({ item: { id: line.itemId, sku: line.sku }, qty, lots: said })),
  );
  const lots = await lotsUnderWay(
    ctx,
    source,
    transit,
    parts.map(({ line, qty }, i) => ({ lineNo: line.lineNo, itemId: line.itemId, sku: line.sku, qty, lots: stated[i] })),
  );
  const drafts = parts.map(({ line, qty, toLocationId }, i): MoveDraft => {
    const way = { fromLocationId: transit, toLocationId };
    return { itemId: line.itemId, qty, ...way, at, on, source: { ...source, line: line.lineNo }, entryId, ...lots[i] };
  });
  const results = await moveStock(ctx, drafts);
  const posting = stockPosting(results, warehouseOfAreas(to));
  const lostValue = -posting.net + 0;
  const loss: LineDraft = { account: { role: 'stock-loss' }, amount: lostValue };
  const memo = document.memo || 'Transfer received';
  await postEntries(ctx, [
    { entryId, journal: 'STK', on, source: { kind: STOCK_DOCUMENT, id: document.id }, memo, lines: [...posting.lines, loss] },
  ]);
  const after = new Map(lines.map((l) => [l.id, { id: l.id, received_qty: l.received, lost_qty: l.lost, qty: l.qty }]));
  for (const { line, received, lost } of decided) {
    const row = after.get(line.id);
    if (!row) continue;
    row.received_qty += received;
    row.lost_qty += lost;
  }
  const state = [...after.values()].every((l) => l.received_qty + l.lost_qty === l.qty) ? 'received' : 'shipped';
  const touched = new Set(decided.map(({ line }) => line.id));
  const changed = [...after.values()].filter(({ id }) => touched.has(id));
  await updateTransfer(
    ctx.tx,
    { id: document.id, state, revision: document.revision + 1 },
    changed.map(({ id, received_qty, lost_qty }) => ({ id, received_qty, lost_qty })),
  );
  const total = (pick: (d: { received: number; lost: number }) => number) => decided.reduce((sum, d) => sum + pick(d), 0);
  return {
    documentId: document.id,
    number: document.number,
    lines: decided.length,
    value: valueOut(results) - lostValue,
    lost: total((d) => d.lost),
    lostValue,
  };
});
