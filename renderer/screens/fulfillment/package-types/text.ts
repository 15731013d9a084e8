import { texts } from '../../../kit/text.ts';

export const t = texts('fulfillment.packageTypes', {
  title: 'Boxes and bags',
  lead: 'What parcels are packed in. At the parcel bench, "box M" takes one.',
  add: 'Add box',
  none: 'No box yet. Parcels are packed all the same; their weight is compared with that of their goods alone.',
  code: 'Code',
  name: 'Name',
  measures: 'Outside, mm',
  tare: 'Empty, g',
  most: 'Bears, g',
  state: 'State',
  on: 'In use',
  off: 'Off',
});
