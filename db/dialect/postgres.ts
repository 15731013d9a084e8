import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, sql } from 'kysely';
import pg from 'pg';
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
import { assertDistinct, checkValue, columnsOf, describeKey, type LooseRow, mergeByKey, type OnConflict } from './values.ts';

/** Rows per statement: some megabytes of JSON at most. */
const CHUNK = 5000;
/** Ad-hoc queries that may become named prepared statements; our own inserts and `Statement`s always do. */
const MAX_NAMED_QUERIES = 500;

const BOOL = 16;
const INT8 = 20;
const NUMERIC = 1700;

/** An integer as a JS number; a value that would lose digits is an error, never rounded. */
function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a safe integer`);
  return value;
}

/** What SQLite would return: integers as numbers (also sums, which are numeric here), true and false as 1 and 0. */
const PARSERS: Readonly<Record<number, (text: string) => number>> = {
  [BOOL]: (text) => (text === 't' ? 1 : 0),
  [INT8]: safeInteger,
  [NUMERIC]: (text) => (/^-?\d+$/.test(text) ? safeInteger(text) : Number(text)),
};
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    PARSERS[oid] ?? pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

export interface PostgresOptions {
  /** Directory of the unix socket, or host name. */
  readonly host: string;
  readonly port?: number;
  readonly database: string;
  readonly user: string;
  readonly password?: string;
  /** Milliseconds after which a statement is stopped; readers only. */
  readonly statementTimeout?: number;
}

export interface PostgresConnection<DB> extends Connection<DB> {
  /** The driver itself, for locks of the session. */
  readonly client: pg.Client;
}

/** Opens one connection to a company database; refuses one whose text is not UTF-8. */
export async function openPostgres<DB>(options: PostgresOptions): Promise<PostgresConnection<DB>> {
  const { host, port, database, user, password, statementTimeout } = options;
  const client = new pg.Client({
    host,
    database,
    user,
    types,
    application_name: 'countinghouse',
    ...(port === undefined ? {} : { port }),
    ...(password === undefined ? {} : { password }),
    ...(statementTimeout === undefined ? {} : { statement_timeout: statementTimeout }),
  });
  // A lost connection shows itself at the next statement; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ encoding: string }>(
    "select set_config('TimeZone', 'UTC', false), current_setting('server_encoding') as encoding",
  );
  if (rows[0]?.encoding !== 'UTF8') {
    await client.end();
    throw new Error(`database ${database} stores text as ${rows[0]?.encoding}; a company needs UTF8`);
  }
  return new OnePostgres<DB>(client);
}

class OnePostgres<DB> implements PostgresConnection<DB> {
  readonly dialect = 'postgres';
  readonly db: Kysely<DB>;
  readonly client: pg.Client;
  readonly #names = new Map<string, string>();
  #adHoc = 0;
  #columns = new Map<string, ReadonlyMap<string, TableColumn>>();
  #inTransaction = false;
  /** Something in the open transaction failed, here or on the server: it may not be committed. */
  #failed = false;

  constructor(client: pg.Client) {
    this.client = client;
    this.db = new Kysely<DB>({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () =>
          oneConnectionDriver(async (query) => {
            const values = query.parameters.map((v) => checkValue(v, 'parameter'));
            const named = this.#adHoc < MAX_NAMED_QUERIES;
            if (named && !this.#names.has(query.sql)) this.#adHoc += 1;
            const { rows, rowCount } = await this.#send(query.sql, values, named);
            return { rows, numAffectedRows: BigInt(rowCount ?? 0) };
          }),
        createIntrospector: (k) => new PostgresIntrospector(k),
        createQueryCompiler: () => new PostgresQueryCompiler(),
      },
    });
  }

  async begin(mode: 'write' | 'read'): Promise<void> {
    if (this.#inTransaction) throw new Error('a transaction is open already');
    await this.client.query(mode === 'write' ? 'begin' : 'begin isolation level repeatable read read only');
    this.#inTransaction = true;
    this.#failed = false;
  }

  async commit(): Promise<void> {
    if (this.#failed) {
      await this.rollback();
      throw new TransactionAborted();
    }
    const { command } = await this.client.query('commit');
    this.#inTransaction = false;
    // The server answers the commit of a failed transaction with ROLLBACK and no error.
    if (command !== 'COMMIT') throw new TransactionAborted();
  }

  async rollback(): Promise<void> {
    if (!this.#inTransaction) return;
    this.#inTransaction = false;
    this.#failed = false;
    await this.client.query('rollback');
  }

  async exec(script: string): Promise<void> {
    try {
      await this.client.query(script);
    } catch (error) {
      this.#failed = this.#inTransaction;
      throw error;
    }
    // It may have changed tables, and prepared statements do not outlive a change of their columns.
    this.#columns = new Map();
    this.#names.clear();
    this.#adHoc = 0;
  }

  async insertMany<T extends keyof DB & string>(table: T, rows: readonly object[], conflict?: OnConflict<DB[T]>): Promise<void> {
    if (rows.length === 0) return;
    const known = await this.#tableColumns(table);
    const how = conflict as unknown as OnConflict<LooseRow> | undefined;
    const list = how ? mergeByKey(table, rows as readonly LooseRow[], how) : (rows as readonly LooseRow[]);
    const chunks = [...chunksOfOneShape(list, known)];
    await this.#atomically(chunks.length, async () => {
      for (const { columns, part } of chunks)
        await this.#send(insertText(table, columns, known, how), [payload(table, part, columns)], true);
    });
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
    const known = await this.#tableColumns(table);
    const chunks = [...chunksOfOneShape(list)];
    let found = 0;
    await this.#atomically(chunks.length, async () => {
      for (const { columns, part } of chunks) {
        const { rows: hits } = await this.#send(updateText(table, columns, key, known), [payload(table, part, columns)], true);
        found += hits.length;
        if (hits.length === part.length || options.mustMatch === false) continue;
        const there = new Set(hits.map((hit: LooseRow) => hit[PLACE]));
        const lost = part.find((_, i) => !there.has(i + 1));
        throw new Error(`${table}: no row with ${lost ? describeKey(lost, key) : key.join(', ')}`);
      }
    });
    return found;
  }

  rowset<C extends RowsetColumns>(rows: readonly RowsetRow<C>[], columns: C) {
    return rowsetSql(columns, payload('rowset', rows as readonly LooseRow[], Object.keys(columns)));
  }

  async run<P extends Params, R>(prepared: Statement<P, R>, params: P): Promise<R[]> {
    const { sql: text, slots } = compileStatement(prepared, 'postgres', this.db as unknown as Kysely<never>, rowsetSql);
    return (await this.#send(text, bindParams(slots, params), true)).rows;
  }

  async runFor<C extends RowsetColumns, P extends Params, R>(
    prepared: SetStatement<C, P, R>,
    rows: readonly RowsetRow<C>[],
    ...[params]: readonly Params[]
  ): Promise<R[]> {
    if (rows.length === 0) return [];
    const { sql: text, slots } = compileStatement(prepared, 'postgres', this.db as unknown as Kysely<never>, rowsetSql);
    const json = payload('rowset', rows as readonly LooseRow[], Object.keys(prepared.columns));
    return (await this.#send(text, bindRows(slots, json, params ?? {}), true)).rows;
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  /** Sends a statement; a named one is parsed and planned by the server once. */
  async #send(text: string, values: readonly unknown[], named: boolean): Promise<pg.QueryResult> {
    let name = this.#names.get(text);
    if (name === undefined && named) {
      lastName += 1;
      this.#names.set(text, (name = `s${lastName}`));
    }
    try {
      return await this.client.query(name === undefined ? { text, values: [...values] } : { name, text, values: [...values] });
    } catch (error) {
      this.#failed = this.#inTransaction;
      throw error;
    }
  }

  /** Outside a transaction, several statements are one of their own: all or none. */
  async #atomically(statements: number, work: () => Promise<void>): Promise<void> {
    const own = !this.#inTransaction && statements > 1;
    if (own) await this.begin('write');
    try {
      await work();
      if (own) await this.commit();
    } catch (error) {
      this.#failed = this.#inTransaction;
      if (own) await this.rollback();
      throw error;
    }
  }

  async #tableColumns(table: string): Promise<ReadonlyMap<string, TableColumn>> {
    let found = this.#columns.get(table);
    if (!found) {
      const { rows } = await this.client.query<{ name: string; type: string; bare: number }>(
        `select column_name as name, data_type as type, column_default is null and is_identity = 'NO' as bare
         from information_schema.columns where table_schema = current_schema() and table_name = $1`,
        [table],
      );
      if (rows.length === 0) throw new Error(`no table named ${table}`);
      this.#columns.set(table, (found = new Map(rows.map((r) => [r.name, { type: r.type, hasDefault: r.bare === 0 }]))));
    }
    return found;
  }
}

interface TableColumn {
  readonly type: string;
  readonly hasDefault: boolean;
}

/** Names of prepared statements are never used twice, as the driver remembers them per connection. */
let lastName = 0;

/**
 * Cuts rows, in their order, into runs that give the same columns. With `known`, a column left out that has no default
 * counts as null, so that rows with and without an optional value stay together.
 */
function* chunksOfOneShape(
  rows: readonly LooseRow[],
  known?: ReadonlyMap<string, TableColumn>,
): Generator<{ columns: readonly string[]; part: readonly LooseRow[] }> {
  const optional = known && new Set(rows.flatMap(columnsOf).filter((c) => known.get(c)?.hasDefault === false));
  const columnsFor = (row: LooseRow) => (optional ? [...new Set([...optional, ...columnsOf(row)])] : columnsOf(row)).sort();
  let from = 0;
  let columns: readonly string[] = [];
  let shape: string | undefined;
  for (let i = 0; i <= rows.length; i += 1) {
    const row = rows[i];
    const next = row && columnsFor(row);
    if (shape !== undefined && (next?.join() !== shape || i - from === CHUNK)) {
      yield { columns, part: rows.slice(from, i) };
      from = i;
    }
    columns = next ?? [];
    shape = columns.join();
  }
}

const rowsetSql: RowsetSql = (columns, json) => {
  const typed = Object.entries(columns).map(
    ([n, type]) => sql`${sql.ref(n)} ${sql.raw(type.startsWith('int') ? 'bigint' : 'text collate "C"')}`,
  );
  return sql`(select * from json_to_recordset(${json}::json) as x(${sql.join(typed)}))`;
};

/** Rows as JSON; what a row leaves out is null. */
function payload(table: string, rows: readonly LooseRow[], columns: readonly string[]): string {
  return JSON.stringify(
    rows.map((row) => Object.fromEntries(columns.map((c) => [c, row[c] === undefined ? null : checkValue(row[c], table, c)]))),
  );
}

/** The rows bound as $1, typed as the table's columns. */
function source(columns: readonly string[], known: ReadonlyMap<string, TableColumn>): string {
  return `json_to_recordset($1::json) as r(${columns.map((c) => `${quoteIdent(c)} ${known.get(c)?.type ?? 'text'}`).join(', ')})`;
}

const equal = (left: string, right: string, columns: readonly string[]) =>
  columns.map((c) => `${left}.${quoteIdent(c)} = ${right}.${quoteIdent(c)}`).join(' and ');

function insertText(
  table: string,
  columns: readonly string[],
  known: ReadonlyMap<string, TableColumn>,
  conflict: OnConflict<LooseRow> | undefined,
): string {
  const target = quoteIdent(table);
  const listed = columns.map(quoteIdent).join(', ');
  const from = source(columns, known);
  const insert = `insert into ${target} (${listed}) select ${listed} from ${from}`;
  if (!conflict) return insert;
  const { key, add, set = [] } = conflict;
  if (add.length + set.length === 0) return `${insert} on conflict (${key.map(quoteIdent).join(', ')}) do nothing`;
  const sets = [
    ...add.map((c) => `${quoteIdent(c)} = t.${quoteIdent(c)} + r.${quoteIdent(c)}`),
    ...set.map((c) => `${quoteIdent(c)} = r.${quoteIdent(c)}`),
  ];
  // Update what is there, insert the rest: with ON CONFLICT a CHECK would refuse a negative delta proposed for insert.
  return `with hit as (update ${target} t set ${sets.join(', ')} from ${from} where ${equal('t', 'r', key)}
      returning ${key.map((c) => `r.${quoteIdent(c)}`).join(', ')})
    ${insert} where not exists (select 1 from hit where ${equal('hit', 'r', key)})`;
}

/** Column of an update that numbers the rows; no column of ours is named so. */
const PLACE = '#';

/** Updates by key and returns the places (from 1) of the rows that were found. */
function updateText(table: string, columns: readonly string[], key: readonly string[], known: ReadonlyMap<string, TableColumn>): string {
  const sets = columns.filter((c) => !key.includes(c));
  if (sets.length === 0) throw new TypeError(`${table}: a row to update has no column but its key`);
  const typed = columns.map((c) => `${quoteIdent(c)} ${known.get(c)?.type ?? 'text'}`).join(', ');
  return `update ${quoteIdent(table)} t set ${sets.map((c) => `${quoteIdent(c)} = r.${quoteIdent(c)}`).join(', ')}
    from rows from (json_to_recordset($1::json) as (${typed})) with ordinality as r(${[...columns, PLACE].map(quoteIdent).join(', ')})
    where ${equal('t', 'r', key)} returning r.${quoteIdent(PLACE)}`;
}
