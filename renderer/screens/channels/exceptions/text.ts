import { texts } from '../../../kit/text.ts';

export const t = texts('channels.exceptions', {
  title: 'Exceptions',
  open: 'Open',
  closed: 'Closed',
  all: 'All',
  state: 'State',
  kind: 'What',
  channel: 'Channel',
  subject: 'Subject',
  detail: 'Why',
  amount: 'Amount {{currency}}',
  times: 'Times',
  since: 'Since',
  foot: 'Amount {{sum}} {{currency}}',
  close: 'Close exceptions',
  resolution: 'What was decided',
  resolutionHint: 'Such as: asked the marketplace, refunded by it',
  empty: 'Nothing waits for a person.',
});
