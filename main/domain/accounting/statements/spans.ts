import { addDays, type Day, daysBetween, endOfMonth, startOfMonth } from '../../../../preload/contract/values/day.ts';

/** Days of a column of a statement; without a first day, everything up to the last. */
export interface Span {
  readonly from: Day | null;
  readonly to: Day;
}
export type Compare = 'previous-period' | 'previous-year';

const MONTHS = 12;
const monthNumber = (day: Day) => Number(day.slice(0, 4)) * MONTHS + Number(day.slice(5, 7)) - 1;

/** The day as many months later; the end of a month stays the end of a month, and a day the month lacks becomes its last. */
export function addMonths(day: Day, count: number): Day {
  const number = monthNumber(day) + count;
  const first = `${String(Math.floor(number / MONTHS)).padStart(4, '0')}-${String((number % MONTHS) + 1).padStart(2, '0')}-01`;
  const last = endOfMonth(first);
  const same = `${first.slice(0, 8)}${day.slice(8)}`;
  return day === endOfMonth(day) || same > last ? last : same;
}

/** Whether the days are whole months. */
const wholeMonths = (from: Day, to: Day) => from === startOfMonth(from) && to === endOfMonth(to);

/**
 * The days that days are compared with: as many whole months before, where they are whole months, else as many days before; or the same
 * days of the year before.
 */
export function comparedDays({ from, to }: { readonly from: Day; readonly to: Day }, how: Compare): { from: Day; to: Day } {
  // A first day that happens to end a month (28 February) keeps its date and does not become the 29th.
  const startBack = (months: number) => (wholeMonths(from, to) ? addMonths(from, months) : sameDate(from, months));
  if (how === 'previous-year') return { from: startBack(-MONTHS), to: addMonths(to, -MONTHS) };
  if (wholeMonths(from, to)) {
    const months = monthNumber(to) - monthNumber(from) + 1;
    return { from: addMonths(from, -months), to: addMonths(to, -months) };
  }
  return { from: addDays(from, -daysBetween(from, to) - 1), to: addDays(from, -1) };
}

function sameDate(day: Day, months: number): Day {
  const moved = addMonths(startOfMonth(day), months);
  const date = `${moved.slice(0, 8)}${day.slice(8)}`;
  return date > endOfMonth(moved) ? endOfMonth(moved) : date;
}

/** The day a balance is compared with: the end of the month before, or the same day of the year before. */
export const comparedDay = (on: Day, how: Compare): Day =>
  how === 'previous-year' ? addMonths(on, -MONTHS) : addDays(startOfMonth(on), -1);

/** First day of the financial year a day lies in, which begins with the given month. */
export function yearStartOf(day: Day, startMonth: number): Day {
  const month = Number(day.slice(5, 7));
  return addMonths(startOfMonth(day), -((month - startMonth + MONTHS) % MONTHS));
}
