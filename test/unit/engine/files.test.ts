import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backupCompany, restoreCompany } from '../../../db/backup.ts';
import { filesFolderOf } from '../../../db/open.ts';
import type { Actor } from '../../../main/engine/context.ts';
import { CompanyFiles } from '../../../main/engine/files/files.ts';
import { folderStore } from '../../../main/engine/files/folder.ts';
import type { FileContent } from '../../../main/engine/files/model.ts';
import type { JobHandler } from '../../../main/engine/jobs/model.ts';
import { Workers } from '../../../main/engine/jobs/workers.ts';
import type { NewFile } from '../../../preload/contract/files.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy } from '../../kit/doctor.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

const may = (...permissions: string[]): Actor => ({ id: 'carl', device: 'test', permissions: new Set(permissions), scopes: {} });
const orders: NewFile = { name: 'Orders of März.csv', mediaType: 'text/csv', purpose: 'export', permission: 'sales.read' };
let written = 0;
const write = (content: FileContent, file: NewFile = orders, actor: Actor = shop.actor, files: CompanyFiles = shop.engine.files) => {
  written += 1;
  return files.write(file, content, { actor, commandId: () => `file-${written}-xx` });
};
const folder = () => filesFolderOf(shop.location) ?? '';
const contents = () => (existsSync(folder()) ? readdirSync(folder()) : []);
const readText = async (fileId: string, actor: Actor = shop.actor) => text((await shop.engine.files.read(fileId, actor)).content);
const prune = async () => {
  const workers = new Workers(shop.engine);
  const { jobId } = await shop.dispatch<{ jobId: string }>('engine.startJob', { kind: 'engine.prune' });
  await workers.runDue();
  return (await shop.ask<{ result: unknown }>('engine.getJob', { jobId })).result;
};
const makeOld = () => {
  for (const name of contents()) utimesSync(join(folder(), name), new Date('2020-01-01'), new Date('2020-01-01'));
};
async function* pieces(...list: string[]) {
  yield* list;
}

test('what is written in pieces is read as it was written, by who may see it', async () => {
  const { fileId, bytes } = await write(pieces('sku;qty\n', 'TEE;', '4\n'));
  expect(bytes).toBe(14);
  expect(await readText(fileId)).toBe('sku;qty\nTEE;4\n');
  expect(await readText(fileId, may('sales.*'))).toBe('sku;qty\nTEE;4\n');
  expect(await shop.ask('engine.getFile', { fileId })).toMatchObject({ ...orders, expiresAt: '2026-01-12T09:00:00.000Z' });
  await expect(shop.engine.files.read(fileId, may('catalog.read'))).rejects.toMatchObject({
    code: 'engine.notPermitted',
    params: { permission: 'sales.read' },
  });
  const { output } = await shop.engine.ask({ operation: 'engine.listFiles', input: {}, actor: may('engine.read', 'catalog.read') });
  expect(output).toEqual({ rows: [], next: null });
});

test('nobody makes a file they could not read, and a name is no path', async () => {
  await expect(write('x', orders, may('catalog.read'))).rejects.toMatchObject({ code: 'engine.notPermitted' });
  for (const name of ['../../etc/passwd', 'a\\b.csv', '..', ' ', 'a\u0000b'])
    await expect(write('x', { ...orders, name })).rejects.toMatchObject({ code: 'engine.badInput' });
  await expect(shop.ask('engine.getFile', { fileId: 'file_nothing' })).rejects.toMatchObject({ code: 'engine.notFound' });
});

test('the space of a company is bounded, and what was refused leaves nothing behind', async () => {
  const small = new CompanyFiles(shop.engine, folderStore(folder()), 10);
  await expect(write(pieces('12345', '6789', '01'), orders, shop.actor, small)).rejects.toMatchObject({ code: 'files.tooLarge' });
  await expect(
    write(
      (async function* () {
        yield 'half';
        throw new Error('the sender fell silent');
      })(),
    ),
  ).rejects.toThrow('silent');
  expect(contents()).toEqual([]);
  await write('0123456789', orders, shop.actor, small);
  await expect(write('x', orders, shop.actor, small)).rejects.toMatchObject({ code: 'files.full', params: { space: 10 } });
});

