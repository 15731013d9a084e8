import { texts } from '../../../kit/text.ts';

export const t = texts('engine.auditLog', {
  title: 'Audit log',
  person: 'Person',
  everywhere: 'All rooms',
  empty: 'Nothing has been done yet.',
  commit: 'Commit',
  at: 'When',
  what: 'What was done',
  why: 'Why',
  approver: 'Approved by',
  device: 'From',
  changes: 'Rows',
});
