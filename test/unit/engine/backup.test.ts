import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backupCompany, restoreCompany } from '../../../db/backup.ts';
import { openInProcess } from '../../../main/hosts/inprocess.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy } from '../../kit/doctor.ts';

let shop: Shop;
let file: string;
let folder: string;
beforeEach(async () => {
  // Backups copy files; a PostgreSQL company is backed up with that database's own tools.
  shop = await openShop({ forceFile: true });
  file = 'file' in shop.location ? shop.location.file : '';
  folder = dirname(file);
});
afterEach(() => shop.close());

test('a backup taken while commands go on is one commit, whole, and opens as that company', async () => {
  const writing = (async () => {
    for (let i = 0; i < 40; i += 1) await shop.send('catalog.createItem', { sku: `SKU-${i}`, title: 'Tee' });
  })();
  const report = await backupCompany(file, join(folder, 'backup'));
  await writing;
  const restored = await restoreCompany(report.file, join(folder, 'restored'));
  expect(restored).toMatchObject({ seq: report.seq, chainHead: report.chainHead, sha256: report.sha256 });
  await shop.engine.close();
  shop.engine = await openInProcess({ file: restored.file });
  expect(shop.engine.writer.seq).toBe(report.seq);
  await expectHealthy(shop);
});

test('nothing is overwritten, and a damaged backup is refused', async () => {
  const { file: backup } = await backupCompany(file, join(folder, 'backup'));
  await expect(backupCompany(file, backup)).rejects.toMatchObject({ code: 'file.exists' });
  await expect(restoreCompany(backup, file)).rejects.toMatchObject({ code: 'file.exists' });
  const bytes = readFileSync(backup);
  writeFileSync(join(folder, 'broken'), Buffer.concat([bytes.subarray(0, 40_000), Buffer.alloc(8192, 7), bytes.subarray(48_192)]));
  await expect(restoreCompany(join(folder, 'broken'), join(folder, 'new'))).rejects.toMatchObject({ code: 'file.damaged' });
});
