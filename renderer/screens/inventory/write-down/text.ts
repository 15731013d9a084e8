import { texts } from '../../../kit/text.ts';

export const t = texts('inventory.writeDown', {
  verb: 'Write down',
  hint: 'Stock that cannot be sold is scrapped at cost. What was promised of it is released.',
  place: 'Place',
  reason: 'Reason',
  on: 'On',
  memo: 'Note',
  lines: 'Lines',
  sku: 'SKU',
  lot: 'Lots, serial numbers',
  item: 'Item',
  qty: 'Quantity',
  oneLine: 'Name at least one product.',
});
