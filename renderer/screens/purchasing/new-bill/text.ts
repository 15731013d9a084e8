import { texts } from '../../../kit/text.ts';

export const t = texts('purchasing.newBill', {
  verb: 'Post bill',
  reference: 'Supplier number',
  on: 'Billed on',
  due: 'Due on',
  dueHint: 'Left empty: by the payment terms',
  terms: 'Payment terms',
  noTerms: 'None',
  memo: 'Note',
  lines: 'Lines',
  line: 'No.',
  sku: 'SKU',
  item: 'Item',
  received: 'Here',
  billed: 'Billed',
  qty: 'Bill says',
  price: 'Price {{currency}}',
  oneLine: 'State what the bill is for.',
});
