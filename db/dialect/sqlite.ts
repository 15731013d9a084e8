import Database from 'better-sqlite3';
import { Kysely, type QueryResult, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, sql } from 'kysely';
import { TransactionAborted } from './failure.ts';
import { oneConnectionDriver } from './kysely-driver.ts';
import { type Connection, quoteIdent } from './portable.ts';
import {
  bindParams,
  bindRows,
  compileStatement,
  type Params,
  type RowsetColumns,
  type RowsetRow,
  type RowsetSql,
  type SetStatement,
  type Statement,
} from './statement.ts';
import { assertDistinct, checkSafeRows, checkValue, columnsOf, describeKey, type LooseRow, mergeByKey, type OnConflict } from './values.ts';

const MAX_CACHED = 1000;
const CACHE_KIB = 64 * 1024;
const BUSY_MS = 5000;
/**
 * Pages in the write-ahead log before it is copied into the file: 48 MB. A page changed by many commits is copied once, so the
 * longer the log the less each commit pays; it stays below what the engine folds in and the file is cut back to.
 */
export const CHECKPOINT_PAGES = 12_000;
/** After a checkpoint the log file is cut back to this size. */
const LOG_BYTES = 64 * 1024 * 1024;

/**
 * Prepared statements by SQL text: preparing costs some 20 microseconds, finding one a fraction of one. Two generations
 * make a cheap "least recently used": what was not asked for while one generation filled up is dropped.
 */
class StatementCache {
  readonly #db: Database.Database;
  #young = new Map<string, Database.Statement>();
  #old = new Map<string, Database.Statement>();
  constructor(db: Database.Database) {
    this.#db = db;
  }
  get(text: string): Database.Statement {
    const young = this.#young.get(text);
    if (young) return young;
    const found = this.#old.get(text) ?? this.#db.prepare(text);
    if (this.#young.size >= MAX_CACHED / 2) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(text, found);
    return found;
  }
}

/** A parameter as SQLite should see it: the driver binds a JS number as REAL (5 / 2 = 2.5, '5.0'), a bigint as INTEGER. */
const integerBound = (value: unknown) => (typeof value === 'number' ? BigInt(value) : value);

export interface SqliteConnection<DB> extends Connection<DB> {
  /** The driver itself, for backup and checkpoints. */
  readonly raw: Database.Database;
}

export interface SqliteOptions {
  /** Opens for reading only. */
  readonly readonly?: boolean;
}

/** Opens one connection to a company file: WAL, synchronous FULL, foreign keys on. */
export function openSqlite<DB>(file: string, options: SqliteOptions = {}): SqliteConnection<DB> {
  const raw = new Database(file, { readonly: options.readonly === true, timeout: BUSY_MS });
  if (!options.readonly) {
    raw.pragma('journal_mode = WAL');
    raw.pragma('synchronous = FULL');
    raw.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    raw.pragma(`journal_size_limit = ${LOG_BYTES}`);
  }
  raw.pragma('foreign_keys = ON');
  raw.pragma('trusted_schema = OFF');
  raw.pragma(`cache_size = -${CACHE_KIB}`);
  raw.pragma('temp_store = MEMORY');
  return new OneSqlite<DB>(raw);
}

class OneSqlite<DB> implements SqliteConnection<DB> {
  readonly dialect = 'sqlite';
  readonly db: Kysely<DB>;
  readonly raw: Database.Database;
  readonly #cache: StatementCache;
  /** Statement texts of inserts and updates by table and columns. */
  readonly #texts = new Map<string, string>();
  /** A statement of the open transaction failed; SQLite would go on, PostgreSQL would not, so neither may commit. */
  #failed = false;

