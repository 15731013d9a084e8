import { texts } from '../../../kit/text.ts';

export const t = texts('purchasing.editOrder', {
  verb: 'Change order',
  expected: 'Expected on',
  memo: 'Note',
  lines: 'Lines',
  confirmed: '{{number}} is {{state}}; only a draft can be changed.',
});
