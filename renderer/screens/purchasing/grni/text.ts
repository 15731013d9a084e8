import { texts } from '../../../kit/text.ts';

export const t = texts('purchasing.grni', {
  title: 'Goods received not invoiced',
  all: 'All',
  number: 'Order or receipt',
  line: 'Line',
  sku: 'SKU',
  supplier: 'Supplier',
  since: 'Since',
  age: 'Age',
  days_one: '{{count, number}} day',
  days_other: '{{count, number}} days',
  units: 'Units',
  open: 'Open {{currency}}',
  empty: 'Everything that came has been billed, and everything billed has come.',
});
