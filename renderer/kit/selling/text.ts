import { texts } from '../text.ts';

export const t = texts('kit.selling', {
  lines: 'Lines',
  sku: 'SKU',
  item: 'Item',
  qty: 'Quantity',
  price: 'Price {{currency}}',
  listPrice: 'By list',
  ofItem: 'own price',
  noPrice: 'no price',
  discount: 'Discount %',
  taxCode: 'Tax code',
  oneLine: 'Name at least one product.',
  badCountry: 'Write a country by its two letters, such as GB.',
});
