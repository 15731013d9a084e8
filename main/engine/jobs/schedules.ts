import type { Connection } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import { scheduleKey } from '../../../preload/contract/engine-room.ts';
import { makeId } from '../../../preload/contract/values/id.ts';
import { type Engine, SYSTEM } from '../engine.ts';
import { nextRun } from './schedule-times.ts';
import { transact } from './transact.ts';

const MAX_ATTEMPTS = 5;

/**
 * Turns due schedules into jobs, in the same commit as their next instant, so that a crash neither loses nor doubles a
 * run. A schedule that was due several times while nobody looked runs once. While its last job still waits or runs, no
 * second one is queued.
 */
export async function fireDue(engine: Engine, report: (error: unknown) => void): Promise<number> {
  const now = engine.clock.now();
  const fired = await transact(engine, async (tx) => {
    const due = await tx.db.selectFrom('schedule').selectAll().where('enabled', '=', 1).where('next_at', '<=', now).orderBy('id').execute();
    const jobs: string[] = [];
    for (const s of due) {
      const next = nextOrReport(s, now, report);
      await tx.db
        .updateTable('schedule')
        .set(next === undefined ? { last_at: now, enabled: 0 } : { last_at: now, next_at: next })
        .where('id', '=', s.id)
        .execute();
      const uniqueKey = scheduleKey(s.id);
      if (await isQueued(tx, uniqueKey)) continue;
      const id = makeId('job', Date.parse(now), engine.entropy.bytes(10));
      jobs.push(id);
      await tx.insertMany('job', [
        {
          id,
          kind: s.job_kind,
          state: 'waiting',
          payload: s.payload,
          actor_id: s.actor_id,
          actor_device: s.actor_device,
          run_at: now,
          attempts: 0,
          max_attempts: MAX_ATTEMPTS,
          fence: 0,
          done: 0,
          cancel_requested: 0,
          unique_key: uniqueKey,
          created_at: now,
        },
      ]);
    }
    return jobs;
  });
  const seq = engine.writer.seq;
  if (fired.length > 0)
    engine.news.publish([
      { topic: 'job', ids: fired, seq },
      { topic: 'schedule', ids: [], seq },
    ]);
  return fired.length;
}

/** Every night, when nobody works and before the day's first import. */
const HOUSEKEEPING = [
  { id: 'engine.housekeeping', job_kind: 'engine.prune', cron: '30 3 * * *' },
  { id: 'company.expireRequests', job_kind: 'company.expireRequests', cron: '10 0 * * *' },
  { id: 'inventory.expireLots', job_kind: 'inventory.expireLots', cron: '1 0 * * *' },
];

/** Sees to it that the company's housekeeping is scheduled. A schedule that is there stays as people set it, on or off. */
export async function keepHouse(engine: Engine): Promise<void> {
  const { zone, id } = engine.writer.company;
  if (id === '') return;
  const rows = HOUSEKEEPING.flatMap((s) => {
    const next_at = nextRun(s.cron, zone, engine.clock.now());
    return next_at === undefined
      ? []
      : [{ ...s, zone, payload: '{}', actor_id: SYSTEM.id, actor_device: SYSTEM.device, enabled: 1 as const, next_at }];
  });
  await transact(engine, (tx) => tx.insertMany('schedule', rows, { key: ['id'], add: [] }));
}

/** A pattern was read when it was set; should it fail now (a zone left the time zone data) the schedule is switched off. */
function nextOrReport(s: { id: string; cron: string; zone: string }, now: string, report: (error: unknown) => void): string | undefined {
  try {
    return nextRun(s.cron, s.zone, now);
  } catch (error) {
    report(new Error(`schedule ${s.id} was switched off`, { cause: error }));
    return undefined;
  }
}

async function isQueued(tx: Connection<DB>, uniqueKey: string): Promise<boolean> {
  const twin = await tx.db
    .selectFrom('job')
    .select('id')
    .where('unique_key', '=', uniqueKey)
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirst();
  return twin !== undefined;
}

/** When the next schedule is due. */
export async function nextScheduled(engine: Engine): Promise<string | null> {
  const row = await engine.writer.exclusively((tx) =>
    tx.db.selectFrom('schedule').select('next_at').where('enabled', '=', 1).orderBy('next_at').limit(1).executeTakeFirst(),
  );
  return row?.next_at ?? null;
}
