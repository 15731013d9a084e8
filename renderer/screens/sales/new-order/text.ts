import { texts } from '../../../kit/text.ts';

export const t = texts('sales.newOrder', {
  verb: 'Take order',
  customer: 'Customer',
  customerHint: 'Type the beginning of a name',
  noCustomer: 'Choose one of the customers.',
  country: 'To country',
  countryHint: 'Left empty, that of the customer',
  promised: 'Promised on',
  payment: 'Payment',
  tax: 'Prices are',
  withTax: 'with tax',
  withoutTax: 'without tax',
  above: 'Discounts above my limit',
  'above-no': 'are refused',
  'above-yes': 'wait for approval',
});
