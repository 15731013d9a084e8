import { type CompiledQuery, type DatabaseConnection, type Driver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type QueryResult, sql } from 'kysely';
import pg from 'pg';
import {
  bindParams,
  checkValue,
  compileStatement,
  type Connection,
  mergeByKey,
  quoteIdent,
  type RowsetColumns,
} from './portable.ts';

const INT8 = 20;
const CHUNK = 5000;

/** int8 as a JS number; a value that would lose digits is an error, never rounded. */
function safeInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a safe integer`);
  return value;
}
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? safeInt8 : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
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
  readonly client: pg.Client;
}

/** Opens one connection to a company database. */
export async function openPostgres<DB>(options: PostgresOptions): Promise<PostgresConnection<DB>> {
  const { host, port, database, user, password, statementTimeout } = options;
  const client = new pg.Client({
    host,
    database,
    user,
    types,
    ...(port === undefined ? {} : { port }),
    ...(password === undefined ? {} : { password }),
    ...(statementTimeout === undefined ? {} : { statement_timeout: statementTimeout }),
  });
  // A lost connection shows itself at the next statement; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  await client.query("set time zone 'UTC'");
  const names = new Map<string, string>();
  const run = async (text: string, values: readonly unknown[]) => {
    let name = names.get(text);
    if (name === undefined && names.size < 2000) names.set(text, (name = `s${names.size + 1}`));
    return client.query(name === undefined ? { text, values: [...values] } : { name, text, values: [...values] });
  };

  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const result = await run(query.sql, query.parameters.map((v) => checkValue(v, 'parameter')));
      return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowCount ?? 0) };
    },
    // oxlint-disable-next-line require-yield -- Kysely's interface asks for a generator; the house pages by keyset instead
    async *streamQuery() {
      throw new Error('streaming is not used: page by keyset');
    },
  };
  const nothing = async () => undefined;
  const driver: Driver = {
    init: nothing,
    acquireConnection: async () => connection,
    beginTransaction: async () => {
      throw new Error('begin on the Connection, not through Kysely');
    },
    commitTransaction: nothing,
    rollbackTransaction: nothing,
    releaseConnection: nothing,
    destroy: nothing,
  };
  const db = new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (k) => new PostgresIntrospector(k),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
  const columnTypes = new Map<string, ReadonlyMap<string, string>>();
  const typesOf = async (table: string) => {
    let found = columnTypes.get(table);
    if (!found) {
      const { rows } = await client.query<{ column_name: string; data_type: string }>(
        'select column_name, data_type from information_schema.columns where table_schema = current_schema() and table_name = $1',
        [table],
      );
      columnTypes.set(table, (found = new Map(rows.map((r) => [r.column_name, r.data_type]))));
    }
    return found;
  };
  /** `jsonb_to_recordset` source for some columns of a table, rows bound as $1. */
  const recordset = async (table: string, columns: readonly string[]) => {
    const known = await typesOf(table);
    return `jsonb_to_recordset($1::jsonb) as r(${columns.map((c) => `${quoteIdent(c)} ${known.get(c) ?? 'text'}`).join(', ')})`;
  };
  const payload = (rows: readonly Record<string, unknown>[], columns: readonly string[]) =>
    JSON.stringify(rows.map((row) => Object.fromEntries(columns.map((c) => [c, checkValue(row[c], c)]))));

  return {
    dialect: 'postgres',
    db,
    client,
    async begin(mode) {
      await client.query(mode === 'write' ? 'begin' : 'begin isolation level repeatable read read only');
    },
    async commit() {
      await client.query('commit');
    },
    async rollback() {
      await client.query('rollback');
    },
    async exec(script) {
      await client.query(script);
    },
    async insertMany(table, rows, conflict) {
      if (rows.length === 0) return;
      const list = (conflict ? mergeByKey(rows as readonly object[], conflict as never) : rows) as readonly Record<string, unknown>[];
      for (const [shape, group] of groupByShape(list)) {
        const columns = shape.split(',');
        const source = await recordset(table, columns);
        const target = quoteIdent(table);
        const listed = columns.map(quoteIdent).join(', ');
        for (let i = 0; i < group.length; i += CHUNK) {
          const json = payload(group.slice(i, i + CHUNK), columns);
          if (!conflict) {
            await run(`insert into ${target} (${listed}) select ${listed} from ${source}`, [json]);
            continue;
          }
          const match = conflict.key.map((c) => `t.${quoteIdent(c)} = r.${quoteIdent(c)}`).join(' and ');
          const sets = [
            ...conflict.add.map((c) => `${quoteIdent(c)} = t.${quoteIdent(c)} + r.${quoteIdent(c)}`),
            ...(conflict.set ?? []).map((c) => `${quoteIdent(c)} = r.${quoteIdent(c)}`),
          ];
          // Update what is there, insert the rest: a CHECK would refuse a negative delta proposed for insert.
          const keys = conflict.key.map((c) => `r.${quoteIdent(c)}`).join(', ');
          if (sets.length > 0) {
            const update = `with hit as (update ${target} t set ${sets.join(', ')} from ${source} where ${match} returning ${keys})`;
            const missing = conflict.key.map((c) => `hit.${quoteIdent(c)} = r.${quoteIdent(c)}`).join(' and ');
            await run(`${update} insert into ${target} (${listed}) select ${listed} from ${source} where not exists (select 1 from hit where ${missing})`, [json]);
          } else {
            const key = conflict.key.map(quoteIdent).join(', ');
            await run(`insert into ${target} (${listed}) select ${listed} from ${source} on conflict (${key}) do nothing`, [json]);
          }
        }
      }
    },
    async updateMany(table, key, rows) {
      for (const [shape, group] of groupByShape(rows as readonly Record<string, unknown>[])) {
        const columns = shape.split(',');
        const sets = columns.filter((c) => !(key as readonly string[]).includes(c));
        const source = await recordset(table, columns);
        const match = key.map((c) => `t.${quoteIdent(c)} = r.${quoteIdent(c)}`).join(' and ');
        const text = `update ${quoteIdent(table)} t set ${sets.map((c) => `${quoteIdent(c)} = r.${quoteIdent(c)}`).join(', ')} from ${source} where ${match}`;
        for (let i = 0; i < group.length; i += CHUNK) {
          const part = group.slice(i, i + CHUNK);
          const { rowCount } = await run(text, [payload(part, columns)]);
          if (rowCount !== part.length) throw new Error(`${table}: ${part.length - (rowCount ?? 0)} of ${part.length} rows to update are not there`);
        }
      }
    },
    rowset<C extends RowsetColumns>(rows: readonly { [K in keyof C]: C[K] extends 'int' ? number : string }[], columns: C) {
      const names = Object.keys(columns);
      const json = payload(rows as readonly Record<string, unknown>[], names);
      const typed = sql.join(names.map((n) => sql`${sql.ref(n)} ${sql.raw(columns[n] === 'int' ? 'bigint' : 'text')}`));
      return sql<{ [K in keyof C]: C[K] extends 'int' ? number : string }>`(select * from jsonb_to_recordset(${json}::jsonb) as x(${typed}))`;
    },
    async run(prepared, params) {
      const { sql: text, names: parameters, fixed } = compileStatement(prepared, 'postgres', db as unknown as Kysely<never>);
      const result = await run(text, bindParams(parameters, fixed, params));
      return result.rows as never;
    },
    async close() {
      await client.end();
    },
  };
}

function groupByShape(rows: readonly Record<string, unknown>[]): Map<string, Record<string, unknown>[]> {
  const groups = new Map<string, Record<string, unknown>[]>();
  for (const row of rows) {
    const shape = Object.keys(row).join();
    const group = groups.get(shape);
    if (group) group.push(row);
    else groups.set(shape, [row]);
  }
  return groups;
}
