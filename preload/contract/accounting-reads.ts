import { z } from 'zod';
import { needsOne, one, unknownRole, zAccountRow, zAccountType, zEntryId, zOneAccount } from './accounting.ts';
import { entriesList, openItemsList, paymentsList, zEntryRow } from './accounting-lists.ts';
import { STAGES, zCompare } from './accounting-statements.ts';
import { notFound } from './engine.ts';
import { query } from './operation.ts';
import { zDay } from './values/day.ts';
import { pageWindow, zRef } from './values/field.ts';

const zInt = z.number().int();

const zLineRow = z.object({
  id: z.number().int(),
  lineNo: z.number().int(),
  accountId: z.string(),
  amount: z.number().int(),
  docCurrency: z.string(),
  docAmount: z.number().int(),
  itemKey: z.string().nullable(),
  partyId: z.string().nullable(),
  channelId: z.string().nullable(),
  warehouseId: z.string().nullable(),
  memo: z.string().nullable(),
});

/** Where an account stands in the statements: its own heading or the one it shares, else the part alone; and the revision of its own. */
const placed = { group: z.string().nullable(), groupName: z.string().nullable(), stage: z.enum(STAGES), placeRevision: zInt.nullable() };

/** What can be asked of the room; what can be done in it stands in `accounting.ts`. */
export const accountingReads = {
  listAccounts: query('accounting.listAccounts', {
    permission: 'accounting.read',
    wholeCompany: true,
    summary: 'The chart of accounts with the roles each account plays, by code',
    input: z.strictObject({ ...pageWindow, type: zAccountType.optional() }),
    output: z.object({ rows: z.array(zAccountRow) }),
  }),
  getChart: query('accounting.getChart', {
    permission: 'accounting.read',
    wholeCompany: true,
    summary: 'The whole chart: accounts with the heading each stands under, and who plays which role, with the revisions an edit needs',
    input: z.strictObject({}),
    output: z.object({
      accounts: z.array(zAccountRow.omit({ roles: true }).extend(placed)),
      roles: z.array(
        z.object({
          role: z.string(),
          /** what the role is of, where it is that of one record (clearing of a channel) */
          of: z.string().nullable(),
          accountId: z.string(),
          code: z.string(),
          name: z.string(),
          revision: zInt,
        }),
      ),
    }),
  }),
  listTaxCodes: query('accounting.listTaxCodes', {
    permission: 'accounting.read',
    summary: 'Tax codes with their rates, by code',
    input: z.strictObject({}),
    output: z.object({
      rows: z.array(
        z.object({
          id: z.string(),
          code: z.string(),
          name: z.string(),
          taxClass: z.string(),
          country: z.string().nullable(),
          /** millionths: 20 % is 200000 */
          ratePpm: z.number().int(),
          revision: z.number().int(),
        }),
      ),
    }),
  }),
  trialBalance: query('accounting.trialBalance', {
    permission: 'accounting.read',
    wholeCompany: true,
    summary: 'Opening balance, turnover and balance per account, beside the balance of other days; each column of balances sums to zero',
    input: z.strictObject({ from: zDay.optional(), on: zDay, compare: zCompare }),
    output: z.object({
      rows: z.array(
        z.object({
          accountId: z.string(),
          code: z.string(),
          name: z.string(),
          type: zAccountType,
          opening: z.number().int(),
          debit: z.number().int(),
          credit: z.number().int(),
          balance: z.number().int(),
          /** Balance at the end of the days compared with; null where nothing is compared. */
          compared: z.number().int().nullable(),
        }),
      ),
      total: z.object({
        opening: z.number().int(),
        debit: z.number().int(),
        credit: z.number().int(),
        balance: z.number().int(),
        compared: z.number().int().nullable(),
      }),
      comparedOn: z.string().nullable(),
    }),
  }),
  balances: query('accounting.balances', {
    permission: 'accounting.read',
    wholeCompany: true,
    summary: 'Balance of one account split by channel or warehouse',
    input: z.strictObject({ ...zOneAccount, by: z.enum(['channel', 'warehouse']), from: zDay.optional(), on: zDay }).refine(one, needsOne),
    output: z.object({ rows: z.array(z.object({ id: z.string().nullable(), amount: z.number().int() })), sum: z.number().int() }),
    refusals: [unknownRole, notFound],
  }),
  listEntries: entriesList.page,
  countEntries: entriesList.count,
  facetEntries: entriesList.facet,
  getEntry: query('accounting.getEntry', {
    permission: 'accounting.read',
    wholeCompany: true,
    summary: 'One entry with its lines',
    input: z.strictObject({ entryId: zEntryId }),
    output: zEntryRow.extend({
      reversedById: z.number().int().nullable(),
      lines: z.array(zLineRow.extend({ code: z.string(), name: z.string() })),
    }),
    refusals: [notFound],
  }),
  getAccount: query('accounting.getAccount', {
    permission: 'accounting.read',
    wholeCompany: true,
    summary: 'One account with opening balance, turnover and balance of some days, out of the kept balances',
    input: z.strictObject({ ...zOneAccount, from: zDay.optional(), to: zDay.optional() }).refine(one, needsOne),
    output: zAccountRow.extend({
      ...placed,
      opening: z.number().int(),
      debit: z.number().int(),
      credit: z.number().int(),
      balance: z.number().int(),
    }),
    refusals: [unknownRole, notFound],
  }),
  listLines: query('accounting.listLines', {
    permission: 'accounting.read',
    wholeCompany: true,
    summary: 'Ledger of one account, by day, with the sum of all its lines in the filter',
    input: z
      .strictObject({
        ...pageWindow,
        ...zOneAccount,
        from: zDay.optional(),
        to: zDay.optional(),
        itemKey: zRef.optional(),
        newestFirst: z.boolean().default(false),
        /** Only lines of entries that moved money: what a line of the cash flow statement is the sum of. */
        throughCash: z.boolean().default(false),
      })
      .refine(one, needsOne),
    output: z.object({
      rows: z.array(
        zLineRow.extend({
          entryId: z.number().int(),
          number: z.string(),
          postedOn: z.string(),
          sourceKind: z.string(),
          sourceId: z.string(),
          entryMemo: z.string(),
          /** Balance of the account after this line; with `itemKey`, what is open of the item after it, matches aside; with `throughCash`, these lines so far. */
          balance: z.number().int(),
        }),
      ),
      count: z.number().int(),
      sum: z.number().int(),
    }),
    refusals: [unknownRole, notFound],
  }),
  listOpenItems: openItemsList.page,
  countOpenItems: openItemsList.count,
  facetOpenItems: openItemsList.facet,
  listPayments: paymentsList.page,
  countPayments: paymentsList.count,
  facetPayments: paymentsList.facet,
};
