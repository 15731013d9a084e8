import { texts } from '../../../kit/text.ts';

export const t = texts('accounting.dunningLetters', {
  title: 'Dunning letters',
  all: 'All',
  number: 'Letter',
  on: 'Date',
  customer: 'Customer',
  level: 'Level',
  levelOf: 'Level {{level}}',
  name: 'Heading',
  payBy: 'Pay by',
  fee: 'Fee {{currency}}',
  total: 'Total {{currency}}',
  empty: 'No letter was written yet. Dunning shows who is late and writes them.',
  foot: 'Asked for {{total}} {{currency}}',
  dunning: 'Dunning',
});
