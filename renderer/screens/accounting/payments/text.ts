import { texts } from '../../../kit/text.ts';

export const t = texts('accounting.payments', {
  title: 'Payments',
  number: 'Payment',
  paid: 'Paid',
  kind: 'Kind',
  party: 'Party',
  order: 'Order',
  reference: 'Reference',
  amount: 'Amount {{currency}}',
  empty: 'Captures, receipts and refunds appear here.',
  all: 'All',
  captures: 'Captures',
  receipts: 'Receipts',
  refunds: 'Refunds',
  channel: 'Channel',
  foot: 'In less out {{sum}} {{currency}}',
});
