import { z } from 'zod';
import { notFound } from './engine.ts';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { zDay } from './values/day.ts';
import { pageWindow, zCount } from './values/field.ts';
import { formatMinor } from './values/money.ts';

/** A period by its first month: `2026-01`. */
export const zPeriod = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a period such as 2026-01');
const zItem = z.string().regex(/^[a-z][a-z-]{1,39}$/, 'an item of the checklist');
const zNote = z.string().trim().min(3).max(500);

/** What an item is about; the checklist stands in this order. */
export const CLOSE_AREAS = ['sales', 'purchases', 'stock', 'money', 'tax', 'books'] as const;
/** `open`: nobody has signed. `signed`. `changed`: signed for other figures than there are now, so it is open again. */
export const SIGN_STATES = ['open', 'signed', 'changed'] as const;

export const badYear = refusal(
  'closing.badYear',
  z.object({ reason: z.string() }),
  (p) => `This financial year cannot be opened: ${p.reason}.`,
);
export const figuresChanged = refusal(
  'closing.figuresChanged',
  z.object({ item: z.string(), count: zCount, value: zCount, currency: z.string() }),
  (p) => `${p.item} now shows ${p.count} rows of ${formatMinor(p.value, p.currency)} ${p.currency}. Look at it again before you sign.`,
);
export const noteNeeded = refusal(
  'closing.noteNeeded',
  z.object({ item: z.string(), count: zCount }),
  (p) => `${p.item} should show nothing and shows ${p.count} rows. Settle them, or sign with a note that says why they may stay.`,
);

const zPeriodRow = z.object({
  code: z.string(),
  from: z.string(),
  to: z.string(),
  /** every area of the books is locked through its end; `final`: by the hard lock */
  lock: z.enum(['open', 'locked', 'final']),
  signed: zCount,
});

const zItemRow = z.object({
  item: z.string(),
  area: z.enum(CLOSE_AREAS),
  title: z.string(),
  /** what its rows are, in a sentence */
  says: z.string(),
  /** rows have to be gone or explained; others are looked at and may stay */
  mustBeNothing: z.boolean(),
  /** role whose work it is, and what the company calls it */
  owner: z.string(),
  ownerName: z.string(),
  dueOn: z.string(),
  count: zCount,
  /** minor units */
  value: zCount,
  state: z.enum(SIGN_STATES),
  signedBy: z.string().nullable(),
  signedAt: z.string().nullable(),
  note: z.string().nullable(),
  signedCount: zCount.nullable(),
  signedValue: zCount.nullable(),
  /** of the sign-off; 0 where there is none */
  revision: zCount,
});

export const closingOperations = {
  openYear: command('closing.openYear', {
    permission: 'accounting.close',
    summary: 'Set up the next financial year with its months; the first one says with which month it begins',
    input: z.strictObject({
      /** First day of the first year; the next ones follow the last. */
      startsOn: zDay.optional(),
    }),
    output: z.object({ year: z.string(), startsOn: z.string(), endsOn: z.string(), periods: zCount }),
    refusals: [badYear],
  }),
  signOff: command('closing.signOff', {
    permission: 'accounting.close',
    summary:
      'Stand for items of the checklist of a period with the figures they show; expects `close_sign_off/<period>.<item>` where one was signed before',
    input: z.strictObject({
      period: zPeriod,
      items: z
        .array(z.strictObject({ item: zItem, count: zCount, value: zCount }))
        .min(1)
        .max(100),
      note: zNote.optional(),
    }),
    output: z.object({ period: z.string(), signed: zCount }),
    refusals: [notFound, figuresChanged, noteNeeded],
    edits: ({ period, items }) => items.map(({ item }) => `close_sign_off/${period}.${item}`),
  }),
  withdrawSignOff: command('closing.withdrawSignOff', {
    permission: 'accounting.close',
    summary: 'Take a sign-off back',
    input: z.strictObject({ period: zPeriod, item: zItem }),
    output: z.object({ period: z.string(), item: z.string() }),
    refusals: [notFound],
    edits: ({ period, item }) => [`close_sign_off/${period}.${item}`],
  }),
  listYears: query('closing.listYears', {
    permission: 'accounting.read',
    wholeCompany: true,
    summary: 'Financial years with their months, the newest first: what is locked and how many items are signed',
    input: z.strictObject({}),
    output: z.object({
      rows: z.array(
        z.object({
          code: z.string(),
          from: z.string(),
          to: z.string(),
          periods: z.array(zPeriodRow),
          /** the entry that carried its result to equity, profit positive; null where it was not, or was taken back */
          carried: z.object({ entryId: zCount, result: zCount }).nullable(),
          /** of the carrying; 0 where it never was */
          revision: zCount,
        }),
      ),
      items: zCount,
      /** the year that would be opened next; null where the first one has to be said */
      next: z.object({ from: z.string(), to: z.string() }).nullable(),
    }),
  }),
  getChecklist: query('closing.getChecklist', {
    permission: 'accounting.read',
    wholeCompany: true,
    summary:
      'The live checklist of a period: each item with the number and value of its rows, owner, due day and who signed for which figures',
    input: z.strictObject({ period: zPeriod }),
    output: zPeriodRow.extend({ year: z.string(), rows: z.array(zItemRow) }),
    refusals: [notFound],
  }),
  listItemRows: query('closing.listItemRows', {
    permission: 'accounting.read',
    wholeCompany: true,
    summary: 'The rows of an item of the checklist, oldest first, with their number and their sum',
    input: z.strictObject({ period: zPeriod, item: zItem, ...pageWindow }),
    output: z.object({
      title: z.string(),
      says: z.string(),
      count: zCount,
      sum: zCount,
      rows: z.array(
        z.object({
          id: z.string(),
          on: z.string().nullable(),
          label: z.string(),
          detail: z.string(),
          /** record it leads to, or the path of a window */
          record: z.string().nullable(),
          path: z.string().nullable(),
          value: zCount,
        }),
      ),
    }),
    refusals: [notFound],
  }),
};
