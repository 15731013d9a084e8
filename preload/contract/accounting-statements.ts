import { z } from 'zod';
import { accountInUse, unknownRole } from './accounting.ts';
import { notFound } from './engine.ts';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { zDay } from './values/day.ts';
import { zRef, zText } from './values/field.ts';

/** Parts of the balance sheet, then of the profit and loss account, in the order they are shown. */
export const POSITION_STAGES = [
  'cash',
  'current-assets',
  'fixed-assets',
  'current-liabilities',
  'long-term-liabilities',
  'equity',
] as const;
export const RESULT_STAGES = ['revenue', 'cost-of-sales', 'operating', 'finance', 'income-tax'] as const;
export const STAGES = [...POSITION_STAGES, ...RESULT_STAGES] as const;
export type Stage = (typeof STAGES)[number];

/** Parts of the cash flow statement: what the money was for. */
export const CASH_ACTIVITIES = ['operating-flow', 'investing-flow', 'financing-flow'] as const;

/** Lines that are reckoned and kept on no account. */
export const RECKONED = [
  'gross-profit',
  'operating-result',
  'result-before-tax',
  'net-result',
  'total-assets',
  'total-liabilities',
  'earlier-results',
  'current-result',
  'total-equity',
  'liabilities-and-equity',
  'opening-cash',
  'cash-change',
  'closing-cash',
] as const;

const COMPARE = ['previous-period', 'previous-year'] as const;
/** What a statement is compared with: the days or the month end before, or the same days a year before. */
export const zCompare = z.enum(COMPARE).optional();
const zGroupCode = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and dashes; at most 40');
const zInt = z.int();

/** Days a column of a statement is made for; `from` is null where it is all that came before. */
const zSpan = z.object({ from: z.string().nullable(), to: z.string() });

/**
 * A line of a statement. `word` says which part or reckoned line it is; groups and accounts have a name of the company's. A line of
 * a part or a group is the sum of the lines below it that have one level more.
 */
export const zStatementRow = z.object({
  id: z.string(),
  kind: z.enum(['stage', 'group', 'account', 'reckoned']),
  level: zInt.min(0).max(2),
  word: z.enum([...STAGES, ...CASH_ACTIVITIES, ...RECKONED]).nullable(),
  code: z.string().nullable(),
  name: z.string().nullable(),
  accountId: z.string().nullable(),
  amount: zInt,
  /** The same line in the days it is compared with; null where nothing is compared. */
  compared: zInt.nullable(),
});
export type StatementRow = z.output<typeof zStatementRow>;

const zStatement = z.object({ span: zSpan, compared: zSpan.nullable(), rows: z.array(zStatementRow) });

/** Days in order; the same for every statement of a period. */
const zPeriod = z
  .strictObject({ from: zDay, to: zDay, compare: zCompare })
  .refine((v) => v.from <= v.to, { error: 'the first day comes before the last' });

export const wrongStage = refusal(
  'accounting.wrongStage',
  z.object({ account: z.string(), group: z.string() }),
  (p) =>
    `${p.account} does not belong in ${p.group}: assets, liabilities and equity stand in the balance sheet, income and expense in the profit and loss account.`,
);

/** Statements out of the kept balances, and the headings they are grouped under. */
export const statementOperations = {
  profitAndLoss: query('accounting.profitAndLoss', {
    permission: 'accounting.read',
    wholeCompany: true,
    summary:
      'What was earned in some days, by part, group and account: income positive, expense negative, every result the sum of what is above',
    input: zPeriod,
    output: zStatement,
  }),
  balanceSheet: query('accounting.balanceSheet', {
    permission: 'accounting.read',
    wholeCompany: true,
    summary:
      'What the company owns and owes at the end of a day; the result of the financial year so far stands in equity, so both sides are equal',
    input: z.strictObject({ on: zDay, compare: zCompare }),
    output: zStatement.extend({ yearStart: z.string() }),
  }),
  cashFlow: query('accounting.cashFlow', {
    permission: 'accounting.read',
    wholeCompany: true,
    summary:
      'Money in and out of the cash accounts in some days, by what it was for (direct method): the counterpart accounts of the entries that moved it',
    input: zPeriod,
    output: zStatement,
  }),
  listGroups: query('accounting.listGroups', {
    permission: 'accounting.read',
    wholeCompany: true,
    summary: 'Headings of the statements in their order',
    input: z.strictObject({}),
    output: z.object({
      rows: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          stage: z.enum(STAGES),
          position: zInt,
          revision: zInt,
          accounts: zInt,
        }),
      ),
    }),
  }),
  setGroup: command('accounting.setGroup', {
    permission: 'accounting.chart',
    summary: 'Add a heading of the statements, rename it or move it; expects `account_group/<code>` with its revision where it exists',
    input: z.strictObject({ code: zGroupCode, name: zText, stage: z.enum(STAGES), position: zInt.min(0).max(9999).default(500) }),
    output: z.object({ code: z.string() }),
    refusals: [accountInUse],
    edits: ({ code }) => [`account_group/${code}`],
  }),
  placeAccount: command('accounting.placeAccount', {
    permission: 'accounting.chart',
    summary: 'Show an account under another heading; expects `account_place/<account id>` with its revision where it has one',
    input: z.strictObject({ accountId: zRef, group: zGroupCode }),
    output: z.object({ accountId: z.string() }),
    refusals: [notFound, unknownRole, wrongStage],
    edits: ({ accountId }) => [`account_place/${accountId}`],
  }),
};
