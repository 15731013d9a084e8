import { texts } from '../text.ts';

export const t = texts('kit.stock', {
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
});
