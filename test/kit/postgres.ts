import { inject } from 'vitest';
import { openPostgres, type PostgresOptions } from '../../db/dialect/postgres.ts';
import { USER } from './cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Socket folder of the run's cluster; empty when the suites run on SQLite only. */
    postgresHost: string;
  }
}

let databases = 0;

/**
 * A fresh database in the run's cluster: empty, or a copy of one nobody is connected to. An empty one sorts text as a
 * dictionary does, as most servers' databases do, so that a suite fails where our order would depend on it.
 */
export async function createDatabase(template?: PostgresOptions): Promise<PostgresOptions> {
  databases += 1;
  const host = inject('postgresHost');
  const database = `shop_${process.pid}_${databases}`;
  const admin = await openPostgres<never>({ host, database: 'postgres', user: USER });
  const how = template ? `template ${template.database}` : `template template0 locale_provider icu icu_locale 'en'`;
  await admin.exec(`create database ${database} ${how}`);
  await admin.close();
  return { host, database, user: USER };
}

/** Drops a database made by `createDatabase`. */
export async function dropDatabase(options: PostgresOptions): Promise<void> {
  const admin = await openPostgres<never>({ host: options.host, database: 'postgres', user: USER });
  await admin.exec(`drop database ${options.database} with (force)`);
  await admin.close();
}
