import { z } from 'zod';
import { notFound, notPermitted } from './engine.ts';
import { zPreview } from './envelope.ts';
import type { ListName } from './lists.ts';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { zCount } from './values/field.ts';
import { zFilters, zSearch } from './values/page.ts';
import { unknownList } from './views.ts';

/** Most rows one bulk run takes: each is a command of its own and is looked at before. */
export const BULK_ROWS_MAX = 1_000_000;

/** A command that can be done with every row of a list that matches. */
export interface BulkDeed {
  readonly list: ListName;
  readonly operation: string;
  /** Field of its input that takes the id of a row; the rest of the input is the same for all rows. */
  readonly subject: string;
  /** The field takes a list of ids, here always of one. */
  readonly listed?: true;
}

/** What can be done with many rows at once, by list. */
export const bulkDeeds: readonly BulkDeed[] = [
  { list: 'sales.orders', operation: 'fulfillment.allocateOrder', subject: 'orderId' },
  { list: 'sales.orders', operation: 'fulfillment.shipOrder', subject: 'orderId' },
  { list: 'sales.orders', operation: 'sales.releaseHolds', subject: 'orderId' },
  { list: 'sales.orders', operation: 'sales.cancelOrder', subject: 'orderId' },
  { list: 'sales.holds', operation: 'sales.releaseHold', subject: 'holdId' },
  { list: 'sales.holds', operation: 'sales.assignHold', subject: 'holdId' },
  { list: 'fulfillment.parcels', operation: 'fulfillment.handOverParcels', subject: 'parcelIds', listed: true },
  { list: 'fulfillment.parcels', operation: 'fulfillment.voidParcel', subject: 'parcelId' },
  { list: 'channels.exceptions', operation: 'channels.closeException', subject: 'exceptionId' },
  { list: 'sales.invoices', operation: 'documents.print', subject: 'ids', listed: true },
];

const zJobId = z.string().min(5).max(80);
const ROWS_MAX = 500;
const REASONS_MAX = 50;

export const noBulkDeed = refusal(
  'engine.noBulkDeed',
  z.object({ list: z.string(), operation: z.string() }),
  (p) => `${p.operation} cannot be done with many rows of ${p.list} at once. Do it row by row.`,
);
export const tooManyRows = refusal(
  'engine.tooManyRows',
  z.object({ rows: z.int(), limit: z.int() }),
  (p) => `${p.rows} rows match, and ${p.limit} can be done at once. Narrow the filter.`,
);
export const bulkNotLooked = refusal(
  'engine.bulkNotLooked',
  z.object({ state: z.string() }),
  (p) => `What would be done is not known yet: looking at the rows is ${p.state}. Let it end, or look again.`,
);

/** What is to be done, and with which rows. */
export const zBulk = z.strictObject({
  list: z.string().max(80),
  operation: z.string().max(80),
  filter: zFilters,
  search: zSearch.optional(),
  /** The input all rows have in common, such as a reason. */
  input: z
    .record(z.string().max(64), z.json())
    .refine((v) => JSON.stringify(v).length <= 4000, 'at most 4,000 characters of JSON')
    .default({}),
});
export type Bulk = z.output<typeof zBulk>;

/** What the job that does it is asked: the same, with the rows that were looked at. */
export const zBulkRun = zBulk.extend({ previewId: zJobId });

/** A row of a bulk run: `ready` would be done, `refused` would not or was not. */
export const zBulkRow = z.object({
  n: z.int(),
  subjectId: z.string(),
  /** number or name people know it by */
  label: z.string(),
  revision: z.int().nullable(),
  state: z.enum(['ready', 'done', 'refused']),
  code: z.string().nullable(),
  message: z.string().nullable(),
});
export type BulkRow = z.output<typeof zBulkRow>;

/** Effects of all rows that would be done, summed. */
export const zBulkEffects = zPreview.pick({ tables: true, journal: true });
export type BulkEffects = z.output<typeof zBulkEffects>;

export const bulkOperations = {
  previewBulk: command('engine.previewBulk', {
    permission: 'company.read',
    summary: 'Look at every row of a list that matches and find out by dry runs what a command would do with each, as a job of the asker',
    input: zBulk,
    output: z.object({ jobId: z.string() }),
    refusals: [unknownList, noBulkDeed, notPermitted],
  }),
  runBulk: command('engine.runBulk', {
    permission: 'company.read',
    summary: 'Do a command with the rows that were looked at and would not be refused, one by one, as a job of the asker',
    input: z.strictObject({ previewId: zJobId }),
    output: z.object({ jobId: z.string() }),
    refusals: [notFound, bulkNotLooked, noBulkDeed, notPermitted],
  }),
  cancelBulk: command('engine.cancelBulk', {
    permission: 'company.read',
    summary: 'Stop a bulk run of your own; what is done stays done',
    input: z.strictObject({ jobId: zJobId }),
    output: z.object({ jobId: z.string() }),
    refusals: [notFound],
  }),
  getBulk: query('engine.getBulk', {
    permission: 'company.read',
    summary: 'How far a bulk run of your own is: rows by what came of them, refusals by reason, effects summed',
    input: z.strictObject({ jobId: zJobId }),
    output: z.object({
      jobId: z.string(),
      /** looking at the rows, or doing them */
      step: z.enum(['look', 'run']),
      operation: z.string(),
      state: z.string(),
      progress: z.object({ done: zCount, total: zCount.nullable() }),
      error: z.string().nullable(),
      ready: zCount,
      done: zCount,
      refused: zCount,
      reasons: z.array(z.object({ code: z.string(), count: zCount, message: z.string(), label: z.string() })).max(REASONS_MAX),
      effects: zBulkEffects,
    }),
    refusals: [notFound],
  }),
  listBulkRows: query('engine.listBulkRows', {
    permission: 'company.read',
    summary: 'Rows of a bulk run of your own in one state, by their place; pages by `after`',
    input: z.strictObject({
      /** the job that looked at the rows */
      jobId: zJobId,
      state: zBulkRow.shape.state,
      after: z.int().min(0).default(0),
      limit: z.int().min(1).max(ROWS_MAX).default(100),
    }),
    output: z.object({ rows: z.array(zBulkRow).max(ROWS_MAX) }),
    refusals: [notFound],
  }),
};
