/**
 * Calendar days and their relation to instants.
 *
 * A posting, a price or a promise belongs to a day of the company's calendar, not to a moment: `*_on` columns hold a
 * `Day`. Which day an instant falls on depends on a time zone, which is always passed in, never taken from the machine.
 * Zones and their history come from Intl; everything else is arithmetic on the Gregorian calendar.
 */
import { z } from 'zod';
import type { Instant } from './instant.ts';
import { fromMillis, toMillis } from './instant.ts';

/** Calendar day, `YYYY-MM-DD`. Text order is calendar order. */
export type Day = string;

/** Calendar month, `YYYY-MM`. */
export type Month = string;

const MILLIS_PER_DAY = 86_400_000;
const DAY_FORM = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysInMonth(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
}

/** Whether `text` is a day of the calendar in the form `YYYY-MM-DD`, years 1 to 9999. */
export function isDay(text: string): boolean {
  const match = DAY_FORM.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1 && day >= 1 && day <= daysInMonth(year, month);
}

function requireDay(text: string): Day {
  if (!isDay(text)) throw new RangeError(`not a day: ${text}`);
  return text;
}

function startMillis(day: Day): number {
  return Date.parse(`${requireDay(day)}T00:00:00.000Z`);
}

/** The day `count` days later (earlier when negative). Throws a RangeError when it leaves the years 1 to 9999. */
export function addDays(day: Day, count: number): Day {
  return fromMillis(startMillis(day) + count * MILLIS_PER_DAY).slice(0, 10);
}

/** Order of two days for sorting: negative, zero or positive. */
export function compareDays(a: Day, b: Day): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Days from `from` to `to`: 1 for today and tomorrow, negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((startMillis(to) - startMillis(from)) / MILLIS_PER_DAY) + 0;
}

/** The month a day lies in. */
export function monthOf(day: Day): Month {
  return requireDay(day).slice(0, 7);
}

/** First day of the month `day` lies in. */
export function startOfMonth(day: Day): Day {
  return `${monthOf(day)}-01`;
}

/** Last day of the month `day` lies in. */
export function endOfMonth(day: Day): Day {
  const month = monthOf(day);
  return `${month}-${daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5)))}`;
}

// Making a formatter costs a hundred times what using one does, and a company knows only a handful of zones.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

/** Whether `zone` is a time zone known here: an IANA name such as `Europe/London`, or `UTC`. */
export function isZone(zone: string): boolean {
  if (formatters.has(zone)) return true;
  try {
    formatterOf(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Milliseconds by which clocks in `zone` are ahead of UTC at `millis`, asked of Intl. */
function exactOffset(millis: number, zone: string): number {
  const part: Record<string, string> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(millis)) part[type] = value;
  const { year = '', month = '', day = '', hour = '', minute = '', second = '' } = part;
  const wall = Date.parse(`${year.padStart(4, '0')}-${month}-${day}T${hour}:${minute}:${second}.000Z`);
  return wall - Math.floor(millis / 1000) * 1000;
}

// Asking Intl takes 8 us, which is most of what importing an order line may cost. A UTC day that begins and ends with
// the same offset keeps it throughout; days on which clocks change are marked NaN and asked about every time.
const DAYS_KEPT = 10_000;
const offsetsByDay = new Map<string, Map<number, number>>();

/** Milliseconds by which clocks in `zone` are ahead of UTC at `millis`. */
function offsetAt(millis: number, zone: string): number {
  let offsets = offsetsByDay.get(zone);
  if (offsets === undefined || offsets.size >= DAYS_KEPT) {
    offsets = new Map();
    offsetsByDay.set(zone, offsets);
  }
  const dayNumber = Math.floor(millis / MILLIS_PER_DAY);
  let offset = offsets.get(dayNumber);
  if (offset === undefined) {
    const first = exactOffset(dayNumber * MILLIS_PER_DAY, zone);
    offset = first === exactOffset((dayNumber + 1) * MILLIS_PER_DAY, zone) ? first : Number.NaN;
    offsets.set(dayNumber, offset);
  }
  return Number.isNaN(offset) ? exactOffset(millis, zone) : offset;
}

/** The calendar day of an instant in a time zone. Throws a RangeError for an unknown zone or text that is no instant. */
export function dayOfInstant(instant: Instant, zone: string): Day {
  const millis = toMillis(instant);
  if (zone === 'UTC') return instant.slice(0, 10);
  return fromMillis(millis + offsetAt(millis, zone)).slice(0, 10);
}

/** What clocks in a time zone show at an instant, `HH:MM`. Throws a RangeError for an unknown zone or text that is no instant. */
export function timeOfInstant(instant: Instant, zone: string): string {
  const millis = toMillis(instant);
  return fromMillis(millis + offsetAt(millis, zone)).slice(11, 16);
}

/** An instant found for a local time, with what was odd about that local time. */
export interface LocalInstant {
  readonly instant: Instant;
  /** `gap`: clocks skipped this time. `overlap`: clocks showed it twice. */
  readonly note?: 'gap' | 'overlap';
}

const LOCAL_FORM = /^(\d{4}-\d{2}-\d{2})[ T]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;

/**
 * The instant at which clocks in `zone` show `YYYY-MM-DD HH:MM[:SS]` (a `T` may stand for the blank). A time that was
 * shown twice gives the earlier instant; a time that was skipped gives the first instant after the gap, so the skipped
 * midnight of São Paulo is the start of its day. Both say so in `note`. Returns undefined for text in another form or
 * a day that does not exist. Throws a RangeError for an unknown zone.
 */
export function instantOfLocal(localText: string, zone: string): LocalInstant | undefined {
  const match = LOCAL_FORM.exec(localText);
  const [, day = '', hour = '', minute = '', second = '00'] = match ?? [];
  if (!isDay(day)) return undefined;
  const wall = Date.parse(`${day}T${hour}:${minute}:${second}.000Z`);

  // No zone changes its clocks by more than a day, so the offsets a day before and after are the only candidates.
  const before = offsetAt(wall - MILLIS_PER_DAY, zone);
  const after = offsetAt(wall + MILLIS_PER_DAY, zone);
  const shown = [wall - before, wall - after].filter((millis) => millis + offsetAt(millis, zone) === wall);
  if (shown.length > 0) {
    const instant = fromMillis(Math.min(...shown));
    return shown[0] === shown[1] || shown.length === 1 ? { instant } : { instant, note: 'overlap' };
  }
  // Skipped: clocks jumped from the offset before to the larger one after somewhere between these two instants.
  return { instant: fromMillis(firstAfterChange(wall - after, wall - before, zone)), note: 'gap' };
}

/** The instant in (`low`, `high`] from which on the offset of `high` holds. Zones change at whole seconds. */
function firstAfterChange(low: number, high: number, zone: string): number {
  const offset = offsetAt(high, zone);
  let [early, late] = [low / 1000, high / 1000];
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (offsetAt(middle * 1000, zone) === offset) late = middle;
    else early = middle;
  }
  return late * 1000;
}

/** First instant of a day in a time zone, also where midnight is skipped. Throws a RangeError for no day or no zone. */
export function startOfDay(day: Day, zone: string): Instant {
  const start = instantOfLocal(`${requireDay(day)} 00:00`, zone);
  if (start === undefined) throw new RangeError(`not a day: ${day}`);
  return start.instant;
}

/** Calendar day `YYYY-MM-DD`. */
export const zDay = z
  .string()
  .regex(DAY_FORM, { error: 'not a day of the calendar', abort: true })
  .refine(isDay, { error: 'not a day of the calendar' });
