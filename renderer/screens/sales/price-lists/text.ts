import { texts } from '../../../kit/text.ts';

export const t = texts('sales.priceLists', {
  title: 'Price lists',
  all: 'All',
  inUse: 'In use',
  add: 'Write price list',
  name: 'Price list',
  items: 'Products',
  off: 'Off the rest',
  tax: 'Prices',
  withTax: 'With tax',
  withoutTax: 'Without tax',
  from: 'From',
  to: 'To',
  tiers: 'Tiers',
  customers: 'Customers',
  state: 'State',
  on: 'In use',
  offUse: 'Off',
  empty: 'Prices agreed with customers or tiers of them stand in price lists. Orders take their prices from them.',
});