  constructor(raw: Database.Database) {
    this.raw = raw;
    this.#cache = new StatementCache(raw);
    this.db = new Kysely<DB>({
      dialect: {
        createAdapter: () => new SqliteAdapter(),
        createDriver: () => oneConnectionDriver(async (query) => this.#query(query.sql, query.parameters)),
        createIntrospector: (k) => new SqliteIntrospector(k),
        createQueryCompiler: () => new SqliteQueryCompiler(),
      },
    });
  }

  async begin(mode: 'write' | 'read'): Promise<void> {
    this.#cache.get(mode === 'write' ? 'begin immediate' : 'begin').run();
    this.#failed = false;
  }

  async commit(): Promise<void> {
    if (this.#failed) {
      await this.rollback();
      throw new TransactionAborted();
    }
    this.#cache.get('commit').run();
  }

  async rollback(): Promise<void> {
    this.#failed = false;
    if (this.raw.inTransaction) this.#cache.get('rollback').run();
  }

  async exec(script: string): Promise<void> {
    this.#guard(() => this.raw.exec(script));
  }

  async insertMany<T extends keyof DB & string>(table: T, rows: readonly object[], conflict?: OnConflict<DB[T]>): Promise<void> {
    if (rows.length === 0) return;
    if (conflict)
      this.#atomically(() => this.#insertOrAdd(table, rows as readonly LooseRow[], conflict as unknown as OnConflict<LooseRow>));
    else this.#atomically(() => this.#insertRows(table, rows as readonly LooseRow[], ''));
  }

  async updateMany<T extends keyof DB & string>(
    table: T,
    key: readonly (keyof DB[T] & string)[],
    rows: readonly object[],
    options: { readonly mustMatch?: boolean } = {},
  ): Promise<number> {
    if (rows.length === 0) return 0;
    const list = rows as readonly LooseRow[];
    assertDistinct(table, key, list);
    return this.#atomically(() => {
      let found = 0;
      let given: readonly string[] = [];
      let bound: readonly string[] = [];
      let update: Database.Statement | undefined;
      for (const row of list) {
        // Rows of one call mostly give the same columns: their statement is looked up once.
        if (!update || !givesColumns(row, given)) {
          given = columnsOf(row);
          const columns = given.filter((c) => !key.includes(c as never));
          if (columns.length === 0) throw new TypeError(`${table}: a row to update has no column but its key`);
          bound = [...columns, ...key];
          update = this.#cached(`u|${table}|${columns.join()}|${key.join()}`, () => updateText(table, columns, key));
        }
        const { changes } = update.run(bound.map((c) => checkValue(row[c], table, c)));
        if (changes === 0 && options.mustMatch !== false) throw new Error(`${table}: no row with ${describeKey(row, key)}`);
        found += changes;
      }
      return found;
    });
  }

  rowset<C extends RowsetColumns>(rows: readonly RowsetRow<C>[], columns: C) {
    return sqliteRowset(columns, rowsetJson(rows, columns));
  }

  async run<P extends Params, R>(prepared: Statement<P, R>, params: P): Promise<R[]> {
    const { sql: text, slots } = compileStatement(prepared, 'sqlite', this.db as unknown as Kysely<never>, sqliteRowset);
    return this.#runCompiled(text, bindParams(slots, params));
  }

  async runFor<C extends RowsetColumns, P extends Params, R>(
    prepared: SetStatement<C, P, R>,
    rows: readonly RowsetRow<C>[],
    ...[params]: readonly Params[]
  ): Promise<R[]> {
    if (rows.length === 0) return [];
    const { sql: text, slots } = compileStatement(prepared, 'sqlite', this.db as unknown as Kysely<never>, sqliteRowset);
    return this.#runCompiled(text, bindRows(slots, rowsetJson(rows, prepared.columns), params ?? {}));
  }

  async close(): Promise<void> {
    this.raw.close();
  }

