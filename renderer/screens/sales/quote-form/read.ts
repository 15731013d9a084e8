import type { InputOf, OutputOf } from '../../../client/operations.ts';
import type { Draft, Wrong } from '../../../kit/form/draft.ts';
import type { Reader } from '../../../kit/form/parse.ts';
import { typedShare } from '../../../kit/form/read.ts';
import { count, price } from '../../../kit/format.ts';
import { readCountry, readSaleLines } from '../../../kit/selling/read-lines.ts';
import { t } from './text.ts';

export type Quote = OutputOf<'sales.getQuote'>;
type Terms = Omit<InputOf<'sales.makeQuote'>, 'quoteId' | 'partyId'>;

/** What the form does not show of a line that is still of the same product: its own title, and a discount in money. */
const keptOf = (was: Quote['lines'][number] | undefined, sku: string) =>
  was === undefined || was.sku !== sku ? {} : { title: was.title, discount: was.discount };

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
  draft: Draft,
  currency: string,
  country: string | undefined,
  reader: Reader,
  was: readonly Quote['lines'][number][] = [],
): { readonly terms: Terms } | { readonly wrong: Wrong } {
  const { fields } = draft;
  const goods = was.filter((l) => l.kind === 'item');
  const sold = readSaleLines(draft, currency, reader);
  const to = readCountry(draft, country, reader);
  if (to === '') reader.say('country', t('noCountry'));
  const { validUntil = '', memo = '' } = fields;
  if (validUntil === '') reader.say('validUntil', t('noDay'));
  const terms: Terms = {
    validUntil,
    country: to,
    pricesIncludeTax: fields['tax'] === 'with',
    memo: memo.trim(),
    lines: [...sold.map(({ row, line }) => ({ ...keptOf(goods[row], line.sku), ...line })), ...chargesOf(was)],
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
