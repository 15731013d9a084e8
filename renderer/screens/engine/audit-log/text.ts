import { texts } from '../../../kit/text.ts';

export const t = texts('engine.auditLog', {
  title: 'Audit log',
  person: 'Person',
  room: 'Room',
  day: 'Day',
  number: 'Document or SKU',
  everybody: 'Everybody',
  everywhere: 'All rooms',
  engine: 'Countinghouse',
  empty: 'Nothing has been done yet.',
  none: 'Nothing was done like that.',
  commit: 'Commit',
  at: 'When',
  what: 'What was done',
  why: 'Why',
  approver: 'Approved by',
  device: 'From',
  changes: 'Rows',
});
