import { texts } from '../../../kit/text.ts';

export const t = texts('inventory.receive', {
  verb: 'Receive goods',
  hint: 'Goods that have no purchase order. What is owed for them waits under the receipt until a bill comes.',
  warehouse: 'Into',
  place: 'Place',
  stockPlace: 'Stock place of the warehouse',
  on: 'Received on',
  memo: 'Note',
  lines: 'Lines',
  sku: 'SKU',
  item: 'Item',
  qty: 'Quantity',
  cost: 'Unit cost {{currency}}',
  lot: 'Lots, serial numbers',
  expires: 'Last day',
  oneLine: 'Name at least one product.',
});
