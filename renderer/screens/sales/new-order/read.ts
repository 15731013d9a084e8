import type { InputOf, OutputOf } from '../../../client/operations.ts';
import type { Draft, Wrong } from '../../../kit/form/draft.ts';
import { Reader } from '../../../kit/form/parse.ts';
import { readCountry, readSaleLines } from '../../../kit/selling/read-lines.ts';
import { t } from './text.ts';

export type Customer = OutputOf<'parties.listParties'>['rows'][number];

export const PAYMENTS = ['on-account', 'before-shipment', 'at-shipment'] as const;
type Payment = (typeof PAYMENTS)[number];

/** What an order is taken with besides what is typed. */
export interface Known {
  readonly id: string;
  readonly currency: string;
  readonly today: string;
  readonly customer: Customer | undefined;
}

/** A form as the input of its command, or what of it cannot be read. A line without a price takes that of the list. */
export function readOrder(
  draft: Draft,
  { id, currency, today, customer }: Known,
): { readonly input: InputOf<'sales.acceptOrder'> } | { readonly wrong: Wrong } {
  const { fields } = draft;
  const reader = new Reader();
  if (!customer) reader.say('customer', t('noCustomer'));
  const sold = readSaleLines(draft, currency, reader);
  const country = readCountry(draft, customer?.country, reader);
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
    lines: sold.map((l) => l.line),
  };
  return reader.wrong ? { wrong: reader.wrong } : { input };
}
