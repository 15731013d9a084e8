import { texts } from '../../../kit/text.ts';

export const t = texts('sales.customers', {
  title: 'Customers',
  begins: 'Name begins with',
  name: 'Name',
  kind: 'Kind',
  country: 'Country',
  email: 'E-mail',
  phone: 'Phone',
  number: 'Their number',
  erased: 'Erased',
  empty: 'Customers appear here with their first order, or when they are added.',
  none: 'No name begins like that.',
  add: 'Add customer',
});
