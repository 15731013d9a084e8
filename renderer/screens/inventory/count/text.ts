import { texts } from '../../../kit/text.ts';

export const t = texts('inventory.count', {
  verb: 'Post count',
  title: 'Count a place',
  hint: 'Type what is there. Lines left empty were not counted and stay as they are.',
  place: 'Place',
  reason: 'Reason of differences',
  on: 'Counted on',
  memo: 'Note',
  lines: 'Counted',
  sku: 'SKU',
  item: 'Item',
  lot: 'Lot',
  book: 'Booked',
  counted: 'Counted',
  difference: 'Difference',
  cost: 'Unit cost {{currency}}',
  costHint: 'Only for what is found and was never received',
  oneLine: 'Type at least one counted quantity.',
  more: 'Only the first {{count, number}} products of this place are shown; count the others by their SKU in the last lines.',
});
