import { texts } from '../../../kit/text.ts';

export const t = texts('purchasing.orders', {
  title: 'Purchase orders',
  add: 'New purchase order',
  all: 'All',
  number: 'Order',
  state: 'State',
  ordered: 'Ordered',
  expected: 'Expected',
  supplier: 'Supplier',
  warehouse: 'Warehouse',
  memo: 'Note',
  empty: 'Nothing has been ordered yet. Write the first purchase order.',
});
