/** Moments in time as text: UTC, ISO 8601, always with milliseconds, so that text order is time order. */
import { z } from 'zod';

/** UTC instant, `2026-11-24T00:26:55.000Z`. Columns that hold one end in `_at`. */
export type Instant = string;

const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const FIRST_MILLIS = Date.parse('0001-01-01T00:00:00.000Z');
const LAST_MILLIS = Date.parse('9999-12-31T23:59:59.999Z');

/** Whether `text` is an instant in the one accepted form and really exists (no 30 February, no 24:00). */
export function isInstant(text: string): boolean {
  if (!FORM.test(text)) return false;
  const millis = Date.parse(text);
  return millis >= FIRST_MILLIS && new Date(millis).toISOString() === text;
}

/** Milliseconds since 1970 of an instant. Throws a RangeError for text that is none. */
export function toMillis(instant: Instant): number {
  if (!isInstant(instant)) throw new RangeError(`not an instant: ${instant}`);
  return Date.parse(instant);
}

/** Instant of milliseconds since 1970. Throws a RangeError outside the years 1 to 9999 and for fractions. */
export function fromMillis(millis: number): Instant {
  if (!Number.isSafeInteger(millis) || millis < FIRST_MILLIS || millis > LAST_MILLIS) {
    throw new RangeError(`not a time in milliseconds: ${millis}`);
  }
  return new Date(millis).toISOString();
}

/** An instant in a sentence, to the minute: `2026-11-24 00:26 UTC`. */
export const instantWords = (instant: Instant): string => `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;

/** UTC instant with milliseconds. */
export const zInstant = z
  .string()
  .regex(FORM, { error: 'not a UTC instant with milliseconds', abort: true })
  .refine(isInstant, { error: 'not a UTC instant with milliseconds' });
