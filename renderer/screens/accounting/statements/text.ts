import { texts } from '../../../kit/text.ts';

export const t = texts('accounting.statements', {
  title: 'Statements',
  'profit-and-loss': 'Profit and loss',
  'balance-sheet': 'Balance sheet',
  'cash-flow': 'Cash flow',
  from: 'From',
  through: 'Through',
  on: 'On',
  accounts: 'Accounts',
  name: 'Name',
  empty: 'Nothing has been posted in these days.',
  wrongDays: 'The first day comes after the last. Choose an earlier first day.',
  toResult: '{{currency}}, income positive, expense negative',
  toPosition: '{{currency}}, what is owned, then what is owed and equity',
  toCash: '{{currency}}, money in positive, money out negative',
  part: 'Part',
  code: 'Account',
  until: 'to {{day}}',
  days: '{{from}} to {{to}}',
});
