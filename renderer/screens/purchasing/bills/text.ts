import { texts } from '../../../kit/text.ts';

export const t = texts('purchasing.bills', {
  title: 'Bills',
  all: 'All',
  number: 'Bill',
  reference: 'Supplier number',
  billed: 'Billed',
  due: 'Due',
  supplier: 'Supplier',
  written: 'As written',
  net: 'Net {{currency}}',
  tax: 'Tax {{currency}}',
  total: 'Total {{currency}}',
  open: 'To pay {{currency}}',
  empty: 'No supplier has billed anything yet. Post a bill from its purchase order.',
});
