import { notFound } from '../../../preload/contract/engine.ts';
import { noCostKnown } from '../../../preload/contract/inventory.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { mulDiv } from '../../../preload/contract/values/int.ts';
import type { CommandContext } from '../../engine/context.ts';
import { postEntries } from '../accounting/index.ts';
import { arrivingLots, type MoveDraft, type MoveResult, moveStock, places, statedLots } from '../inventory/index.ts';
import { markReturned } from '../sales/index.ts';
import { type CurrentCost, loadCurrentCosts, loadReturnPlaces } from './load.ts';
import { RETURN, type ReceivedReturn, type ReturnDraft } from './model.ts';
import { headRow, lineRow, type OpenedLine, type OpenedReturn, openReturns } from './open-returns.ts';
import { goodsBackEntry, type ReturnHead } from './posting.ts';
import { insertReturns } from './store.ts';

/**
 * Takes goods back from customers, any number of returns at once: into quarantine at the cost they left at (what the
 * shipment consumed, less what already came back), against returns clearing. Goods whose sale is not known come in at
 * the stated cost, or at what the item costs now, and their line is flagged.
 *
 * Refuses: `returns.tooMany`, `inventory.noCostKnown` (flagged goods that never had a cost), `engine.alreadyExists`,
 * `engine.notFound`, `accounting.periodLocked`.
 */
export async function receiveReturns(ctx: CommandContext, drafts: readonly ReturnDraft[]): Promise<ReceivedReturn[]> {
  const opened = await openReturns(ctx, drafts);
  const entryIds = opened.map(() => ctx.nextId('journal_entry'));
  const costs = await currentCosts(ctx, opened);
  const lots = await lotsBack(ctx, opened);
  const wanted = opened.flatMap((r, i) =>
    r.lines.map((line) => ({
      lots: lots.get(line.id),
      returnId: r.returnId,
      lineNo: line.lineNo,
      itemId: line.item.id,
      qty: line.qty,
      warehouseId: r.warehouseId,
      at: r.draft.at,
      on: r.draft.on,
      reasonCode: r.draft.reasonCode,
      entryId: entryIds[i] ?? null,
      cost: costOf(line, costs),
    })),
  );
  const results = await intoQuarantine(ctx, wanted);
  let next = 0;
  const perReturn = opened.map((r) => r.lines.map(() => results[next++]).filter((m) => m !== undefined));
  const posted = await postEntries(
    ctx,
    opened.map((r, i) => goodsBackEntry(headOf(r, entryIds[i]), perReturn[i] ?? [])),
  );
  await insertReturns(
    ctx,
    opened.map((r, i) => headRow(r, 'received', posted[i]?.entryId ?? null)),
    opened.flatMap((r, i) => r.lines.map((line, at) => lineRow(r, line, goodsOf(perReturn[i]?.[at])))),
  );
  await markReturned(
    ctx,
    opened.flatMap((r) => r.lines.flatMap((l) => (l.shipped ? [{ orderLineId: l.shipped.orderLineId, qty: l.qty }] : []))),
  );
  return opened.map((r, i) => ({
    returnId: r.returnId,
    number: r.number,
    lines: r.lines.length,
    qty: r.lines.reduce((sum, l) => sum + l.qty, 0),
    value: (perReturn[i] ?? []).reduce((sum, m) => sum + goodsOf(m).value, 0),
    flagged: r.lines.filter((l) => !l.shipped).length,
    credits: new Map(r.lines.flatMap((l) => (l.credit ? [[l.lineNo, l.credit] as const] : []))),
  }));
}

/** Goods that arrive: what they are, where they come in and what they are worth. */
export interface Arriving {
  readonly returnId: string;
  readonly lineNo: number;
  readonly itemId: string;
  readonly qty: number;
  readonly warehouseId: string;
  readonly at: string;
  readonly on: string;
  readonly reasonCode: string | undefined;
  readonly entryId: number | null;
  readonly cost: NonNullable<MoveDraft['cost']>;
  /** Left out: the lots of the sale, in the order they left. */
  readonly lots?: MoveDraft['lots'] | undefined;
}

