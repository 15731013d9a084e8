import { texts } from '../../../kit/text.ts';

export const t = texts('sales.customers', {
  title: 'Customers',
  customers: 'Customers',
  suppliers: 'Suppliers',
  all: 'Everybody',
  name: 'Name',
  kind: 'Kind',
  country: 'Country',
  countryHint: 'ISO 3166, GB or DE',
  email: 'E-mail',
  phone: 'Phone',
  number: 'Their number',
  source: 'Came from',
  erased: 'Erased',
  empty: 'Customers appear here with their first order, or when they are added.',
  add: 'Add customer',
});
