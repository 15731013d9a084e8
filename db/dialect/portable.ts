import type { AliasableExpression, Compilable, Insertable, Kysely } from 'kysely';

/** The two databases a company may live in. */
export type Dialect = 'sqlite' | 'postgres';

/** A value as both drivers take it. Booleans are 0 and 1, JSON is text, integers are safe. */
export type SqlValue = string | number | null;

/** Columns of a rowset, by the type they have in SQL. */
export type RowsetColumns = Readonly<Record<string, 'text' | 'int'>>;
export type RowsetRow<C extends RowsetColumns> = { [K in keyof C]: C[K] extends 'int' ? number : string };

/** How an insert behaves when a row with the same key exists. */
export interface OnConflict<Row> {
  readonly key: readonly (keyof Row & string)[];
  /** Columns increased by the new value. */
  readonly add: readonly (keyof Row & string)[];
  /** Columns replaced by the new value. */
  readonly set?: readonly (keyof Row & string)[];
}

/** One physical connection with a Kysely on it. Transactions are begun here, never through Kysely. */
export interface Connection<DB> {
  readonly dialect: Dialect;
  readonly db: Kysely<DB>;
  begin(mode: 'write' | 'read'): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  /** Runs a script without parameters. */
  exec(script: string): Promise<void>;
  /** Inserts rows; with `conflict`, rows of equal key are summed first and added to what is there. */
  insertMany<T extends keyof DB & string>(
    table: T,
    rows: readonly Insertable<DB[T]>[],
    conflict?: OnConflict<DB[T]>,
  ): Promise<void>;
  /** Sets the non-key columns of rows found by key. A row that is not there is an error. */
  updateMany<T extends keyof DB & string>(
    table: T,
    key: readonly (keyof DB[T] & string)[],
    rows: readonly Partial<Insertable<DB[T]>>[],
  ): Promise<void>;
  /** Rows as a table to select from and join, bound as one parameter. */
  rowset<C extends RowsetColumns>(rows: readonly RowsetRow<C>[], columns: C): AliasableExpression<RowsetRow<C>>;
  /** Runs a statement that was compiled once. */
  run<P extends Params, R>(prepared: Statement<P, R>, params: P): Promise<R[]>;
  close(): Promise<void>;
}

export type Params = Record<string, SqlValue>;

/** Stands for a named parameter while a statement is compiled. */
export class Placeholder {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** A statement built with Kysely once and run many times: no query building on the hot path. */
export interface Statement<P extends Params, R> {
  readonly build: (db: Kysely<never>) => Compilable<R>;
  /** Carries the parameter type; never set. */
  readonly params?: P;
  /** SQL text and parameter names in order, per dialect, filled at first use. */
  readonly compiled: Map<Dialect, { readonly sql: string; readonly names: readonly (string | SqlValue)[]; readonly fixed: readonly boolean[] }>;
}

/** Declares a statement. `p('name')` marks where a parameter goes. */
export function statement<DB, P extends Params, R>(
  build: (db: Kysely<DB>, p: <K extends keyof P & string>(name: K) => P[K]) => Compilable<R>,
): Statement<P, R> {
  // The marker travels as a value through Kysely and is found again in the compiled parameter list.
  const mark = <K extends keyof P & string>(name: K) => new Placeholder(name) as unknown as P[K];
  return { build: (db) => build(db as unknown as Kysely<DB>, mark), compiled: new Map() };
}

/** SQL text and parameter list of a statement for a dialect; compiled at first use. */
export function compileStatement<P extends Params, R>(s: Statement<P, R>, dialect: Dialect, db: Kysely<never>) {
  let found = s.compiled.get(dialect);
  if (!found) {
    const query = s.build(db).compile();
    const names = query.parameters.map((v) => (v instanceof Placeholder ? v.name : (v as SqlValue)));
    const fixed = query.parameters.map((v) => !(v instanceof Placeholder));
    found = { sql: query.sql, names, fixed };
    s.compiled.set(dialect, found);
  }
  return found;
}

/** Values for a compiled statement, in order. */
export function bindParams(names: readonly (string | SqlValue)[], fixed: readonly boolean[], params: Params): SqlValue[] {
  return names.map((name, i) => {
    if (fixed[i]) return name;
    const value = params[String(name)];
    if (value === undefined) throw new TypeError(`no value for parameter ${String(name)}`);
    return value;
  });
}

/** Refuses what a driver would reject or silently bend: booleans, dates, objects, fractions and unsafe integers. */
export function checkValue(value: unknown, where: string): SqlValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw new TypeError(`${where}: ${typeof value === 'number' ? `${value} is not a safe integer` : `a ${typeof value} cannot be stored`}`);
}

/** Sums rows of equal key, so that one statement never touches a row twice. Set columns keep the last value. */
export function mergeByKey<Row extends object>(rows: readonly Row[], conflict: OnConflict<Row>): Row[] {
  if (rows.length < 2) return [...rows];
  const merged = new Map<string, Record<string, unknown>>();
  for (const row of rows as readonly Record<string, unknown>[]) {
    const key = JSON.stringify(conflict.key.map((k) => row[k]));
    const twin = merged.get(key);
    if (!twin) {
      merged.set(key, { ...row });
      continue;
    }
    for (const column of conflict.add) twin[column] = Number(twin[column] ?? 0) + Number(row[column] ?? 0);
    for (const column of conflict.set ?? []) twin[column] = row[column];
  }
  return [...merged.values()] as Row[];
}

export interface DbFailure {
  readonly kind: 'constraint' | 'busy' | 'closed' | 'full' | 'corrupt' | 'interrupted' | 'other';
  /** Constraint, table or trigger message. */
  readonly constraint?: string;
  readonly detail: string;
}

const POSTGRES_KIND: readonly (readonly [RegExp, DbFailure['kind']])[] = [
  [/^23/, 'constraint'],
  [/^(40|55P03|57P03|53300)/, 'busy'],
  [/^(08|57P0)/, 'closed'],
  [/^53/, 'full'],
  [/^57014/, 'interrupted'],
  [/^XX00[12]/, 'corrupt'],
];

const SQLITE_KIND: readonly (readonly [RegExp, DbFailure['kind']])[] = [
  [/^SQLITE_CONSTRAINT/, 'constraint'],
  [/^SQLITE_(BUSY|LOCKED)/, 'busy'],
  [/^SQLITE_(FULL|IOERR)/, 'full'],
  [/^SQLITE_INTERRUPT/, 'interrupted'],
  [/^SQLITE_(CORRUPT|NOTADB)/, 'corrupt'],
];

/** What kind of failure a driver's error is, the same words for both databases. */
export function classifyDbError(error: unknown): DbFailure {
  if (!(error instanceof Error)) return { kind: 'other', detail: String(error) };
  const detail = error.message;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/database connection is not open|Connection terminated|Client was closed/.test(detail)) return { kind: 'closed', detail };
  const table = code.startsWith('SQLITE_') ? SQLITE_KIND : POSTGRES_KIND;
  const kind = table.find(([pattern]) => pattern.test(code))?.[1] ?? 'other';
  if (kind !== 'constraint') return { kind, detail };
  const named = 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : undefined;
  return { kind, detail, constraint: named ?? detail.replace(/^[A-Z ]+constraint failed: /, '') };
}

export const quoteIdent = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
