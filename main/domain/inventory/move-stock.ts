import { notFound } from '../../../preload/contract/engine.ts';
import { notStocked } from '../../../preload/contract/inventory.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../engine/context.ts';
import { type ItemFacts, loadItems } from '../catalog/index.ts';
import { openHoldsOf, refuseHeld, type Subject } from './holds.ts';
import { loadLocations } from './load-stock.ts';
import { LotShelves } from './lots/lot-shelves.ts';
import { type LocationFacts, type MoveDraft, type MoveResult, RESERVATIONS_RELEASED, type ReleasedReservation } from './model.ts';
import { Shelves } from './shelves.ts';
import { StockValue } from './stock-value.ts';

/**
 * Moves stock, in the order given, and values it: the only writer of moves, balances, layers and the value ledger. Loads
 * what the whole batch touches in a few statements, decides in memory, writes once. Several moves of one item see each
 * other. Results are in the order of the drafts.
 *
 * The caller posts the journal entry it reserved (`entryId`) from the results; a check at commit proves that each
 * inventory account moved by exactly what the value ledger did.
 *
 * Refuses: what `lotRefusals` say of tracked items, `inventory.notEnough` (never negative), `reservedForOthers`, `onHold`, `noCostKnown`, `returnExceedsIssue`,
 * `notStocked`, and `engine.notFound` for an unknown item or place.
 */
export async function moveStock(ctx: CommandContext, drafts: readonly MoveDraft[]): Promise<MoveResult[]> {
  return (await moveAnyway(ctx, drafts)).results;
}

/** As `moveStock`, and which reservations were given up for moves that override them. */
export async function moveAnyway(
  ctx: CommandContext,
  drafts: readonly MoveDraft[],
): Promise<{ readonly results: MoveResult[]; readonly released: readonly ReleasedReservation[] }> {
  if (drafts.length === 0) return { results: [], released: [] };
  const places = await loadLocations(ctx, placesOf(drafts));
  const items = await loadItems(
    ctx,
    drafts.map((d) => d.itemId),
  );
  checkDrafts(drafts, places, items);
  const shelves = await Shelves.load(ctx, drafts, places);
  refuseHeld(ctx, await openHoldsOf(ctx.tx, subjectsOf(drafts, places, shelves)));
  const lots = await LotShelves.load(ctx, drafts, places, items);
  const value = await StockValue.load(ctx, drafts, places, items);

  const moves = [];
  const results: MoveResult[] = [];
  for (const [index, draft] of drafts.entries()) {
    const from = known(places, draft.fromLocationId, 'location');
    const to = known(places, draft.toLocationId, 'location');
    const item = known(items, draft.itemId, 'item');
    const moveId = ctx.nextId('stock_move');
    const taken = lots?.move(index, moveId, draft, from, to, item);
    shelves.move(draft, from, to, item, taken?.sold);
    const { out, in: into } = value.move(moveId, draft, from, to, item);
    results.push({ moveId, itemId: draft.itemId, qty: draft.qty, out, in: into, ...(taken ? { lots: taken.lots } : {}) });
    moves.push({
      id: moveId,
      item_id: draft.itemId,
      qty: draft.qty,
      from_location_id: draft.fromLocationId,
      to_location_id: draft.toLocationId,
      effective_at: draft.at,
      effective_on: draft.on,
      source_kind: draft.source.kind,
      source_id: draft.source.id,
      source_line: draft.source.line ?? null,
      reason_code: draft.reasonCode ?? null,
    });
  }
  await ctx.append('stock_move', moves);
  await value.write();
  await shelves.write();
  await lots?.write();
  await value.trueUps.post(items);
  const { released } = shelves;
  if (released.length > 0) await ctx.emit({ name: RESERVATIONS_RELEASED, data: { released } });
  return { results, released };
}

function* placesOf(drafts: readonly MoveDraft[]): Iterable<string> {
  for (const d of drafts) {
    yield d.fromLocationId;
    yield d.toLocationId;
  }
}

function known<T>(map: ReadonlyMap<string, T>, id: string, kind: string): T {
  const found = map.get(id);
  if (found === undefined) throw refuse(notFound, { kind, id });
  return found;
}

function checkDrafts(
  drafts: readonly MoveDraft[],
  places: ReadonlyMap<string, LocationFacts>,
  items: ReadonlyMap<string, ItemFacts>,
): void {
  for (const d of drafts) {
    const item = known(items, d.itemId, 'item');
    if (item.kind !== 'stock') throw refuse(notStocked, { sku: item.sku });
    known(places, d.fromLocationId, 'location');
    known(places, d.toLocationId, 'location');
    if (!Number.isSafeInteger(d.qty) || d.qty <= 0) throw new Error(`a move of ${d.qty} ${item.sku} is no move`);
  }
}

/** Whom a hold may stop: what a move is for, and, on its way to a customer, the item itself. */
function subjectsOf(drafts: readonly MoveDraft[], places: ReadonlyMap<string, LocationFacts>, shelves: Shelves): Subject[] {
  const subjects = new Map<string, Subject>();
  const add = (kind: string, id: string) => subjects.set(`${kind}|${id}`, { kind, id });
  for (const d of drafts) {
    add(d.source.kind, d.source.id);
    if (d.subject) add(d.subject.kind, d.subject.id);
    const reservation = shelves.reservationOf(d);
    if (reservation) add(reservation.subject_kind, reservation.subject_id);
    if (places.get(d.toLocationId)?.kind === 'customer') add('item', d.itemId);
  }
  return [...subjects.values()];
}
