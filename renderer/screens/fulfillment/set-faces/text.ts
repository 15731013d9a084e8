import { texts } from '../../../kit/text.ts';

export const t = texts('fulfillment.setFaces', {
  title: 'Set pick faces',
  faces: 'Pick faces',
  save: 'Save pick faces',
  warehouse: 'Warehouse',
  paste: 'Rows of a spreadsheet can be pasted: SKU, bin, minimum, maximum. A product that has a face gets this one.',
  sku: 'SKU',
  item: 'Product',
  place: 'Bin',
  min: 'Minimum',
  max: 'Maximum',
  none: 'Write a SKU and its bin',
});
