import { texts } from '../../../kit/text.ts';

export const t = texts('banking.bankStatements', {
  title: 'Bank statements',
  all: 'All',
  reference: 'Statement',
  account: 'Bank account',
  format: 'Format',
  from: 'From',
  to: 'To',
  opening: 'Opening {{currency}}',
  closing: 'Closing {{currency}}',
  lines: 'Lines',
  imported: 'Imported',
  empty: 'Statements appear here once one was imported on the page of its bank account.',
});
