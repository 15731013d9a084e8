import { texts } from '../../../kit/text.ts';

export const t = texts('banking.paymentRuns', {
  title: 'Payment runs',
  all: 'All',
  waiting: 'Not sent',
  number: 'Run',
  account: 'Paid from',
  payOn: 'Carried out',
  file: 'File',
  transfers: 'Transfers',
  returned: 'Came back',
  maker: 'Made by',
  state: 'State',
  total: 'Total {{currency}}',
  make: 'New payment run',
  empty: 'Payments to suppliers that go to the bank together appear here once a run was made.',
  foot: 'Total {{total}} {{currency}}',
});
