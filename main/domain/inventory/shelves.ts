import { notEnough, reservedForOthers } from '../../../preload/contract/inventory.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import type { Instant } from '../../../preload/contract/values/instant.ts';
import type { CommandContext } from '../../engine/context.ts';
import type { ItemFacts } from '../catalog/index.ts';
import {
  type ItemPair,
  loadAvailability,
  loadBalances,
  loadReservations,
  loadReservationsOf,
  pair,
  type ReservationRow,
} from './load-stock.ts';
import type { LocationFacts, MoveDraft, ReleasedReservation } from './model.ts';
import { endReservations } from './store.ts';
import { goesBelow } from './warehouses.ts';

interface Balance {
  readonly item_id: string;
  readonly location_id: string;
  readonly stored: boolean;
  /** Whether it was below zero before. */
  readonly wasBelow: boolean;
  on_hand: number;
  below_since: Instant | null;
}
interface Promised {
  readonly item_id: string;
  readonly warehouse_id: string;
  readonly stored: boolean;
  sellable: number;
  reserved: number;
}

const reservationKey = (kind: string, line: number, warehouseId: string) => `${kind}|${line}|${warehouseId}`;

/** Whether stock at this place may be promised to customers. */
const isSellable = (place: LocationFacts) => place.status === 'sellable' && place.warehouseId !== null;

/** Goods leave before they came for customers, other places and by a count; what is scrapped or given back to a supplier has to be there. */
const LEAVES_BEFORE: ReadonlySet<LocationFacts['kind']> = new Set(['customer', 'internal', 'transit', 'adjustment']);

/**
 * The quantity side of a batch of moves: on hand per place, sellable and reserved per warehouse, reservations fulfilled or
 * given up. Loaded once, changed in memory move by move, written once.
 */
export class Shelves {
  readonly released: ReleasedReservation[] = [];
  readonly #ctx: CommandContext;
  readonly #balances = new Map<string, Balance>();
  /** Change of on hand at places outside the company; nothing is decided on those. */
  readonly #outside = new Map<string, { item_id: string; location_id: string; change: number }>();
  readonly #promised = new Map<string, Promised>();
  readonly #reservations = new Map<string, ReservationRow>();
  readonly #givenUpFirst = new Map<string, ReservationRow[]>();
  readonly #changed = new Map<number, ReservationRow>();

  private constructor(ctx: CommandContext) {
    this.#ctx = ctx;
  }

