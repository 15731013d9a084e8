import { notFound } from '../../../preload/contract/engine.ts';
import { jobCancelled } from '../../../preload/contract/engine-room.ts';
import { type Export, exportOperations, REPORT_JOB, REPORT_PAPER_JOB, unknownField, zExport } from '../../../preload/contract/export.ts';
import { cursorOf, type ListShape } from '../../../preload/contract/list.ts';
import { lists } from '../../../preload/contract/lists.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { type KeyValue, PAGE_LIMIT_MAX } from '../../../preload/contract/values/page.ts';
import { unknownList } from '../../../preload/contract/views.ts';
import { handleCommand, handleQuery } from '../../domain/handler.ts';
import { mayDo } from '../admission.ts';
import type { CommandContext, QueryContext } from '../context.ts';
import type { JobContext, JobHandler } from '../jobs/model.ts';
import { type Row, writeTable } from './write-table.ts';

const KIND = 'engine.export';
const EXPORTS: ReadonlySet<string> = new Set([KIND, REPORT_JOB, REPORT_PAPER_JOB]);

const listNamed = (name: string) => lists.find((l) => l.name === name);

export const exportList = handleCommand(exportOperations.exportList, async (ctx, input) => {
  const list = listNamed(input.list);
  if (!list || !mayDo(ctx.actor, list.permission)) throw refuse(unknownList, { list: input.list });
  const fields = new Set(Object.keys(list.row.shape));
  for (const { field } of input.columns) if (!fields.has(field)) throw refuse(unknownField, { list: input.list, field });
  const { jobId } = await ctx.later({ kind: KIND, payload: input });
  return { jobId };
});

/** A field as the sheet about the file names it: `at` is `At`. */
const words = (field: string) => field.charAt(0).toUpperCase() + field.slice(1);

/** An export of the asker's. */
async function ownExport(ctx: CommandContext | QueryContext, jobId: string) {
  const job = await ctx.tx.db.selectFrom('job').selectAll().where('id', '=', jobId).executeTakeFirst();
  if (!job || !EXPORTS.has(job.kind) || job.actor_id !== ctx.actor.id) throw refuse(notFound, { kind: 'export', id: jobId });
  return job;
}

export const cancelExport = handleCommand(exportOperations.cancelExport, async (ctx, { jobId }) => {
  const job = await ownExport(ctx, jobId);
  const update = ctx.tx.db.updateTable('job').where('id', '=', jobId);
  if (job.state === 'waiting') await update.set({ state: 'cancelled', cancel_requested: 1, finished_at: ctx.now }).execute();
  else if (job.state === 'running') await update.set({ cancel_requested: 1 }).execute();
  ctx.announce('job', [jobId]);
  return { jobId };
});

export const getExport = handleQuery(exportOperations.getExport, async (ctx, { jobId }) => {
  const { state, done, total, error, result } = await ownExport(ctx, jobId);
  const made = result === null ? null : (JSON.parse(result) as { fileId?: string; rows?: number } | null);
  return { state, done, total, error, fileId: made?.fileId ?? null, rows: made?.rows ?? null };
});

/** Everything that matches, page by page behind the row before: rows that come or go meanwhile move nothing. */
async function* rowsOf(job: JobContext, list: ListShape & { page: { name: string } }, asked: Export, total: number): AsyncGenerator<Row[]> {
  const { filter, sort, search, given } = asked;
  let done = 0;
  for (let after: readonly KeyValue[] | undefined; ; ) {
    if (await job.cancelled()) throw refuse(jobCancelled, { jobId: job.jobId });
    const { rows } = await job.ask<{ rows: Row[] }>(list.page.name, {
      ...given,
      limit: PAGE_LIMIT_MAX,
      filter,
      sort,
      ...(search === undefined ? {} : { search }),
      ...(after ? { after } : {}),
    });
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    done += rows.length;
    await job.progress(Math.min(done, total), total, `${done} of ${total} rows`);
    if (rows.length < PAGE_LIMIT_MAX) return;
    after = cursorOf(list, sort, last);
  }
}

/**
 * Writes all rows of a list that match into a file. Rows are asked for as the person would, so permission and row scopes hold; the
 * file takes the permission of its list.
 */
export const exportJob: JobHandler = {
  kind: KIND,
  summary: 'Exports all rows of a list that match to a spreadsheet or to CSV',
  payload: zExport,
  async run(job) {
    const asked = job.payload as Export;
    const list = listNamed(asked.list);
    if (!list) throw refuse(unknownList, { list: asked.list });
    const { filter, search, given, columns, format } = asked;
    const { count } = await job.ask<{ count: number }>(list.count.name, {
      ...given,
      filter,
      ...(search === undefined ? {} : { search }),
    });
    return writeTable(job, {
      format,
      name: asked.name,
      permission: list.permission,
      columns,
      kinds: list.kinds,
      pages: rowsOf(job, list as ListShape & { page: { name: string } }, asked, count),
      about: (written) => [
        ['View', asked.name],
        ['List', asked.list],
        ...Object.entries(given ?? {}).map(([field, value]) => [words(field), String(value)] as const),
        ['Rows', String(written)],
        ['Written at', job.now()],
        ['Times are', 'UTC'],
        ...asked.conditions.map((c, i) => [i === 0 ? 'Only where' : 'and', c] as const),
      ],
    });
  },
};
