import { texts } from '../../../kit/text.ts';

export const t = texts('accounting.openItems', {
  title: 'Open items',
  account: 'Account',
  role: 'Account role',
  receivable: 'Owed by customers',
  deposits: 'Paid ahead',
  all: 'All accounts',
  item: 'Item',
  party: 'Party',
  since: 'Since',
  due: 'Due',
  open: 'Open {{currency}}',
  empty: 'Nothing is open here.',
  foot: 'Open in all {{sum}} {{currency}}',
  match: 'Match items',
  debit: 'What is owed',
  credit: 'What settles it',
  amount: 'Amount {{currency}}',
  on: 'Matched on',
  choice: '{{item}}, {{amount}} open',
});
