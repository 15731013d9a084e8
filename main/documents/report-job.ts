import type { Issuer } from '../../preload/contract/documents.ts';
import { REPORT_PAPER_JOB, REPORT_PAPER_ROWS, tooLongForPaper, unknownReport, zReportExport } from '../../preload/contract/export.ts';
import { refuse } from '../../preload/contract/refusal.ts';
import { reportNamed, reportRows } from '../engine/export/report-rows.ts';
import type { JobHandler } from '../engine/jobs/model.ts';
import { drawn } from './draw.ts';
import type { ReportPaper } from './report/report.ts';

/** Lines of a statement that others are the parts of. */
const STRONG: ReadonlySet<unknown> = new Set(['stage', 'reckoned']);

/** Draws a statement as a PDF file, asked for as the person would: the file takes the permission of its question. */
export const reportPaperJob: JobHandler = {
  kind: REPORT_PAPER_JOB,
  summary: 'Writes a statement as a PDF file',
  payload: zReportExport,
  async run(job) {
    const asked = zReportExport.parse(job.payload);
    const report = reportNamed(asked.report);
    if (!report) throw refuse(unknownReport, { report: asked.report });
    const issuer = await job.ask<Issuer>('documents.getLetterhead', {});
    const { currency } = await job.ask<{ currency: string }>('company.getCompany', {});
    const rows: ReportPaper['rows'][number][] = [];
    for await (const page of reportRows(job, report, asked)) {
      for (const row of page)
        rows.push({
          cells: asked.columns.map(({ field }) => row[field] ?? null),
          strong: STRONG.has(row['kind']),
          currency: typeof row['currency'] === 'string' ? row['currency'] : currency,
        });
      if (rows.length > REPORT_PAPER_ROWS) throw refuse(tooLongForPaper, { name: asked.name, most: REPORT_PAPER_ROWS });
    }
    const columns = asked.columns.map(({ field, title }) => ({ title, kind: report.kinds[field] ?? 'text' }));
    const paper: ReportPaper = { kind: 'report', number: asked.name, conditions: asked.conditions, columns, rows };
    const content = await drawn({ issuer, language: issuer.language, papers: [paper] }, job.signal);
    const name = `${asked.name.replaceAll(/[\\/]/g, ' ')}.pdf`;
    const { fileId } = await job.writeFile(
      { purpose: 'export', permission: report.query.permission, name, mediaType: 'application/pdf' },
      content,
    );
    return { fileId, rows: rows.length };
  },
};
