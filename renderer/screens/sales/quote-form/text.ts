import { texts } from '../../../kit/text.ts';

export const t = texts('sales.quoteForm', {
  verb: 'Make quote',
  revise: 'Revise quote',
  decided: '{{number}} is decided on and stands as it is.',
  customer: 'Customer',
  customerHint: 'Type the beginning of a name',
  noCustomer: 'Choose one of the customers.',
  country: 'To country',
  countryHint: 'Left empty, that of the customer',
  noCountry: 'Say where the customer is: no country is known.',
  until: 'Valid until',
  noDay: 'Name the last day the quote can be accepted.',
  tax: 'Prices are',
  withTax: 'with tax',
  withoutTax: 'without tax',
  memo: 'Note for the customer',
});
