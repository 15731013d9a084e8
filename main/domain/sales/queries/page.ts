import { type RawBuilder, sql } from 'kysely';
import type { Filter, Sort } from '../../../../preload/contract/values/page.ts';

/** Contract column to table column, qualified. Only these can be named in a filter or a sort. */
export type ColumnMap = Readonly<Record<string, string>>;

const LAST_CHARACTER = '\u{10ffff}';
const bound = (value: string | number | boolean) => (typeof value === 'boolean' ? Number(value) : value);
const OPERATOR = { eq: '=', ne: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/** Conditions of a page query as one predicate; true where there are none. */
export function conditions(filters: readonly Filter[] | undefined, columns: ColumnMap): RawBuilder<boolean> {
  const parts = (filters ?? []).map((f) => condition(f, columns));
  return parts.length === 0 ? sql<boolean>`1 = 1` : sql<boolean>`${sql.join(parts, sql` and `)}`;
}

function columnOf(name: string, columns: ColumnMap) {
  const column = columns[name];
  if (column === undefined) throw new Error(`no column ${name}`);
  return sql.ref(column);
}

function condition(f: Filter, columns: ColumnMap): RawBuilder<boolean> {
  const column = columnOf(f.column, columns);
  switch (f.op) {
    case 'in':
      return sql<boolean>`${column} in (${sql.join(f.values.map(bound))})`;
    case 'between':
      return sql<boolean>`${column} between ${bound(f.from)} and ${bound(f.to)}`;
    case 'isNull':
      return f.value ? sql<boolean>`${column} is null` : sql<boolean>`${column} is not null`;
    case 'startsWith':
      return sql<boolean>`(${column} >= ${f.value} and ${column} < ${f.value + LAST_CHARACTER})`;
    case 'contains':
      return sql<boolean>`${column} like ${`%${f.value.replaceAll(/[\\%_]/g, '\\$&')}%`} escape '\\'`;
    case 'eq':
    case 'ne':
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return sql<boolean>`${column} ${sql.raw(OPERATOR[f.op])} ${bound(f.value)}`;
  }
}

/** Order of a page: the sort asked for or the default, ended by the id in the direction of the last column (one index walk). */
export function ordering(sorts: readonly Sort[] | undefined, columns: ColumnMap, fallback: Sort, id: string): RawBuilder<unknown> {
  const levels = sorts && sorts.length > 0 ? sorts : [fallback];
  const last = levels.at(-1) ?? fallback;
  const parts = levels.map((s) => sql`${columnOf(s.column, columns)} ${sql.raw(s.direction)}`);
  return sql`${sql.join([...parts, sql`${sql.ref(id)} ${sql.raw(last.direction)}`])}`;
}

/** Sum of an integer column as an integer: PostgreSQL sums bigint to numeric. */
export const sumOf = (column: string) => sql<number>`cast(coalesce(sum(${sql.ref(column)}), 0) as bigint)`;
export const countRows = sql<number>`cast(count(*) as bigint)`;
