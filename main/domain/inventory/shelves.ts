import { notEnough, reservedForOthers } from '../../../preload/contract/inventory.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
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

interface Balance {
  readonly item_id: string;
  readonly location_id: string;
  readonly stored: boolean;
  on_hand: number;
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
      const onHand = balances.get(key);
      shelves.#balances.set(key, { item_id: p.item_id, location_id: p.other_id, stored: onHand !== undefined, on_hand: onHand ?? 0 });
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
   * Applies one move; throws a refusal when the place holds less, or the rest is promised to others. `sold`: units that may be sold,
   * of an item whose lots are blocked or expired in part.
   */
  move(draft: MoveDraft, from: LocationFacts, to: LocationFacts, item: ItemFacts, sold = draft.qty): void {
    this.#take(draft, from, item);
    this.#put(draft, to);
    const withinWarehouse = isSellable(from) && isSellable(to) && from.warehouseId === to.warehouseId;
    if (withinWarehouse) return;
    if (isSellable(to)) this.#promisedAt(draft.itemId, to).sellable += sold;
    if (isSellable(from) && sold > 0) this.#withdraw(draft, from, item, sold);
  }

  #take(draft: MoveDraft, from: LocationFacts, item: ItemFacts): void {
    if (!from.areaId) return this.#moveOutside(draft.itemId, from.id, -draft.qty);
    const balance = this.#balanceAt(draft.itemId, from.id);
    if (balance.on_hand < draft.qty) {
      const facts = { itemId: item.id, sku: item.sku, locationId: from.id, onHand: balance.on_hand, asked: draft.qty };
      this.#ctx.note({ kind: 'oversell', subject: item.id, detail: facts });
      throw refuse(notEnough, facts);
    }
    balance.on_hand -= draft.qty;
  }

  #put(draft: MoveDraft, to: LocationFacts): void {
    if (!to.areaId) return this.#moveOutside(draft.itemId, to.id, draft.qty);
    this.#balanceAt(draft.itemId, to.id).on_hand += draft.qty;
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

  /** Takes sellable stock out of a warehouse: from its own reservation first, then from what nobody else was promised. */
  #withdraw(draft: MoveDraft, from: LocationFacts, item: ItemFacts, qty: number): void {
    const row = this.#promisedAt(draft.itemId, from);
    const own = this.reservationOf(draft);
    if (own && (own.item_id !== draft.itemId || own.warehouse_id !== from.warehouseId))
      throw new Error(`reservation ${own.id} is for ${own.item_id} in ${own.warehouse_id}`);
    const fulfilled = Math.min(own?.qty ?? 0, qty);
    const available = row.sellable - row.reserved + fulfilled;
    row.sellable -= qty;
    row.reserved -= fulfilled;
    if (own && fulfilled > 0) {
      own.qty -= fulfilled;
      this.#changed.set(own.id, own);
    }
    if (row.reserved <= row.sellable) return;
    if (!draft.overridesReservations) {
      const facts = { itemId: item.id, sku: item.sku, warehouseId: row.warehouse_id, available, asked: qty };
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
    const row = ({ item_id, location_id, on_hand }: Balance) => ({ item_id, location_id, on_hand });
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
