import { z } from 'zod';
import { notFound } from './engine.ts';
import { command, query } from './operation.ts';
import { zDay } from './values/day.ts';

/** Plain-text accounting programs whose files are written. */
export const PLAIN_TEXT_FORMATS = ['hledger', 'beancount'] as const;
export type PlainTextFormat = (typeof PLAIN_TEXT_FORMATS)[number];

const zInt = z.int();
export const zJournalExport = z.strictObject({
  format: z.enum(PLAIN_TEXT_FORMATS),
  /** Only entries of these days; without a first day the balances of the file are those of the books. */
  from: zDay.optional(),
  to: zDay.optional(),
});
export type JournalExport = z.output<typeof zJournalExport>;

/** An entry with its lines, as the export reads it. */
const zJournalEntry = z.object({
  id: zInt,
  number: z.string(),
  postedOn: z.string(),
  documentOn: z.string(),
  memo: z.string(),
  sourceKind: z.string(),
  sourceId: z.string(),
  lines: z.array(z.object({ accountId: z.string(), amount: zInt, docCurrency: z.string(), docAmount: zInt })),
});
export type JournalEntryText = z.output<typeof zJournalEntry>;

/** The journal as a file that programs which are not ours read and reckon again. */
export const journalOperations = {
  readJournal: query('accounting.readJournal', {
    permission: 'accounting.read',
    wholeCompany: true,
    summary: 'Entries with their lines by day and order of posting, page by page behind the one before',
    input: z.strictObject({
      from: zDay.optional(),
      to: zDay.optional(),
      after: z.strictObject({ on: zDay, id: zInt.min(0) }).optional(),
      limit: zInt.min(1).max(1000).default(500),
    }),
    output: z.object({ rows: z.array(zJournalEntry), more: z.boolean() }),
  }),
  exportJournal: command('accounting.exportJournal', {
    permission: 'accounting.read',
    summary: 'Write the journal as plain text that hledger or beancount reads, as a job of the asker',
    input: zJournalExport,
    output: z.object({ jobId: z.string() }),
  }),
  getJournalExport: query('accounting.getJournalExport', {
    permission: 'accounting.read',
    wholeCompany: true,
    summary: 'How far a plain-text export of your own is, and its file',
    input: z.strictObject({ jobId: z.string().min(5).max(80) }),
    output: z.object({ state: z.string(), error: z.string().nullable(), fileId: z.string().nullable() }),
    refusals: [notFound],
  }),
};
