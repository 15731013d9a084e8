import type { Filter } from '../../../preload/contract/values/page.ts';
import type { ColumnFilter } from '../column.ts';
import { readMoney, readWhole } from '../form/read.ts';
import { count, money } from '../format.ts';

/** A condition as it is typed: how values are compared, and one or two texts. */
export interface Typed {
  readonly op: 'eq' | 'gte' | 'lte' | 'between' | 'startsWith';
  readonly from: string;
  readonly to: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Ways to compare that an index can answer for this kind of column. */
export const OPS = {
  text: ['startsWith', 'eq'],
  number: ['eq', 'gte', 'lte', 'between'],
  money: ['gte', 'lte', 'between', 'eq'],
  day: ['between', 'gte', 'lte', 'eq'],
} as const;

function parsed(text: string, by: ColumnFilter, locale: string | undefined): string | number | undefined {
  const trimmed = text.trim();
  if (by.kind === 'money') return readMoney(trimmed, by.currency, locale);
  if (by.kind === 'number') return readWhole(trimmed, locale);
  if (by.kind === 'day') return DAY.test(trimmed) ? trimmed : undefined;
  return trimmed === '' ? undefined : trimmed;
}

/** What was typed as a condition, numbers as the person's locale writes them; undefined where a value is missing or is none of its kind. */
export function filterOf(typed: Typed, by: ColumnFilter, locale?: string): Filter | undefined {
  const from = parsed(typed.from, by, locale);
  if (from === undefined) return undefined;
  if (typed.op === 'startsWith') return { column: by.by, op: 'startsWith', value: String(from) };
  if (typed.op !== 'between') return { column: by.by, op: typed.op, value: from };
  const to = parsed(typed.to, by, locale);
  return to === undefined ? undefined : { column: by.by, op: 'between', from, to };
}

/** A condition as it would be typed, to be changed. */
export function typedOf(filter: Filter | undefined, by: ColumnFilter): Typed {
  const text = (value: unknown) => {
    if (typeof value !== 'number') return String(value);
    return by.kind === 'money' ? money(value, by.currency) : count(value);
  };
  if (filter?.op === 'between') return { op: 'between', from: text(filter.from), to: text(filter.to) };
  if (filter && (filter.op === 'eq' || filter.op === 'gte' || filter.op === 'lte' || filter.op === 'startsWith'))
    return { op: filter.op, from: text(filter.value), to: '' };
  return { op: by.kind === 'set' ? 'eq' : OPS[by.kind][0], from: '', to: '' };
}
