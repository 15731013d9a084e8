import { createHash } from 'node:crypto';
import type { StockFile, StockFileStamp, StockRow } from '../../domain/channels/port.ts';

const NEEDS_QUOTES = /[",\r\n]/;

/**
 * Full snapshot of absolute sellable quantities as the partner's machine reads it: `sku,quantity,as_of`, UTF-8 without
 * mark, CRLF, sorted by SKU. Not escaped against spreadsheet formulas: a leading `=` added or taken away would change a
 * SKU. Sequence and UTC stamp make the name unique; the same rows and stamp give the same bytes.
 *
 * Throws for a quantity that is no whole number of zero or more, a SKU that is blank or appears twice, and a stamp that
 * is no sequence or UTC instant: these are bugs of the caller, not states of a shop.
 */
export function renderStockFile(rows: readonly StockRow[], stamp: StockFileStamp): StockFile {
  const sorted = rows.toSorted((a, b) => (a.sku < b.sku ? -1 : a.sku > b.sku ? 1 : 0));
  const lines = ['sku,quantity,as_of\r\n'];
  let previous = '';
  for (const { sku, quantity } of sorted) {
    if (sku === '' || sku === previous)
      throw new RangeError(sku === '' ? 'a stock row without SKU' : `two stock rows for ${sku}`);
    if (!Number.isSafeInteger(quantity) || quantity < 0)
      throw new RangeError(`${sku}: ${quantity} is not a sellable quantity`);
    lines.push(`${quoted(sku)},${quantity},${stamp.asOf}\r\n`);
    previous = sku;
  }
  const content = lines.join('');
  return {
    name: stockFileName(stamp),
    content,
    sha256: createHash('sha256').update(content).digest('hex'),
    rows: sorted.length,
  };
}

function quoted(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const STAMP = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})\.\d{3}Z$/;

/** `stock-00000042-20110831T170500Z.csv`: sorts by sequence in any listing. */
function stockFileName({ sequence, asOf }: StockFileStamp): string {
  const match = STAMP.exec(asOf);
  if (match === null) throw new RangeError(`not a UTC instant: ${asOf}`);
  if (!Number.isSafeInteger(sequence) || sequence < 1) throw new RangeError(`not a sequence number: ${sequence}`);
  const [, year, month, day, hour, minute, second] = match;
  return `stock-${String(sequence).padStart(8, '0')}-${year}${month}${day}T${hour}${minute}${second}Z.csv`;
}

/** Why a stock file must not go out without a person's word. `from` and `to` are the counts compared. */
export interface StockFileDoubt {
  readonly code: 'stock-file-empty' | 'stock-file-shrunk' | 'stock-file-zeroed';
  readonly from: number;
  readonly to: number;
}

/**
 * Guards the partner's shop against a failed query: an empty file, one with fewer than half the rows of the last, or one
 * that takes more than a fifth of the SKUs that had stock to zero (left out counts as zero). Null when the file may go.
 * A confirmed push skips this check; that is the caller's to record.
 */
export function doubtStockFile(last: readonly StockRow[] | null, next: readonly StockRow[]): StockFileDoubt | null {
  const before = last ?? [];
  if (next.length === 0) return { code: 'stock-file-empty', from: before.length, to: 0 };
  if (next.length * 2 < before.length) return { code: 'stock-file-shrunk', from: before.length, to: next.length };
  const now = new Map(next.map((row) => [row.sku, row.quantity]));
  const stocked = before.filter((row) => row.quantity > 0);
  const kept = stocked.filter((row) => (now.get(row.sku) ?? 0) > 0).length;
  const zeroed = stocked.length - kept;
  return zeroed * 5 > stocked.length ? { code: 'stock-file-zeroed', from: stocked.length, to: kept } : null;
}
