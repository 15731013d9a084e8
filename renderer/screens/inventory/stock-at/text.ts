import { texts } from '../../../kit/text.ts';

export const t = texts('inventory.stockAt', {
  title: 'Stock at a time',
  at: 'As it was at',
  zone: 'Time in {{zone}}',
  all: 'All',
  sellable: 'Sellable',
  apart: 'Set apart',
  underWay: 'On the way',
  sku: 'SKU',
  item: 'Item',
  warehouse: 'Warehouse',
  place: 'Place',
  status: 'Status',
  onHand: 'On hand',
  empty: 'Nothing was on hand at that time.',
});
