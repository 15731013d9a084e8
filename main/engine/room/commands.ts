import { alreadyExists, notFound, notPermitted } from '../../../preload/contract/engine.ts';
import { badSchedule, engineOperations, notInState, unknownJobKind } from '../../../preload/contract/engine-room.ts';
import { backupByServer } from '../../../preload/contract/keeping.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { handleCommand } from '../../domain/handler.ts';
import { mayDo, parseInput } from '../admission.ts';
import { canonicalJson } from '../canonical.ts';
import type { CommandContext } from '../context.ts';
import type { JobKind } from '../jobs/model.ts';
import { nextRun } from '../jobs/schedule-times.ts';
import { BACKUP } from '../keeping/kinds.ts';

type Kinds = ReadonlyMap<string, JobKind>;

/** The handler of a kind that this actor may start by hand, and the payload as its schema reads it. */
function startable(ctx: CommandContext, kinds: Kinds, kind: string, payload: unknown, operation: string): unknown {
  const handler = kinds.get(kind);
  if (kind === BACKUP.kind && ctx.tx.dialect !== 'sqlite') throw refuse(backupByServer, {});
  if (handler?.permission === undefined) throw refuse(unknownJobKind, { kind });
  if (!mayDo(ctx.actor, handler.permission))
    throw refuse(notPermitted, { operation: `${operation} ${kind}`, permission: handler.permission });
  return handler.payload ? parseInput(operation, handler.payload, payload) : payload;
}

export const startJob = (kinds: Kinds) =>
  handleCommand(engineOperations.startJob, async (ctx, input) => {
    const payload = startable(ctx, kinds, input.kind, input.payload, 'engine.startJob');
    return ctx.later({
      kind: input.kind,
      payload,
      ...(input.uniqueKey === undefined ? {} : { uniqueKey: input.uniqueKey }),
      ...(input.runAt === undefined ? {} : { runAt: input.runAt }),
    });
  });

async function jobNamed(ctx: CommandContext, id: string) {
  const row = await ctx.tx.db.selectFrom('job').select(['id', 'state', 'unique_key']).where('id', '=', id).executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'job', id });
  ctx.announce('job', [id]);
  return row;
}

export const cancelJob = handleCommand(engineOperations.cancelJob, async (ctx, { jobId }) => {
  const job = await jobNamed(ctx, jobId);
  if (job.state !== 'waiting' && job.state !== 'running')
    throw refuse(notInState, { what: 'Job', id: jobId, state: job.state, allowed: ['waiting', 'running'] });
  const update = ctx.tx.db.updateTable('job').where('id', '=', jobId);
  if (job.state === 'waiting') {
    await update.set({ state: 'cancelled', cancel_requested: 1, finished_at: ctx.now }).execute();
    return { jobId, state: 'cancelled' as const };
  }
  await update.set({ cancel_requested: 1 }).execute();
  return { jobId, state: 'running' as const };
});

export const requeueJob = handleCommand(engineOperations.requeueJob, async (ctx, { jobId }) => {
  const job = await jobNamed(ctx, jobId);
  if (job.state !== 'failed' && job.state !== 'dead' && job.state !== 'cancelled')
    throw refuse(notInState, { what: 'Job', id: jobId, state: job.state, allowed: ['failed', 'dead', 'cancelled'] });
  if (job.unique_key !== null) {
    const twin = await ctx.tx.db
      .selectFrom('job')
      .select('id')
      .where('unique_key', '=', job.unique_key)
      .where('state', 'in', ['waiting', 'running'])
      .executeTakeFirst();
    if (twin) throw refuse(alreadyExists, { kind: 'Job', id: twin.id });
  }
  await ctx.tx.db
    .updateTable('job')
    .set({ state: 'waiting', attempts: 0, run_at: ctx.now, cancel_requested: 0, error: null, finished_at: null })
    .where('id', '=', jobId)
    .execute();
  return { jobId };
});

/** Next run after now, or the refusal that says why there is none. */
function dueAfterNow(ctx: CommandContext, cron: string, zone: string): string {
  let reason = 'no day of the calendar fits';
  try {
    const next = nextRun(cron, zone, ctx.now);
    if (next !== undefined) return next;
  } catch (error) {
    reason = error instanceof Error ? error.message.slice(0, 200) : String(error);
  }
  throw refuse(badSchedule, { cron, zone, reason });
}

export const setSchedule = (kinds: Kinds) =>
  handleCommand(engineOperations.setSchedule, async (ctx, input) => {
    const payload = canonicalJson(startable(ctx, kinds, input.jobKind, input.payload, 'engine.setSchedule'));
    const zone = input.zone ?? ctx.company.zone;
    const nextAt = dueAfterNow(ctx, input.cron, zone);
    const { id: actor_id, device: actor_device } = ctx.actor;
    const enabled = input.enabled ? 1 : 0;
    await ctx.tx.insertMany(
      'schedule',
      [{ id: input.id, job_kind: input.jobKind, cron: input.cron, zone, payload, actor_id, actor_device, enabled, next_at: nextAt }],
      { key: ['id'], add: [], set: ['job_kind', 'cron', 'zone', 'payload', 'actor_id', 'actor_device', 'enabled', 'next_at'] },
    );
    ctx.announce('schedule', [input.id]);
    return { id: input.id, nextAt };
  });

export const enableSchedule = handleCommand(engineOperations.enableSchedule, async (ctx, input) => {
  const row = await ctx.tx.db.selectFrom('schedule').selectAll().where('id', '=', input.id).executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'schedule', id: input.id });
  const nextAt = dueAfterNow(ctx, row.cron, row.zone);
  await ctx.tx.db
    .updateTable('schedule')
    .set({ enabled: input.enabled ? 1 : 0, next_at: nextAt })
    .where('id', '=', input.id)
    .execute();
  ctx.announce('schedule', [input.id]);
  return { id: input.id, nextAt };
});

export const requeueOutbox = handleCommand(engineOperations.requeueOutbox, async (ctx, { id }) => {
  const row = await ctx.tx.db.selectFrom('outbox').select('state').where('id', '=', id).executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'outbox item', id: String(id) });
  if (row.state !== 'dead') throw refuse(notInState, { what: 'Outbox item', id: String(id), state: row.state, allowed: ['dead'] });
  await ctx.tx.db.updateTable('outbox').set({ state: 'waiting', attempts: 0, next_at: ctx.now }).where('id', '=', id).execute();
  ctx.announce('outbox', [String(id)]);
  return { id };
});
