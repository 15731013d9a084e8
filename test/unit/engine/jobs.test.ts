import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { JobContext, JobHandler } from '../../../main/engine/jobs/model.ts';
import { JobRunner } from '../../../main/engine/jobs/runner.ts';
import { Workers } from '../../../main/engine/jobs/workers.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { probeRegistry } from '../../kit/probe.ts';

let shop: Shop | undefined;
afterEach(async () => {
  await shop?.close();
  shop = undefined;
});

const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code });
const report = (error: unknown) => {
  throw error;
};
const plus = (now: string, seconds: number) => new Date(Date.parse(now) + seconds * 1000).toISOString();

interface JobView {
  state: string;
  attempts: number;
  done: number;
  total: number | null;
  message: string | null;
  error: string | null;
  runAt: string;
  cursor: unknown;
  result: unknown;
}

async function open(...jobs: JobHandler[]) {
  shop = await openShop({ registry: probeRegistry({ jobs }) });
  return shop;
}
const start = async (kind: string, payload: unknown = {}) =>
  (await (shop as Shop).dispatch<{ jobId: string }>('probe.startLater', { kind, payload })).jobId;
const view = (jobId: string) => (shop as Shop).ask<JobView>('engine.getJob', { jobId });
const counted = async (key = 'probe') => {
  const row = await (shop as Shop).engine.store.writer.db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst();
  return Number(row?.value ?? 0);
};

/** Adds 1 per batch and keeps the next batch as its cursor; `pause` is asked before every batch. */
const counting = (batches: number, pause: (job: JobContext, batch: number) => Promise<void> | void = () => undefined): JobHandler => ({
  kind: 'count',
  summary: 'Counts in batches',
  permission: 'probe.write',
  payload: z.strictObject({ from: z.int().optional() }),
  async run(job) {
    for (let batch = Number(job.cursor ?? 0); batch < batches; batch += 1) {
      await pause(job, batch);
      await job.progress(batch, batches, `batch ${batch + 1} of ${batches}`);
      await job.dispatch('probe.add', { by: 1 }, batch, { cursor: batch + 1 });
    }
    return { batches };
  },
});

test('a job queued by a command runs after it, batch by batch, and keeps its result and progress', async () => {
  await open(counting(3));
  const jobId = await start('count');
  expect(await new Workers((shop as Shop).engine, { report }).runDue()).toEqual({ schedules: 0, jobs: 1, deliveries: 0 });
  expect(await view(jobId)).toMatchObject({
    state: 'done',
    attempts: 1,
    done: 2,
    total: 3,
    message: 'batch 3 of 3',
    result: { batches: 3 },
  });
  expect(await counted()).toBe(3);
});

test('a dry run queues nothing, and a unique key allows one waiting job', async () => {
  await open(counting(1));
  const s = shop as Shop;
  await s.send('probe.startLater', { kind: 'count', payload: {} }, { dryRun: true });
  expect(await new Workers(s.engine, { report }).runDue()).toMatchObject({ jobs: 0 });
  const first = await s.dispatch<{ jobId: string; started: boolean }>('probe.startLater', { kind: 'count', payload: {}, uniqueKey: 'one' });
  const second = await s.dispatch('probe.startLater', { kind: 'count', payload: {}, uniqueKey: 'one' });
  expect([first.started, second]).toEqual([true, { jobId: first.jobId, started: false }]);
  expect(await new Workers(s.engine, { report }).runDue()).toMatchObject({ jobs: 1 });
});

test('a worker that vanished is replaced after its lease: the next goes on at the cursor and the old one can change nothing', async () => {
  const hung = Promise.withResolvers<void>();
  const reached = Promise.withResolvers<void>();
  await open(
    counting(6, async (job, batch) => {
      if (job.attempt === 1 && batch === 3) {
        reached.resolve();
        await hung.promise;
      }
    }),
  );
  const s = shop as Shop;
  const jobId = await start('count');
  const handlers = s.engine.registry.jobs;
  const old = new JobRunner(s.engine, { handlers, report });
  const oldRun = old.runOne();
  await reached.promise;
  expect(await counted()).toBe(3);
  const next = new JobRunner(s.engine, { handlers, report });
  expect(await next.runOne()).toBe(false);
  s.now = plus(s.now, 61);
  expect(await next.runOne()).toBe(true);
  expect(await view(jobId)).toMatchObject({ state: 'done', attempts: 2 });
  hung.resolve();
  await oldRun;
  expect(await counted()).toBe(6);
  expect(await view(jobId)).toMatchObject({ state: 'done', attempts: 2, result: { batches: 6 } });
});

