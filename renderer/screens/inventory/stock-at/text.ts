import { texts } from '../../../kit/text.ts';

export const t = texts('inventory.stockAt', {
  title: 'Stock at a time',
  at: 'As it was at',
  zone: 'Time in {{zone}}',
  empty: 'Nothing was on hand at that time.',
});
