import { texts } from '../text.ts';

export const t = texts('kit.form', {
  needed: 'Fill this in.',
  badMoney: 'Write an amount, such as {{example}}.',
  badPrice: 'Write a price per unit, such as {{example}}; at most six decimals.',
  badQty: 'Write a whole number.',
  line: '{{column}}, line {{n, number}}',
  remove: 'Take out line {{n, number}}',
  keyOn: 'Show what it does, then do it',
  noSku: 'No SKU begins like that',
  perhaps: '{{sku}}?',
});
