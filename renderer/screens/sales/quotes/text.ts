import { texts } from '../../../kit/text.ts';

export const t = texts('sales.quotes', {
  title: 'Quotes',
  all: 'All',
  undecided: 'Not decided',
  sent: 'Sent',
  add: 'Make quote',
  number: 'Quote',
  customer: 'Customer',
  state: 'State',
  version: 'Version',
  quoted: 'Quoted',
  until: 'Valid until',
  net: 'Net {{currency}}',
  total: 'Total {{currency}}',
  order: 'Order',
  empty: 'Prices offered to a customer until a day are a quote. Accepted, it is an order at exactly these prices.',
});
