import { exportOperations, REPORT_JOB, REPORT_PAPER_JOB, unknownReport, zReportTable } from '../../../preload/contract/export.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { handleCommand } from '../../domain/handler.ts';
import { mayDo } from '../admission.ts';
import type { JobHandler } from '../jobs/model.ts';
import { reportNamed, reportRows } from './report-rows.ts';
import { writeTable } from './write-table.ts';

export const exportReport = handleCommand(exportOperations.exportReport, async (ctx, input) => {
  const report = reportNamed(input.report);
  if (!report || !mayDo(ctx.actor, report.query.permission)) throw refuse(unknownReport, { report: input.report });
  const { jobId } = await ctx.later({ kind: input.format === 'pdf' ? REPORT_PAPER_JOB : REPORT_JOB, payload: input });
  return { jobId };
});

/** Writes a statement into a file, asked for as the person would: the file takes the permission of its question. */
export const reportJob: JobHandler = {
  kind: REPORT_JOB,
  summary: 'Exports a statement to a spreadsheet or to CSV',
  payload: zReportTable,
  async run(job) {
    const asked = zReportTable.parse(job.payload);
    const report = reportNamed(asked.report);
    if (!report) throw refuse(unknownReport, { report: asked.report });
    return writeTable(job, {
      format: asked.format,
      name: asked.name,
      permission: report.query.permission,
      columns: asked.columns,
      kinds: report.kinds,
      pages: reportRows(job, report, asked),
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
