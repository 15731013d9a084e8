import type { InputOf, OutputOf } from '../../../client/operations.ts';
import { type Draft, lineField, typedRows, type Wrong } from '../../../kit/form/draft.ts';
import type { Reader } from '../../../kit/form/parse.ts';
import { readPacked, typedShare } from '../../../kit/form/read.ts';
import { count, price } from '../../../kit/format.ts';
import { t } from './text.ts';

export type Quote = OutputOf<'sales.getQuote'>;
export type ListPrice = OutputOf<'sales.quotePrices'>['rows'][number];
type Asked = InputOf<'sales.quotePrices'>;
type Terms = Omit<InputOf<'sales.makeQuote'>, 'quoteId' | 'partyId'>;

const given = (text: string | undefined): text is string => (text ?? '').trim() !== '';

/** The question for the prices of the lines, with the row of the table each is of. */
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

/** What the form does not show of a line that is still of the same product: its own title, and a discount in money. */
const keptOf = (was: Quote['lines'][number] | undefined, sku: string | undefined) =>
  was === undefined || was.sku !== (sku ?? '').trim() ? {} : { title: was.title, discount: was.discount };

/** Postage and other charges of the version before: they stand in no row of the form and go on as they are. */
const chargesOf = (was: readonly Quote['lines'][number][]): Terms['lines'] =>
  was
    .filter((l) => l.kind === 'charge')
    .map((l) => ({
      kind: 'charge' as const,
      sku: l.sku,
      title: l.title,
      qty: l.qty,
      unitPriceMicros: l.unitPriceMicros,
      discount: l.discount,
      discountPpm: l.discountPpm,
      ...(l.taxCode === null ? {} : { taxCode: l.taxCode }),
      ...(l.revenueRole === null ? {} : { revenueRole: l.revenueRole }),
    }));

/**
 * What a quote says, from the form; `country` is where the customer is, `was` the lines of the version before. A line without a price
 * takes that of the list.
 */
export function readTerms(
  { fields, lines }: Draft,
  currency: string,
  country: string | undefined,
  reader: Reader,
  was: readonly Quote['lines'][number][] = [],
): { readonly terms: Terms } | { readonly wrong: Wrong } {
  const rows = typedRows(lines);
  const goods = was.filter((l) => l.kind === 'item');
  if (rows.length === 0) reader.say(lineField(0, 'sku'), t('oneLine'));
  const to = given(fields['country']) ? fields['country'].trim().toUpperCase() : (country ?? '');
  if (!/^[A-Z]{2}$/.test(to)) reader.say('country', t('badCountry'));
  const { validUntil = '', memo = '' } = fields;
  if (validUntil === '') reader.say('validUntil', t('noDay'));
  const terms: Terms = {
    validUntil,
    country: to,
    pricesIncludeTax: fields['tax'] === 'with',
    memo: memo.trim(),
    lines: [
      ...rows.map(({ line, row }) => ({
        ...keptOf(goods[row], line['sku']),
        sku: reader.text(lineField(row, 'sku'), line['sku']),
        ...reader.packed(lineField(row, 'qty'), line['qty']),
        ...(given(line['price']) ? { unitPriceMicros: reader.price(lineField(row, 'price'), line['price'], currency) } : {}),
        ...(given(line['discount']) ? { discountPpm: reader.share(lineField(row, 'discount'), line['discount']) } : {}),
        ...(given(line['taxCode']) ? { taxCode: line['taxCode'].trim() } : {}),
      })),
      ...chargesOf(was),
    ],
  };
  return reader.wrong ? { wrong: reader.wrong } : { terms };
}

/** A quote as its form begins when it is revised: prices a list named are left to the list, those a person named stand. */
export const draftOf = (quote: Quote, currency: string): Draft => ({
  fields: {
    country: quote.country,
    validUntil: quote.over ? '' : quote.validUntil,
    tax: quote.pricesIncludeTax ? 'with' : 'without',
    memo: quote.memo,
  },
  lines: [
    ...quote.lines
      .filter((l) => l.kind === 'item')
      .map((l) => ({
        sku: l.sku,
        qty: `${count(l.qty)} ${l.pack ?? ''}`.trim(),
        ...(l.priceBasis === null ? { price: price(l.unitPriceMicros, currency) } : {}),
        ...(l.discountPpm === 0 ? {} : { discount: typedShare(l.discountPpm) }),
        ...(l.taxCode === null ? {} : { taxCode: l.taxCode }),
      })),
    {},
  ],
});
