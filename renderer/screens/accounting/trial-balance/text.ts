import { texts } from '../../../kit/text.ts';

export const t = texts('accounting.trialBalance', {
  title: 'Trial balance',
  from: 'From',
  through: 'Through',
  unused: 'Accounts without movement',
  sign: '{{currency}}, debit positive',
  account: 'Account',
  name: 'Name',
  type: 'Type',
  opening: 'Opening',
  debit: 'Debit',
  credit: 'Credit',
  balance: 'Balance',
  total: 'Total',
  empty: 'Nothing has been posted up to this day.',
});
