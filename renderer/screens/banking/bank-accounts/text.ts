import { texts } from '../../../kit/text.ts';

export const t = texts('banking.bankAccounts', {
  title: 'Bank accounts',
  name: 'Bank account',
  number: 'IBAN or number',
  numberHint: 'As it stands on the statements, which are refused for another account',
  account: 'Account',
  ownAccount: 'One of its own',
  says: 'Bank says {{currency}}',
  asOf: 'As of',
  openLines: 'Open lines',
  open: 'Open {{currency}}',
  unseen: 'Not at the bank {{currency}}',
  ledger: 'In the books {{currency}}',
  start: 'Balance before the first statement {{currency}}',
  startHint: 'What the bank says stood there; nothing is posted',
  add: 'Open bank account',
  empty: 'Bank accounts appear here with what the bank says beside the books. Open the first one to import statements.',
});
