import { afterEach, beforeEach, expect, test } from 'vitest';
import { Workers } from '../../../main/engine/jobs/workers.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy } from '../../kit/doctor.ts';
import { where } from '../../kit/where.ts';

let shop: Shop;
let workers: Workers;
beforeEach(async () => {
  shop = await openShop();
  workers = new Workers(shop.engine, {
    report: (error) => {
      throw error;
    },
  });
});
afterEach(() => shop.close());

const daysAgo = (days: number) => new Date(Date.parse(shop.now) - days * 86_400_000).toISOString();

type State = 'waiting' | 'running' | 'done' | 'failed' | 'dead' | 'cancelled';
let made = 0;
const job = (state: State, finished: string | null) => {
  made += 1;
  const id = `job_${String(made).padStart(26, '0')}`;
  return {
    id,
    kind: 'old.kind',
    state,
    payload: '{}',
    actor_device: '',
    actor_id: 'system',
    run_at: daysAgo(400),
    created_at: daysAgo(400),
    finished_at: finished,
  };
};
const effect = (state: 'waiting' | 'sent' | 'dead', done: string | null) => {
  made += 1;
  const next_at = daysAgo(-400);
  return {
    id: 1_000_000 + made,
    seq: 1,
    kind: 'old',
    target: 't',
    idempotency_key: `k${made}`,
    payload_hash: '',
    state,
    next_at,
    done_at: done,
  };
};
const write = <T extends 'job' | 'outbox'>(table: T, rows: readonly ReturnType<T extends 'job' ? typeof job : typeof effect>[]) =>
  shop.engine.store.writer.insertMany(table, rows as never);
const statesOf = async (table: 'job' | 'outbox') => {
  const rows = await shop.engine.store.writer.db.selectFrom(table).select('state').where('kind', 'in', ['old', 'old.kind']).execute();
  return rows.map((r) => r.state).sort();
};
const prune = async () => {
  const { jobId } = await shop.dispatch<{ jobId: string }>('engine.startJob', { kind: 'engine.prune' });
  await workers.runDue();
  return (await shop.ask<{ state: string; result: unknown }>('engine.getJob', { jobId })).result;
};

test('what came to a good end more than 90 days ago goes, everything a person may still need stays', async () => {
  await write('job', [
    job('done', daysAgo(91)),
    job('cancelled', daysAgo(200)),
    job('done', daysAgo(89)),
    job('failed', daysAgo(300)),
    job('dead', daysAgo(300)),
  ]);
  await write('outbox', [effect('sent', daysAgo(91)), effect('sent', daysAgo(89)), effect('dead', daysAgo(300)), effect('waiting', null)]);
  expect(await prune()).toMatchObject({ jobs: 2, outbox: 1 });
  expect(await statesOf('job')).toEqual(['dead', 'done', 'failed']);
  expect(await statesOf('outbox')).toEqual(['dead', 'sent', 'waiting']);
  await expectHealthy(shop);
});

test('the company says how long it keeps them', async () => {
  await shop.dispatch('company.setPolicies', { keepQueueDays: 7 });
  await write('job', [job('done', daysAgo(8)), job('done', daysAgo(6))]);
  expect(await prune()).toMatchObject({ jobs: 1, outbox: 0 });
  await expect(shop.dispatch('company.setPolicies', { keepQueueDays: 0 })).rejects.toMatchObject({ code: 'engine.badInput' });
});

test('many go in batches of a thousand, each a command of the audit log', async () => {
  await write(
    'job',
    Array.from({ length: 2300 }, () => job('done', daysAgo(100))),
  );
  expect(await prune()).toMatchObject({ jobs: 2300, outbox: 0 });
  const { rows } = await shop.ask<{ rows: unknown[] }>('engine.listCommands', where({ operation: 'engine.pruneQueues' }));
  expect(rows).toHaveLength(3);
  await expectHealthy(shop);
});

test('a host schedules the pruning every night by itself, and leaves it off where somebody switched it off', async () => {
  const schedule = async () =>
    (await shop.ask<{ rows: { id: string; nextAt: string; enabled: boolean }[] }>('engine.listSchedules', {})).rows.filter(
      (s) => s.id === 'engine.housekeeping',
    );
  const visit = async () => {
    const host = new Workers(shop.engine);
    await host.start();
    await host.stop();
  };
  await visit();
  expect(await schedule()).toMatchObject([{ id: 'engine.housekeeping', nextAt: '2026-01-06T03:30:00.000Z', enabled: true }]);
  await write('job', [job('done', daysAgo(100))]);
  shop.now = '2026-01-06T03:30:00.000Z';
  await workers.runDue();
  expect(await statesOf('job')).toEqual([]);
  await shop.dispatch('engine.enableSchedule', { id: 'engine.housekeeping', enabled: false });
  await visit();
  expect(await schedule()).toMatchObject([{ id: 'engine.housekeeping', enabled: false }]);
});
