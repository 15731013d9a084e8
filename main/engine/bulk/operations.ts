import { type Bulk, type BulkEffects, bulkNotLooked, bulkOperations } from '../../../preload/contract/bulk.ts';
import { notFound } from '../../../preload/contract/engine.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { handleCommand, handleQuery } from '../../domain/handler.ts';
import type { CommandContext, QueryContext } from '../context.ts';
import { deedOf } from './deed.ts';
import { LOOK, RUN } from './jobs.ts';

const REASONS_MAX = 50;

export const previewBulk = handleCommand(bulkOperations.previewBulk, async (ctx, input) => {
  deedOf(ctx.actor, input);
  const { jobId } = await ctx.later({ kind: LOOK, payload: input });
  return { jobId };
});

/** A bulk run of the asker's, and the job whose rows it is about. */
async function own(ctx: CommandContext | QueryContext, jobId: string) {
  const job = await ctx.tx.db.selectFrom('job').selectAll().where('id', '=', jobId).executeTakeFirst();
  if (!job || (job.kind !== LOOK && job.kind !== RUN) || job.actor_id !== ctx.actor.id)
    throw refuse(notFound, { kind: 'bulk run', id: jobId });
  const asked = JSON.parse(job.payload) as Bulk & { previewId?: string };
  return { job, asked, lookId: asked.previewId ?? job.id };
}

export const runBulk = handleCommand(bulkOperations.runBulk, async (ctx, { previewId }) => {
  const { job, asked } = await own(ctx, previewId);
  if (job.kind !== LOOK || job.state !== 'done') throw refuse(bulkNotLooked, { state: job.state });
  deedOf(ctx.actor, asked);
  // One at a time: two of them would do the same rows under different names.
  const { jobId } = await ctx.later({ kind: RUN, payload: { ...asked, previewId }, uniqueKey: `${RUN} ${previewId}` });
  return { jobId };
});

export const cancelBulk = handleCommand(bulkOperations.cancelBulk, async (ctx, { jobId }) => {
  const { job } = await own(ctx, jobId);
  const update = ctx.tx.db.updateTable('job').where('id', '=', jobId);
  if (job.state === 'waiting') await update.set({ state: 'cancelled', cancel_requested: 1, finished_at: ctx.now }).execute();
  else if (job.state === 'running') await update.set({ cancel_requested: 1 }).execute();
  ctx.announce('job', [jobId]);
  return { jobId };
});

export const getBulk = handleQuery(bulkOperations.getBulk, async (ctx, { jobId }) => {
  const { job, asked, lookId } = await own(ctx, jobId);
  const { db } = ctx.tx;
  const rows = db.selectFrom('job_row').where('job_id', '=', lookId);
  const counts = await rows
    .select(({ fn }) => ['state', fn.countAll<number | string>().as('count')])
    .groupBy('state')
    .execute();
  const reasons = await rows
    .where('state', '=', 'refused')
    .select(({ fn }) => ['code', fn.countAll<number | string>().as('count'), fn.min('message').as('message'), fn.min('label').as('label')])
    .groupBy('code')
    .orderBy('count', 'desc')
    .orderBy('code')
    .limit(REASONS_MAX)
    .execute();
  const look = lookId === job.id ? job : await db.selectFrom('job').select('cursor').where('id', '=', lookId).executeTakeFirst();
  const at = look?.cursor ? (JSON.parse(look.cursor) as { effects: BulkEffects }) : undefined;
  const of = (state: string) => Number(counts.find((c) => c.state === state)?.count ?? 0);
  return {
    jobId,
    step: job.kind === LOOK ? ('look' as const) : ('run' as const),
    operation: asked.operation,
    state: job.state,
    progress: { done: job.done, total: job.total },
    error: job.error,
    ready: of('ready'),
    done: of('done'),
    refused: of('refused'),
    reasons: reasons.map((r) => ({ code: r.code ?? '', count: Number(r.count), message: r.message ?? '', label: r.label })),
    effects: at?.effects ?? { tables: [], journal: [] },
  };
});

export const listBulkRows = handleQuery(bulkOperations.listBulkRows, async (ctx, { jobId, state, after, limit }) => {
  const { lookId } = await own(ctx, jobId);
  const rows = await ctx.tx.db
    .selectFrom('job_row')
    .select(['n', 'subject_id as subjectId', 'label', 'revision', 'state', 'code', 'message'])
    .where('job_id', '=', lookId)
    .where('state', '=', state)
    .where('n', '>', after)
    .orderBy('n')
    .limit(limit)
    .execute();
  return { rows };
});
