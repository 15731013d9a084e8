import { createHash } from 'node:crypto';
import { mulDiv, sumSafe } from '../../../../preload/contract/values/int.ts';
import { MICROS_PER_MAJOR, minorPerMajor, parseMicros } from '../../../../preload/contract/values/money.ts';
import type { ChannelLine, ChannelOrder, ChannelOrderKind, ChannelRecord, RejectReason } from '../../../domain/channels/port.ts';
import { DEFAULT_LIMITS, type FileFormat, PLAIN_NUMBERS } from '../format.ts';
import type { Row } from '../parse.ts';
import { type OrderProfile, type RowGroup, rejected } from '../profile.ts';
import { dateReader, isScientific, plainNumber, type ReadDate, wholeNumber } from '../values.ts';
import { countryCode } from './countries.ts';
import { kindOfCode, skuKey } from './online-retail-codes.ts';

/**
 * Profile of the UCI Online Retail data: a wholesale giftware shop's invoice lines, one row each. Reasons for every rule
 * and the figures they were checked against are in the room's README.
 */

type Field = 'order' | 'sku' | 'title' | 'quantity' | 'date' | 'price' | 'customer' | 'country';

const FIELDS: readonly Field[] = ['order', 'sku', 'title', 'quantity', 'date', 'price', 'customer', 'country'];

const CUSTOMER = /^(\d{1,20})(?:\.0)?$/;

/** The clock of the till ticks on while an invoice is written: its rows may be a few minutes apart. */
const MAX_MINUTES_APART = 5;

/** As the data set is published. */
export const ONLINE_RETAIL_FORMAT: FileFormat = {
  legacyEncoding: 'windows-1252',
  delimiter: null,
  finalNewline: 'required',
  numbers: PLAIN_NUMBERS,
  datePattern: 'yyyy-MM-dd HH:mm:ss',
  zone: 'Europe/London',
  currency: 'GBP',
  limits: DEFAULT_LIMITS,
};

/** The profile for files that say the same in another format: other separators, decimal comma, zone or currency. */
export function onlineRetailIn(format: FileFormat): OrderProfile<Field> {
  return {
    name: 'online-retail',
    format,
    columns: {
      order: { names: ['InvoiceNo', 'Invoice'], required: true },
      sku: { names: ['StockCode'], required: true },
      title: { names: ['Description'], required: true },
      quantity: { names: ['Quantity'], required: true },
      date: { names: ['InvoiceDate'], required: true },
      price: { names: ['UnitPrice', 'Price'], required: true },
      customer: { names: ['CustomerID', 'Customer ID'], required: true },
      country: { names: ['Country'], required: true },
    },
    orderKey: 'order',
    reader(columns) {
      const file: FileReader = { columns, format, readDate: dateReader(format.datePattern, format.zone) };
      return (group) => readInvoice(group, file);
    },
  };
}

export const onlineRetail = onlineRetailIn(ONLINE_RETAIL_FORMAT);

/** One row read on its own. Thrown together into an order afterwards. */
interface ReadRow {
  readonly rawSku: string;
  readonly sku: string;
  readonly text: string | null;
  readonly quantity: number;
  readonly unitPriceMicros: number;
  readonly amountMinor: number;
}

/** What reading the rows of one file needs. */
interface FileReader {
  readonly columns: Readonly<Record<Field, number>>;
  readonly format: FileFormat;
  readonly readDate: (text: string) => ReadDate;
}

/** Reason and words why one order is refused; becomes a `RejectedRecord` with the rows of the order. */
class Refused extends Error {
  readonly reason: RejectReason;
  constructor(reason: RejectReason, detail: string) {
    super(detail);
    this.reason = reason;
  }
}

function readInvoice(group: RowGroup, file: FileReader): ChannelRecord {
  try {
    return toOrder(group, file);
  } catch (error) {
    if (error instanceof Refused) return rejected(error.reason, error.message, group, amountOf(group, file));
    throw error;
  }
}

function toOrder(group: RowGroup, file: FileReader): ChannelOrder {
  const series = seriesOf(group.externalId);
  const head = readHead(group, file);
  const rows = group.rows.map((row) => readRow(row, file));
  const kind = orderKind(series, rows, head.customer);
  const lines = rows.map((row, index) => toLine(row, index, kind));
  for (const [index, line] of lines.entries()) checkSigns(series, line, group.rows[index]?.line ?? 0);
  return {
    type: 'order',
    externalId: group.externalId,
    kind,
    placedAt: head.placedAt,
    placedOn: head.placedOn,
    currency: file.format.currency,
    customer: { externalId: head.customer, country: countryCode(head.country), countryName: head.country || null },
    lines,
    totalMinor: sumSafe(lines.map((line) => line.amountMinor)),
    rawHash: hashOf(group.rows, file),
    rowNumbers: group.rows.map((row) => row.line),
    warnings: head.warnings,
  };
}