  /** Loads every row these moves decide on. */
  static async load(ctx: CommandContext, drafts: readonly MoveDraft[], places: ReadonlyMap<string, LocationFacts>): Promise<Shelves> {
    const shelves = new Shelves(ctx);
    const atPlace = new Map<string, ItemPair>();
    const inWarehouse = new Map<string, ItemPair>();
    const giveUp = new Map<string, ItemPair>();
    for (const d of drafts) {
      for (const id of [d.fromLocationId, d.toLocationId]) {
        const place = places.get(id);
        if (!place?.areaId) continue;
        atPlace.set(pair(d.itemId, id), { item_id: d.itemId, other_id: id });
        if (!isSellable(place) || place.warehouseId === null) continue;
        const both = { item_id: d.itemId, other_id: place.warehouseId };
        inWarehouse.set(pair(d.itemId, place.warehouseId), both);
        if (d.overridesReservations && id === d.fromLocationId) giveUp.set(pair(d.itemId, place.warehouseId), both);
      }
    }
    const balances = await loadBalances(ctx.tx, [...atPlace.values()]);
    for (const [key, p] of atPlace) {
      const stored = balances.get(key);
      const { on_hand, below_since } = stored ?? { on_hand: 0, below_since: null };
      shelves.#balances.set(key, {
        item_id: p.item_id,
        location_id: p.other_id,
        stored: stored !== undefined,
        wasBelow: on_hand < 0,
        on_hand,
        below_since,
      });
    }
    const promised = await loadAvailability(ctx.tx, [...inWarehouse.values()]);
    for (const [key, p] of inWarehouse) {
      const row = promised.get(key);
      const { sellable, reserved } = row ?? { sellable: 0, reserved: 0 };
      shelves.#promised.set(key, { item_id: p.item_id, warehouse_id: p.other_id, stored: row !== undefined, sellable, reserved });
    }
    const keys = drafts.flatMap((d) =>
      d.reservation
        ? [{ subject_kind: d.reservation.subjectKind, subject_line: d.reservation.subjectLine, warehouse_id: d.reservation.warehouseId }]
        : [],
    );
    const byId = new Map<number, ReservationRow>();
    for (const r of [...(await loadReservations(ctx.tx, keys)), ...(await loadReservationsOf(ctx.tx, [...giveUp.values()]))]) {
      const row = byId.get(r.id) ?? r;
      if (row === r) {
        byId.set(r.id, r);
        shelves.#reservations.set(reservationKey(r.subject_kind, r.subject_line, r.warehouse_id), r);
      }
      const key = pair(r.item_id, r.warehouse_id);
      if (!giveUp.has(key)) continue;
      const list = shelves.#givenUpFirst.get(key);
      if (list) list.push(row);
      else shelves.#givenUpFirst.set(key, [row]);
    }
    return shelves;
  }

  /** The reservation a move fulfils, if it is still there. */
  reservationOf(draft: MoveDraft): ReservationRow | undefined {
    const r = draft.reservation;
    return r && this.#reservations.get(reservationKey(r.subjectKind, r.subjectLine, r.warehouseId));
  }

  /**
   * Applies one move; throws a refusal when the place holds less and may not go below zero, or the rest is promised to others. `sold`: units
   * of a tracked item that may be sold; what is tracked never leaves before it came, because nobody can say which units left.
   */
  move(draft: MoveDraft, from: LocationFacts, to: LocationFacts, item: ItemFacts, sold?: number): void {
    const left = this.#take(draft, from, to, item, sold !== undefined);
    const came = this.#put(draft, to);
    // Only what is there is for sale: units that leave before they came never were, and units that fill a hole are not.
    const [gone, added] = sold === undefined ? [left, came] : [sold, sold];
    if (isSellable(from) && isSellable(to) && from.warehouseId === to.warehouseId) {
      if (gone > added) this.#withdraw(draft, from, item, { gone: gone - added, used: 0 });
      else if (added > gone) this.#promisedAt(draft.itemId, to).sellable += added - gone;
      return;
    }
    if (isSellable(to)) this.#promisedAt(draft.itemId, to).sellable += added;
    const used = sold ?? draft.qty;
    if (isSellable(from) && used > 0) this.#withdraw(draft, from, item, { gone, used });
  }

  /** Takes units off a place and returns how many of them were there. */
  #take(draft: MoveDraft, from: LocationFacts, to: LocationFacts, item: ItemFacts, tracked: boolean): number {
    if (!from.areaId) {
      this.#moveOutside(draft.itemId, from.id, -draft.qty);
      return 0;
    }
    const balance = this.#balanceAt(draft.itemId, from.id);
    const there = Math.max(0, balance.on_hand);
    if (there < draft.qty && (tracked || !this.#goesBelow(from, to))) {
      const facts = { itemId: item.id, sku: item.sku, locationId: from.id, onHand: balance.on_hand, asked: draft.qty };
      this.#ctx.note({ kind: 'oversell', subject: item.id, detail: facts });
      throw refuse(notEnough, facts);
    }
    this.#add(balance, -draft.qty, draft.at);
    return Math.min(there, draft.qty);
  }

  #goesBelow(from: LocationFacts, to: LocationFacts): boolean {
    return LEAVES_BEFORE.has(to.kind) && goesBelow(this.#ctx, from);
  }

  /** Puts units on a place and returns how many more are there: none as long as it stays below zero. */
  #put(draft: MoveDraft, to: LocationFacts): number {
    if (!to.areaId) {
      this.#moveOutside(draft.itemId, to.id, draft.qty);
      return 0;
    }
    const balance = this.#balanceAt(draft.itemId, to.id);
    const there = Math.max(0, balance.on_hand);
    this.#add(balance, draft.qty, draft.at);
    return Math.max(0, balance.on_hand) - there;
  }

  #add(balance: Balance, change: number, at: Instant): void {
    balance.on_hand += change;
    balance.below_since = balance.on_hand < 0 ? (balance.below_since ?? at) : null;
  }

  #moveOutside(itemId: string, locationId: string, change: number): void {
    const key = pair(itemId, locationId);
    const row = this.#outside.get(key);
    if (row) row.change += change;
    else this.#outside.set(key, { item_id: itemId, location_id: locationId, change });
  }

  #balanceAt(itemId: string, locationId: string): Balance {
    const found = this.#balances.get(pair(itemId, locationId));
    if (!found) throw new Error(`balance of ${itemId} at ${locationId} was not loaded`);
    return found;
  }

  #promisedAt(itemId: string, place: LocationFacts): Promised {
    const found = this.#promised.get(pair(itemId, place.warehouseId ?? ''));
    if (!found) throw new Error(`availability of ${itemId} at ${place.warehouseId} was not loaded`);
    return found;
  }

  /** Takes sellable stock out of a warehouse (`gone`): from its own reservation first, as far as the move uses it (`used`), then from what nobody else was promised. */
  #withdraw(
    draft: MoveDraft,
    from: LocationFacts,
    item: ItemFacts,
    { gone, used }: { readonly gone: number; readonly used: number },
  ): void {
    const row = this.#promisedAt(draft.itemId, from);
    const own = this.reservationOf(draft);
    if (own && (own.item_id !== draft.itemId || own.warehouse_id !== from.warehouseId))
      throw new Error(`reservation ${own.id} is for ${own.item_id} in ${own.warehouse_id}`);
    const fulfilled = Math.min(own?.qty ?? 0, used);
    const available = row.sellable - row.reserved + fulfilled;
    row.sellable -= gone;
    row.reserved -= fulfilled;
    if (own && fulfilled > 0) {
      own.qty -= fulfilled;
      this.#changed.set(own.id, own);
    }
    if (row.reserved <= row.sellable) return;
    if (!draft.overridesReservations) {
      const facts = { itemId: item.id, sku: item.sku, warehouseId: row.warehouse_id, available, asked: gone };
      this.#ctx.note({ kind: 'oversell', subject: item.id, detail: facts });
      throw refuse(reservedForOthers, facts);
    }
    this.#giveUp(row);
  }

  #giveUp(row: Promised): void {
    for (const r of this.#givenUpFirst.get(pair(row.item_id, row.warehouse_id)) ?? []) {
      const qty = Math.min(r.qty, row.reserved - row.sellable);
      if (qty <= 0) continue;
      r.qty -= qty;
      row.reserved -= qty;
      this.#changed.set(r.id, r);
      const { subject_kind: subjectKind, subject_id: subjectId, subject_line: subjectLine } = r;
      this.released.push({ subjectKind, subjectId, subjectLine, itemId: r.item_id, warehouseId: r.warehouse_id, qty });
      if (row.reserved <= row.sellable) return;
    }
  }

  /** Writes balances, availability and reservations. */
  async write(): Promise<void> {
    const { tx } = this.#ctx;
    const balances = [...this.#balances.values()];
    const row = ({ item_id, location_id, on_hand, below_since, wasBelow, stored }: Balance) => ({
      item_id,
      location_id,
      on_hand,
      // Left out as long as it stays: a column of an index's condition is dear to set.
      ...(stored && !wasBelow && below_since === null ? {} : { below_since }),
    });
    await tx.updateMany('stock_balance', ['item_id', 'location_id'], balances.filter((b) => b.stored).map(row));
    await tx.insertMany(
      'stock_balance',
      balances.filter((b) => !b.stored).map((b) => ({ ...row(b), internal: 1 as const })),
    );
    await tx.insertMany(
      'stock_balance',
      [...this.#outside.values()].map(({ item_id, location_id, change }) => ({
        item_id,
        location_id,
        internal: 0 as const,
        on_hand: change,
      })),
      { key: ['item_id', 'location_id'], add: ['on_hand'] },
    );
    const promised = [...this.#promised.values()].map(({ stored, ...p }) => ({ stored, p }));
    await tx.updateMany(
      'stock_availability',
      ['item_id', 'warehouse_id'],
      promised.filter((x) => x.stored).map((x) => x.p),
    );
    await tx.insertMany(
      'stock_availability',
      promised.filter((x) => !x.stored).map((x) => x.p),
    );
    await endReservations(tx, [...this.#changed.values()]);
  }
}
