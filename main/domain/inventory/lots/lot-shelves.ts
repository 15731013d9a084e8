import { lotNeeded, lotNotThere, lotStopped, lotsDiffer, notTracked, serialTaken } from '../../../../preload/contract/lots.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext, LedgerRow } from '../../../engine/context.ts';
import { type ItemFacts, type TrackedItems, type Tracking, trackedItems } from '../../catalog/index.ts';
import { pair } from '../load-stock.ts';
import type { LocationFacts, MoveDraft } from '../model.ts';
import { loadHeld, loadInside, loadLots, loadLotsAt, loadLotsOfMoves } from './load.ts';
import { inRotation, isSold, type LotFacts, type LotQty, type LotThere, sumOf, takeInOrder } from './model.ts';

interface Standing {
  readonly itemId: string;
  readonly inside: boolean;
  /** What the database holds there; undefined where it was not loaded, and what is added is all that counts. */
  readonly stored: number | undefined;
  change: number;
}

/** What a move of a tracked item took along. */
export interface TakenLots {
  readonly lots: readonly LotQty[];
  /** Units of lots that may be sold: only these count as sellable, where they left and where they went. */
  readonly sold: number;
}

/**
 * The lots of a batch of moves, beside the quantities: which go along, and what of each stands where. Loaded once for the tracked items of
 * the batch, changed in memory move by move, written once. A batch without tracked items has none of this.
 */
export class LotShelves {
  readonly #ctx: CommandContext;
  readonly #tracked: TrackedItems;
  readonly #facts = new Map<string, LotFacts>();
  readonly #standing = new Map<string, Standing>();
  /** Lots by item and place. */
  readonly #at = new Map<string, Set<string>>();
  readonly #ofMoves = new Map<number, LotQty[]>();
  /** Units of lots with customers, before this batch. */
  readonly #outside = new Map<string, number>();
  readonly #inside = new Map<string, number>();
  /** Lots of the moves made, by the place of the draft in the batch. */
  readonly #made: LotQty[][] = [];
  readonly #rows: LedgerRow<'lot_move'>[] = [];

  private constructor(ctx: CommandContext, tracked: TrackedItems) {
    this.#ctx = ctx;
    this.#tracked = tracked;
  }

