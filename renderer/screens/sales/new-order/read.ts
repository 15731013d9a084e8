import type { InputOf, OutputOf } from '../../../client/operations.ts';
import { type Draft, lineField, typedRows, type Wrong } from '../../../kit/form/draft.ts';
import { Reader } from '../../../kit/form/parse.ts';
import { readPacked } from '../../../kit/form/read.ts';
import { t } from './text.ts';

export type Customer = OutputOf<'parties.listParties'>['rows'][number];
export type Quote = OutputOf<'sales.quotePrices'>['rows'][number];
type QuoteInput = InputOf<'sales.quotePrices'>;

export const PAYMENTS = ['on-account', 'before-shipment', 'at-shipment'] as const;
type Payment = (typeof PAYMENTS)[number];

/** What an order is taken with besides what is typed. */
export interface Known {
  readonly id: string;
  readonly currency: string;
  readonly today: string;
  readonly customer: Customer | undefined;
}

const given = (text: string | undefined): text is string => (text ?? '').trim() !== '';

/** The question for the prices of the lines, with the row of the table each is of. */
export function quoteOf(
  { fields, lines }: Draft,
  partyId: string | undefined,
): { readonly input: QuoteInput | undefined; readonly rows: readonly number[] } {
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

/** A form as the input of its command, or what of it cannot be read. A line without a price takes that of the list. */
export function readOrder(
  { fields, lines }: Draft,
  { id, currency, today, customer }: Known,
): { readonly input: InputOf<'sales.acceptOrder'> } | { readonly wrong: Wrong } {
  const reader = new Reader();
  const rows = typedRows(lines);
  if (!customer) reader.say('customer', t('noCustomer'));
  if (rows.length === 0) reader.say(lineField(0, 'sku'), t('oneLine'));
  const country = given(fields['country']) ? fields['country'].trim().toUpperCase() : (customer?.country ?? '');
  if (given(fields['country']) && !/^[A-Z]{2}$/.test(country)) reader.say('country', t('badCountry'));
  const { promisedOn = '' } = fields;
  const input = {
    id,
    partyId: customer?.id ?? '',
    orderedAt: new Date().toISOString(),
    orderedOn: today,
    currency,
    country,
    payment: (fields['payment'] ?? 'on-account') as Payment,
    pricesIncludeTax: fields['tax'] === 'with',
    ...(promisedOn === '' ? {} : { promisedOn }),
    lines: rows.map(({ line, row }) => ({
      sku: reader.text(lineField(row, 'sku'), line['sku']),
      ...reader.packed(lineField(row, 'qty'), line['qty']),
      ...(given(line['price']) ? { unitPriceMicros: reader.price(lineField(row, 'price'), line['price'], currency) } : {}),
      ...(given(line['discount']) ? { discountPpm: reader.share(lineField(row, 'discount'), line['discount']) } : {}),
      ...(given(line['taxCode']) ? { taxCode: line['taxCode'].trim() } : {}),
    })),
  };
  return reader.wrong ? { wrong: reader.wrong } : { input };
}
