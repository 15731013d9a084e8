/**
 * What a grid asks for and gets: a window of rows by offset, sorted and filtered on declared columns only.
 *
 * Totals are a second query with the same filter, so that counting never delays the rows. Every answer carries the
 * commit number `seq` it saw; two answers with the same `seq` belong together.
 */
import { z } from 'zod';

/** Most rows one page may ask for. */
export const PAGE_LIMIT_MAX = 500;

const FILTERS_MAX = 20;
const SORTS_MAX = 4;
const IN_MAX = 500;

const zColumnName = z
  .string()
  .max(64)
  .regex(/^[a-z][a-zA-Z0-9_]*$/);
const zSearch = z.string().trim().min(1).max(200);
const zFilterText = z.string().min(1).max(200);
const zScalar = z.union([z.string().max(500), z.int(), z.boolean()]);

function sortBy<Name extends z.ZodType<string>>(column: Name) {
  return z.strictObject({ column, direction: z.enum(['asc', 'desc']) });
}

function filterOn<Name extends z.ZodType<string>>(column: Name) {
  return z.discriminatedUnion('op', [
    z.strictObject({ column, op: z.enum(['eq', 'ne', 'lt', 'lte', 'gt', 'gte']), value: zScalar }),
    z.strictObject({ column, op: z.literal('in'), values: z.array(zScalar).min(1).max(IN_MAX) }),
    z.strictObject({ column, op: z.enum(['contains', 'startsWith']), value: zFilterText }),
    z.strictObject({ column, op: z.literal('between'), from: zScalar, to: zScalar }),
    z.strictObject({ column, op: z.literal('isNull'), value: z.boolean() }),
  ]);
}

function totalsFields<Name extends z.ZodType<string>>(filterable: Name) {
  return {
    filter: z.array(filterOn(filterable)).max(FILTERS_MAX).optional(),
    search: zSearch.optional(),
  };
}

function pageFields<Sort extends z.ZodType<string>, Filter extends z.ZodType<string>>(sortable: Sort, filter: Filter) {
  return {
    offset: z.int().min(0),
    limit: z.int().min(1).max(PAGE_LIMIT_MAX),
    sort: z.array(sortBy(sortable)).max(SORTS_MAX).optional(),
    ...totalsFields(filter),
  };
}

/** One sort level: column and direction. */
export const zSort = sortBy(zColumnName);

/**
 * One condition; conditions of a list all have to hold. `contains` and `startsWith` take plain text, not patterns, and
 * `between` includes both ends. `ne` and the comparisons do not match an empty value; ask for those with `isNull`.
 */
export const zFilter = filterOn(zColumnName);

/** Page query over any column names. Operations that know their columns use `pageInputOf`. */
export const zPageInput = z.strictObject(pageFields(zColumnName, zColumnName));

/** Totals query over any column names: what `zPageInput` takes, without window and order. */
export const zTotalsInput = z.strictObject(totalsFields(zColumnName));

/** Page query that refuses a sort or filter on any column but these (the ones an index was declared for). */
export function pageInputOf<const Sort extends readonly string[], const Filter extends readonly string[]>(columns: {
  readonly sortable: Sort;
  readonly filterable: Filter;
}) {
  return z.strictObject(pageFields(z.enum(columns.sortable), z.enum(columns.filterable)));
}

/** Totals query that refuses a filter on any column but these. */
export function totalsInputOf<const Filter extends readonly string[]>(columns: { readonly filterable: Filter }) {
  return z.strictObject(totalsFields(z.enum(columns.filterable)));
}

/** Answer of a page query: the rows of the window and the commit number they were read at. */
export function pageOf<Row extends z.ZodType>(row: Row) {
  return z.strictObject({ rows: z.array(row).max(PAGE_LIMIT_MAX), seq: z.int().min(0) });
}

/** Parsed sort level. */
export type Sort = z.infer<typeof zSort>;

/** Parsed condition. */
export type Filter = z.infer<typeof zFilter>;

/** Parsed page query. */
export type PageInput = z.infer<typeof zPageInput>;

/** Parsed totals query. */
export type TotalsInput = z.infer<typeof zTotalsInput>;