  /** Loads what the tracked moves of a batch decide on; undefined where there are none. Refuses lots of what is not tracked. */
  static async load(
    ctx: CommandContext,
    drafts: readonly MoveDraft[],
    places: ReadonlyMap<string, LocationFacts>,
    items: ReadonlyMap<string, ItemFacts>,
  ): Promise<LotShelves | undefined> {
    const tracked = await trackedItems(ctx);
    const odd = drafts.find((d) => d.lots !== undefined && !tracked.has(d.itemId));
    if (odd) throw refuse(notTracked, { sku: items.get(odd.itemId)?.sku ?? '' });
    const own = tracked.size === 0 ? [] : drafts.filter((d) => tracked.has(d.itemId));
    if (own.length === 0) return undefined;
    const shelves = new LotShelves(ctx, tracked);
    const from = own.filter((d) => places.get(d.fromLocationId)?.areaId);
    const there = await loadLotsAt(
      ctx.tx,
      from.map((d) => ({ item_id: d.itemId, other_id: d.fromLocationId })),
    );
    for (const l of there) shelves.#keep(l);
    for (const m of await loadLotsOfMoves(
      ctx.tx,
      own.flatMap((d) => movesBehind(d)),
    )) {
      const list = shelves.#ofMoves.get(m.moveId);
      if (list) list.push({ lotId: m.lotId, qty: m.qty });
      else shelves.#ofMoves.set(m.moveId, [{ lotId: m.lotId, qty: m.qty }]);
    }
    const named = [...own.flatMap((d) => d.lots ?? []), ...[...shelves.#ofMoves.values()].flat()].map((l) => l.lotId);
    for (const l of (await loadLots(ctx.tx, named)).values()) shelves.#facts.set(l.lotId, l);
    // What came back already is with the customers no more.
    const outside = own.filter((d) => !places.get(d.fromLocationId)?.areaId);
    const behind = outside.flatMap((d) =>
      movesBehind(d).flatMap((id) => (shelves.#ofMoves.get(id) ?? []).map((l) => ({ lot_id: l.lotId, location_id: d.fromLocationId }))),
    );
    for (const h of await loadHeld(ctx.tx, [...new Map(behind.map((b) => [pair(b.lot_id, b.location_id), b])).values()]))
      shelves.#outside.set(pair(h.lotId, h.locationId), h.onHand);
    const serials = named.filter((id) => shelves.#facts.get(id)?.serial === 1);
    for (const [id, onHand] of await loadInside(ctx.tx, serials)) shelves.#inside.set(id, onHand);
    return shelves;
  }

  #keep(lot: LotThere): void {
    this.#facts.set(lot.lotId, lot);
    this.#stand(lot, lot.locationId, { itemId: lot.itemId, inside: true, stored: lot.onHand, change: 0 });
  }

  #stand(lot: LotFacts, placeId: string, row: Standing): void {
    this.#standing.set(pair(lot.lotId, placeId), row);
    const key = pair(lot.itemId, placeId);
    const there = this.#at.get(key);
    if (there) there.add(lot.lotId);
    else this.#at.set(key, new Set([lot.lotId]));
  }

  /** Takes the lots of one move along; undefined for an item that is not tracked. Throws a refusal where they are not said or not there. */
  move(index: number, moveId: number, draft: MoveDraft, from: LocationFacts, to: LocationFacts, item: ItemFacts): TakenLots | undefined {
    const tracking = this.#tracked.get(draft.itemId);
    if (!tracking) return undefined;
    const lots = this.#choose(draft, tracking, from, to, item);
    const forSale = to.kind === 'customer' || draft.reservation !== undefined;
    for (const { lotId, qty } of lots) {
      const lot = this.#fact(lotId);
      if (forSale) this.#refuseStopped(lot, item);
      if (lot.serial === 1 && !from.areaId && to.areaId) this.#refuseTwin(lot, item);
      this.#change(lot, from, -qty);
      this.#change(lot, to, qty);
      this.#rows.push({
        id: this.#ctx.nextId('lot_move'),
        move_id: moveId,
        lot_id: lotId,
        item_id: draft.itemId,
        qty,
        from_location_id: from.id,
        to_location_id: to.id,
        effective_at: draft.at,
      });
    }
    this.#made[index] = [...lots];
    return { lots, sold: sumOf(lots.filter((l) => this.#fact(l.lotId).state === 'ok')) };
  }

  #fact(lotId: string): LotFacts {
    const found = this.#facts.get(lotId);
    if (!found) throw new Error(`lot ${lotId} was not loaded`);
    return found;
  }

  #onHand(lotId: string, place: LocationFacts): number {
    const row = this.#standing.get(pair(lotId, place.id));
    return row ? (row.stored ?? 0) + row.change : 0;
  }

  /** Lots as stated, or as the move before took them, or of the moves these units came or went with; else what stands there says it. */
  #choose(draft: MoveDraft, tracking: Tracking, from: LocationFacts, to: LocationFacts, item: ItemFacts): readonly LotQty[] {
    if (draft.lots) return this.#stated(draft, draft.lots, from, item);
    if (draft.lotsOfDraft !== undefined) return this.#made[draft.lotsOfDraft] ?? [];
    const there = this.#candidates(draft, tracking, from);
    const all = there.reduce((sum, l) => sum + l.onHand, 0);
    // Less there than asked is what the shelf itself refuses.
    if (from.areaId && all < draft.qty && movesBehind(draft).length === 0) return [];
    const takes = (lots: typeof there) => {
      const { taken, missing } = takeInOrder(lots, draft.qty);
      return missing === 0 ? taken : undefined;
    };
    if (to.kind === 'customer' || draft.reservation !== undefined) {
      const [first] = there;
      const taken = takes(there.filter((l) => isSold(l, this.#ctx.today)));
      if (taken) return taken;
      if (first) this.#refuseStopped(there.find((l) => !isSold(l, this.#ctx.today)) ?? first, item);
    } else if (there.length === 1 || all === draft.qty || draft.anyLot || from.kind === 'customer') {
      const taken = takes(there);
      if (taken) return taken;
    }
    const { trackedBy } = tracking;
    const lots = there.slice(0, MAX_NAMED).map((l) => l.code);
    throw refuse(lotNeeded, { sku: item.sku, trackedBy, qty: draft.qty, lots });
  }

  #stated(draft: MoveDraft, lots: readonly LotQty[], from: LocationFacts, item: ItemFacts): readonly LotQty[] {
    const stated = sumOf(lots);
    if (stated !== draft.qty) throw refuse(lotsDiffer, { sku: item.sku, stated, asked: draft.qty });
    for (const { lotId, qty } of lots) {
      const lot = this.#fact(lotId);
      const onHand = this.#onHand(lotId, from);
      if (from.areaId && onHand < qty) throw refuse(lotNotThere, { sku: item.sku, lot: lot.code, place: from.code, onHand, asked: qty });
    }
    return lots;
  }

  /** Lots the units may be of: those of the moves behind, as far as they stand there, or all that stands there; first to leave first. */
  #candidates(draft: MoveDraft, tracking: Tracking, from: LocationFacts): (LotFacts & { readonly onHand: number })[] {
    const behind = movesBehind(draft);
    if (behind.length > 0) {
      const sums = new Map<string, number>();
      for (const l of behind.flatMap((id) => this.#ofMoves.get(id) ?? [])) sums.set(l.lotId, (sums.get(l.lotId) ?? 0) + l.qty);
      const known = [...sums].map(([lotId, qty]) => ({
        ...this.#fact(lotId),
        onHand: Math.min(qty, this.#onHand(lotId, from) + (from.areaId ? 0 : (this.#outside.get(pair(lotId, from.id)) ?? 0))),
      }));
      const left = known.filter((l) => l.onHand > 0);
      // What is given back to a supplier may come from anywhere: what its receipt brought first.
      if (left.length > 0) return left;
    }
    if (!from.areaId) return [];
    const there = [...(this.#at.get(pair(draft.itemId, from.id)) ?? [])].map((id) => ({
      ...this.#fact(id),
      onHand: this.#onHand(id, from),
    }));
    return inRotation(
      there.filter((l) => l.onHand > 0),
      tracking.rotation,
    );
  }

  #refuseStopped(lot: LotFacts, item: ItemFacts): void {
    if (isSold(lot, this.#ctx.today)) return;
    const { code, state, reason, soldUntil } = lot;
    this.#ctx.note({ kind: 'stopped-lot', subject: item.id, detail: { sku: item.sku, lot: code, state } });
    if (state === 'blocked') throw refuse(lotStopped, { sku: item.sku, lot: code, state, detail: reason ?? '' });
    throw refuse(lotStopped, { sku: item.sku, lot: code, state: 'expired', detail: soldUntil });
  }

  /** One unit of each serial number, wherever it stands. */
  #refuseTwin(lot: LotFacts, item: ItemFacts): void {
    const inside = this.#inside.get(lot.lotId) ?? 0;
    if (inside > 0) throw refuse(serialTaken, { sku: item.sku, serial: lot.code });
    this.#inside.set(lot.lotId, inside + 1);
  }

  #change(lot: LotFacts, place: LocationFacts, qty: number): void {
    const key = pair(lot.lotId, place.id);
    const row = this.#standing.get(key);
    if (row) row.change += qty;
    else this.#stand(lot, place.id, { itemId: lot.itemId, inside: place.areaId !== null, stored: undefined, change: qty });
  }

  /** Writes the lots of the moves and what stands where. */
  async write(): Promise<void> {
    await this.#ctx.append('lot_move', this.#rows);
    const changed = [...this.#standing].filter(([, s]) => s.change !== 0);
    const row = (key: string, s: Standing, on_hand: number) => {
      const [lot_id = '', location_id = ''] = key.split('|');
      return { lot_id, location_id, item_id: s.itemId, internal: s.inside ? (1 as const) : (0 as const), on_hand };
    };
    await this.#ctx.tx.updateMany(
      'lot_balance',
      ['lot_id', 'location_id'],
      changed.flatMap(([key, s]) => (s.stored === undefined ? [] : [row(key, s, s.stored + s.change)])),
    );
    await this.#ctx.tx.insertMany(
      'lot_balance',
      changed.flatMap(([key, s]) => (s.stored === undefined ? [row(key, s, s.change)] : [])),
      { key: ['lot_id', 'location_id'], add: ['on_hand'] },
    );
  }
}

/** Lots a refusal names at most. */
const MAX_NAMED = 10;

/** Moves these very units came or went with: a return brings back what they took, goods given back are what they brought. */
const movesBehind = (d: MoveDraft): readonly number[] =>
  d.lotsOf ?? (d.broughtBy !== undefined ? [d.broughtBy] : d.cost?.kind === 'return' ? d.cost.ofMoveIds : []);
