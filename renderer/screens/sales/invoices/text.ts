import { texts } from '../../../kit/text.ts';

export const t = texts('sales.invoices', {
  printThem: 'Print',
  title: 'Invoices',
  all: 'All',
  invoices: 'Invoices',
  notes: 'Credit notes',
  number: 'Document',
  issued: 'Issued',
  what: 'Kind',
  order: 'Order',
  party: 'Customer',
  channel: 'Channel',
  net: 'Net {{currency}}',
  tax: 'Tax {{currency}}',
  total: 'Total {{currency}}',
  empty: 'Invoices appear here as goods are shipped.',
  foot: 'Net {{net}} · Tax {{tax}} · Total {{total}} {{currency}}',
});
