import { z } from 'zod';
import { zDay } from './values/day.ts';

/** Most statements one file may hold, and lines they may have together: a file is taken in by one commit or not at all. */
export const FILE_STATEMENTS_MAX = 400;
export const FILE_LINES_MAX = 10_000;
/** Largest file of a bank that is read, in bytes. */
export const BANK_FILE_BYTES = 16 * 1024 * 1024;

export const STATEMENT_FORMATS = ['csv', 'ofx', 'camt053', 'mt940'] as const;
export type StatementFormat = (typeof STATEMENT_FORMATS)[number];

export const CSV_DAYS = ['YYYY-MM-DD', 'DD.MM.YYYY', 'DD.MM.YY', 'DD/MM/YYYY', 'MM/DD/YYYY', 'YYYYMMDD'] as const;
const zHeader = z.string().trim().min(1).max(100);

/** How the columns of a bank's CSV files read. Columns are named by their header; an amount is one column, or debit and credit. */
export const zCsvMapping = z
  .strictObject({
    delimiter: z.enum([',', ';', '\t', '|']),
    encoding: z.enum(['utf-8', 'windows-1252']),
    /** lines above the header */
    skip: z.int().min(0).max(50).default(0),
    days: z.enum(CSV_DAYS),
    decimal: z.enum(['.', ',']),
    thousands: z.enum(['', '.', ',', ' ', "'"]).default(''),
    columns: z.strictObject({
      bookedOn: zHeader,
      valueOn: zHeader.optional(),
      amount: zHeader.optional(),
      debit: zHeader.optional(),
      credit: zHeader.optional(),
      name: zHeader.optional(),
      accountNo: zHeader.optional(),
      label: z.array(zHeader).min(1).max(6),
      reference: zHeader.optional(),
      currency: zHeader.optional(),
      /** what stood there after the line */
      balance: zHeader.optional(),
    }),
  })
  .refine(({ columns: c }) => (c.amount === undefined) !== (c.debit === undefined && c.credit === undefined), {
    error: 'name one column of amounts, or those of debit and credit',
  })
  .refine((m) => m.decimal !== m.thousands, { error: 'decimals and thousands cannot have the same mark' });
export type CsvMapping = z.output<typeof zCsvMapping>;

const LABEL_MAX = 1000;
const NAME_MAX = 200;
const REFERENCE_MAX = 140;

/** A line of a statement in words no bank owns. */
export const zStatementLine = z.strictObject({
  bookedOn: zDay,
  valueOn: zDay,
  /** minor units; what went out below zero */
  amount: z.int(),
  name: z.string().max(NAME_MAX).nullable(),
  accountNo: z.string().max(NAME_MAX).nullable(),
  label: z.string().max(LABEL_MAX),
  reference: z.string().max(REFERENCE_MAX).nullable(),
  bankRef: z.string().max(REFERENCE_MAX).nullable(),
});
export type StatementLine = z.output<typeof zStatementLine>;

/** A statement as a file says it: balances are null where the format knows none. */
export interface ParsedStatement {
  readonly reference: string;
  readonly accountNo: string | null;
  readonly currency: string | null;
  readonly opening: number | null;
  readonly closing: number | null;
  readonly lines: readonly StatementLine[];
}

const zFingerprint = z.string().regex(/^[0-9a-f]{64}$/);
/** A statement as it is taken in: every line with what tells it from all others of its account. */
export const zStatement = z.strictObject({
  reference: z.string().max(REFERENCE_MAX),
  accountNo: z.string().max(NAME_MAX).nullable(),
  currency: z.string().length(3).nullable(),
  opening: z.int().nullable(),
  closing: z.int().nullable(),
  contentHash: zFingerprint,
  lines: z.array(zStatementLine.extend({ fingerprint: zFingerprint })).max(FILE_LINES_MAX),
});
export type Statement = z.output<typeof zStatement>;
