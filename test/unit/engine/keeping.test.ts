import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { restoreCompany } from '../../../db/backup.ts';
import { Workers } from '../../../main/engine/jobs/workers.ts';
import { openInProcess } from '../../../main/hosts/inprocess.ts';
import { database, openShop, type Shop } from '../../kit/company.ts';

interface Run {
  id: string;
  findings: number;
  examinedSeq: number;
  chainHead: string;
  checks: { name: string; findings: number }[];
  rows: { check: string; table: string; row: string; message: string }[];
}
interface Backup {
  id: string;
  file: string;
  heldSeq: number;
  chainHead: string;
  verdict: string | null;
}

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  await shop.dispatch('catalog.createItem', { sku: 'TEE', title: 'Tee' });
});
afterEach(() => shop.close());

const work = () =>
  new Workers(shop.engine, {
    report(error) {
      throw error;
    },
  }).runDue();
const jobOf = (jobId: string) => shop.ask<{ state: string; error: string | null }>('engine.getJob', { jobId });

describe('the doctor as a job', () => {
  const examine = async () => {
    const { jobId } = await shop.dispatch<{ jobId: string }>('engine.runDoctor', {});
    await work();
    expect(await jobOf(jobId)).toMatchObject({ state: 'done', error: null });
    return shop.ask<Run>('engine.getDoctorRun', { runId: jobId });
  };

  test('keeps what it looked at, and the commit it saw', async () => {
    const { seq, chainHead } = shop.engine.writer;
    const run = await examine();
    // Its own start is a commit too.
    expect(run).toMatchObject({ findings: 0, examinedSeq: seq + 1, rows: [] });
    expect(run.chainHead).not.toBe(chainHead);
    expect(run.checks.map((c) => c.name)).toContain('audit-chain');
    expect((await shop.ask<{ rows: Run[] }>('engine.listDoctorRuns', {})).rows.map((r) => r.id)).toEqual([run.id]);
  });

  test('finds a balance its rows contradict and says where', async () => {
    const { id } = await shop.ask<{ id: string }>('accounting.getAccount', { role: 'bank' });
    // A kept balance is not captured: only its own lines can contradict it.
    await shop.engine.store.writer.insertMany('account_balance', [
      { account_id: id, day: '2026-01-05', dimension_id: 0, amount: 500, debit: 500, lines: 1 },
    ]);
    const run = await examine();
    expect(run.findings).toBeGreaterThan(0);
    expect(run.rows.map((r) => r.table)).toContain('account_balance');
  });

  test('is one at a time and can be cancelled before it begins', async () => {
    const first = await shop.dispatch<{ jobId: string; started: boolean }>('engine.runDoctor', {});
    expect(await shop.dispatch('engine.runDoctor', {})).toEqual({ jobId: first.jobId, started: false });
    await shop.dispatch('engine.cancelJob', { jobId: first.jobId });
    await work();
    expect((await shop.ask<{ rows: Run[] }>('engine.listDoctorRuns', {})).rows).toEqual([]);
  });
});

describe.skipIf(database === 'postgres')('backups', () => {
  const backups = async () => (await shop.ask<{ rows: Backup[] }>('engine.listBackups', {})).rows;
  const made = async () => {
    await shop.dispatch('engine.backup', {});
    await work();
    const [backup] = await backups();
    if (!backup) throw new Error('there is no backup');
    return backup;
  };
  const verdict = async (backupId: string) => {
    await shop.dispatch('engine.verifyBackup', { backupId });
    await work();
    return (await backups())[0]?.verdict;
  };

  test('lie beside the company, are listed with the head of the chain, and open as that company', async () => {
    const backup = await made();
    expect(backup).toMatchObject({ heldSeq: shop.engine.writer.seq - 1, verdict: null });
    expect(await verdict(backup.id)).toBe('sound');
    const target = `${backup.file}.restored`;
    expect(await restoreCompany(backup.file, target)).toMatchObject({ seq: backup.heldSeq, chainHead: backup.chainHead });
    const restored = await openInProcess({ file: target });
    expect(restored.writer.company.name).toBe('Tee and Mug Ltd');
    await restored.close();
  });

  test('are made by a schedule, each under a name of its own, and nobody says which file', async () => {
    const nightly = { id: 'backup', jobKind: 'engine.backup', cron: '0 2 * * *', zone: 'UTC' };
    const elsewhere = { ...nightly, payload: { at: '../../../../somewhere/else' } };
    await expect(shop.dispatch('engine.setSchedule', elsewhere)).rejects.toMatchObject({ code: 'engine.badInput' });
    await shop.dispatch('engine.setSchedule', nightly);
    for (const at of ['2026-01-06T02:00:00.000Z', '2026-01-07T02:00:00.000Z']) {
      shop.now = at;
      await work();
    }
    const files = (await backups()).map((b) => b.file.split('/').at(-1)?.slice(0, 19));
    expect(files).toEqual(['2026-01-07-02-00-00', '2026-01-06-02-00-00']);
  });

  test('that were changed or are gone are told apart from sound ones', async () => {
    const backup = await made();
    const bytes = readFileSync(backup.file);
    bytes.write('Forged', bytes.indexOf('Tee and Mug'));
    writeFileSync(backup.file, bytes);
    expect(await verdict(backup.id)).toContain('not what was written');
    rmSync(backup.file);
    expect(await verdict(backup.id)).toContain(backup.file);
  });
});

test.skipIf(database === 'sqlite')('a company in PostgreSQL is backed up by its server, and the engine says so', async () => {
  await expect(shop.dispatch('engine.backup', {})).rejects.toMatchObject({ code: 'engine.backupByServer' });
});
