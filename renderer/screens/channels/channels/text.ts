import { texts } from '../../../kit/text.ts';

export const t = texts('channels.channels', {
  title: 'Channels',
  code: 'Code',
  name: 'Channel',
  connector: 'Connector',
  currency: 'Currency',
  payment: 'Money',
  empty: 'No channel is connected yet.',
});
