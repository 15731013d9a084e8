import Database from 'better-sqlite3';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely';
import {
  bindParams,
  checkValue,
  compileStatement,
  type Connection,
  mergeByKey,
  quoteIdent,
  type RowsetColumns,
} from './portable.ts';

const MAX_CACHED = 1000;
const CACHE_KIB = 64 * 1024;
const BUSY_MS = 5000;

/** Prepared statements by SQL text: preparing costs 20 microseconds, finding one costs a fraction of one. */
class StatementCache {
  readonly #db: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();
  constructor(db: Database.Database) {
    this.#db = db;
  }
  get(text: string): Database.Statement {
    const found = this.#statements.get(text);
    if (found) return found;
    if (this.#statements.size >= MAX_CACHED) {
      const [oldest] = this.#statements.keys();
      if (oldest !== undefined) this.#statements.delete(oldest);
    }
    const prepared = this.#db.prepare(text);
    this.#statements.set(text, prepared);
    return prepared;
  }
}

class OneConnection implements DatabaseConnection {
  readonly #cache: StatementCache;
  constructor(cache: StatementCache) {
    this.#cache = cache;
  }
  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const prepared = this.#cache.get(query.sql);
    const values = query.parameters.map((v) => checkValue(v, 'parameter'));
    if (prepared.reader) return { rows: prepared.all(...values) as R[] };
    const { changes, lastInsertRowid } = prepared.run(...values);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }
  // oxlint-disable-next-line require-yield -- Kysely's interface asks for a generator; the house pages by keyset instead
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not used: page by keyset');
  }
}

/** Kysely driver for the one connection; transactions are begun by `Connection`. */
class OneConnectionDriver implements Driver {
  readonly #connection: OneConnection;
  constructor(connection: OneConnection) {
    this.#connection = connection;
  }
  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }
  async beginTransaction(): Promise<void> {
    throw new Error('begin on the Connection, not through Kysely');
  }
  async commitTransaction(): Promise<void> {}
  async rollbackTransaction(): Promise<void> {}
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
}

export interface SqliteConnection<DB> extends Connection<DB> {
  /** The driver itself, for backup and checkpoints. */
  readonly raw: Database.Database;
}

/**
 * Opens one connection to a company file: WAL, synchronous FULL, foreign keys on. Numbers are bound as REAL by the
 * driver; STRICT INTEGER columns turn whole ones back, so bound values are never divided in SQL.
 */
export function openSqlite<DB>(file: string, options: { readonly?: boolean } = {}): SqliteConnection<DB> {
  const raw = new Database(file, { readonly: options.readonly === true, timeout: BUSY_MS });
  if (!options.readonly) {
    raw.pragma('journal_mode = WAL');
    raw.pragma('synchronous = FULL');
  }
  raw.pragma('foreign_keys = ON');
  raw.pragma('trusted_schema = OFF');
  raw.pragma(`cache_size = -${CACHE_KIB}`);
  raw.pragma('temp_store = MEMORY');
  const cache = new StatementCache(raw);
  const connection = new OneConnection(cache);
  const db = new Kysely<DB>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new OneConnectionDriver(connection),
      createIntrospector: (k) => new SqliteIntrospector(k),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
  const texts = new Map<string, string>();
  const cached = (signature: string, make: () => string) => {
    let text = texts.get(signature);
    if (text === undefined) texts.set(signature, (text = make()));
    return cache.get(text);
  };

  return {
    dialect: 'sqlite',
    db,
    raw,
    async begin(mode) {
      cache.get(mode === 'write' ? 'begin immediate' : 'begin').run();
    },
    async commit() {
      cache.get('commit').run();
    },
    async rollback() {
      if (raw.inTransaction) cache.get('rollback').run();
    },
    async exec(script) {
      raw.exec(script);
    },
    async insertMany(table, rows, conflict) {
      const list = (conflict ? mergeByKey(rows as readonly object[], conflict as never) : rows) as readonly Record<string, unknown>[];
      let shape = '';
      let columns: string[] = [];
      let insert: Database.Statement | undefined;
      let update: Database.Statement | undefined;
      const updated = conflict ? [...conflict.add, ...(conflict.set ?? []), ...conflict.key] : [];
      for (const row of list) {
        const keys = Object.keys(row);
        const thisShape = keys.join();
        if (!insert || thisShape !== shape) {
          columns = keys;
          shape = thisShape;
          const doNothing = conflict !== undefined && updated.length === conflict.key.length;
          insert = cached(`i|${table}|${shape}|${doNothing}`, () => insertText(table, columns, doNothing ? conflict.key : undefined));
          if (conflict && !doNothing) update = cached(`u|${table}|${updated.join()}|${conflict.add.length}`, () => addText(table, conflict));
        }
        // A CHECK looks at the row proposed for insert before any ON CONFLICT clause: deltas must be tried as updates.
        if (update && update.run(updated.map((c) => checkValue(row[c], c))).changes === 1) continue;
        insert.run(columns.map((c) => checkValue(row[c], c)));
      }
    },
    async updateMany(table, key, rows) {
      for (const row of rows as readonly Record<string, unknown>[]) {
        const columns = Object.keys(row).filter((c) => !(key as readonly string[]).includes(c));
        const text = `update ${quoteIdent(table)} set ${columns.map((c) => `${quoteIdent(c)} = ?`).join(', ')} where ${key.map((c) => `${quoteIdent(c)} = ?`).join(' and ')}`;
        const values = [...columns, ...key].map((c) => checkValue(row[c], c));
        const { changes } = cache.get(text).run(values);
        if (changes !== 1) throw new Error(`${table}: no row with ${key.map((c) => `${c} ${String(row[c])}`).join(', ')}`);
      }
    },
    rowset<C extends RowsetColumns>(rows: readonly { [K in keyof C]: C[K] extends 'int' ? number : string }[], columns: C) {
      const names = Object.keys(columns);
      // Arrays are a third of the size of objects and are read by position.
      const text = JSON.stringify(rows.map((r) => names.map((n) => checkValue((r as Record<string, unknown>)[n], n))));
      const picked = names.map((n, i) => sql`value ->> ${sql.lit(`$[${i}]`)} as ${sql.ref(n)}`);
      return sql<{ [K in keyof C]: C[K] extends 'int' ? number : string }>`(select ${sql.join(picked)} from json_each(${text}))`;
    },
    async run(prepared, params) {
      const { sql: text, names, fixed } = compileStatement(prepared, 'sqlite', db as unknown as Kysely<never>);
      const values = bindParams(names, fixed, params);
      const s = cache.get(text);
      if (s.reader) return s.all(values) as never;
      s.run(values);
      return [];
    },
    async close() {
      raw.close();
    },
  };
}

function insertText(table: string, columns: readonly string[], doNothingOn?: readonly string[]): string {
  const base = `insert into ${quoteIdent(table)} (${columns.map(quoteIdent).join(', ')}) values (${columns.map(() => '?').join(', ')})`;
  return doNothingOn ? `${base} on conflict (${doNothingOn.map(quoteIdent).join(', ')}) do nothing` : base;
}

function addText(
  table: string,
  conflict: { key: readonly string[]; add: readonly string[]; set?: readonly string[] | undefined },
): string {
  const sets = [
    ...conflict.add.map((c) => `${quoteIdent(c)} = ${quoteIdent(c)} + ?`),
    ...(conflict.set ?? []).map((c) => `${quoteIdent(c)} = ?`),
  ];
  return `update ${quoteIdent(table)} set ${sets.join(', ')} where ${conflict.key.map((c) => `${quoteIdent(c)} = ?`).join(' and ')}`;
}
