import { texts } from '../../../kit/text.ts';

export const t = texts('accounting.journalEntries', {
  title: 'Journal entries',
  all: 'All',
  SAL: 'Sales',
  PUR: 'Purchases',
  STK: 'Stock',
  BNK: 'Bank',
  GEN: 'General',
  number: 'Entry',
  posted: 'Posted',
  document: 'Document',
  journal: 'Journal',
  source: 'Source',
  kind: 'Kind of source',
  memo: 'Memo',
  debit: 'Debit = credit {{currency}}',
  reverses: 'Reverses',
  anEntry: 'An entry',
  empty: 'Entries appear here as documents are posted.',
});
