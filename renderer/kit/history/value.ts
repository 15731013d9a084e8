import { day, moment } from '../format.ts';

/** A stored value as a person reads it, by the ending of its column: days and instants in the locale, the rest as it is. */
export function shownValue(column: string, value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'string' && column.endsWith('_at') && value.length === 24) return moment(value);
  if (typeof value === 'string' && column.endsWith('_on') && value.length === 10) return day(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}
