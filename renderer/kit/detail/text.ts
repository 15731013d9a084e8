import { texts } from '../text.ts';

export const t = texts('kit.detail', {
  history: 'History',
  at: 'When',
  who: 'Who',
  what: 'What was done',
  change: 'What changed',
  why: 'Why',
  approvedBy: 'approved by {{who}}',
  made: 'Made',
  gone: 'Removed',
  erased: '{{column}} was erased',
  older_one: '{{count, number}} older change is not shown.',
  older_other: '{{count, number}} older changes are not shown.',
  nothing: 'Nothing is known of it yet.',
  toActions: 'To the actions',
});
