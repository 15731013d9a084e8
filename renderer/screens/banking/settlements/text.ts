import { texts } from '../../../kit/text.ts';

export const t = texts('banking.settlements', {
  title: 'Settlements',
  all: 'All',
  incomplete: 'Incomplete',
  settlement: 'Settlement',
  channel: 'Channel',
  paid: 'Paid',
  opening: 'Opening {{currency}}',
  transactions: 'Transactions {{currency}}',
  payout: 'Payout {{currency}}',
  closing: 'Closing {{currency}}',
  state: 'State',
  import: 'Import settlement',
  empty: 'Settlements of marketplaces and payment providers appear here once one was imported.',
  foot: 'Paid out {{payout}} {{currency}}',
});
