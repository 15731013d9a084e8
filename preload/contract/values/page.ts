/**
 * What a grid asks for: a window of rows, sorted and filtered on declared columns only. Every answer carries the commit
 * number it was read at; two answers with the same number belong together.
 */
import { z } from 'zod';

/** Most rows one page may ask for. */
export const PAGE_LIMIT_MAX = 500;
/** Most values one facet answers. */
export const FACET_VALUES_MAX = 200;

const PAGE_LIMIT_USUAL = 100;
const FILTERS_MAX = 20;
const SORTS_MAX = 4;
const IN_MAX = 500;

const zColumnName = z
  .string()
  .max(64)
  .regex(/^[a-z][a-zA-Z0-9_]*$/);
const zScalar = z.union([z.string().max(500), z.int(), z.boolean()]);

/** What the value of a column is: decides how a filter is typed, how the value reads and which cell an export writes. */
export type ColumnKind = 'text' | 'int' | 'money' | 'micros' | 'qty' | 'bool' | 'day' | 'instant';

/** Beginning or part of a number, name or code, as typed into the search field of a list. */
export const zSearch = z.string().trim().min(1).max(200);

/** One sort level over these columns: column and direction. */
export const sortBy = <Name extends z.ZodType<string>>(column: Name) => z.strictObject({ column, direction: z.enum(['asc', 'desc']) });

/**
 * One condition on one of these columns; conditions of a list all have to hold. `contains` and `startsWith` take plain text,
 * not patterns, and `between` includes both ends. `ne` and the comparisons do not match an empty value; ask for those with `isNull`.
 */
export function filterOn<Name extends z.ZodType<string>>(column: Name) {
  return z.discriminatedUnion('op', [
    z.strictObject({ column, op: z.enum(['eq', 'ne', 'lt', 'lte', 'gt', 'gte']), value: zScalar }),
    z.strictObject({ column, op: z.literal('in'), values: z.array(zScalar).min(1).max(IN_MAX) }),
    z.strictObject({ column, op: z.enum(['contains', 'startsWith']), value: z.string().min(1).max(200) }),
    z.strictObject({ column, op: z.literal('between'), from: zScalar, to: zScalar }),
    z.strictObject({ column, op: z.literal('isNull'), value: z.boolean() }),
  ]);
}

/** One sort level on a column of any list. */
export const zSort = sortBy(zColumnName);
/** Sort levels of any list; the columns are checked against the list where it is asked. */
export const zSorts = z.array(zSort).max(SORTS_MAX);
/** A condition on a column of any list. */
export const zFilter = filterOn(zColumnName);
/** Conditions of any list; the columns are checked against the list where it is asked. */
export const zFilters = z.array(zFilter).max(FILTERS_MAX);

/** Parsed sort level. */
export type Sort = z.infer<typeof zSort>;
/** Parsed condition. */
export type Filter = z.infer<typeof zFilter>;
/** A value of a sort column or key. */
export type KeyValue = string | number | null;

const valuesOf = (f: Filter): readonly unknown[] =>
  f.op === 'in' ? f.values : f.op === 'between' ? [f.from, f.to] : f.op === 'isNull' ? [] : [f.value];

/** What is wrong with a condition on a column of this kind, in words; undefined where it fits. */
export function misfit(filter: Filter, kind: ColumnKind): string | undefined {
  const textual = kind === 'text' || kind === 'day' || kind === 'instant';
  if (!textual && (filter.op === 'contains' || filter.op === 'startsWith')) return `${filter.column} is no text`;
  const type = textual ? 'string' : kind === 'bool' ? 'boolean' : 'number';
  const wrong = valuesOf(filter).find((v) => typeof v !== type);
  return wrong === undefined ? undefined : `${filter.column} is ${kind}, and ${JSON.stringify(wrong)} is not`;
}

/** Fields that choose rows of a list: conditions and searched text. */
export const choiceFields = <Names extends readonly string[]>(filterable: Names, kindOf: (column: string) => ColumnKind) => ({
  filter: z
    .array(
      filterOn(z.enum(filterable)).check(({ value, issues }) => {
        const message = misfit(value as Filter, kindOf(value.column));
        if (message !== undefined) issues.push({ code: 'custom', message, input: value });
      }),
    )
    .max(FILTERS_MAX)
    .optional(),
  search: zSearch.optional(),
});

/** Fields that cut a window out of the chosen rows: by place (`offset`), or behind a known row (`after`: its sort values, then its key). */
export const windowFields = <Names extends readonly string[]>(sortable: Names) => ({
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(PAGE_LIMIT_MAX).default(PAGE_LIMIT_USUAL),
  after: z
    .array(z.union([z.string().max(500), z.int(), z.null()]))
    .min(1)
    .max(SORTS_MAX + 2)
    .optional(),
  sort: z
    .array(sortBy(z.enum(sortable)))
    .max(SORTS_MAX)
    .optional(),
});
