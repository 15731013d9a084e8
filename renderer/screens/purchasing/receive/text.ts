import { texts } from '../../../kit/text.ts';

export const t = texts('purchasing.receive', {
  verb: 'Receive order',
  into: 'Into',
  stockPlace: 'Stock of the warehouse',
  on: 'Received on',
  deliveryNote: 'Delivery note',
  over: 'More than ordered',
  tolerance: 'Only within the tolerance',
  accept: 'Accept it',
  where: 'Goods are',
  here: 'In the warehouse',
  underWay: 'Handed over by the supplier, on their way',
  lines: 'Lines',
  line: 'No.',
  sku: 'SKU',
  item: 'Item',
  ordered: 'Ordered',
  received: 'Here',
  qty: 'Arrives',
  oneLine: 'State what arrives.',
});
