import type { InputOf } from '../../client/operations.ts';
import { type Draft, lineField, typedRows } from '../form/draft.ts';
import type { Reader } from '../form/parse.ts';
import { readPacked } from '../form/read.ts';
import { t } from './text.ts';

type Asked = InputOf<'sales.quotePrices'>;

const given = (text: string | undefined): text is string => (text ?? '').trim() !== '';

/** The question for the prices of the lines of a form, with the row of the table each is of. */
export function askedPrices(
  { fields, lines }: Draft,
  partyId: string | undefined,
): { readonly input: Asked | undefined; readonly rows: readonly number[] } {
  const asked = typedRows(lines).flatMap(({ line, row }) => {
    const read = readPacked(line['qty'] ?? '');
    const sku = (line['sku'] ?? '').trim();
    return read && read.qty > 0 && sku !== '' ? [{ row, line: { sku, ...read } }] : [];
  });
  if (partyId === undefined || asked.length === 0) return { input: undefined, rows: [] };
  return {
    input: { partyId, pricesIncludeTax: fields['tax'] === 'with', lines: asked.map((a) => a.line) },
    rows: asked.map((a) => a.row),
  };
}

/** The lines of an order or a quote with the row each is of; at least one is wanted. A line without a price takes that of the list. */
export function readSaleLines({ lines }: Draft, currency: string, reader: Reader) {
  const rows = typedRows(lines);
  if (rows.length === 0) reader.say(lineField(0, 'sku'), t('oneLine'));
  return rows.map(({ line, row }) => ({
    row,
    line: {
      sku: reader.text(lineField(row, 'sku'), line['sku']),
      ...reader.packed(lineField(row, 'qty'), line['qty']),
      ...(given(line['price']) ? { unitPriceMicros: reader.price(lineField(row, 'price'), line['price'], currency) } : {}),
      ...(given(line['discount']) ? { discountPpm: reader.share(lineField(row, 'discount'), line['discount']) } : {}),
      ...(given(line['taxCode']) ? { taxCode: line['taxCode'].trim() } : {}),
    },
  }));
}

/** The country goods go to: as typed, or that of the customer where nothing is; empty where neither is known. */
export function readCountry({ fields }: Draft, ofCustomer: string | null | undefined, reader: Reader): string {
  if (!given(fields['country'])) return ofCustomer ?? '';
  const country = fields['country'].trim().toUpperCase();
  if (!/^[A-Z]{2}$/.test(country)) reader.say('country', t('badCountry'));
  return country;
}
