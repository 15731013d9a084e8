import { engineOperations, KEEP_QUEUE_DAYS } from '../../../preload/contract/engine-room.ts';
import { handleCommand } from '../../domain/handler.ts';
import type { JobHandler } from '../jobs/model.ts';

/** Rows of each queue removed by one command: short enough that nobody's click waits for it. */
const BATCH = 1000;
const DAY_MS = 86_400_000;

/**
 * Removes what came to a good end long ago. What failed or died stays until a person has dealt with it. Queue rows are not
 * business data, so the audit chain does not carry them; that they were removed, when and by whom, is a command in it.
 */
export const pruneQueues = handleCommand(engineOperations.pruneQueues, async (ctx) => {
  const days = Number(ctx.company.settings.get('policy.keepQueueDays') ?? KEEP_QUEUE_DAYS);
  const before = new Date(Date.parse(ctx.now) - days * DAY_MS).toISOString();
  const { db } = ctx.tx;
  const over = await db
    .selectFrom('job')
    .select('id')
    .where('state', 'in', ['done', 'cancelled'])
    .where('finished_at', '<', before)
    .orderBy('id')
    .limit(BATCH)
    .execute();
  const ids = over.map((j) => j.id);
  if (ids.length > 0) await db.deleteFrom('job_row').where('job_id', 'in', ids).execute();
  if (ids.length > 0) await db.deleteFrom('job').where('id', 'in', ids).execute();
  const outbox = await db
    .deleteFrom('outbox')
    .where('id', 'in', (eb) => eb.selectFrom('outbox').select('id').where('state', '=', 'sent').where('done_at', '<', before).limit(BATCH))
    .executeTakeFirst();
  const removed = { jobs: ids.length, outbox: Number(outbox.numDeletedRows) };
  if (removed.jobs > 0) ctx.announce('job');
  if (removed.outbox > 0) ctx.announce('outbox');
  return { ...removed, more: removed.jobs === BATCH || removed.outbox === BATCH };
});

/** Prunes the queues and the files in batches until nothing old is left, then the contents nobody names any more; scheduled every night. */
export const pruneJob: JobHandler = {
  kind: 'engine.prune',
  summary: 'Removes finished jobs, sent effects and files older than the company keeps them',
  permission: 'engine.jobs',
  async run(job) {
    const removed = { jobs: 0, outbox: 0, files: 0, contents: 0 };
    let batch = Number(job.cursor ?? 0);
    for (let more = true; more; batch += 1) {
      const done = await job.dispatch<{ jobs: number; outbox: number; more: boolean }>('engine.pruneQueues', {}, batch, {
        cursor: batch + 1,
      });
      removed.jobs += done.jobs;
      removed.outbox += done.outbox;
      more = done.more;
    }
    for (let more = true; more; batch += 1) {
      const done = await job.dispatch<{ files: number; more: boolean }>('engine.pruneFiles', {}, batch, { cursor: batch + 1 });
      removed.files += done.files;
      more = done.more;
    }
    removed.contents = await job.sweepFiles();
    return removed;
  },
};
