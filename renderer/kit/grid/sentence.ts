import type { Filter } from '../../../preload/contract/values/page.ts';
import { isCode } from '../codes.ts';
import type { ColumnFilter } from '../column.ts';
import { count, day, money, words } from '../format.ts';
import { t } from './text.ts';

type Value = string | number | boolean;
/** Names of the ids a column holds, where the engine told them. */
export type Names = ReadonlyMap<string | number | null, string>;

const NO_NAMES: Names = new Map();

/** A value of a column as a person reads it. */
export function valueWords(value: Value, by: ColumnFilter, names: Names = NO_NAMES): string {
  if (by.kind === 'day') return day(String(value));
  if (by.kind === 'money') return `${money(Number(value), by.currency)} ${by.currency}`;
  if (by.kind === 'number') return count(Number(value));
  const name = typeof value === 'boolean' ? undefined : names.get(value);
  if (name !== undefined) return name;
  if (by.kind === 'text') return by.words?.(String(value)) ?? String(value);
  // A value the engine knows no name for may be a code of its own, such as the reason of a short pick.
  if (by.kind !== 'set' || (by.named && !isCode(String(value)))) return String(value);
  return (by.words ?? words)(String(value));
}

const COMPARED = {
  day: { gte: 'since', lte: 'until', gt: 'after', lt: 'before' },
  other: { gte: 'atLeast', lte: 'atMost', gt: 'above', lt: 'below' },
} as const;

/** One condition as a sentence: `Channel is Amazon or eBay`, `Total at least 100.00 EUR`. */
export function sentence(filter: Filter, title: string, by: ColumnFilter, names: Names = NO_NAMES): string {
  const said = (value: Value) => valueWords(value, by, names);
  switch (filter.op) {
    case 'eq':
      return t('is', { title, value: said(filter.value) });
    case 'ne':
      return t('isNot', { title, value: said(filter.value) });
    case 'in':
      return t('isAnyOf', { title, values: listed(filter.values.map(said)) });
    case 'between':
      return t('between', { title, from: said(filter.from), to: said(filter.to) });
    case 'startsWith':
      return t('begins', { title, value: filter.value });
    case 'contains':
      return t('contains', { title, value: filter.value });
    case 'isNull':
      return t(filter.value ? 'isEmpty' : 'isFilled', { title });
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return t(COMPARED[by.kind === 'day' ? 'day' : 'other'][filter.op], { title, value: said(filter.value) });
  }
}

const MOST_NAMED = 3;

function listed(values: readonly string[]): string {
  if (values.length > MOST_NAMED) return t('andMore', { first: values[0] ?? '', count: values.length - 1 });
  const [last = '', ...others] = [...values].reverse();
  return others.length === 0 ? last : `${others.reverse().join(', ')} ${t('or')} ${last}`;
}