test('a batch whose commit was not noticed before the crash is answered from the log, not done twice', async () => {
  const crash = new Error('the power went');
  await open({
    kind: 'forgetful',
    summary: 'Never saves a cursor',
    async run(job) {
      for (let batch = 0; batch < 4; batch += 1) {
        await job.dispatch('probe.add', { by: 1 }, batch);
        if (job.attempt === 1 && batch === 2) throw crash;
      }
      return null;
    },
  });
  const s = shop as Shop;
  const jobId = await start('forgetful');
  const workers = new Workers(s.engine, { report });
  await workers.runDue();
  expect(await view(jobId)).toMatchObject({ state: 'waiting', attempts: 1, error: 'the power went' });
  expect(await counted()).toBe(3);
  s.now = plus(s.now, 10);
  await workers.runDue();
  expect(await view(jobId)).toMatchObject({ state: 'done', attempts: 2 });
  expect(await counted()).toBe(4);
});

test('failures are tried again later and later, then the job is dead; somebody can requeue it', async () => {
  let broken = true;
  await open({
    kind: 'flaky',
    summary: 'Fails while broken',
    run: async () => {
      if (broken) throw new Error('no connection');
      return 'worked';
    },
  });
  const s = shop as Shop;
  const jobId = await start('flaky');
  const workers = new Workers(s.engine, { report });
  const waits: number[] = [];
  for (let attempt = 1; attempt < 5; attempt += 1) {
    await workers.runDue();
    const { state, attempts, runAt } = await view(jobId);
    expect([state, attempts]).toEqual(['waiting', attempt]);
    waits.push(Date.parse(runAt) - Date.parse(s.now));
    s.now = plus(runAt, -1);
    expect(await workers.runDue()).toMatchObject({ jobs: 0 });
    s.now = runAt;
  }
  for (const [i, wait] of waits.entries()) {
    expect(wait).toBeLessThanOrEqual(5000 * 2 ** i);
    expect(wait).toBeGreaterThanOrEqual(2500 * 2 ** i);
  }
  await workers.runDue();
  expect(await view(jobId)).toMatchObject({ state: 'dead', attempts: 5, error: 'no connection' });
  broken = false;
  await s.dispatch('engine.requeueJob', { jobId });
  await workers.runDue();
  expect(await view(jobId)).toMatchObject({ state: 'done', result: 'worked', error: null });
});

test('a refusal ends the job at once: trying again would not help', async () => {
  await open({ kind: 'refused', summary: 'Is refused', run: (job) => job.dispatch('probe.add', { by: 0 }, 1) });
  const jobId = await start('refused');
  await new Workers((shop as Shop).engine, { report }).runDue();
  expect(await view(jobId)).toMatchObject({ state: 'failed', attempts: 1, error: 'The probe was told to refuse.' });
});

test('cancelling stops a waiting job at once and a running one before its next batch', async () => {
  const s = await open(
    counting(5, async (job, batch) => {
      if (batch === 2) await (shop as Shop).dispatch('engine.cancelJob', { jobId: job.jobId });
    }),
  );
  const waiting = await s.dispatch<{ jobId: string }>('engine.startJob', { kind: 'count', runAt: '2030-01-01T00:00:00.000Z' });
  expect(await s.dispatch('engine.cancelJob', { jobId: waiting.jobId })).toEqual({ jobId: waiting.jobId, state: 'cancelled' });
  await expect(s.send('engine.cancelJob', { jobId: waiting.jobId })).rejects.toEqual(refused('engine.notInState'));
  const running = await start('count');
  await new Workers(s.engine, { report }).runDue();
  expect(await view(running)).toMatchObject({ state: 'cancelled' });
  expect(await counted()).toBe(2);
  const { rows } = await s.ask<{ rows: unknown[] }>('engine.listIncidents', {});
  expect(rows).toEqual([]);
});

test('only known kinds with a permission start by hand, with a payload of their shape', async () => {
  const s = await open(counting(1), { kind: 'inner', summary: 'Started by commands only', run: async () => null });
  await expect(s.send('engine.startJob', { kind: 'inner' })).rejects.toEqual(refused('engine.unknownJobKind'));
  await expect(s.send('engine.startJob', { kind: 'nothing' })).rejects.toEqual(refused('engine.unknownJobKind'));
  await expect(s.send('engine.startJob', { kind: 'count', payload: { to: 1 } })).rejects.toThrow(/to/);
  const clerk = { id: 'usr_clerk', device: 'test', permissions: new Set(['engine.jobs']), scopes: {} };
  await expect(s.send('engine.startJob', { kind: 'count' }, { actor: clerk })).rejects.toEqual(refused('engine.notPermitted'));
  expect(await s.ask('engine.listJobKinds', {})).toEqual({
    rows: [
      { kind: 'engine.doctor', summary: expect.stringContaining('audit chain'), permission: 'engine.jobs' },
      { kind: 'engine.backup', summary: expect.stringContaining('Copies'), permission: 'engine.jobs' },
      { kind: 'engine.prune', summary: expect.stringContaining('older'), permission: 'engine.jobs' },
      { kind: 'company.expireRequests', summary: expect.stringContaining('in time'), permission: 'engine.jobs' },
      { kind: 'inventory.expireLots', summary: expect.stringContaining('off sale'), permission: 'inventory.hold' },
      { kind: 'fulfillment.releaseTemplate', summary: expect.stringContaining('template'), permission: 'fulfillment.release' },
      { kind: 'fulfillment.replenish', summary: expect.stringContaining('minimum'), permission: 'fulfillment.release' },
      { kind: 'count', summary: 'Counts in batches', permission: 'probe.write' },
    ],
  });
});

