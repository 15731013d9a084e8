import { texts } from '../../../kit/text.ts';

export const t = texts('returns.newReturn', {
  verb: 'Receive goods of no known sale',
  hint: 'A parcel came back and nobody can tell of which order. Goods of an order are taken back from its invoice.',
  customer: 'Customer',
  customerHint: 'Begin to type the name',
  noCustomer: 'Choose a customer from those offered.',
  warehouse: 'Into quarantine of',
  reason: 'Reason',
  none: 'None given',
  on: 'Received on',
  lines: 'Lines',
  sku: 'SKU',
  item: 'Item',
  qty: 'Quantity',
  lot: 'Lots, serial numbers',
  cost: 'Unit cost {{currency}}',
  oneLine: 'Name at least one product.',
});
