import { addDays, type Day, endOfMonth, startOfMonth } from '../../../preload/contract/values/day.ts';
import { addMonths, yearStartOf } from '../accounting/index.ts';
import type { Period } from './item.ts';

const MONTHS = 12;

/** A financial year before it is kept, with its months. */
export interface YearDraft {
  readonly code: string;
  readonly from: Day;
  readonly to: Day;
  readonly periods: readonly Period[];
}

/**
 * The financial year that begins on a day: it ends before the next month that financial years begin with, so that the first one, or
 * the one after the company moved its beginning, is a short year. Named by the calendar years it lies in: `2026`, `2026-27`.
 */
export function yearFrom(from: Day, startMonth: number): YearDraft {
  const regular = yearStartOf(from, startMonth);
  const to = addDays(addMonths(regular, MONTHS), -1);
  const [first, last] = [from.slice(0, 4), to.slice(0, 4)];
  const code = first === last ? first : `${first}-${last.slice(2)}`;
  const periods: Period[] = [];
  for (let start = from; start <= to; start = addDays(endOfMonth(start), 1))
    periods.push({ code: start.slice(0, 7), yearCode: code, from: start, to: endOfMonth(start) });
  return { code, from, to, periods };
}

/** Whether a day can begin the first financial year: the first of a month. */
export const beginsMonth = (day: Day): boolean => day === startOfMonth(day);
