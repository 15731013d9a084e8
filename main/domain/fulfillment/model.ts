import type { Day } from '../../../preload/contract/values/day.ts';
import type { Instant } from '../../../preload/contract/values/instant.ts';

/** Reservations and holds of an order name it by this kind; the subject line is the order line's id. */
export const ORDER = 'sales_order';
/** Source kind of moves and entries of a shipment. */
export const SHIPMENT = 'shipment';

/** A warehouse stock may be promised from. */
export interface WarehouseFacts {
  readonly id: string;
  readonly code: string;
  readonly country: string;
}

/** What of an order line is neither shipped, cancelled nor promised yet. `qty` in steps. */
export interface WaitingLine {
  readonly orderLineId: number;
  readonly itemId: string;
  readonly qty: number;
  /** The set it is a part of: its lines are promised together, by whole sets from one warehouse, or not at all. */
  readonly set?: WaitingSet | undefined;
}

/** Packs or kits an order waits for. */
export interface WaitingSet {
  /** Sets that are not kept whole in any warehouse. */
  readonly count: number;
  readonly members: readonly { readonly orderLineId: number; readonly itemId: string; readonly per: number }[];
  /** Kept in a warehouse beyond whole sets (goods that stand picked), by member. */
  readonly over: ReadonlyMap<string, readonly number[]>;
}

/** An order that wants stock. `held`: warehouses that already keep stock for it, so the rest should come from there too. */
export interface WaitingOrder {
  readonly orderId: string;
  readonly country: string;
  readonly promisedOn: Day | null;
  readonly orderedAt: Instant;
  readonly held: ReadonlySet<string>;
  readonly lines: readonly WaitingLine[];
}

/** Stock of a line taken from one warehouse. */
export interface Promised {
  readonly orderLineId: number;
  readonly itemId: string;
  readonly warehouseId: string;
  readonly qty: number;
}

/** How an order was served. `single`/`split`: all of it from one or several warehouses; `partial`/`none`: something waits. */
export type Outcome = 'single' | 'split' | 'partial' | 'none';
/** Why, for a person: shown with the order and kept while anything waits. */
export type SourcingReason = 'one-warehouse-covers' | 'no-warehouse-covers' | 'stock-short' | 'waits-for-whole-order';

/** The decision for one order: what to promise from where, what stays short, and why. */
export interface SourcingPlan {
  readonly orderId: string;
  readonly outcome: Outcome;
  readonly reason: SourcingReason;
  readonly picks: readonly Promised[];
  readonly short: number;
}

/** Stock that may still be promised: item, then warehouse, then steps. The planner lowers it as it promises. */
export type FreeStock = Map<string, Map<string, number>>;

/** Whether an order may leave in parts and the rest wait, or waits until all of it is there. */
export type BackorderPolicy = 'always' | 'never';

/** One handover to a carrier asked for. Quantities in steps; without `lines` everything promised leaves. */
export interface ShipDraft {
  readonly orderId: string;
  readonly shipmentId?: string | undefined;
  /** Only what is promised from this warehouse. */
  readonly warehouseId?: string | undefined;
  readonly at: Instant;
  readonly on: Day;
  readonly lines?: readonly { readonly orderLineId: number; readonly qty: number }[] | undefined;
  readonly carrier?: string | undefined;
  readonly tracking?: string | undefined;
}

/** A shipment made: one per order and warehouse. */
export interface Shipped {
  readonly shipmentId: string;
  readonly number: string;
  readonly orderId: string;
  readonly warehouseId: string;
  readonly invoiceId: string | null;
  readonly entryId: number | null;
  readonly lines: number;
  readonly qty: number;
  /** Cost of what left, minor units. */
  readonly cost: number;
}

/** A place goods may leave before they came, without a promise: on hand falls below zero there. */
export interface BelowPlace {
  readonly warehouseId: string;
  readonly locationId: string;
}
