import { texts } from '../../../kit/text.ts';

export const t = texts('fulfillment.pickFaces', {
  title: 'Pick faces',
  set: 'Set pick faces',
  drop: 'Take a face away',
  warehouse: 'Warehouse',
  find: 'SKU',
  hint: 'A product is picked from its face first; every other place it lies in is its reserve',
  sku: 'SKU',
  item: 'Product',
  place: 'Face',
  min: 'Minimum',
  max: 'Maximum',
  free: 'There',
  freeHint: 'On hand less what pickers are sent for',
  coming: 'On its way',
  reserve: 'In reserve',
  empty: 'No product has a pick face here.',
});
