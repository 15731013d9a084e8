import { texts } from '../../../kit/text.ts';

export const t = texts('channels.mapSkus', {
  verb: 'Map SKUs',
  channel: 'Channel',
  lines: 'SKUs and what they mean',
  sku: 'SKU of the channel',
  item: 'Item here, or item and pack',
  title: 'Is',
  charge: 'Or a charge',
  waits: 'Waits {{currency}}',
  oneLine: 'Say what one SKU means at least.',
  noCharge: 'There is no such charge. It is one of: {{charges}}.',
  goneChannel: 'There is no such channel.',
  how: 'SKUs that mean nothing yet stand here, those most money waits for on top. Paste two columns of a spreadsheet, the SKU of the channel and the item here; what stays empty is left as it is.',
});
