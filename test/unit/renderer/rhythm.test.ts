import { expect, test } from 'vitest';
import { nextRun } from '../../../main/engine/jobs/schedule-times.ts';
import { cronOf, rhythmOf, rhythmWords } from '../../../renderer/kit/rhythm.ts';

test.each([
  ['30 3 * * *', 'Every day at 03:30 AM'],
  ['5 * * * *', 'Every hour at minute 5'],
  ['0 6 * * 7', 'Every Sunday at 06:00 AM'],
  ['0 6 1 * *', 'On day 1 of every month at 06:00 AM'],
  ['15 23 L * *', 'On the last day of every month at 11:15 PM'],
  ['0 6 * * 1-5', 'By 0 6 * * 1-5'],
  ['*/5 * * * *', 'By */5 * * * *'],
  ['0 6 1 1 *', 'By 0 6 1 1 *'],
])('%s is said as %s, and what is typed for it means the same', (cron, said) => {
  expect(rhythmWords(cron)).toBe(said);
  const after = '2026-01-15T12:00:00.000Z';
  expect(nextRun(cronOf(rhythmOf(cron)), 'UTC', after)).toBe(nextRun(cron, 'UTC', after));
});