type Series = 'sale' | 'cancellation' | 'bad-debt';

/** Plain numbers are invoices, C numbers take back, A numbers adjust bad debt. Anything else is not known. */
function seriesOf(externalId: string): Series {
  if (/^\d{6}$/.test(externalId)) return 'sale';
  if (/^C\d{6}$/.test(externalId)) return 'cancellation';
  if (/^A\d{6}$/.test(externalId)) return 'bad-debt';
  throw new Refused('unknown-order-prefix', `"${externalId}" is neither an invoice, a cancellation (C) nor a bad-debt (A) number`);
}

interface Head {
  readonly placedAt: string;
  readonly placedOn: string;
  readonly customer: string | null;
  readonly country: string;
  readonly warnings: readonly string[];
}

/** What every row of an invoice repeats. Customer and country must agree; of slightly different times the first counts. */
function readHead(group: RowGroup, file: FileReader): Head {
  const [first] = group.rows;
  if (first === undefined) throw new Error('an order without rows');
  const customerText = cell(first, file.columns.customer);
  const country = cell(first, file.columns.country);
  const dates = new Map<string, ReadDate & { kind: 'ok' }>();
  for (const row of group.rows) {
    if (cell(row, file.columns.customer) !== customerText || cell(row, file.columns.country) !== country) {
      throw new Refused('headers-disagree', `line ${row.line} names another customer or country than line ${first.line}`);
    }
    const text = cell(row, file.columns.date);
    if (!dates.has(text)) dates.set(text, dateOf(text, row.line, file));
  }
  const ordered = [...dates.values()].toSorted((a, b) => (a.instant < b.instant ? -1 : 1));
  const earliest = ordered[0];
  const latest = ordered.at(-1);
  if (earliest === undefined || latest === undefined) throw new Error('an order without rows');
  const minutes = (Date.parse(latest.instant) - Date.parse(earliest.instant)) / 60_000;
  if (minutes > MAX_MINUTES_APART || latest.day !== earliest.day) {
    throw new Refused('headers-disagree', `rows are dated ${earliest.instant} to ${latest.instant}`);
  }
  const warnings: string[] = [];
  if (minutes > 0) warnings.push(`rows are dated ${minutes} min apart, the first time counts`);
  if (earliest.overlap) warnings.push('the local time occurred twice, the earlier one counts');
  return {
    placedAt: earliest.instant,
    placedOn: earliest.day,
    customer: customerOf(customerText, first.line),
    country,
    warnings,
  };
}

function dateOf(text: string, line: number, file: FileReader): ReadDate & { kind: 'ok' } {
  const date = file.readDate(text);
  if (date.kind === 'ok') return date;
  if (date.kind === 'gap') throw new Refused('date-in-clock-gap', `line ${line}: clocks in ${file.format.zone} skipped ${text}`);
  throw new Refused('bad-date', `line ${line}: "${text}" is not a date of the form ${file.format.datePattern}`);
}

/** Customer numbers went through a float column on their way here and end in `.0`. */
function customerOf(text: string, line: number): string | null {
  if (text === '') return null;
  const match = CUSTOMER.exec(text);
  if (match === null) throw new Refused('bad-customer', `line ${line}: "${text}" is not a customer number`);
  return match[1] ?? null;
}

function readRow(row: Row, file: FileReader): ReadRow {
  const rawSku = cell(row, file.columns.sku);
  if (rawSku === '') throw new Refused('missing-sku', `line ${row.line} has no stock code`);
  if (isScientific(rawSku)) {
    throw new Refused('sku-in-scientific-notation', `line ${row.line}: a spreadsheet has turned the stock code into ${rawSku}`);
  }
  const quantityText = cell(row, file.columns.quantity);
  const quantity = wholeNumber(quantityText, file.format.numbers);
  if (quantity === undefined || quantity === 0) {
    throw new Refused('bad-quantity', `line ${row.line}: "${quantityText}" is not a quantity`);
  }
  const priceText = cell(row, file.columns.price);
  const unitPriceMicros = parseMicros(plainNumber(priceText, file.format.numbers) ?? '');
  if (unitPriceMicros === undefined) throw new Refused('bad-price', `line ${row.line}: "${priceText}" is not a price`);
  return {
    rawSku,
    sku: skuKey(rawSku),
    text: cell(row, file.columns.title) || null,
    quantity,
    unitPriceMicros,
    amountMinor: lineAmount(quantity, unitPriceMicros, row.line, file),
  };
}

