import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrations } from '../../../db/migrations/index.ts';
import { createInProcess, openInProcess } from '../../../main/hosts/inprocess.ts';
import { openShop, type Shop } from '../../kit/company.ts';

let folder: string;
let shop: Shop;
let file: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countinghouse-files-'));
  file = join(folder, 'company.countinghouse');
  shop = await openShop({ location: { file } });
});
afterEach(async () => {
  await shop.close();
  rmSync(folder, { recursive: true, force: true });
});

const code = (c: string) => expect.objectContaining({ name: 'Refusal', code: c });

test('a second engine on the same file is refused and told who holds it', async () => {
  await expect(openInProcess({ file })).rejects.toThrow(new RegExp(`open in another engine \\(${process.pid} on`));
});

test('a lock left by a process that is gone does not keep anybody out', async () => {
  await shop.engine.close();
  writeFileSync(`${file}.lock`, `999999999 on ${(await import('node:os')).hostname()} abc`);
  shop.engine = await openInProcess({ file });
  expect(shop.engine.writer.company.name).toBe('Tee and Mug Ltd');
});

const SPEC = {
  name: 'New Ltd',
  owner: { login: 'olive', name: 'Olive Owner' },
  currency: 'GBP',
  zone: 'Europe/London',
  country: 'GB',
  warehouses: [{ code: 'LON', name: 'London', country: 'GB' }],
};

test('a company has its name from the moment it is whole: whoever is killed while making one finds none, and makes it again', async () => {
  const made = join(folder, 'made.countinghouse');
  // What a kill at each look at the clock would leave under the name: nothing, or a file with the company in it.
  const left: string[] = [];
  const now = () => {
    if (existsSync(made)) {
      const db = new Database(made, { readonly: true });
      left.push(db.prepare('select name from company').pluck().all().join());
      db.close();
    } else left.push('nothing');
    return '2026-01-05T09:00:00.000Z';
  };
  const engine = await createInProcess({ file: made }, SPEC, { clock: { now } });
  expect(left).toContain('nothing');
  expect(left.filter((name) => name !== 'nothing' && name !== 'New Ltd')).toEqual([]);
  expect(engine.writer.company.name).toBe('New Ltd');
  await engine.close();

  // What a killed process left: a draft, half written, whose lock nobody holds any more.
  const again = join(folder, 'again.countinghouse');
  writeFileSync(`${again}.creating`, 'half a company');
  writeFileSync(`${again}.creating-wal`, 'and its log');
  writeFileSync(`${again}.creating.lock`, `999999999 on ${(await import('node:os')).hostname()} abc`);
  await (await createInProcess({ file: again }, SPEC)).close();
  expect(readdirSync(folder).filter((name) => name.startsWith('again') && name.includes('creating'))).toEqual([]);
});

test('a company that is refused leaves nothing behind, and one that is there is never written over', async () => {
  const refused = join(folder, 'refused.countinghouse');
  await expect(createInProcess({ file: refused }, { ...SPEC, warehouses: [SPEC.warehouses[0], SPEC.warehouses[0]] })).rejects.toMatchObject(
    {
      name: 'Refusal',
    },
  );
  expect(readdirSync(folder).filter((name) => name.startsWith('refused'))).toEqual([]);
  await expect(createInProcess({ file }, SPEC)).rejects.toEqual(code('file.exists'));
});

test('a foreign file is refused and left untouched, byte for byte', async () => {
  const foreign = join(folder, 'other.db');
  const db = new Database(foreign);
  db.exec('create table t(a); insert into t values (1)');
  db.close();
  const before = readFileSync(foreign);
  await expect(openInProcess({ file: foreign })).rejects.toEqual(code('file.notACompany'));
  expect(readFileSync(foreign).equals(before)).toBe(true);
  const text = join(folder, 'letter.txt');
  writeFileSync(text, 'Dear accountant');
  await expect(openInProcess({ file: text })).rejects.toEqual(code('file.notACompany'));
  await expect(openInProcess({ file: join(folder, 'nowhere') })).rejects.toEqual(code('file.missing'));
});

test('a file that lost its end is refused as damaged', async () => {
  await shop.engine.close();
  const cut = join(folder, 'cut.countinghouse');
  copyFileSync(file, cut);
  truncateSync(cut, 200_000);
  await expect(openInProcess({ file: cut })).rejects.toEqual(code('file.damaged'));
  shop.engine = await openInProcess({ file });
});

test('a file of a newer program is refused and not changed', async () => {
  await shop.engine.close();
  const db = new Database(file);
  db.exec("update meta set value = '999' where key = 'format'");
  db.close();
  await expect(openInProcess({ file })).rejects.toEqual(code('file.newer'));
  const again = new Database(file);
  again.prepare("update meta set value = ? where key = 'format'").run(String(migrations.length));
  again.close();
  shop.engine = await openInProcess({ file });
});

test('creating a company never overwrites a file', async () => {
  await expect(openShop({ location: { file } })).rejects.toEqual(code('file.exists'));
});
