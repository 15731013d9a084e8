import type { CreditKind, OrderState, PaymentMode } from '../../../preload/contract/sales.ts';
import type { AVS_RESULTS } from '../../../preload/contract/sales-rules.ts';
import type { Day } from '../../../preload/contract/values/day.ts';
import type { Instant } from '../../../preload/contract/values/instant.ts';
import type { Micros, Minor } from '../../../preload/contract/values/money.ts';
import type { Basis } from './prices/choose.ts';

/** Amounts are minor units of the order's currency, quantities steps of the item's stock unit, unless a name says otherwise. */

/** Holds and reservations of an order name it by this kind; the subject line is the order line's id. */
export const ORDER = 'sales_order';
/** Source kind of the entries of invoices and credit notes. */
export const INVOICE = 'invoice';

export interface Amounts {
  readonly net: Minor;
  readonly tax: Minor;
  readonly total: Minor;
}

export interface OrderLineDraft {
  readonly kind?: 'item' | 'charge' | undefined;
  /** Found by SKU when left out. */
  readonly itemId?: string | undefined;
  readonly sku: string;
  readonly title?: string | undefined;
  /** Ordered in packs of the item, named by code or by id: quantity and price are of packs. */
  readonly pack?: string | undefined;
  readonly packId?: string | undefined;
  /** Steps of the stock unit; packs, or kits, where the line is ordered by them. */
  readonly qty: number;
  readonly unitPriceMicros: Micros;
  readonly discount?: Minor | undefined;
  readonly discountPpm?: number | undefined;
  readonly taxCode?: string | undefined;
  /** Required on charges; an item posts to the role of its category unless one is named. */
  readonly revenueRole?: string | undefined;
  /** As received from the channel: kept to the cent. Left out: computed by the tax engine and frozen. */
  readonly amounts?: Amounts | undefined;
  /** Who named the price, where no person and no channel did. */
  readonly priceFrom?: { readonly basis: Basis; readonly priceListId: string | null } | undefined;
}

export interface HoldWish {
  readonly code: string;
  readonly severity: 'block' | 'warn';
  readonly detail: string;
  /** What a rule found, by which the same finding is known again; none where the channel holds the order. */
  readonly facts?: string | undefined;
  readonly slaHours?: number | null | undefined;
}

export interface OrderDraft {
  readonly id?: string | undefined;
  readonly channelId?: string | undefined;
  readonly externalId?: string | undefined;
  readonly partyId: string;
  readonly orderedAt: Instant;
  readonly orderedOn: Day;
  readonly promisedOn?: Day | undefined;
  readonly currency: string;
  readonly country: string;
  readonly payment?: PaymentMode | undefined;
  readonly pricesIncludeTax?: boolean | undefined;
  readonly channelTotal?: Minor | undefined;
  readonly lines: readonly OrderLineDraft[];
  readonly holds?: readonly HoldWish[] | undefined;
  readonly shipTo?:
    | {
        readonly line1?: string | undefined;
        readonly line2?: string | undefined;
        readonly postcode?: string | undefined;
        readonly city?: string | undefined;
      }
    | undefined;
  readonly risk?: { readonly score?: number | undefined; readonly avs?: (typeof AVS_RESULTS)[number] | undefined } | undefined;
  readonly captured?: { readonly on: Day; readonly amount: Minor; readonly externalId?: string | undefined } | undefined;
}

export interface AcceptedOrder {
  readonly orderId: string;
  readonly number: string;
  readonly lineIds: readonly number[];
  readonly net: Minor;
  readonly tax: Minor;
  readonly total: Minor;
  /** Codes of the holds placed. */
  readonly holds: readonly string[];
  /** One of them blocks. */
  readonly blocked: boolean;
}

/** An order as the room works on it. The counters of its lines are changed in place and written back by `saveOrders`. */
export interface Order {
  readonly id: string;
  readonly number: string;
  readonly channelId: string | null;
  readonly partyId: string;
  readonly state: OrderState;
  readonly payment: PaymentMode;
  readonly currency: string;
  readonly priceIncludesTax: boolean;
  readonly taxRounding: 'line' | 'document';
  readonly revision: number;
  readonly orderedOn: Day;
  /** The order the money a channel holds for this one is kept under: the one that was placed, where this one was split off it. */
  readonly moneyKey: string;
  readonly lines: readonly OrderLine[];
}

