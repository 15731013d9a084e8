import { type RawBuilder, sql } from 'kysely';
import type { Filter, KeyValue, Sort } from '../../preload/contract/values/page.ts';

/** Field of the contract to column of a table, qualified, or what is worked out of one. Only these can be named in a filter, a sort or a sum. */
export type Refs = Readonly<Record<string, string | RawBuilder<unknown>>>;
/** A predicate of the question. */
export type Condition = RawBuilder<boolean>;

/** Above every text that begins with what stands before it. */
const LAST_CHARACTER = '\u{10ffff}';
const OPERATOR = { eq: '=', ne: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

const bound = (value: string | number | boolean) => (typeof value === 'boolean' ? Number(value) : value);
const isNull = (ref: RawBuilder<unknown>): Condition => sql<boolean>`${ref} is null`;
const isNotNull = (ref: RawBuilder<unknown>): Condition => sql<boolean>`${ref} is not null`;

/** True for every row. */
export const always: Condition = sql<boolean>`1 = 1`;

/** All of them. */
export const all = (parts: readonly Condition[]): Condition =>
  parts.length === 0 ? always : sql<boolean>`${sql.join([...parts], sql` and `)}`;

export function refOf(name: string, refs: Refs): RawBuilder<unknown> {
  const ref = refs[name];
  if (ref === undefined) throw new Error(`no column ${name}`);
  return asRef(ref);
}

const asRef = (ref: string | RawBuilder<unknown>): RawBuilder<unknown> => (typeof ref === 'string' ? sql.ref(ref) : ref);

/** Texts that begin with this, found in an index. */
export const startsWith = (column: string | RawBuilder<unknown>, text: string): Condition =>
  sql<boolean>`(${asRef(column)} >= ${text} and ${asRef(column)} < ${text + LAST_CHARACTER})`;

/** Texts that have this in them, whatever the case. The two databases disagree about the case of letters in `like`; a person never means it. */
export const contains = (column: string | RawBuilder<unknown>, text: string): Condition =>
  sql<boolean>`lower(${asRef(column)}) like ${`%${text.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`} escape '\\'`;

/** One condition of a question. */
export function condition(f: Filter, refs: Refs): Condition {
  const column = refOf(f.column, refs);
  switch (f.op) {
    case 'in':
      return sql<boolean>`${column} in (${sql.join(f.values.map(bound))})`;
    case 'between':
      return sql<boolean>`${column} between ${bound(f.from)} and ${bound(f.to)}`;
    case 'isNull':
      return f.value ? isNull(column) : isNotNull(column);
    case 'startsWith':
      return startsWith(column, f.value);
    case 'contains':
      return contains(column, f.value);
    case 'eq':
    case 'ne':
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return sql<boolean>`${column} ${sql.raw(OPERATOR[f.op])} ${bound(f.value)}`;
  }
}

/** Order of a page. Columns that may be empty say where empty values go, so that both databases agree; the others stay plain for their index. */
export function ordering(levels: readonly Sort[], refs: Refs, nullable: ReadonlySet<string>): RawBuilder<unknown> {
  const parts = levels.map(({ column, direction }) => {
    const empties = nullable.has(column) ? sql.raw(direction === 'asc' ? ' nulls first' : ' nulls last') : sql.raw('');
    return sql`${refOf(column, refs)} ${sql.raw(direction)}${empties}`;
  });
  return sql`${sql.join(parts)}`;
}

/** Rows that come behind a known one in this order: what a page by cursor starts with. */
export function behind(levels: readonly Sort[], after: readonly KeyValue[], refs: Refs, nullable: ReadonlySet<string>): Condition {
  const down = levels[0]?.direction === 'desc';
  if (levels.every(({ column, direction }) => (direction === 'desc') === down && !nullable.has(column))) {
    // One comparison of the whole key is one walk of one index on both databases.
    const left = levels.map(({ column }) => refOf(column, refs));
    return sql<boolean>`(${sql.join(left)}) ${sql.raw(down ? '<' : '>')} (${sql.join([...after])})`;
  }
  const choices = levels.map((level, i) =>
    all([...levels.slice(0, i).map((l, j) => same(refOf(l.column, refs), after[j] ?? null)), past(level, after[i] ?? null, refs)]),
  );
  return sql<boolean>`(${sql.join(
    choices.map((c) => sql`(${c})`),
    sql` or `,
  )})`;
}

const same = (ref: RawBuilder<unknown>, value: KeyValue): Condition => (value === null ? isNull(ref) : sql<boolean>`${ref} = ${value}`);

/** Past one value in one direction; an empty value is the smallest. */
function past({ column, direction }: Sort, value: KeyValue, refs: Refs): Condition {
  const ref = refOf(column, refs);
  if (direction === 'asc') return value === null ? isNotNull(ref) : sql<boolean>`${ref} > ${value}`;
  return value === null ? sql<boolean>`1 = 0` : sql<boolean>`(${ref} < ${value} or ${isNull(ref)})`;
}
