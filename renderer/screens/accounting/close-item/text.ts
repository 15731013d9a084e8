import { texts } from '../../../kit/text.ts';

export const t = texts('accounting.close-item', {
  label: 'What',
  detail: 'Details',
  day: 'Day',
  value: 'Value {{currency}}',
  sum: 'Sum {{sum}}',
  empty: 'Nothing has to be settled here.',
  sign: 'Sign off',
  withdraw: 'Take sign-off back',
  note: 'Note',
  noteHint: 'Why what is here may stay',
  noteOptional: 'Kept with your name',
  signed: 'Signed by {{who}}, {{at}}',
  changed: 'Signed by {{who}} at {{count}} rows of {{value}}; it shows something else now',
});
