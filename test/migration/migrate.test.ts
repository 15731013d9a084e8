import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Connection, Dialect } from '../../db/dialect/portable.ts';
import { openSqlite } from '../../db/dialect/sqlite.ts';
import { readVersion } from '../../db/migrate.ts';
import { type Migration, migrations } from '../../db/migrations/index.ts';
import { draftStore, openStore } from '../../db/open.ts';
import { schemaSql } from '../../db/schema/ddl.ts';
import { type DB, tables } from '../../db/schema/index.ts';
import { openInProcess } from '../../main/hosts/inprocess.ts';
import { openShop, type Shop } from '../kit/company.ts';
import { eachDatabase } from '../kit/databases.ts';
import { expectHealthy } from '../kit/doctor.ts';

let shop: Shop;
let file: string;
beforeEach(async () => {
  shop = await openShop({ forceFile: true });
  file = 'file' in shop.location ? shop.location.file : '';
  await shop.send('catalog.createItem', { sku: 'TEE', title: 'Tee' });
  await shop.engine.close();
});
afterEach(() => shop.close());

const addsNotes: Migration = { name: 'adds-notes', up: (c) => c.exec('create table note (id integer primary key) strict') };
const fails: Migration = {
  name: 'fails',
  async up(c: Connection<DB>) {
    await c.exec('create table half (id integer primary key) strict');
    throw new Error('the second half cannot be done');
  },
};

/** A description of everything in a database, the same for two that are built the same. */
const LISTINGS: Readonly<Record<Dialect, readonly string[]>> = {
  sqlite: ["select type, name, sql from sqlite_master where name not like 'sqlite_%' order by type, name"],
  postgres: [
    "select table_name, column_name, data_type, collation_name, is_nullable, column_default, is_identity from information_schema.columns where table_schema = 'public' order by 1, 2",
    "select tablename, indexname, indexdef from pg_indexes where schemaname = 'public' order by 1, 2",
    'select conrelid::regclass::text as on_table, contype, pg_get_constraintdef(oid) as says from pg_constraint where conrelid <> 0 order by 1, 2, 3',
    'select tgrelid::regclass::text as on_table, tgname, pg_get_triggerdef(oid) as says from pg_trigger where not tgisinternal order by 1, 2',
    "select proname, prosrc from pg_proc where pronamespace = 'public'::regnamespace order by 1",
  ],
};
async function listed(connection: Connection<DB>): Promise<unknown[]> {
  const lists = [];
  for (const listing of LISTINGS[connection.dialect]) lists.push((await sql.raw(listing).execute(connection.db)).rows);
  return lists;
}

eachDatabase('all steps together', (database) => {
  test('make exactly the schema', async () => {
    const c = await database.open<DB>();
    for (const statement of schemaSql(database.dialect, tables)) await c.exec(statement);
    const wanted = await listed(c);
    expect(wanted.flat().length).toBeGreaterThan(100);
    // The same database again from nothing: names are given per database, so one place compares best with itself.
    await c.exec(database.dialect === 'postgres' ? 'drop schema public cascade; create schema public' : await dropAll(c));
    for (const step of migrations) await step.up(c);
    expect(await listed(c)).toEqual(wanted);
  });
});

async function dropAll(c: Connection<DB>): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name from pragma_table_list
    where schema = 'main' and type in ('table', 'virtual') and name not like 'sqlite_%'`.execute(c.db);
  return `pragma foreign_keys = off; ${rows.map((r) => `drop table "${r.name}";`).join(' ')} pragma foreign_keys = on`;
}

test.each(migrations.map((m, i) => [m.name, i + 1] as const).slice(0, -1))(
  'a company of format %s opens and is brought up to date',
  async (_name, format) => {
    const older = join(dirname(file), `format-${format}.countinghouse`);
    const made = await draftStore({ file: older }, { migrations: migrations.slice(0, format) });
    expect(await readVersion(made.store.writer)).toBe(format);
    await made.store.close();
    made.adopt();
    const store = await openStore({ file: older });
    expect(await readVersion(store.writer)).toBe(migrations.length);
    await store.close();
    shop.engine = await openInProcess({ file });
  },
);

test('an older file is backed up, then brought up to date, and keeps its data', async () => {
  const store = await openStore({ file }, { migrations: [...migrations, addsNotes] });
  expect(await readVersion(store.writer)).toBe(migrations.length + 1);
  expect(await store.writer.db.selectFrom('item').select('sku').execute()).toEqual([{ sku: 'TEE' }]);
  await store.close();
  const [copy = ''] = readdirSync(dirname(file)).filter((f) => f.includes('.before-migration-'));
  const backup = openSqlite<DB>(`${dirname(file)}/${copy}`, { readonly: true });
  expect(await readVersion(backup)).toBe(migrations.length);
  await backup.close();
  await expect(openInProcess({ file })).rejects.toMatchObject({ code: 'file.newer' });
  shop = await openShop();
});

test('a step that fails leaves the file as it was', async () => {
  await expect(openStore({ file }, { migrations: [...migrations, addsNotes, fails] })).rejects.toThrow(/second half/);
  shop.engine = await openInProcess({ file });
  const names = await shop.engine.writer.exclusively(async (tx) => tx.db.introspection.getTables());
  expect(names.map((t) => t.name)).not.toContain('note');
  expect(names.map((t) => t.name)).not.toContain('half');
  await expectHealthy(shop);
});
