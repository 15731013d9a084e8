import { texts } from '../../../kit/text.ts';

export const t = texts('inventory.stockValue', {
  title: 'Stock value',
  through: 'At the end of',
  today: 'Empty: now',
  bySku: 'By SKU',
  areas: 'Areas and their accounts',
  noAreas: 'No warehouse was made yet.',
  area: 'Area',
  worth: 'Stock {{currency}}',
  books: 'Books {{currency}}',
  gap: 'Difference',
  all: 'All together',
  sku: 'SKU',
  item: 'Product',
  method: 'Cost method',
  qty: 'On hand',
  value: 'Value {{currency}}',
  foot: '{{sum}} {{currency}}',
  empty: 'Nothing was on hand at the end of that day.',
});
