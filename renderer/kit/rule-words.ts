import type { OutputOf } from '../client/operations.ts';
import { count, money, words } from './format.ts';
import { texts } from './text.ts';

export type HoldRule = OutputOf<'sales.listOrderRules'>['rows'][number];
export type RuleTest = HoldRule['test'];

const PER_CENT = 10_000;
const t = texts('kit.ruleWords', {
  'total-mismatch': 'A total that is not the one of the channel',
  'negative-total': 'An order of less than nothing',
  'negative-line': 'Goods at a negative price',
  'zero-price': 'Goods free of charge',
  'deep-discount': 'A discount of more than {{limit}} %',
  'margin-floor': 'A margin below {{limit}} %',
  'huge-quantity': 'More than {{limit}} of one product',
  'high-value': 'A total of more than {{limit}}',
  'fraud-score': 'A fraud score of {{limit}} or more',
  velocity: 'Order {{limit}} of a customer within {{hours}} hours',
  'new-address': 'The first order to an address, of more than {{limit}}',
  'address-mismatch': 'An address of the card that is a {{limit}}',
  'address-incomplete-country': 'No country to ship to',
  'address-incomplete-street': 'No full address to ship to',
  payment: 'Less paid than is due before shipment',
  'customer-hold': 'A customer on payment hold',
  'credit-limit': 'A customer above the credit limit',
  'restricted-goods': 'Goods that must not go to {{limit}}',
  stock: 'More than is in stock',
  'price-list': 'A price more than {{limit}} % off the price list',
});

/** What a rule looks for, with its limits, as the beginning of a sentence. */
export function testWords(test: RuleTest, currency: string): string {
  switch (test.kind) {
    case 'deep-discount':
    case 'price-list':
      return t(test.kind, { limit: String(test.abovePpm / PER_CENT) });
    case 'margin-floor':
      return t(test.kind, { limit: String(test.belowPpm / PER_CENT) });
    case 'huge-quantity':
      return t(test.kind, { limit: count(test.above) });
    case 'high-value':
    case 'new-address':
      return t(test.kind, { limit: `${money(test.above, currency)} ${currency}` });
    case 'fraud-score':
      return t(test.kind, { limit: count(test.from) });
    case 'velocity':
      return t(test.kind, { limit: count(test.orders), hours: count(test.hours) });
    case 'address-mismatch':
      return t(test.kind, { limit: test.results.map((r) => words(r).toLowerCase()).join(', ') });
    case 'address-incomplete':
      return t(`address-incomplete-${test.needs}`);
    case 'restricted-goods':
      return t(test.kind, { limit: test.countries.join(', ') });
    default:
      return t(test.kind);
  }
}
