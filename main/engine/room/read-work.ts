import { type Selectable, sql } from 'kysely';
import type { DB } from '../../../db/schema/index.ts';
import type { Json } from '../../../preload/contract/audit.ts';
import { notFound } from '../../../preload/contract/engine.ts';
import { jobsList, outboxList } from '../../../preload/contract/engine-lists.ts';
import { engineOperations, scheduleKey } from '../../../preload/contract/engine-room.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { namesOfIds, PEOPLE, peopleNames } from '../../domain/company/index.ts';
import { handleQuery } from '../../domain/handler.ts';
import { handleList } from '../../domain/list.ts';
import { onDays } from '../../domain/list-day.ts';
import { always, startsWith } from '../../domain/list-sql.ts';
import type { QueryContext } from '../context.ts';
import type { JobKind } from '../jobs/model.ts';

const parsed = (text: string | null): Json => (text === null ? null : (JSON.parse(text) as Json));

const jobShown = (r: Selectable<DB['job']>) => ({
  id: r.id,
  kind: r.kind,
  state: r.state,
  actorId: r.actor_id,
  runAt: r.run_at,
  attempts: r.attempts,
  maxAttempts: r.max_attempts,
  done: r.done,
  total: r.total,
  message: r.message,
  error: r.error,
  cancelRequested: r.cancel_requested === 1,
  createdAt: r.created_at,
  finishedAt: r.finished_at,
});

export const status = handleQuery(engineOperations.status, async (ctx) => {
  const { db } = ctx.tx;
  const head = await db.selectFrom('command_log').select(['seq', 'link']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  const counts = async (table: 'job' | 'outbox') => {
    const rows = await db
      .selectFrom(table)
      .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
      .groupBy('state')
      .execute();
    return Object.fromEntries(rows.map((r) => [r.state, r.count]));
  };
  const { id, name, currency, zone } = ctx.company;
  return {
    company: { id, name, currency, zone },
    seq: head?.seq ?? 0,
    chainHead: head?.link ?? '',
    now: ctx.now,
    today: ctx.today,
    jobs: await counts('job'),
    outbox: await counts('outbox'),
  };
});

export const listJobKinds = (kinds: ReadonlyMap<string, JobKind>) =>
  handleQuery(engineOperations.listJobKinds, async () => ({
    rows: [...kinds.values()].flatMap(({ kind, summary, permission }) => (permission === undefined ? [] : [{ kind, summary, permission }])),
  }));

/** To somebody limited to a part of the company only the jobs they asked for: payload and result may name any part of it. */
const limited = ({ scopes }: QueryContext['actor']) => scopes.warehouse !== undefined || scopes.channel !== undefined;

export const jobList = handleList(jobsList, {
  from: sql`job as j`,
  columns: { id: 'j.id', state: 'j.state', kind: 'j.kind', actorId: 'j.actor_id', createdAt: 'j.created_at' },
  through: { createdOn: (on, asked, { company }) => onDays((f) => on('j.created_at', f), asked, company.zone) },
  scope: (actor) => (limited(actor) ? sql`j.actor_id = ${actor.id}` : always),
  search: (text) => startsWith('j.kind', text),
  labels: { actorId: PEOPLE },
  rows: async (ctx, { window, order }) => {
    const rows = await ctx.tx.db.selectFrom(window.as('w')).innerJoin('job as j', 'j.id', 'w.id').selectAll('j').orderBy(order).execute();
    const people = await peopleNames(
      ctx.tx,
      rows.map((r) => r.actor_id),
    );
    return rows.map((r) => ({ ...jobShown(r), actor: people(r.actor_id) }));
  },
});

export const getJob = handleQuery(engineOperations.getJob, async (ctx, input) => {
  const row = await ctx.tx.db.selectFrom('job').selectAll().where('id', '=', input.jobId).executeTakeFirst();
  if (!row || (limited(ctx.actor) && row.actor_id !== ctx.actor.id)) throw refuse(notFound, { kind: 'job', id: input.jobId });
  return { ...jobShown(row), payload: parsed(row.payload), cursor: parsed(row.cursor), result: parsed(row.result) };
});

/** The newest job of each schedule, found among the jobs of its kind. */
async function newestJobs(ctx: QueryContext, schedules: readonly Selectable<DB['schedule']>[]) {
  const newest = new Map<string, Selectable<DB['job']>>();
  for (const { id, job_kind } of schedules) {
    const job = await ctx.tx.db
      .selectFrom('job')
      .selectAll()
      .where('kind', '=', job_kind)
      .where('unique_key', '=', scheduleKey(id))
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (job) newest.set(id, job);
  }
  return newest;
}

export const listSchedules = handleQuery(engineOperations.listSchedules, async (ctx) => {
  const rows = await ctx.tx.db.selectFrom('schedule').selectAll().orderBy('id').execute();
  const newest = await newestJobs(ctx, rows);
  const people = await peopleNames(
    ctx.tx,
    rows.map((r) => r.actor_id),
  );
  return {
    rows: rows.map((r) => {
      const job = newest.get(r.id);
      return {
        id: r.id,
        jobKind: r.job_kind,
        cron: r.cron,
        zone: r.zone,
        payload: parsed(r.payload),
        enabled: r.enabled === 1,
        nextAt: r.next_at,
        lastAt: r.last_at,
        actor: people(r.actor_id),
        lastJob: job
          ? {
              id: job.id,
              state: job.state,
              createdAt: job.created_at,
              finishedAt: job.finished_at,
              message: job.message,
              error: job.error,
            }
          : null,
      };
    }),
  };
});

export const outboxItems = handleList(outboxList, {
  from: sql`outbox as b`,
  columns: { id: 'b.id', state: 'b.state', target: 'b.target', kind: 'b.kind' },
  search: (text) => startsWith('b.target', text),
  labels: { target: { table: 'channel', name: 'name' } },
  rows: async (ctx, { window, order }) => {
    const rows = await ctx.tx.db
      .selectFrom(window.as('w'))
      .innerJoin('outbox as b', 'b.id', 'w.id')
      .selectAll('b')
      .orderBy(order)
      .execute();
    const named = await namesOfIds(
      ctx.tx,
      rows.map((r) => r.target),
    );
    return rows.map((r) => ({
      id: r.id,
      seq: r.seq,
      kind: r.kind,
      target: r.target,
      targetName: named(r.target) ?? r.target,
      idempotencyKey: r.idempotency_key,
      state: r.state,
      attempts: r.attempts,
      nextAt: r.next_at,
      lastError: r.last_error,
      answer: parsed(r.answer),
      doneAt: r.done_at,
    }));
  },
});
