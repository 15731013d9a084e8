import { notFound } from '../../../preload/contract/engine.ts';
import { type Export, exportOperations, tooManyForXlsx, unknownField, XLSX_ROWS_MAX, zExport } from '../../../preload/contract/export.ts';
import { cursorOf, type ListShape } from '../../../preload/contract/list.ts';
import { lists } from '../../../preload/contract/lists.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { type KeyValue, PAGE_LIMIT_MAX } from '../../../preload/contract/values/page.ts';
import { unknownList } from '../../../preload/contract/views.ts';
import { handleCommand, handleQuery } from '../../domain/handler.ts';
import { mayDo } from '../admission.ts';
import type { CommandContext, QueryContext } from '../context.ts';
import type { JobContext, JobHandler } from '../jobs/model.ts';
import { cellOf, csvCellOf, formatOf } from './cells.ts';
import { type Cell, csvOf, xlsxOf } from './spreadsheet.ts';

const KIND = 'engine.export';
const BOM = '\u{feff}';
type Row = Readonly<Record<string, unknown>>;

const listNamed = (name: string) => lists.find((l) => l.name === name);

export const exportList = handleCommand(exportOperations.exportList, async (ctx, input) => {
  const list = listNamed(input.list);
  if (!list || !mayDo(ctx.actor, list.permission)) throw refuse(unknownList, { list: input.list });
  const fields = new Set(Object.keys(list.row.shape));
  for (const { field } of input.columns) if (!fields.has(field)) throw refuse(unknownField, { list: input.list, field });
  const { jobId } = await ctx.later({ kind: KIND, payload: input });
  return { jobId };
});

/** An export of the asker's. */
async function ownExport(ctx: CommandContext | QueryContext, jobId: string) {
  const job = await ctx.tx.db.selectFrom('job').selectAll().where('id', '=', jobId).executeTakeFirst();
  if (job?.kind !== KIND || job.actor_id !== ctx.actor.id) throw refuse(notFound, { kind: 'export', id: jobId });
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
  const { filter, sort, search } = asked;
  let done = 0;
  for (let after: readonly KeyValue[] | undefined; ; ) {
    if (await job.cancelled()) return;
    const { rows } = await job.ask<{ rows: Row[] }>(list.page.name, {
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
 * Writes all rows of a list that match into a file: a spreadsheet that opens frozen, filtered and typed with a second sheet about
 * it, or CSV. Rows are asked for as the person would, so permission and row scopes hold; the file takes the permission of its list.
 */
export const exportJob: JobHandler = {
  kind: KIND,
  summary: 'Exports all rows of a list that match to a spreadsheet or to CSV',
  payload: zExport,
  async run(job) {
    const asked = job.payload as Export;
    const list = listNamed(asked.list);
    if (!list) throw refuse(unknownList, { list: asked.list });
    const { filter, search, columns, name } = asked;
    const { count } = await job.ask<{ count: number }>(list.count.name, { filter, ...(search === undefined ? {} : { search }) });
    if (asked.format === 'xlsx' && count > XLSX_ROWS_MAX) throw refuse(tooManyForXlsx, { rows: count, limit: XLSX_ROWS_MAX });
    const { currency } = await job.ask<{ currency: string }>('company.getCompany', {});
    const kinds = columns.map(({ field }) => list.kinds[field] ?? 'text');
    let rows = 0;
    const file = { purpose: 'export' as const, permission: list.permission as `${string}.${string}` };
    const title = name.replaceAll(/[\\/]/g, ' ');
    if (asked.format === 'csv') {
      const lines = async function* (): AsyncGenerator<string> {
        yield BOM + csvOf([columns.map((c) => c.title)]);
        for await (const page of rowsOf(job, list, asked, count)) {
          rows += page.length;
          yield csvOf(page.map((row) => columns.map(({ field }, i) => csvCellOf(row, field, kinds[i] ?? 'text', currency))));
        }
      };
      const { fileId } = await job.writeFile({ ...file, name: `${title}.csv`, mediaType: 'text/csv' }, lines());
      return { fileId, rows };
    }
    const cells: Cell[][] = [];
    for await (const page of rowsOf(job, list, asked, count))
      for (const row of page) cells.push(columns.map(({ field }, i) => cellOf(row, field, kinds[i] ?? 'text', currency)));
    const content = await xlsxOf({
      name: title,
      columns: columns.map(({ title: head }, i) => {
        const format = formatOf(kinds[i] ?? 'text', currency);
        return { title: head, ...(format === undefined ? {} : { format }) };
      }),
      rows: cells,
      about: [
        ['View', name],
        ['List', asked.list],
        ['Rows', String(cells.length)],
        ['Written at', job.now()],
        ...asked.conditions.map((c, i) => [i === 0 ? 'Only where' : 'and', c] as const),
      ],
    });
    const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    const { fileId } = await job.writeFile({ ...file, name: `${title}.xlsx`, mediaType }, content);
    return { fileId, rows: cells.length };
  },
};
