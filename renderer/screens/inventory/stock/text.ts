import { texts } from '../../../kit/text.ts';

export const t = texts('inventory.stock', {
  title: 'Stock',
  reserved: 'Promised',
  reservedHint: 'Promised of this product in the whole warehouse',
  available: 'Available',
  value: 'Value {{currency}}',
  total: 'On hand {{qty}}',
  empty: 'Nothing is on hand here. Stock appears with the first receipt.',
});
