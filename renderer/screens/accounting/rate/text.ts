import { texts } from '../../../kit/text.ts';

export const t = texts('accounting.rate', {
  rates: 'Exchange rates',
  title: '{{code}} {{day}}',
  one: '{{currency}} for one',
  currency: 'Currency',
  quoted: 'As it was told',
  quote: '{{foreign}} {{code}} = {{company}} {{currency}}',
  source: 'From',
  setAt: 'Entered',
  stays: 'What was posted by this rate stays as it is.',
  correct: 'Correct rate',
  gone: 'There is no such rate.',
  history: 'History',
});
