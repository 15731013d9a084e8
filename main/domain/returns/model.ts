import type { ArrivingLot } from '../../../preload/contract/lots.ts';
import type { Day } from '../../../preload/contract/values/day.ts';
import type { Instant } from '../../../preload/contract/values/instant.ts';

/** Source kind of moves and entries of a return. */
export const RETURN = 'customer_return';

/** A shipped line and what of it may still come back. */
export interface ReturnableLine {
  readonly shipmentLineId: number;
  readonly orderLineId: number;
  readonly orderId: string;
  readonly partyId: string;
  readonly itemId: string;
  readonly warehouseId: string;
  /** Null for services: they are credited, no goods come back. */
  readonly moveId: number | null;
  readonly shippedAt: Instant;
  /** Shipped less already returned, steps. */
  readonly left: number;
}

/** Part of a shipped line that comes back. */
export interface ReturnPiece {
  readonly line: ReturnableLine;
  readonly qty: number;
}

/** Goods a channel says a customer gave back or never kept, without naming the sale. */
export interface CancellationWant {
  readonly partyId: string;
  readonly itemId: string;
  readonly qty: number;
  /** Only sales shipped at or before this instant can be meant. */
  readonly before?: Instant | undefined;
}

/** Sales found for a want, and what of it no sale was found for. */
export interface CancellationMatch {
  readonly pieces: readonly {
    readonly orderId: string;
    readonly orderLineId: number;
    readonly shipmentLineId: number;
    readonly qty: number;
  }[];
  readonly unmatched: number;
}

/** Credit a channel gave for a line, before and of tax, positive minor units. */
export interface StatedCredit {
  readonly net: number;
  readonly tax: number;
}

/** A charge of the sale given back with the goods: postage, a fee. Amounts positive, minor units. */
export interface ChargeBack extends StatedCredit {
  readonly title: string;
  readonly revenueRole: string;
}

/** One line of a return asked for. Exactly what is known is given: the shipment line, the order line, or neither. */
export interface ReturnLineDraft {
  readonly itemId: string;
  readonly qty: number;
  readonly shipmentLineId?: number | undefined;
  readonly orderLineId?: number | undefined;
  /** Cost of a line without a sale, micros per unit; left out: the cost the item has now. */
  readonly unitCostMicros?: number | undefined;
  readonly credit?: StatedCredit | undefined;
  /** Which lots came back, of a tracked item; left out, those of the sale in the order they left. */
  readonly lots?: readonly ArrivingLot[] | undefined;
}

/** A return asked for: goods of any number of sales to one customer. */
export interface ReturnDraft {
  readonly returnId?: string | undefined;
  readonly orderId?: string | null | undefined;
  readonly partyId: string;
  readonly channelId?: string | null | undefined;
  readonly externalId?: string | null | undefined;
  /** Where the goods come in; left out: where the first of them left from. */
  readonly warehouseId?: string | undefined;
  readonly at: Instant;
  readonly on: Day;
  readonly reasonCode?: string | undefined;
  readonly lines: readonly ReturnLineDraft[];
  readonly charges?: readonly ChargeBack[] | undefined;
}

export interface ReceivedReturn {
  readonly returnId: string;
  readonly number: string;
  readonly lines: number;
  readonly qty: number;
  /** Cost of the goods, minor units: what stands on returns clearing until the credit. */
  readonly value: number;
  /** Lines with a stated cost. */
  readonly flagged: number;
  /** Stated credit per line number of the return. */
  readonly credits: ReadonlyMap<number, StatedCredit>;
}