  #runCompiled<R>(text: string, values: unknown[]): R[] {
    for (let i = 0; i < values.length; i += 1) values[i] = integerBound(values[i]);
    return this.#guard(() => {
      const found = this.#cache.get(text);
      if (found.reader) return checkSafeRows(found.all(values)) as R[];
      found.run(values);
      return [];
    });
  }

  #query<R>(text: string, parameters: readonly unknown[]): QueryResult<R> {
    const values = parameters.map((v) => integerBound(checkValue(v, 'parameter')));
    return this.#guard(() => {
      const prepared = this.#cache.get(text);
      if (prepared.reader) return { rows: checkSafeRows(prepared.all(values)) as R[] };
      return { rows: [], numAffectedRows: BigInt(prepared.run(values).changes) };
    });
  }

  /** Runs statements and remembers a failure inside a transaction. */
  #guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      this.#failed = this.raw.inTransaction;
      throw error;
    }
  }

  /** Outside a transaction, many rows are one of their own: all or none, and one sync to disk. */
  #atomically<T>(work: () => T): T {
    if (this.raw.inTransaction) return this.#guard(work);
    this.#cache.get('begin immediate').run();
    try {
      const result = work();
      this.#cache.get('commit').run();
      return result;
    } catch (error) {
      if (this.raw.inTransaction) this.#cache.get('rollback').run();
      throw error;
    }
  }

  #cached(signature: string, make: () => string): Database.Statement {
    let text = this.#texts.get(signature);
    if (text === undefined) this.#texts.set(signature, (text = make()));
    return this.#cache.get(text);
  }

  /** One statement per row, prepared once per set of columns: faster here than any statement with many rows. */
  #insertRows(table: string, rows: readonly LooseRow[], suffix: string): void {
    let columns: string[] = [];
    let insert: Database.Statement | undefined;
    for (const row of rows) {
      const values = insert && valuesOf(table, row, columns);
      if (insert && values) {
        insert.run(values);
        continue;
      }
      columns = columnsOf(row);
      insert = this.#cached(`i|${table}|${columns.join()}|${suffix}`, () => `${insertText(table, columns)}${suffix}`);
      insert.run(valuesOf(table, row, columns));
    }
  }

  /** A CHECK looks at the row proposed for insert before any ON CONFLICT clause, so deltas are tried as updates first. */
  #insertOrAdd(table: string, rows: readonly LooseRow[], conflict: OnConflict<LooseRow>): void {
    const { key, add, set = [] } = conflict;
    const merged = mergeByKey(table, rows, conflict);
    if (add.length + set.length === 0) {
      this.#insertRows(table, merged, ` on conflict (${key.map(quoteIdent).join(', ')}) do nothing`);
      return;
    }
    const bound = [...add, ...set, ...key];
    const update = this.#cached(`a|${table}|${bound.join()}|${add.length}`, () => addText(table, conflict));
    const missing = merged.filter((row) => update.run(bound.map((c) => integerBound(checkValue(row[c], table, c)))).changes === 0);
    this.#insertRows(table, missing, '');
  }
}

/** Arrays are a third of the size of objects and are read by position. */
const rowsetJson = <C extends RowsetColumns>(rows: readonly RowsetRow<C>[], columns: C): string => {
  const names = Object.keys(columns);
  return JSON.stringify(rows.map((r: LooseRow) => names.map((n) => checkValue(r[n], n))));
};

/** A rowset as SQLite reads it out of one JSON parameter. */
export const sqliteRowset: RowsetSql = (columns, json) => {
  const picked = Object.keys(columns).map((n, i) => sql`value ->> ${sql.lit(i)} as ${sql.ref(n)}`);
  return sql`(select ${sql.join(picked)} from json_each(${json}))`;
};

/** Whether a row gives exactly these columns in this order. */
function givesColumns(row: LooseRow, columns: readonly string[]): boolean {
  let at = 0;
  for (const column in row) {
    if (row[column] === undefined) continue;
    if (columns[at] !== column) return false;
    at += 1;
  }
  return at === columns.length;
}

/** Values of a row in the order of `columns`, or undefined when the row gives other columns or another order. */
function valuesOf(table: string, row: LooseRow, columns: readonly string[]): unknown[] | undefined {
  const values: unknown[] = [];
  for (const column in row) {
    const value = row[column];
    if (value === undefined) continue;
    if (columns[values.length] !== column) return undefined;
    values.push(checkValue(value, table, column));
  }
  return values.length === columns.length ? values : undefined;
}

const marks = (columns: readonly string[]) => columns.map((c) => `${quoteIdent(c)} = ?`);

function insertText(table: string, columns: readonly string[]): string {
  if (columns.length === 0) return `insert into ${quoteIdent(table)} default values`;
  return `insert into ${quoteIdent(table)} (${columns.map(quoteIdent).join(', ')}) values (${columns.map(() => '?').join(', ')})`;
}

function updateText(table: string, columns: readonly string[], key: readonly string[]): string {
  return `update ${quoteIdent(table)} set ${marks(columns).join(', ')} where ${marks(key).join(' and ')}`;
}

function addText(table: string, { key, add, set = [] }: OnConflict<LooseRow>): string {
  const sets = [...add.map((c) => `${quoteIdent(c)} = ${quoteIdent(c)} + ?`), ...marks(set)];
  return `update ${quoteIdent(table)} set ${sets.join(', ')} where ${marks(key).join(' and ')}`;
}
