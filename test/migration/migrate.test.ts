import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Connection } from '../../db/dialect/portable.ts';
import { openSqlite } from '../../db/dialect/sqlite.ts';
import { readVersion } from '../../db/migrate.ts';
import { type Migration, migrations } from '../../db/migrations/index.ts';
import { openStore } from '../../db/open.ts';
import { schemaSql } from '../../db/schema/ddl.ts';
import { type DB, tables } from '../../db/schema/index.ts';
import { openInProcess } from '../../main/hosts/inprocess.ts';
import { openShop, type Shop } from '../kit/company.ts';
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

test('the initial step makes exactly the schema', async () => {
  const made = openSqlite<DB>(file, { readonly: true });
  const wanted = openSqlite<DB>(':memory:');
  for (const statement of schemaSql('sqlite', tables)) await wanted.exec(statement);
  const listing = "select type, name, sql from sqlite_master where name not like 'sqlite_%' order by type, name";
  expect(made.raw.prepare(listing).all()).toEqual(wanted.raw.prepare(listing).all());
  await made.close();
  await wanted.close();
  shop.engine = await openInProcess({ file });
});

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
