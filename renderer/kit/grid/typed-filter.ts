import { parseMinor } from '../../../preload/contract/values/money.ts';
import type { Filter } from '../../../preload/contract/values/page.ts';
import type { ColumnFilter } from '../column.ts';

/** A condition as it is typed: how values are compared, and one or two texts. */
export interface Typed {
  readonly op: 'eq' | 'gte' | 'lte' | 'between' | 'startsWith';
  readonly from: string;
  readonly to: string;
}

const WHOLE = /^-?\d{1,15}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Ways to compare that an index can answer for this kind of column. */
export const OPS = {
  text: ['startsWith', 'eq'],
  number: ['eq', 'gte', 'lte', 'between'],
  money: ['gte', 'lte', 'between', 'eq'],
  day: ['between', 'gte', 'lte', 'eq'],
} as const;

function parsed(text: string, by: ColumnFilter): string | number | undefined {
  const trimmed = text.trim();
  if (by.kind === 'money') return parseMinor(trimmed, by.currency);
  if (by.kind === 'number') return WHOLE.test(trimmed) ? Number(trimmed) : undefined;
  if (by.kind === 'day') return DAY.test(trimmed) ? trimmed : undefined;
  return trimmed === '' ? undefined : trimmed;
}

/** What was typed as a condition; undefined where a value is missing or is none of its kind. */
export function filterOf(typed: Typed, by: ColumnFilter): Filter | undefined {
  const from = parsed(typed.from, by);
  if (from === undefined) return undefined;
  if (typed.op === 'startsWith') return { column: by.by, op: 'startsWith', value: String(from) };
  if (typed.op !== 'between') return { column: by.by, op: typed.op, value: from };
  const to = parsed(typed.to, by);
  return to === undefined ? undefined : { column: by.by, op: 'between', from, to };
}

/** A condition as it would be typed, to be changed. */
export function typedOf(filter: Filter | undefined, by: ColumnFilter, write: (value: number, currency: string) => string): Typed {
  const text = (value: unknown) => (by.kind === 'money' && typeof value === 'number' ? write(value, by.currency) : String(value));
  if (filter?.op === 'between') return { op: 'between', from: text(filter.from), to: text(filter.to) };
  if (filter && (filter.op === 'eq' || filter.op === 'gte' || filter.op === 'lte' || filter.op === 'startsWith'))
    return { op: filter.op, from: text(filter.value), to: '' };
  return { op: by.kind === 'set' ? 'eq' : OPS[by.kind][0], from: '', to: '' };
}
