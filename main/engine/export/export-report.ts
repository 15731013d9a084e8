import {
  exportOperations,
  REPORT_JOB,
  type ReportExport,
  unknownField,
  unknownReport,
  zReportExport,
} from '../../../preload/contract/export.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { type ReportShape, reports } from '../../../preload/contract/reports.ts';
import { PAGE_LIMIT_MAX } from '../../../preload/contract/values/page.ts';
import { handleCommand } from '../../domain/handler.ts';
import { mayDo } from '../admission.ts';
import type { JobContext, JobHandler } from '../jobs/model.ts';
import { type Row, writeTable } from './write-table.ts';

const reportNamed = (name: string) => reports.find((r) => r.query.name === name);

export const exportReport = handleCommand(exportOperations.exportReport, async (ctx, input) => {
  const report = reportNamed(input.report);
  if (!report || !mayDo(ctx.actor, report.query.permission)) throw refuse(unknownReport, { report: input.report });
  const { jobId } = await ctx.later({ kind: REPORT_JOB, payload: input });
  return { jobId };
});

/** The rows of a report, codes of parts and reckoned lines in the words that were handed over. */
async function* rowsOf(job: JobContext, report: ReportShape, asked: ReportExport): AsyncGenerator<Row[]> {
  const { columns, words, question } = asked;
  const texts = columns.map((c) => c.field).filter((field) => report.kinds[field] === undefined);
  const said = (row: Row): Row => {
    const spoken = texts.flatMap((field) => {
      const value = row[field];
      const word = typeof value === 'string' ? words[value] : undefined;
      return word === undefined ? [] : [[field, word] as const];
    });
    return spoken.length === 0 ? row : { ...row, ...Object.fromEntries(spoken) };
  };
  for (let offset = 0; ; offset += PAGE_LIMIT_MAX) {
    const page = report.paged ? { ...question, offset, limit: PAGE_LIMIT_MAX } : question;
    const { rows } = await job.ask<{ rows: Row[] }>(report.query.name, page);
    const [first] = rows;
    const missing = first && columns.find(({ field }) => !(field in first));
    if (missing) throw refuse(unknownField, { list: asked.report, field: missing.field });
    if (rows.length > 0) yield rows.map(said);
    if (!report.paged || rows.length < PAGE_LIMIT_MAX) return;
  }
}

/** Writes a statement into a file, asked for as the person would: the file takes the permission of its question. */
export const reportJob: JobHandler = {
  kind: REPORT_JOB,
  summary: 'Exports a statement to a spreadsheet or to CSV',
  payload: zReportExport,
  async run(job) {
    const asked = zReportExport.parse(job.payload);
    const report = reportNamed(asked.report);
    if (!report) throw refuse(unknownReport, { report: asked.report });
    return writeTable(job, {
      format: asked.format,
      name: asked.name,
      permission: report.query.permission,
      columns: asked.columns,
      kinds: report.kinds,
      pages: rowsOf(job, report, asked),
      about: (written) => [
        ['Statement', asked.name],
        ['Question', asked.report],
        ['Rows', String(written)],
        ['Written at', job.now()],
        ...asked.conditions.map((c, i) => [i === 0 ? 'Of' : 'and', c] as const),
      ],
    });
  },
};
