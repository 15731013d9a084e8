import { texts } from '../../../kit/text.ts';

export const t = texts('catalog.standardCosts', {
  verb: 'Change standard costs',
  hint: 'What is in stock at standard is revalued. The preview tells the effect of each product.',
  on: 'From day on',
  memo: 'Note',
  lines: 'Products',
  sku: 'SKU',
  item: 'Item',
  cost: 'Standard cost {{currency}}',
  oneLine: 'Name at least one product.',
});
