import { texts } from '../../../kit/text.ts';

export const t = texts('purchasing.newOrder', {
  verb: 'Write purchase order',
  supplier: 'Supplier',
  noSupplier: 'There is no supplier yet. Add one among the parties first.',
  warehouse: 'For',
  expected: 'Expected on',
  state: 'State',
  draft: 'Draft, to be confirmed',
  confirmed: 'Confirmed at once',
  memo: 'Note',
  lines: 'Lines',
});
