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
    if (sku === '' || sku === previous) throw new RangeError(sku === '' ? 'a stock row without SKU' : `two stock rows for ${sku}`);
    if (!Number.isSafeInteger(quantity) || quantity < 0) throw new RangeError(`${sku}: ${quantity} is not a sellable quantity`);
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
