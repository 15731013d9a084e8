import { texts } from '../../../kit/text.ts';

export const t = texts('channels.meanings', {
  title: 'SKU meanings',
  all: 'All',
  charges: 'Charges',
  sku: 'SKU of the channel',
  channel: 'Channel',
  item: 'Item here',
  itemTitle: 'Is',
  pack: 'Pack',
  charge: 'Charge',
  many: 'Map SKUs',
  empty: 'No SKU of a channel was given a meaning by hand: those that are the same here and there need none.',
});
