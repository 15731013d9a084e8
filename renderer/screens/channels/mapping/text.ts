import { texts } from '../../../kit/text.ts';

export const t = texts('channels.mapping', {
  title: 'Unknown SKUs',
  sku: 'SKU of the channel',
  channel: 'Channel',
  detail: 'Where it came from',
  times: 'Times',
  amount: 'Waits {{currency}}',
  since: 'Since',
  byMoney: 'By what waits',
  byTimes: 'By how often',
  foot: 'Waits in all {{sum}} {{currency}}',
  empty: 'Every SKU that came has a meaning here.',
  means: '{{sku}} means',
  placeholder: 'SKU of an item here, or EGG BOX6 for a pack; Enter',
  many: 'Map many',
  mapped_one: '{{sku}} is mapped. {{count, number}} record came in.',
  mapped_other: '{{sku}} is mapped. {{count, number}} records came in.',
});
