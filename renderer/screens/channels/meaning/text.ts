import { texts } from '../../../kit/text.ts';

export const t = texts('channels.meaning', {
  meanings: 'SKU meanings',
  means: '{{sku}} means',
  channel: 'Channel',
  item: 'Item here',
  itemHint: 'SKU of an item here, with the code of a pack behind it where the listing sells packs: EGG BOX6',
  pack: 'Pack',
  charge: 'Charge',
  change: 'Change meaning',
  toCharge: 'Make it a charge',
  forget: 'Forget meaning',
  history: 'History',
  gone: 'This SKU was given no meaning by hand.',
});