test('a file goes when its time is over, its content when nobody names it any more', async () => {
  const twice = await write('the same');
  const again = await write('the same', { ...orders, keepDays: null });
  expect(twice.sha256).toBe(again.sha256);
  const gone = await write('only once', { ...orders, keepDays: 1 });
  writeFileSync(join(folder(), `draft-${'0'.repeat(24)}`), 'broken off');
  makeOld();
  shop.now = '2026-01-06T09:00:00.000Z';
  await expect(shop.engine.files.read(gone.fileId, shop.actor)).rejects.toMatchObject({ code: 'engine.notFound' });
  expect(await prune()).toMatchObject({ files: 1, contents: 2 });
  expect(contents()).toEqual([twice.sha256]);
  shop.now = '2026-06-01T09:00:00.000Z';
  expect(await prune()).toMatchObject({ files: 1, contents: 0 });
  expect(await readText(again.fileId)).toBe('the same');
  await expectHealthy(shop);
});

test('a content just written is safe from the sweep, also where an equal one was old', async () => {
  const { sha256 } = await folderStore(folder()).put('early', 100);
  makeOld();
  await folderStore(folder()).put('early', 100);
  expect(await shop.engine.files.sweep()).toBe(0);
  expect(contents()).toEqual([sha256]);
});

test('a content that is gone is said to be gone', async () => {
  const { fileId, sha256 } = await write('here today');
  await folderStore(folder()).put('other', 100);
  makeOld();
  folderStore(folder()).remove(sha256, 0);
  await expect(shop.engine.files.read(fileId, shop.actor)).rejects.toMatchObject({
    code: 'files.contentGone',
    params: { name: orders.name },
  });
});

test('a job that writes its file and dies before it is done writes no second one', async () => {
  let starts = 0;
  const ids: string[] = [];
  const exporting: JobHandler = {
    kind: 'export',
    summary: 'Exports',
    permission: 'sales.read',
    async run(job) {
      starts += 1;
      const { fileId } = await job.writeFile(orders, pieces('a;b\n', '1;2\n'));
      ids.push(fileId);
      if (starts === 1) throw new Error('the disk was pulled');
      return { fileId, reads: await text((await job.readFile(fileId)).content) };
    },
  };
  const workers = new Workers(shop.engine, { jobs: new Map([[exporting.kind, exporting]]) });
  const jobId = 'job_00000000000000000000000001';
  await shop.engine.store.writer.insertMany('job', [
    {
      id: jobId,
      kind: 'export',
      state: 'waiting',
      payload: '{}',
      actor_device: '',
      actor_id: 'system',
      run_at: shop.now,
      created_at: shop.now,
      attempts: 0,
      max_attempts: 5,
      fence: 0,
      done: 0,
      cancel_requested: 0,
    },
  ]);
  await workers.runDue();
  shop.now = '2026-01-05T10:00:00.000Z';
  await workers.runDue();
  expect(starts).toBe(2);
  expect(new Set(ids).size).toBe(1);
  expect(await shop.ask('engine.getJob', { jobId })).toMatchObject({ state: 'done', result: { fileId: ids[0], reads: 'a;b\n1;2\n' } });
});

test('a backup takes the contents along and a restore compares each with its hash', async () => {
  const own = await openShop({ forceFile: true });
  try {
    const file = 'file' in own.location ? own.location.file : '';
    const there = dirname(file);
    const { fileId, sha256 } = await own.engine.files.write(orders, 'kept', { actor: own.actor, commandId: () => 'file-backup-1' });
    const lost = await own.engine.files.write(orders, 'lost', { actor: own.actor, commandId: () => 'file-backup-2' });
    const copy = await backupCompany(file, join(there, 'copy'));
    expect(copy.files).toEqual({ files: 2, bytes: 8, missing: [] });
    writeFileSync(join(`${copy.file}.files`, lost.sha256), 'LOST');
    const restored = await restoreCompany(copy.file, join(there, 'restored.countinghouse'));
    expect(restored.files).toEqual({ files: 1, bytes: 4, missing: [lost.sha256] });
    expect(readFileSync(join(`${restored.file}.files`, sha256), 'utf8')).toBe('kept');
    expect(fileId).toMatch(/^file_/);
  } finally {
    await own.close();
  }
});
