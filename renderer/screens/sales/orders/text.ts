import { texts } from '../../../kit/text.ts';

export const t = texts('sales.orders', {
  title: 'Orders',
  all: 'All',
  open: 'Open',
  completed: 'Completed',
  cancelled: 'Cancelled',
  empty: 'Orders appear here as soon as a channel brings them in.',
  totals: 'Net {{net}} · Tax {{tax}} · Total {{total}} {{currency}}',
  number: 'Order',
  ordered: 'Ordered',
  channelNumber: 'Channel number',
  channel: 'Channel',
  customer: 'Customer',
  country: 'To',
  state: 'State',
  promised: 'Promised',
  net: 'Net {{currency}}',
  tax: 'Tax {{currency}}',
  total: 'Total {{currency}}',
});
