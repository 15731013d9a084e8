import { z } from 'zod';
import { accountInactive, accountManaged, itemKeyMissing, itemTooSmall, otherCurrency, periodLocked, unknownRole } from './accounting.ts';
import { notFound } from './engine.ts';
import { command, query } from './operation.ts';
import { discountRefusals } from './payment-terms.ts';
import { refusal } from './refusal.ts';
import { zDay } from './values/day.ts';
import { zCount, zRef, zText } from './values/field.ts';
import { formatMinor, zMinor } from './values/money.ts';

/** Most lines one command matches: looked at in one preview, done in one commit. */
export const MATCHES_MAX = 200;
const PARTS_MAX = 500;

export const overMatched = refusal(
  'banking.overMatched',
  z.object({ line: z.string(), open: z.number().int(), asked: z.number().int(), currency: z.string() }),
  (p) =>
    `The line ${p.line} has ${formatMinor(p.open, p.currency)} open, ${formatMinor(p.asked, p.currency)} ${p.currency} was to be matched with it. Match at most what is open, in the same direction.`,
);
export const entryTaken = refusal(
  'banking.entryTaken',
  z.object({ number: z.string(), left: z.number().int(), currency: z.string() }),
  (p) =>
    `Entry ${p.number} has ${formatMinor(p.left, p.currency)} ${p.currency} on this bank account that no line was matched with. Choose an entry of the amount of the line.`,
);
export const alreadyUndone = refusal(
  'banking.alreadyUndone',
  z.object({ line: z.string() }),
  (p) => `This match of the line ${p.line} was undone already.`,
);

const zSigned = zMinor.refine((n) => n !== 0, { error: 'an amount that is not nought' });
/**
 * What a line was for. Amounts have the direction of money: above zero what came in for it, below zero what went out; a fee the bank kept
 * from a receipt is a part below zero.
 */
export const zMatchPart = z.discriminatedUnion('kind', [
  /** an open item is settled, in whole or in part */
  z.strictObject({
    kind: z.literal('item'),
    accountId: zRef,
    itemKey: zRef,
    amount: zSigned,
    /** Let off besides for paying early, above zero: so much more of the item is settled than was paid. */
    discount: z.int().min(0).default(0),
  }),
  /** posted on an account that is not kept by item */
  z.strictObject({ kind: z.literal('account'), accountId: zRef, amount: zSigned, memo: zText.optional(), channelId: zRef.optional() }),
  /** stays open for somebody, to be matched with invoices or bills later */
  z.strictObject({ kind: z.literal('on-account'), role: z.enum(['receivable', 'payable']), partyId: zRef, amount: zSigned }),
  /** was posted on the bank account before, by an entry that no line was matched with yet; nothing is posted */
  z.strictObject({ kind: z.literal('entry'), entryId: z.int().positive(), amount: zSigned }),
]);
export type MatchPart = z.output<typeof zMatchPart>;

const zMatch = z.strictObject({ lineId: z.int().positive(), ruleId: zRef.optional(), parts: z.array(zMatchPart).min(1).max(PARTS_MAX) });
export type LineMatch = z.output<typeof zMatch>;

const zNamedPart = z.object({
  kind: z.enum(['item', 'account', 'on-account', 'entry']),
  accountId: z.string().nullable(),
  itemKey: z.string().nullable(),
  entryId: zCount.nullable(),
  /** number of the document, of the entry, or name of the account */
  name: z.string(),
  partyName: z.string().nullable(),
  amount: zCount,
  /** let off besides for paying early */
  discount: zCount,
  /** what is open of the item before; null for others */
  residual: zCount.nullable(),
});
/** Why something is suggested, surest first. */
export const SUGGESTED_BY = ['entry', 'number', 'batch', 'rule', 'name', 'sum', 'partial', 'amount'] as const;
const zSuggestion = z.object({
  by: z.enum(SUGGESTED_BY),
  /** there is nothing else it could be: taken along when everything sure is accepted */
  sure: z.boolean(),
  ruleId: z.string().nullable(),
  ruleName: z.string().nullable(),
  /** what stays open of the line */
  rest: zCount,
  parts: z.array(zNamedPart),
});
export type Suggestion = z.output<typeof zSuggestion>;

const zLineFacts = {
  id: zCount,
  bankAccountId: z.string(),
  bookedOn: z.string(),
  name: z.string().nullable(),
  label: z.string(),
  reference: z.string().nullable(),
  amount: zCount,
  open: zCount,
};

export const bankMatchOperations = {
  matchLines: command('banking.matchLines', {
    permission: 'accounting.bank',
    summary: 'Match lines of a bank with what they were for: open items, accounts, money on account, or entries posted before',
    input: z.strictObject({ bankAccountId: zRef, matches: z.array(zMatch).min(1).max(MATCHES_MAX) }),
    output: z.object({ lines: zCount, amount: zCount }),
    refusals: [
      notFound,
      overMatched,
      entryTaken,
      itemTooSmall,
      otherCurrency,
      accountManaged,
      itemKeyMissing,
      accountInactive,
      periodLocked,
      unknownRole,
      ...discountRefusals,
    ],
  }),
  undoMatch: command('banking.undoMatch', {
    permission: 'accounting.bank',
    summary: 'Undo a match: what it posted is reversed on an open day, the line and the items are open again',
    input: z.strictObject({ matchId: zRef, on: zDay.optional() }),
    output: z.object({ matchId: z.string(), reversal: z.string().nullable() }),
    refusals: [notFound, alreadyUndone, accountInactive, periodLocked],
  }),
  suggestMatches: query('banking.suggestMatches', {
    permission: 'accounting.bank',
    summary: 'What open lines of a bank account are likely for, oldest line first; nothing is changed',
    input: z.strictObject({
      bankAccountId: zRef,
      lineId: z.int().positive().optional(),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(MATCHES_MAX).default(50),
    }),
    output: z.object({ rows: z.array(z.object({ ...zLineFacts, suggestions: z.array(zSuggestion) })), more: z.boolean() }),
    wholeCompany: true,
  }),
  getBankLine: query('banking.getBankLine', {
    permission: 'accounting.read',
    summary: 'One line of a bank with its statement and its matches, undone ones too',
    input: z.strictObject({ lineId: z.int().positive() }),
    output: z.object({
      ...zLineFacts,
      bankAccountName: z.string(),
      currency: z.string(),
      valueOn: z.string(),
      accountNo: z.string().nullable(),
      bankRef: z.string().nullable(),
      statementId: z.string(),
      statementReference: z.string(),
      matches: z.array(
        z.object({
          id: z.string(),
          amount: zCount,
          entryId: zCount,
          entryNumber: z.string(),
          posted: z.boolean(),
          ruleName: z.string().nullable(),
          matchedAt: z.string(),
          undoneAt: z.string().nullable(),
          reversalId: zCount.nullable(),
          reversalNumber: z.string().nullable(),
        }),
      ),
    }),
    refusals: [notFound],
    wholeCompany: true,
  }),
};