test('a started worker takes up what is queued without being asked, and gives its job back when it is stopped', async () => {
  const running = Promise.withResolvers<JobContext>();
  const s = await open(
    counting(3, async (job, batch) => {
      if (job.attempt === 1 && batch === 1 && job.cursor === null) {
        running.resolve(job);
        await new Promise((resolve) => job.signal.addEventListener('abort', resolve));
      }
    }),
  );
  const workers = new Workers(s.engine, { report });
  await workers.start();
  const jobId = await start('count');
  await running.promise;
  await workers.stop();
  expect(await view(jobId)).toMatchObject({ state: 'waiting', attempts: 0 });
  await s.reopen();
  const after = new Workers(s.engine, { report });
  await after.recover();
  await after.runDue();
  expect(await view(jobId)).toMatchObject({ state: 'done' });
  expect(await counted()).toBe(3);
});

test('a schedule runs at its local time, once after the skipped hour, once in the doubled hour, once after a long absence', async () => {
  const seen: string[] = [];
  const s = await open({
    kind: 'nightly',
    summary: 'Notes when it ran',
    permission: 'probe.write',
    run: async (job) => void seen.push(job.now()),
  });
  const workers = new Workers(s.engine, { report });
  s.now = '2026-03-27T12:00:00.000Z';
  const set = await s.dispatch<{ nextAt: string }>('engine.setSchedule', {
    id: 'night',
    jobKind: 'nightly',
    cron: '30 2 * * *',
    zone: 'Europe/Berlin',
  });
  expect(set.nextAt).toBe('2026-03-28T01:30:00.000Z');
  const live = async (from: string, hours: number) => {
    for (let quarter = 0; quarter < hours * 4; quarter += 1) {
      s.now = plus(from, quarter * 900);
      await workers.runDue();
    }
  };
  await live('2026-03-28T00:00:00.000Z', 60);
  // 02:30 does not exist on 29 March: the run comes with the first instant after the gap, 03:00 summer time.
  expect(seen).toEqual(['2026-03-28T01:30:00.000Z', '2026-03-29T01:00:00.000Z', '2026-03-30T00:30:00.000Z']);
  seen.length = 0;
  s.now = '2026-10-24T12:00:00.000Z';
  await workers.runDue();
  expect(seen).toEqual(['2026-10-24T12:00:00.000Z']);
  await live('2026-10-24T12:00:00.000Z', 48);
  expect(seen.slice(1)).toEqual(['2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z']);
});

test('a schedule that can never run is refused, and one switched off stays silent and does not catch up', async () => {
  const s = await open(counting(1));
  const night = { id: 'night', jobKind: 'count', cron: '0 3 * * *', zone: 'UTC' };
  for (const wrong of [{ cron: '0 0 31 2 *' }, { cron: 'every night' }, { zone: 'Mars/Olympus' }, { cron: '* * * * * *' }])
    await expect(s.send('engine.setSchedule', { ...night, ...wrong })).rejects.toEqual(refused('engine.badSchedule'));
  await s.dispatch('engine.setSchedule', night);
  await s.dispatch('engine.enableSchedule', { id: 'night', enabled: false });
  const workers = new Workers(s.engine, { report });
  s.now = '2026-01-09T12:00:00.000Z';
  expect(await workers.runDue()).toMatchObject({ schedules: 0, jobs: 0 });
  await s.dispatch('engine.enableSchedule', { id: 'night', enabled: true });
  expect(await workers.runDue()).toMatchObject({ schedules: 0 });
  s.now = '2026-01-10T03:00:00.000Z';
  expect(await workers.runDue()).toMatchObject({ schedules: 1, jobs: 1 });
  expect(await s.ask('engine.listSchedules', {})).toMatchObject({
    rows: [
      {
        id: 'night',
        enabled: true,
        lastAt: '2026-01-10T03:00:00.000Z',
        nextAt: '2026-01-11T03:00:00.000Z',
        actor: 'Countinghouse',
        lastJob: { state: 'done', createdAt: '2026-01-10T03:00:00.000Z', error: null },
      },
    ],
  });
});