/** What was ordered stands still; what became of it moves. See db/schema/sales.ts for each counter. */
export interface OrderLine {
  readonly id: number;
  readonly orderId: string;
  readonly lineNo: number;
  readonly kind: 'item' | 'charge';
  readonly itemId: string | null;
  readonly sku: string;
  readonly title: string;
  readonly qty: number;
  readonly net: Minor;
  readonly tax: Minor;
  readonly taxCode: string | null;
  readonly revenueRole: string;
  qtyShipped: number;
  qtyInvoiced: number;
  qtyCancelled: number;
  qtyReturned: number;
  qtyCredited: number;
  qtyDeferred: number;
  netInvoiced: Minor;
  taxInvoiced: Minor;
  netCancelled: Minor;
  taxCancelled: Minor;
  netCredited: Minor;
  taxCredited: Minor;
  netDeferred: Minor;
}

/** Cost of sales under the policy "cost at invoice": Dr `role` / Cr goods shipped not invoiced under `key`. */
export interface InvoicedCost {
  readonly role: string;
  readonly value: Minor;
  readonly key: string;
}

/** What of an order left and is to be invoiced. Without `shipmentId`: charges alone, or an order of nothing but charges. */
export interface InvoiceDraft {
  readonly invoiceId?: string | undefined;
  readonly orderId: string;
  readonly shipmentId?: string | null | undefined;
  readonly on: Day;
  readonly lines: readonly { readonly orderLineId: number; readonly shipmentLineId?: number | null | undefined; readonly qty: number }[];
  /** Charges not invoiced yet go on this invoice; yes unless told otherwise. */
  readonly includeCharges?: boolean | undefined;
  /** Dimension of the revenue. */
  readonly warehouseId?: string | undefined;
  readonly cost?: readonly InvoicedCost[] | undefined;
}

export interface Invoiced {
  /** Null when everything had been invoiced before shipment: only deferred revenue was earned. */
  readonly invoiceId: string | null;
  readonly number: string | null;
  readonly entryId: number | null;
  readonly net: Minor;
  readonly tax: Minor;
  readonly total: Minor;
  /** Of `total`, what a deposit or the channel paid at once. */
  readonly settled: Minor;
}

/** One line of a credit note; amounts positive for what the customer gets back. */
export interface CreditLineDraft {
  readonly orderLineId?: number | undefined;
  readonly itemId?: string | null | undefined;
  readonly title?: string | undefined;
  readonly qty: number;
  /** Left out together with `tax`: the share of `qty` in what is invoiced and not credited yet. */
  readonly net?: Minor | undefined;
  readonly tax?: Minor | undefined;
  readonly taxCode?: string | null | undefined;
  /** Taken from the order line; required without one. */
  readonly revenueRole?: string | undefined;
}

export interface CreditDraft {
  readonly id?: string | undefined;
  readonly kind: CreditKind;
  readonly invoiceId?: string | undefined;
  readonly orderId?: string | undefined;
  readonly partyId: string;
  readonly channelId?: string | null | undefined;
  readonly on: Day;
  readonly lines: readonly CreditLineDraft[];
  readonly returnId?: string | undefined;
  /** Original cost of goods that came or come back: Dr returns clearing under `key` / Cr `role` (cost of sales). */
  readonly cogsReversal?: { readonly value: Minor; readonly key: string; readonly role?: string | undefined } | undefined;
  readonly warehouseId?: string | undefined;
  readonly memo?: string | undefined;
}

export interface Credited {
  readonly creditNoteId: string;
  readonly number: string;
  readonly entryId: number | null;
  /** Positive: what the customer gets back. */
  readonly net: Minor;
  readonly tax: Minor;
  readonly total: Minor;
}

/** What became of a line of an order to which nothing has happened yet. */
export const UNTOUCHED_LINE = {
  qty_shipped: 0,
  qty_invoiced: 0,
  qty_cancelled: 0,
  qty_returned: 0,
  qty_credited: 0,
  qty_deferred: 0,
  net_invoiced: 0,
  tax_invoiced: 0,
  net_cancelled: 0,
  tax_cancelled: 0,
  net_credited: 0,
  tax_credited: 0,
  net_deferred: 0,
};
