/**
 * What a connector delivers to the channels room, in words no channel owns. Types only: connectors implement this,
 * the room consumes it, and neither knows the other.
 *
 * Units: quantities are whole units as the channel counts them, unit prices micros of the currency, amounts minor
 * units. `*At` is a UTC instant (ISO text with ms), `*On` the day in the channel's own zone.
 */

import type { REJECT_REASONS } from '../../../preload/contract/channels.ts';

/**
 * What a line stands for. Only `item`, `stock-loss` and `stock-gain` touch goods; every other kind is a charge that posts
 * to an account role of the same meaning and never reserves or ships.
 */
export type ChannelLineKind =
  | 'item' // goods of the catalogue, at a price or free of charge (price 0)
  | 'shipping' // postage or carriage charged to the buyer: shipping income
  | 'voucher' // gift voucher sold: liability, not income
  | 'marketplace-fee' // what the marketplace keeps: expense
  | 'bank-charge' // expense
  | 'commission' // commission passed on to a partner or charity: expense
  | 'discount' // reduces revenue
  | 'manual' // hand-written correction of the sale
  | 'sample' // goods given away as samples, booked by value without a SKU
  | 'bad-debt' // receivable written off, or the reversal of that
  | 'stock-loss' // goods missing, damaged, destroyed: quantity < 0, amount 0, valued at cost by inventory
  | 'stock-gain'; // goods found: quantity > 0, amount 0, valued by inventory

/**
 * - `sale`: goods or charges sold to a buyer.
 * - `cancellation`: goods or charges taken back; quantities are negative and so are amounts (unless the price is 0).
 * - `adjustment`: nothing a buyer ordered: stock losses and gains, fees, bad debt, rows without any effect.
 */
export type ChannelOrderKind = 'sale' | 'cancellation' | 'adjustment';

export interface ChannelLine {
  /** 1, 2, 3 ... in the order the channel sent them; exact duplicates are lines of their own */
  readonly lineNo: number;
  readonly kind: ChannelLineKind;
  /** normalised: the key to map to an item or an account role */
  readonly sku: string;
  /** as the channel wrote it */
  readonly rawSku: string;
  /** name of the goods or charge; null when the channel gave none or used the field for a remark */
  readonly title: string | null;
  /** remark of a stock loss or gain ("damaged", "found"); null elsewhere */
  readonly note: string | null;
  /** negative only in cancellations and stock losses */
  readonly quantity: number;
  /** negative only for bad debt */
  readonly unitPriceMicros: number;
  /** quantity x price, rounded once per line to minor units, half away from zero. Signed: the buyer owes positive amounts */
  readonly amountMinor: number;
}

export interface ChannelOrder {
  readonly type: 'order';
  /** unique per channel; the idempotency key of the import */
  readonly externalId: string;
  readonly kind: ChannelOrderKind;
  readonly placedAt: string;
  readonly placedOn: string;
  readonly currency: string;
  readonly customer: {
    readonly externalId: string | null;
    /** ISO 3166-1 alpha-2, null when the channel did not say or the name is not a country */
    readonly country: string | null;
    /** as the channel wrote it */
    readonly countryName: string | null;
  };
  readonly lines: readonly ChannelLine[];
  /** sum of the lines' amounts */
  readonly totalMinor: number;
  /** sha256 (hex) of the order's own cells in contract order: independent of file name, position and column order */
  readonly rawHash: string;
  /** line of the file (header = 1) where each record of this order starts, parallel to `lines` */
  readonly rowNumbers: readonly number[];
  /** what was tolerated ("date differs by one minute"), for the person who looks at the order */
  readonly warnings: readonly string[];
}

/** Why a record of a sound file is not an order. The file goes on; these rows wait for a person. */
export type RejectReason = (typeof REJECT_REASONS)[number];

/** One order that cannot be taken, whole: all its rows, or none, are imported. */
export interface RejectedRecord {
  readonly type: 'rejected';
  /** null when even the order number is missing */
  readonly externalId: string | null;
  readonly reason: RejectReason;
  /** plain words with the offending value and its line */
  readonly detail: string;
  readonly rowNumbers: readonly number[];
  /** the rows as cells, in the order of the file's header, capped at 200 rows */
  readonly raw: readonly (readonly string[])[];
  /** sha256 (hex) of the cells of all its rows, whatever the file and the place in it */
  readonly rawHash: string;
  /** sum of the amounts where every row of it could still be read, else null: what is parked in money */
  readonly amountMinor: number | null;
}

export type ChannelRecord = ChannelOrder | RejectedRecord;

/** A readable copy of what the channel sent. It must give the same bytes each time it is opened: copy remote files first. */
export interface OrderSource {
  readonly name: string;
  open(): AsyncIterable<Uint8Array>;
}

/** Result of reading a file once from end to end without importing anything: it is structurally whole. */
export interface FileSummary {
  readonly type: 'file';
  readonly name: string;
  readonly sizeBytes: number;
  /** hex, over the bytes as opened; key of the file ledger */
  readonly sha256: string;
  readonly encoding: string;
  readonly delimiter: string;
  readonly header: readonly string[];
  /** records without the header */
  readonly rows: number;
  readonly orders: number;
  /** orders whose rows do not stand together -> line of the last of them */
  readonly splitOrders: ReadonlyMap<string, number>;
  readonly warnings: readonly string[];
}

export type FileRejectReason =
  | 'empty'
  | 'too-large'
  | 'too-many-rows'
  | 'field-too-large'
  | 'row-too-large'
  | 'bad-encoding'
  | 'utf16-without-mark'
  | 'nul-characters'
  | 'delimiter-unclear'
  | 'missing-column'
  | 'duplicate-column'
  | 'field-count'
  | 'bad-quote'
  | 'quote-not-closed'
  | 'truncated'
  | 'scattered-orders'
  | 'unreadable';

/** The whole file is refused; nothing of it was or will be delivered. */
export interface FileRejection {
  readonly type: 'file-rejected';
  readonly name: string;
  readonly reason: FileRejectReason;
  readonly detail: string;
  /** line of the file, header = 1; null when it concerns the file as a whole */
  readonly line: number | null;
  readonly sizeBytes: number;
  /** hash of the bytes when all were read, else null */
  readonly sha256: string | null;
}

export interface StockRow {
  readonly sku: string;
  /** absolute sellable quantity, >= 0 */
  readonly quantity: number;
}

/** A stock file as it will be sent, byte for byte; store it before sending and resend the same bytes. */
export interface StockFile {
  readonly name: string;
  readonly content: string;
  readonly sha256: string;
  readonly rows: number;
}

/** Where and when a stock file stands in the series; both become part of its name and are never used twice. */
export interface StockFileStamp {
  readonly sequence: number;
  /** UTC instant the quantities were true */
  readonly asOf: string;
}

/** A connector that takes orders from files and answers with stock files. */
export interface FileConnector {
  readonly name: string;
  /** Reads the source once, in bounded memory, and says whether it is whole. Delivers no order. */
  inspect(source: OrderSource): Promise<FileSummary | FileRejection>;
  /**
   * Orders in file order (an order whose rows are scattered comes at its last row), in bounded memory. Needs the summary
   * of `inspect`, so that nothing of an incomplete file is ever delivered; throws when the bytes are not the inspected ones.
   */
  readOrders(source: OrderSource, summary: FileSummary): AsyncIterable<ChannelRecord>;
  /** Full snapshot in the partner's format. Pure. */
  renderStockFile(rows: readonly StockRow[], stamp: StockFileStamp): StockFile;
}
