import { texts } from '../../../kit/text.ts';

export const t = texts('inventory.moves', {
  title: 'Stock moves',
  on: 'On',
  sku: 'SKU',
  from: 'From',
  to: 'To',
  by: 'By',
  reason: 'Reason',
  qty: 'Quantity',
  value: 'Value {{currency}}',
  kind: 'Kind of document',
  all: 'All',
  shipped: 'Shipped',
  empty: 'Every receipt, shipment, transfer and count appears here as it moves stock.',
});
