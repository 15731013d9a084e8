import { texts } from '../../../kit/text.ts';

export const t = texts('inventory.lots', {
  title: 'Lots',
  all: 'All',
  onSale: 'May be sold',
  stopped: 'Blocked or expired',
  code: 'Lot or serial number',
  sku: 'SKU',
  item: 'Item',
  state: 'State',
  expires: 'Last day',
  bestBefore: 'Best before',
  soldUntil: 'Sold until',
  soldUntilHint: 'The last day it may be promised and leave to customers',
  noEnd: 'No end',
  onHand: 'On hand',
  empty: 'No lots yet. They come with the first receipt of a product that is tracked by lot or serial number.',
});
