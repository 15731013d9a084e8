import { type ReportExport, unknownField } from '../../../preload/contract/export.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { type ReportShape, reports } from '../../../preload/contract/reports.ts';
import { PAGE_LIMIT_MAX } from '../../../preload/contract/values/page.ts';
import type { JobContext } from '../jobs/model.ts';

type Row = Readonly<Record<string, unknown>>;

/** A statement of the house by the name of its query. */
export const reportNamed = (name: string): ReportShape | undefined => reports.find((r) => r.query.name === name);

/** The rows of a report page by page, codes of parts and reckoned lines in the words that were handed over. */
export async function* reportRows(
  job: Pick<JobContext, 'ask'>,
  report: ReportShape,
  asked: Pick<ReportExport, 'report' | 'columns' | 'words' | 'question'>,
): AsyncGenerator<Row[]> {
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
