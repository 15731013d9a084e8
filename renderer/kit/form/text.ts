import { texts } from '../text.ts';

export const t = texts('kit.form', {
  back: 'Back',
  show: 'Show what it does',
  notPossible: 'Not possible as things stand',
  notSaved: 'Nothing was saved',
  changed: 'The effects have changed',
  changedMore: 'Something else happened meanwhile. Look at what it would do now and confirm again.',
  needed: 'Fill this in.',
  badMoney: 'Write an amount, such as {{example}}.',
  badPrice: 'Write a price per unit, such as {{example}}; at most six decimals.',
  badQty: 'Write a whole number.',
  done: '{{verb}}: done',
  line: '{{column}}, line {{n, number}}',
  remove: 'Take out line {{n, number}}',
  keyOn: 'Show what it does, then do it',
  noSku: 'No SKU begins like that',
  perhaps: '{{sku}}?',
});
