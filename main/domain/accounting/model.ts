import type { JournalCode } from '../../../preload/contract/accounting.ts';
import type { Day } from '../../../preload/contract/values/day.ts';
import type { Minor } from '../../../preload/contract/values/money.ts';
import type { Instalment } from './terms/rules.ts';

/** Amounts are minor units of the company's currency, debit positive, credit negative, unless a name says otherwise. */

export type AccountType = 'asset' | 'liability' | 'equity' | 'income' | 'expense';

/** An account a line may be posted to: by role (how rooms post) or by its id (inventory accounts of an area). */
export type AccountRef = { readonly role: string } | { readonly id: string };

export interface LineDraft {
  readonly account: AccountRef;
  readonly amount: Minor;
  /** Transaction currency and its signed amount; the company's currency and `amount` when left out. */
  readonly docCurrency?: string;
  readonly docAmount?: Minor;
  /** What the line opens or settles; required on open-item accounts. Plain id of an order, invoice, document, return. */
  readonly itemKey?: string;
  readonly partyId?: string;
  /** When the item falls due; kept from the line that opens the item. */
  readonly dueOn?: Day;
  /** The parts it falls due in where there is more than one, by day, together `amount`; `dueOn` is then the day of the first. */
  readonly instalments?: readonly Instalment[];
  readonly channelId?: string;
  readonly warehouseId?: string;
  readonly memo?: string;
}

export interface EntryDraft {
  /** From `ctx.nextId('journal_entry')` when the caller needed the id before (stock moves point at their entry). */
  readonly entryId?: number;
  readonly journal: JournalCode;
  /** Day it is posted on; must be open. */
  readonly on: Day;
  /** An entry of the house's own (a reversal that falls due): it moves to the next open day instead of being refused. */
  readonly redates?: true;
  /** Date of the document, `on` when left out; never moved by a lock. */
  readonly documentOn?: Day;
  readonly source: { readonly kind: string; readonly id: string };
  /** Plain words, no document numbers: a dry run is compared with the real run by it. */
  readonly memo: string;
  readonly lines: readonly LineDraft[];
  readonly reversesId?: number;
}

export interface PostedEntry {
  readonly entryId: number;
  readonly number: string;
  readonly on: Day;
}

export interface AccountFacts {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly type: AccountType;
  readonly openItems: boolean;
  readonly managedBy: string | null;
  readonly active: boolean;
  readonly revision: number;
}

/** A line with the account it means. */
export interface ResolvedLine {
  readonly draft: LineDraft;
  readonly account: AccountFacts;
}

/** An entry ready to be numbered: only lines that move something, and the sum of its debits. */
export interface ResolvedEntry {
  readonly draft: EntryDraft;
  readonly lines: readonly ResolvedLine[];
  readonly debit: Minor;
}

/** Residual of one open item: debit positive. */
export interface OpenItem {
  readonly itemKey: string;
  readonly partyId: string | null;
  readonly currency: string;
  readonly residual: Minor;
  readonly docResidual: Minor;
}

export type PaymentKind = 'capture' | 'refund' | 'receipt' | 'payout';

/** One thing a payment opens or settles: an item of an account role. Parts and the exchange difference less the discounts are the amount of the payment. */
export interface PaymentPart {
  readonly role: string;
  readonly itemKey: string;
  readonly amount: Minor;
  /** Of an item in another currency: what of it is settled there, positive. */
  readonly doc?: Minor;
  /** The part makes a new claim (a deposit, money on account) and settles nothing that must be open. */
  readonly opens?: boolean;
}

/** A part of what is let off an item for paying early, positive; its line names the item. */
export interface PaymentDiscount {
  readonly role: string;
  readonly amount: Minor;
  readonly itemKey: string;
}

export interface PaymentDraft {
  readonly id?: string;
  readonly kind: PaymentKind;
  readonly on: Day;
  /** Positive, minor units of the company's currency; capture and receipt come in, refund and payout go out. */
  readonly amount: Minor;
  /** Where the money is: the channel's clearing (open per order, so `orderId` is needed), the bank, or on its way there (open per payment). */
  readonly via: 'clearing' | 'bank' | 'outgoing';
  readonly parts: readonly PaymentPart[];
  /** Currency of the items it settles, where that is not the company's; every part then says `doc`. */
  readonly docCurrency?: string;
  /** What moved more than the parts were worth in the books (below zero: less): an exchange difference. */
  readonly difference?: Minor;
  /** What of the parts is settled and not paid, positive: a discount for paying early, and the tax of it. */
  readonly discounts?: readonly PaymentDiscount[];
  readonly partyId?: string;
  readonly channelId?: string;
  readonly orderId?: string;
  /** The payment's id at the channel or bank, once per channel. */
  readonly externalId?: string;
}

export interface PostedPayment {
  readonly paymentId: string;
  readonly paymentNumber: string;
  readonly entryId: number;
  readonly number: string;
}
