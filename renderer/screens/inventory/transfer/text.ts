import { texts } from '../../../kit/text.ts';

export const t = texts('inventory.transfer', {
  verb: 'Move stock',
  hint: 'Cost and first date travel along.',
  from: 'From',
  to: 'To',
  how: 'How',
  atOnce: 'At once',
  underWay: 'Sent now, received later',
  on: 'Moved on',
  memo: 'Note',
  lines: 'Lines',
  sku: 'SKU',
  lot: 'Lots, serial numbers',
  item: 'Item',
  qty: 'Quantity',
  oneLine: 'Name at least one product.',
});
