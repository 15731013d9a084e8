import { texts } from '../../../kit/text.ts';

export const t = texts('catalog.items', {
  title: 'Products',
  state: 'State',
  all: 'All',
  active: 'Active',
  inactive: 'Not sold any more',
  sku: 'SKU',
  item: 'Item',
  category: 'Category',
  costing: 'Costing',
  unit: 'Unit',
  kind: 'Kind',
  taxClass: 'Tax class',
  price: 'Price {{currency}}',
  onHand: 'Sellable',
  reserved: 'Promised',
  available: 'Available',
  add: 'Add a product',
  name: 'Name',
  skuHint: 'As the company writes it; it stays for ever',
  empty: 'Products appear here as soon as a channel or a person brings them in.',
});
