import type { PaymentMode } from '../../../../preload/contract/sales.ts';
import type { AVS_RESULTS, RuleScope, RuleTest } from '../../../../preload/contract/sales-rules.ts';
import type { Minor } from '../../../../preload/contract/values/money.ts';

/** Goods of an order as they leave: packs and kits are told by what is in them. */
export interface Goods {
  readonly itemId: string;
  readonly sku: string;
  readonly categoryId: string;
  /** Steps of the stock unit. */
  readonly qty: number;
  readonly net: Minor;
}

/** What a rule looks at: an order as it was taken in, or as it is now. */
export interface RuleSubject {
  readonly orderId: string;
  /** Nothing is left to be held of one that is over. */
  readonly open: boolean;
  readonly partyId: string;
  readonly channelId: string | null;
  readonly orderedAt: string;
  readonly orderedOn: string;
  readonly priceIncludesTax: boolean;
  readonly currency: string;
  readonly country: string;
  readonly payment: PaymentMode;
  readonly net: Minor;
  readonly total: Minor;
  /** What the channel says it comes to; known only when it comes in. */
  readonly channelTotal?: Minor | undefined;
  /** Money taken for it that no invoice has used yet. */
  readonly paid: Minor;
  /** What of it is invoiced or cancelled. */
  readonly settled: Minor;
  /** Street, postcode and town are all there. */
  readonly hasStreet: boolean;
  readonly addressKey: string | null;
  readonly fraudScore: number | null;
  readonly avs: (typeof AVS_RESULTS)[number] | null;
  /** Lines as they were ordered. */
  readonly lines: readonly {
    readonly kind: 'item' | 'charge';
    readonly sku: string;
    readonly qty: number;
    /** The item, pack or kit it is of, in steps of that item; null of a charge. */
    readonly itemId: string | null;
    readonly steps: number;
    readonly net: Minor;
    readonly total: Minor;
    readonly discountPpm: number;
  }[];
  readonly goods: readonly Goods[];
}

/** What is known besides the order when it is decided on. */
export interface Facts {
  readonly tier: string | null;
  /** Null without a limit. */
  readonly creditLimit: Minor | null;
  /** Open items and open orders of the customer, this one included, less what was paid ahead. */
  readonly creditUsed: Minor;
  readonly paymentHold: boolean;
  /** Stands for buyers a channel does not name: says nothing about one of them. */
  readonly standsForMany: boolean;
  /** Orders of the customer in so many hours up to this one, which counts. */
  readonly ordersWithin: (hours: number) => number;
  /** The customer had something sent to this address before, or keeps it. */
  readonly addressKnown: boolean;
  /** Value at cost of steps of an item; undefined where no cost is known. */
  readonly costOf: (itemId: string, qty: number) => Minor | undefined;
  /** Steps of an item nobody is promised yet; of a warehouse, or of all. */
  readonly availableOf: (itemId: string, warehouseId: string | null) => number;
  /** What so many steps of an item come to by the price list of the customer; undefined where none says anything. */
  readonly listPrice: (itemId: string, steps: number) => { readonly amount: Minor; readonly list: string } | undefined;
}

/** A rule of the company. */
export interface HoldRule {
  readonly code: string;
  readonly name: string;
  readonly test: RuleTest;
  readonly severity: 'block' | 'warn';
  readonly scope: RuleScope;
  readonly slaHours: number | null;
  readonly active: boolean;
  readonly revision: number;
}

/** What a rule found: the figures in words, and the figures alone, by which the same finding is known again. */
export interface Found {
  readonly detail: string;
  readonly facts: string;
}
