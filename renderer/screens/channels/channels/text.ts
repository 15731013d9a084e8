import { texts } from '../../../kit/text.ts';

export const t = texts('channels.channels', {
  title: 'Channels',
  code: 'Code',
  name: 'Channel',
  connector: 'Connector',
  currency: 'Currency',
  payment: 'Money',
  connect: 'Connect a channel',
  codeHint: 'Short, without blanks: it names the clearing account of the channel',
  csv: 'CSV files',
  zone: 'Time zone',
  zoneHint: 'In which the channel writes its times',
  empty: 'No channel is connected yet.',
});
