import { expect, test } from 'vitest';
import { addMonths, comparedDay, comparedDays, yearStartOf } from '../../../main/domain/accounting/statements/spans.ts';

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2026-02-28', -1, '2026-01-31'],
  ['2024-02-29', 12, '2025-02-28'],
  ['2025-02-28', -12, '2024-02-29'],
  ['2026-01-15', -13, '2024-12-15'],
  ['2026-03-30', -1, '2026-02-28'],
])('%s and %i months is %s', (day, count, later) => expect(addMonths(day, count)).toBe(later));

test.each([
  ['a month with the month before', '2026-03-01', '2026-03-31', 'previous-period', '2026-02-01', '2026-02-28'],
  ['a quarter with the quarter before', '2026-01-01', '2026-03-31', 'previous-period', '2025-10-01', '2025-12-31'],
  ['ten days with the ten before', '2026-03-11', '2026-03-20', 'previous-period', '2026-03-01', '2026-03-10'],
  ['February with that of a leap year', '2025-02-01', '2025-02-28', 'previous-year', '2024-02-01', '2024-02-29'],
  ['days across a month end with those of the year before', '2025-02-28', '2025-03-10', 'previous-year', '2024-02-28', '2024-03-10'],
] as const)('%s', (_what, from, to, how, earlier, until) => expect(comparedDays({ from, to }, how)).toEqual({ from: earlier, to: until }));

test('a balance is compared with the end of the month before or the day a year before', () => {
  expect(comparedDay('2026-03-31', 'previous-period')).toBe('2026-02-28');
  expect(comparedDay('2026-03-10', 'previous-period')).toBe('2026-02-28');
  expect(comparedDay('2025-02-28', 'previous-year')).toBe('2024-02-29');
});

test.each([
  ['2026-03-31', 1, '2026-01-01'],
  ['2026-03-31', 4, '2025-04-01'],
  ['2026-04-01', 4, '2026-04-01'],
  ['2026-12-31', 10, '2026-10-01'],
])('the financial year of %s that begins with month %i began on %s', (on, month, start) => expect(yearStartOf(on, month)).toBe(start));
