import type { Day } from '../../../preload/contract/values/day.ts';
import type { Instant } from '../../../preload/contract/values/instant.ts';
import type { Micros, Minor } from '../../../preload/contract/values/money.ts';
import type { LotQty } from './lots/model.ts';

/** Quantities are steps of the item's stock unit, values minor units of the company's currency. */

/** What goods cost that come in from outside the valuation areas. */
export type MoveCost =
  /** Value of the whole move. */
  | { readonly kind: 'value'; readonly value: Minor }
  /** Unit cost, millionths of the major unit per stock unit. */
  | { readonly kind: 'unit'; readonly micros: Micros }
  /** What these earlier issues took out, less what already came back. */
  | { readonly kind: 'return'; readonly ofMoveIds: readonly number[] }
  /** No stated cost: average, newest layer or standard; refused when none is known. */
  | { readonly kind: 'default' };

/** A movement of one item from place to place, not yet made. */
export interface MoveDraft {
  readonly itemId: string;
  readonly qty: number;
  readonly fromLocationId: string;
  readonly toLocationId: string;
  readonly at: Instant;
  readonly on: Day;
  readonly source: { readonly kind: string; readonly id: string; readonly line?: number };
  readonly reasonCode?: string;
  /** Journal entry the caller will post for it, from `ctx.nextId('journal_entry')`; null when none is posted. */
  readonly entryId: number | null;
  /** Move that brought these goods in: under FIFO they leave the layer it made first, the oldest after that. */
  readonly broughtBy?: number;
  /** Needed when goods enter a valuation area from outside; ignored otherwise. */
  readonly cost?: MoveCost;
  /** Reservation this issue fulfils: its row shrinks or ends with the move. */
  readonly reservation?: { readonly subjectKind: string; readonly subjectLine: number; readonly warehouseId: string };
  /** What the move is for when there is no reservation; an open blocking hold on it stops the move. */
  readonly subject?: { readonly kind: string; readonly id: string };
  /**
   * Lots or serial numbers of a tracked item. Left out, the way says it: what earlier moves took or brought (`lotsOf`), the lots of another
   * draft of the batch (`lotsOfDraft`, by its place), for customers what leaves first of what may be sold, else all that stands there or the only
   * one. `anyLot`: nobody knows which units, so those that leave first.
   */
  readonly lots?: readonly LotQty[];
  readonly lotsOf?: readonly number[];
  readonly lotsOfDraft?: number;
  readonly anyLot?: boolean;
  /** The goods are gone whatever was promised (count, write-down): reservations are released, those served last first. */
  readonly overridesReservations?: boolean;
}

/** What a move did to stock value. `value` is positive on both sides: credit `out.accountId`, debit `in.accountId`. */
export interface MoveResult {
  readonly moveId: number;
  readonly itemId: string;
  readonly qty: number;
  /** Null when the place it came from is in no valuation area, or both places are in the same one. */
  readonly out: { readonly areaId: string; readonly accountId: string; readonly value: Minor } | null;
  /** `ppv` = stated cost less value taken in, standard cost only: post it to the role `ppv` (positive: debit). */
  readonly in: { readonly areaId: string; readonly accountId: string; readonly value: Minor; readonly ppv: Minor } | null;
  /** Lots it took along, of a tracked item. */
  readonly lots?: readonly LotQty[];
}

export interface ReservationWant {
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly subjectLine: number;
  readonly itemId: string;
  readonly warehouseId: string;
  readonly qty: number;
  /** A rank: smaller is served first and given up last; ties in the order given. */
  readonly priority: number;
}

export interface AvailabilityRow {
  readonly itemId: string;
  readonly warehouseId: string;
  readonly sellable: number;
  readonly reserved: number;
  readonly available: number;
}

/** A reservation taken away because the goods are gone. */
export interface ReleasedReservation {
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly subjectLine: number;
  readonly itemId: string;
  readonly warehouseId: string;
  readonly qty: number;
}

/** News: promised goods turned out to be gone. `data` is `{ released: ReleasedReservation[] }`. */
export const RESERVATIONS_RELEASED = 'inventory.reservationsReleased';

/** News: a person is about to move or count stock at a place. `data` is a `WorkedPlace`; who has claims on what stands there may refuse. */
export const PLACE_WORKED = 'inventory.placeWorked';
export interface WorkedPlace {
  readonly locationId: string;
  readonly code: string;
}

/**
 * News: a place was counted, and what differs is about to be booked. `data` is a `CountedPlace`. Who is looking for goods of this place takes
 * what was found of them first; only what is left over is a difference.
 */
export const PLACE_COUNTED = 'inventory.placeCounted';
export interface CountedPlace {
  readonly warehouseId: string;
  readonly locationId: string;
  /** Instant and day of the count. */
  readonly at: Instant;
  readonly on: Day;
  /** Units found above what the books say stood there then; negative where they are less. */
  readonly lines: readonly { readonly itemId: string; readonly lotId?: string | undefined; readonly surplus: number }[];
}

export interface LocationFacts {
  readonly id: string;
  readonly code: string;
  readonly kind: 'internal' | 'transit' | 'supplier' | 'customer' | 'adjustment' | 'scrap' | 'opening';
  readonly status: 'sellable' | 'quarantine' | 'returned' | 'damaged' | 'hold' | 'in-transit' | 'outside';
  readonly warehouseId: string | null;
  readonly areaId: string | null;
  readonly accountId: string | null;
  readonly type: PlaceType | 'main' | 'outside';
  readonly active: 0 | 1;
  /** 1: on hand may fall below zero here, as long as the company lets places do so. */
  readonly belowZero: 0 | 1 | null;
}

/** What a place inside a warehouse is for, besides the main places it was created with. */
export type PlaceType = 'dock' | 'staging' | 'packing' | 'zone' | 'aisle' | 'bin';
export type PlaceStatus = 'sellable' | 'quarantine' | 'returned' | 'damaged' | 'hold';

/** Ids of the places every company has besides its warehouses. */
export interface Places {
  readonly supplier: string;
  readonly customer: string;
  readonly adjustment: string;
  readonly scrap: string;
  readonly opening: string;
  readonly transit: string;
}
