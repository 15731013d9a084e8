import { texts } from '../../../kit/text.ts';

export const t = texts('engine.command', {
  crumb: 'Audit log',
  who: 'Who',
  device: 'From',
  at: 'When',
  approver: 'Approved by',
  why: 'Why',
  operation: 'Operation',
  took: 'Took',
  ms: '{{count, number}} ms',
  link: 'Link of the audit chain',
  changes: 'What changed',
  record: 'Record',
  field: 'Field',
  before: 'Before',
  after: 'After',
  erased: 'Erased',
  made: 'New',
  gone: 'Removed',
  none: 'It changed no record: what it posted or queued stands in the ledgers and lists.',
});