/** Quantity x price, rounded to pence once per line, half away from zero: the rule that yields the known turnover exactly. */
function lineAmount(quantity: number, unitPriceMicros: number, line: number, file: FileReader): number {
  try {
    return mulDiv(quantity, unitPriceMicros, MICROS_PER_MAJOR / minorPerMajor(file.format.currency));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Refused('amount-too-large', `line ${line}: quantity x price does not fit`);
  }
}

/**
 * A plain number is not always a sale: invoices of fees only, and unpriced ones nobody bought (no customer; goods only or
 * charges only), are internal bookings the till gave an invoice number.
 */
function orderKind(series: Series, rows: readonly ReadRow[], customer: string | null): ChannelOrderKind {
  if (series === 'bad-debt') return 'adjustment';
  const kinds = new Set(rows.map((row) => kindOfCode(row.sku)));
  if ([...kinds].every((kind) => kind === 'marketplace-fee' || kind === 'bank-charge' || kind === 'commission')) return 'adjustment';
  if (series === 'cancellation') return 'cancellation';
  const unpriced = rows.every((row) => row.unitPriceMicros === 0);
  const mixed = kinds.has('item') && kinds.size > 1;
  return unpriced && customer === null && !mixed ? 'adjustment' : 'sale';
}

function toLine(row: ReadRow, index: number, order: ChannelOrderKind): ChannelLine {
  const code = kindOfCode(row.sku);
  const stock = order === 'adjustment' && code === 'item';
  return {
    lineNo: index + 1,
    kind: stock ? (row.quantity < 0 ? 'stock-loss' : 'stock-gain') : code,
    sku: row.sku,
    rawSku: row.rawSku,
    title: stock ? null : row.text,
    note: stock ? row.text : null,
    quantity: row.quantity,
    unitPriceMicros: row.unitPriceMicros,
    amountMinor: row.amountMinor,
  };
}

function checkSigns(series: Series, line: ChannelLine, at: number): void {
  if (line.unitPriceMicros < 0 && line.kind !== 'bad-debt') {
    throw new Refused('negative-price', `line ${at}: a negative price for ${line.rawSku}`);
  }
  if (series === 'cancellation' && line.quantity > 0) {
    throw new Refused('positive-quantity-in-cancellation', `line ${at}: a cancellation takes back ${line.quantity} of ${line.rawSku}`);
  }
  if (series !== 'cancellation' && line.quantity < 0 && line.kind !== 'stock-loss') {
    throw new Refused('negative-quantity', `line ${at}: ${line.quantity} of ${line.rawSku} outside a cancellation or stock loss`);
  }
  if (series === 'bad-debt' && line.kind !== 'bad-debt') {
    throw new Refused('unknown-order-prefix', `line ${at}: an A number books bad debt (B), not ${line.rawSku}`);
  }
}

/** Money in a refused order, where each row still has a quantity and a price: what is parked, for the proof of totals. */
function amountOf(group: RowGroup, file: FileReader): number | null {
  const amounts: number[] = [];
  for (const row of group.rows) {
    const quantity = wholeNumber(cell(row, file.columns.quantity), file.format.numbers);
    const price = parseMicros(plainNumber(cell(row, file.columns.price), file.format.numbers) ?? '');
    if (quantity === undefined || price === undefined) return null;
    try {
      amounts.push(lineAmount(quantity, price, row.line, file));
    } catch (error) {
      if (error instanceof Refused) return null;
      throw error;
    }
  }
  return sumSafe(amounts);
}

function cell(row: Row, column: number): string {
  return (row.cells[column] ?? '').trim();
}

/** Unit and record separator between cells and rows: characters no till writes, so no two contents hash the same. */
function hashOf(rows: readonly Row[], file: FileReader): string {
  const hash = createHash('sha256');
  for (const row of rows) hash.update(`${FIELDS.map((field) => row.cells[file.columns[field]] ?? '').join('\u001f')}\u001e`);
  return hash.digest('hex');
}
