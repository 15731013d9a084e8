import { texts } from '../../../kit/text.ts';

export const t = texts('channels.inbox', {
  title: 'Inbox',
  waiting: 'Waiting',
  all: 'All',
  record: 'Record',
  number: 'No.',
  kind: 'Kind',
  channel: 'Channel',
  state: 'State',
  run: 'Run',
  placed: 'Placed',
  why: 'Why',
  order: 'Order',
  amount: 'Amount {{currency}}',
  foot: 'Amount {{sum}} {{currency}}',
  empty: 'Nothing that a channel delivered waits.',
});
