import type { InputOf, OutputOf } from '../../../client/operations.ts';
import { type Draft, lineField, typedRows, type Wrong } from '../../../kit/form/draft.ts';
import { Reader } from '../../../kit/form/parse.ts';
import { typedShare } from '../../../kit/form/read.ts';
import { count, price } from '../../../kit/format.ts';
import { t } from './text.ts';

export type PriceList = OutputOf<'sales.getPriceList'>;
/** Customers found by the names that were typed; undefined until they are known. */
export type Found = ReadonlyMap<string, readonly string[]> | undefined;

const between = (text: string | undefined, mark: string): string[] =>
  (text ?? '').split(mark).flatMap((word) => (word.trim() === '' ? [] : [word.trim()]));

/** Names of customers as they are typed. */
export const namesIn = (text: string | undefined): string[] => between(text, ';');

/** A form as the input of its command, or what of it cannot be read. */
export function readList(
  id: string,
  { fields, lines }: Draft,
  currency: string,
  found: Found,
): { readonly input: InputOf<'sales.setPriceList'> } | { readonly wrong: Wrong } {
  const reader = new Reader();
  const { validFrom = '', validTo = '', offPercent = '' } = fields;
  const partyIds = namesIn(fields['customers']).flatMap((name) => {
    const ids = found?.get(name) ?? [];
    if (!found) reader.say('customers', t('stillLooking'));
    else if (ids.length !== 1) reader.say('customers', t(ids.length === 0 ? 'noCustomer' : 'manyCustomers', { name }));
    return ids;
  });
  const prices = typedRows(lines).map(({ line, row }) => ({
    sku: reader.text(lineField(row, 'sku'), line['sku']),
    ...((line['minQty'] ?? '').trim() === '' ? {} : { minQty: reader.quantity(lineField(row, 'minQty'), line['minQty']) }),
    priceMicros: reader.price(lineField(row, 'priceMicros'), line['priceMicros'], currency),
  }));
  const input = {
    id,
    name: reader.text('name', fields['name']),
    includesTax: fields['tax'] === 'with',
    validFrom: validFrom === '' ? null : validFrom,
    validTo: validTo === '' ? null : validTo,
    offPpm: offPercent.trim() === '' ? null : reader.share('offPercent', offPercent),
    active: fields['active'] !== 'off',
    lines: prices,
    tiers: between(fields['tiers'], ','),
    partyIds,
  };
  return reader.wrong ? { wrong: reader.wrong } : { input };
}

/** A list as it stands in the form; without one, an empty form. */
export function draftOf(list: PriceList | undefined, currency: string): Draft {
  if (!list) return { fields: { tax: 'without', active: 'on' }, lines: [{}] };
  return {
    fields: {
      name: list.name,
      tax: list.includesTax === 1 ? 'with' : 'without',
      validFrom: list.validFrom ?? '',
      validTo: list.validTo ?? '',
      offPercent: list.offPpm === null ? '' : typedShare(list.offPpm),
      tiers: list.tierCodes.join(', '),
      customers: list.parties.map((p) => p.name).join('; '),
      active: list.active === 1 ? 'on' : 'off',
    },
    lines: [...list.lines.map((l) => ({ sku: l.sku, minQty: count(l.minQty), priceMicros: price(l.priceMicros, currency) })), {}],
  };
}
