import { texts } from '../../../kit/text.ts';

export const t = texts('accounting.reopening', {
  periods: 'Periods',
  title: '{{area}}, {{from}} to {{to}}',
  opened: 'Opened again',
  by: 'Asked by',
  reason: 'Reason',
  entries: 'Entries since',
  debit: 'Debits {{currency}}',
  accounts: 'Balances at {{day}}',
  code: 'Account',
  name: 'Name',
  before: 'Before {{currency}}',
  change: 'Change {{currency}}',
  after: 'After {{currency}}',
  number: 'Number',
  posted: 'Posted on',
  document: 'Document of',
  memo: 'What',
  postedBy: 'Posted by',
  none: 'Nothing was posted into these days since they were opened again.',
  posting: 'Entries posted into these days since',
});