/** Lots as stated of lines, by line. Of a known sale they are lots we have had; of an unknown one every tracked line states them. */
async function lotsBack(ctx: CommandContext, opened: readonly OpenedReturn[]): Promise<Map<number, MoveDraft['lots']>> {
  const found = new Map<number, MoveDraft['lots']>();
  for (const r of opened) {
    const [sold, loose] = [r.lines.filter((l) => l.shipped && l.lots), r.lines.filter((l) => !l.shipped)];
    const known = sold.length === 0 ? [] : await statedLots(ctx, sold);
    const fresh = loose.length === 0 ? [] : await arrivingLots(ctx, loose, { source: { kind: RETURN, id: r.returnId }, at: r.draft.at });
    for (const [i, line] of sold.entries()) found.set(line.id, known[i]);
    for (const [i, line] of loose.entries()) found.set(line.id, fresh[i]);
  }
  return found;
}

/** Moves goods from the customers into the quarantine place of their warehouse; results in order. */
export async function intoQuarantine(ctx: CommandContext, arriving: readonly Arriving[]): Promise<MoveResult[]> {
  const { customer } = await places(ctx);
  const inside = await loadReturnPlaces(ctx.tx);
  return moveStock(
    ctx,
    arriving.map((a): MoveDraft => {
      const quarantine = inside.get(a.warehouseId)?.quarantine;
      if (quarantine === undefined) throw refuse(notFound, { kind: 'quarantine place of warehouse', id: a.warehouseId });
      const { itemId, qty, at, on, reasonCode, entryId, cost, lots } = a;
      return {
        itemId,
        qty,
        at,
        on,
        entryId,
        cost,
        fromLocationId: customer,
        toLocationId: quarantine,
        source: { kind: RETURN, id: a.returnId, line: a.lineNo },
        ...(reasonCode === undefined ? {} : { reasonCode }),
        ...(lots ? { lots } : {}),
      };
    }),
  );
}

/** What a line carries on returns clearing, and the move that brought it. */
export const goodsOf = (result: MoveResult | undefined): { value: number; moveId: number | null } => ({
  value: (result?.in?.value ?? 0) + (result?.in?.ppv ?? 0),
  moveId: result?.moveId ?? null,
});

const headOf = (r: OpenedReturn, entryId: number | undefined): ReturnHead => ({
  ...(entryId === undefined ? {} : { entryId }),
  returnId: r.returnId,
  partyId: r.draft.partyId,
  channelId: r.draft.channelId ?? null,
  warehouseId: r.warehouseId,
  on: r.draft.on,
});

async function currentCosts(ctx: CommandContext, opened: readonly OpenedReturn[]): Promise<Map<string, CurrentCost>> {
  const wants = opened.flatMap((r) =>
    r.lines
      .filter((l) => !l.shipped && l.unitCostMicros === undefined && l.item.costing !== 'standard')
      .map((l) => ({ itemId: l.item.id, warehouseId: r.warehouseId })),
  );
  return loadCurrentCosts(ctx.tx, wants);
}

function costOf(line: OpenedLine, current: ReadonlyMap<string, CurrentCost>): NonNullable<MoveDraft['cost']> {
  const { item, qty, shipped, unitCostMicros } = line;
  if (shipped) return { kind: 'return', ofMoveIds: shipped.moveId === null ? [] : [shipped.moveId] };
  if (unitCostMicros !== undefined) return { kind: 'unit', micros: unitCostMicros };
  // Quarantine usually holds nothing of the item, so its own default would know no cost: take the cost of what is in stock.
  const known = current.get(item.id);
  if (known) return { kind: 'value', value: mulDiv(known.value, qty, known.qty) };
  if (item.standardCostMicros !== null) return { kind: 'unit', micros: item.standardCostMicros };
  throw refuse(noCostKnown, { itemId: item.id, sku: item.sku });
}
