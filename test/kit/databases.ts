import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import type { Connection, Dialect } from '../../db/dialect/portable.ts';
import { openPostgres, type PostgresOptions } from '../../db/dialect/postgres.ts';
import { openSqlite } from '../../db/dialect/sqlite.ts';
import { createDatabase, dropDatabase } from './postgres.ts';

/** A throw-away database of one suite; every call of `open` is one more connection to it. */
export interface TestDatabase {
  readonly dialect: Dialect;
  open<DB>(): Promise<Connection<DB>>;
}

const wanted = process.env['COUNTINGHOUSE_DB'];
const dialects: readonly Dialect[] = wanted === 'postgres' || wanted === 'both' ? ['sqlite', 'postgres'] : ['sqlite'];

/**
 * Describes the same suite once per database: on SQLite always, on PostgreSQL too when COUNTINGHOUSE_DB is `postgres` or
 * `both`. The database is empty at the start of the suite; connections are closed and it is dropped at the end.
 */
export function eachDatabase(name: string, define: (database: TestDatabase) => void): void {
  for (const dialect of dialects)
    describe(`${name} on ${dialect}`, () => {
      const opened: Connection<never>[] = [];
      let folder = '';
      let postgres: PostgresOptions | undefined;

      beforeAll(async () => {
        if (dialect === 'postgres') postgres = await createDatabase();
        else folder = mkdtempSync(join(tmpdir(), 'countinghouse-'));
      });
      afterAll(async () => {
        for (const connection of opened) await connection.close();
        if (postgres) await dropDatabase(postgres);
        else rmSync(folder, { recursive: true, force: true });
      });

      define({
        dialect,
        async open<DB>() {
          const connection = postgres ? await openPostgres<DB>(postgres) : openSqlite<DB>(join(folder, 'test.sqlite'));
          opened.push(connection as unknown as Connection<never>);
          return connection;
        },
      });
    });
}
