import { texts } from '../../../kit/text.ts';

export const t = texts('channels.record', {
  channels: 'Channels',
  kind: 'Kind',
  why: 'Why',
  channel: 'Channel',
  order: 'Order',
  amount: 'Amount {{currency}}',
  placed: 'Placed',
  received: 'Received',
  hash: 'SHA-256 of the original',
  raw: 'As delivered',
  erased: 'The content was erased; its hash stays.',
});
