import { texts } from '../../../kit/text.ts';

export const t = texts('accounting.rates', {
  title: 'Exchange rates',
  all: 'All',
  on: 'Day',
  currency: 'Currency',
  rate: '{{currency}} for one',
  quoted: 'As it was told',
  quote: '{{foreign}} {{code}} = {{company}} {{currency}}',
  source: 'From',
  setAt: 'Entered',
  enter: 'Enter rate',
  code: 'Currency by its three letters',
  worth: '{{currency}} for one of it',
  import: 'Import rates',
  empty:
    'No rate is known. Enter what a currency is worth in {{currency}}, or import a file of rates such as that of the European Central Bank.',
});
