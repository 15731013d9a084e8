import { texts } from '../../../kit/text.ts';

export const t = texts('returns.returns', {
  loose: 'Receive goods of no known sale',
  title: 'Returns',
  all: 'All',
  number: 'Return',
  state: 'State',
  opened: 'Registered',
  received: 'Received',
  credited: 'Credited',
  order: 'Order',
  party: 'Customer',
  warehouse: 'Warehouse',
  channel: 'Channel',
  reason: 'Reason',
  empty: 'Returns appear here when goods are announced or come back. Take goods back from their invoice.',
});
