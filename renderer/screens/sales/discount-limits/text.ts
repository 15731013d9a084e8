import { texts } from '../../../kit/text.ts';

export const t = texts('sales.discountLimits', {
  title: 'Discount limits',
  hint: 'How far below the price of its list, or its own, people of a role may sell a product when they take or change an order. Beyond that somebody with the right to give discounts has to approve. Who has several roles has the highest of their limits.',
  role: 'Role',
  limit: 'Limit',
  none: 'No limit',
  set: 'Set limit',
  percent: 'Most of a price, in percent',
  percentHint: 'Left empty, there is no limit',
  empty: 'There is no role yet.',
});
