import { texts } from '../../../kit/text.ts';

export const t = texts('accounting.openItems', {
  title: 'Open items',
  account: 'Account',
  item: 'Item',
  party: 'Party',
  since: 'Since',
  due: 'Due',
  open: 'Open {{currency}}',
  empty: 'Nothing is open on this account.',
  foot: 'Open in all {{sum}} {{currency}}',
  match: 'Match items',
  debit: 'What is owed',
  credit: 'What settles it',
  amount: 'Amount {{currency}}',
  on: 'Matched on',
  choice: '{{item}}, {{amount}} open',
});
