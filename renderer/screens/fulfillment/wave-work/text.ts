import { texts } from '../../../kit/text.ts';

export const t = texts('fulfillment.waveWork', {
  title: 'Put back and missing',
  putBacks: 'To be put back',
  missing: 'Not found by pickers',
  sku: 'SKU',
  from: 'From',
  to: 'To',
  place: 'Place',
  qty: 'Quantity',
  order: 'Order',
  wave: 'Wave',
  warehouse: 'Warehouse',
  since: 'Since',
  putBack: 'Put back {{sku}}',
  code: 'Code of the place',
  codeHint: 'Scan the place the goods stand in now: {{place}}',
  close: 'Close {{sku}}',
  found: 'Found',
  foundHint: 'Of {{count, number}} missing; the rest is posted as lost',
  noPutBack: 'Nothing stands in staging without an order.',
  noMissing: 'Nobody is looking for anything.',
});
