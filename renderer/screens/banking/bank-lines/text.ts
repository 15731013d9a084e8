import { texts } from '../../../kit/text.ts';

export const t = texts('banking.bankLines', {
  title: 'Bank lines',
  waiting: 'Open',
  all: 'All',
  booked: 'Booked',
  value: 'Value day',
  account: 'Bank account',
  statement: 'Statement',
  name: 'Name',
  number: 'Their number',
  label: 'Words',
  reference: 'Reference',
  state: 'State',
  amount: 'Amount {{currency}}',
  open: 'Open {{currency}}',
  empty: 'Lines of bank statements appear here once a statement was imported.',
  foot: 'In less out {{amount}}, open {{open}} {{currency}}',
});
