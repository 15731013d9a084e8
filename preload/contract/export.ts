import { z } from 'zod';
import { notFound } from './engine.ts';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { zCount } from './values/field.ts';
import { zFilters, zSearch, zSorts } from './values/page.ts';
import { unknownList } from './views.ts';

const zText = z.string().max(400);

export const unknownField = refusal(
  'engine.unknownField',
  z.object({ list: z.string(), field: z.string() }),
  (p) => `A row of ${p.list} has no ${p.field}. Leave that column out.`,
);

/** What is exported: all rows of a list that match, in an order, as these columns. */
export const zExport = z.strictObject({
  list: z.string().max(80),
  format: z.enum(['xlsx', 'csv']),
  /** Name of the view, which becomes the name of the file. */
  name: z.string().trim().min(1).max(60),
  columns: z
    .array(z.strictObject({ field: z.string().max(64), title: zText.min(1) }))
    .min(1)
    .max(100),
  filter: zFilters,
  sort: zSorts,
  search: zSearch.optional(),
  /** Fields of the question besides filters, such as the instant stock is asked for. */
  given: z.record(z.string().max(64), z.union([zText, z.int(), z.boolean()])).optional(),
  /** The conditions as a person reads them, for the second sheet. */
  conditions: z.array(zText).max(25),
});
export type Export = z.output<typeof zExport>;

/** Kind of the job that writes a statement. */
export const REPORT_JOB = 'engine.exportReport';
/** Kind of the job that draws a statement. */
export const REPORT_PAPER_JOB = 'documents.report';
/** Most rows a statement on paper has; who wants more wants a spreadsheet. */
export const REPORT_PAPER_ROWS = 2000;

export const tooLongForPaper = refusal(
  'documents.tooLongForPaper',
  z.object({ name: z.string(), most: z.int() }),
  (p) => `${p.name} has more than ${p.most} rows, too many for paper. Export it as a spreadsheet, or ask for less.`,
);

export const unknownReport = refusal(
  'engine.unknownReport',
  z.object({ report: z.string() }),
  (p) => `There is no statement ${p.report} that you may export.`,
);

/** What is exported of a statement: the answer to its question, as these columns. */
export const zReportExport = z.strictObject({
  /** Name of its query, such as `accounting.balanceSheet`. */
  report: z.string().max(80),
  question: z.record(z.string().max(40), z.union([z.string().max(200), z.number(), z.boolean()])),
  format: z.enum(['xlsx', 'csv', 'pdf']),
  /** What the file is called. */
  name: z.string().trim().min(1).max(60),
  columns: z
    .array(z.strictObject({ field: z.string().max(64), title: zText.min(1) }))
    .min(1)
    .max(40),
  /** Codes in its text columns as a person reads them. */
  words: z.record(z.string().max(64), zText).default({}),
  /** What was asked in words, for the second sheet. */
  conditions: z.array(zText).max(25),
});
export type ReportExport = z.output<typeof zReportExport>;
/** The same as a table, without a page. */
export const zReportTable = zReportExport.extend({ format: z.enum(['xlsx', 'csv']) });

export const exportOperations = {
  exportReport: command('engine.exportReport', {
    permission: 'company.read',
    summary: 'Export a statement as it is asked for to a spreadsheet, to CSV or as a PDF, as a job of the asker',
    input: zReportExport,
    output: z.object({ jobId: z.string() }),
    refusals: [unknownReport],
  }),
  exportList: command('engine.exportList', {
    permission: 'company.read',
    summary: 'Export all rows of a list that match to a file, as a job of the asker',
    input: zExport,
    output: z.object({ jobId: z.string() }),
    refusals: [unknownList, unknownField],
  }),
  cancelExport: command('engine.cancelExport', {
    permission: 'company.read',
    summary: 'Stop an export of your own',
    input: z.strictObject({ jobId: z.string().min(5).max(80) }),
    output: z.object({ jobId: z.string() }),
    refusals: [notFound],
  }),
  getExport: query('engine.getExport', {
    permission: 'company.read',
    summary: 'How far an export of your own is, and its file',
    input: z.strictObject({ jobId: z.string().min(5).max(80) }),
    output: z.object({
      state: z.string(),
      done: zCount,
      total: zCount.nullable(),
      error: z.string().nullable(),
      fileId: z.string().nullable(),
      rows: zCount.nullable(),
    }),
    refusals: [notFound],
  }),
};
