import { z } from 'zod';
import { alreadyExists, notFound } from './engine.ts';
import { command } from './operation.ts';
import { discountRefusals } from './payment-terms.ts';
import { refusal } from './refusal.ts';
import { zDay } from './values/day.ts';
import { zCountry, zRef, zText } from './values/field.ts';
import { zId } from './values/id.ts';
import { formatMinor, zCurrency, zMinor } from './values/money.ts';

const zCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,39}$/, 'letters, digits, dot, dash, slash, underscore; at most 40');
/** `receivable`, `revenue`, or narrowed to one subject: `clearing/<channel id>`. */
const zRole = z.string().regex(/^[a-z][a-z0-9-]*(\/[A-Za-z0-9_-]{1,60})?$/, 'a role such as `receivable` or `clearing/<channel>`');
const zPositive = z.int().positive();
export const zEntryId = z.int().positive();
export const zAccountType = z.enum(['asset', 'liability', 'equity', 'income', 'expense']);

export const JOURNAL_CODES = ['SAL', 'PUR', 'STK', 'BNK', 'GEN'] as const;
export type JournalCode = (typeof JOURNAL_CODES)[number];
export const LOCK_KINDS = ['all', 'sales', 'purchases', 'stock', 'bank', 'tax', 'hard'] as const;
export type LockKind = (typeof LOCK_KINDS)[number];

const LOCK_NAME: Readonly<Record<LockKind, string>> = {
  all: 'The books are',
  sales: 'Sales are',
  purchases: 'Purchases are',
  stock: 'Stock is',
  bank: 'Bank and payments are',
  tax: 'Tax is',
  hard: 'The books are finally',
};

export const periodLocked = refusal(
  'accounting.periodLocked',
  z.object({ kind: z.enum(LOCK_KINDS), on: z.string(), through: z.string(), nextOpenOn: z.string() }),
  (p) => `${LOCK_NAME[p.kind]} locked through ${p.through}, so nothing can be posted on ${p.on}. The next open day is ${p.nextOpenOn}.`,
);
export const unknownRole = refusal(
  'accounting.unknownRole',
  z.object({ role: z.string() }),
  (p) => `No account plays the role ${p.role}. Assign one in the chart of accounts.`,
);
export const itemKeyMissing = refusal(
  'accounting.itemKeyMissing',
  z.object({ account: z.string() }),
  (p) => `Account ${p.account} is kept by open item: say which document the line belongs to.`,
);
export const unbalanced = refusal(
  'accounting.unbalanced',
  z.object({ difference: z.number().int(), currency: z.string() }),
  (p) => `Debits and credits differ by ${formatMinor(p.difference, p.currency)} ${p.currency}. Correct the lines so that they are equal.`,
);
export const emptyEntry = refusal(
  'accounting.emptyEntry',
  z.object({}),
  () => 'Every line of this entry is zero, so there is nothing to post.',
);
export const accountInactive = refusal(
  'accounting.accountInactive',
  z.object({ account: z.string() }),
  (p) => `Account ${p.account} is closed for posting. Choose another, or activate it.`,
);
export const accountManaged = refusal(
  'accounting.accountManaged',
  z.object({ account: z.string(), room: z.string() }),
  (p) =>
    `Account ${p.account} is kept by ${p.room}, line by line equal to its own records. Post a document there instead of a manual entry.`,
);
export const accountInUse = refusal(
  'accounting.accountInUse',
  z.object({ account: z.string(), reason: z.string() }),
  (p) => `Account ${p.account} cannot be changed that way: ${p.reason}.`,
);
export const lockNeverBack = refusal(
  'accounting.lockNeverBack',
  z.object({ through: z.string() }),
  (p) => `The hard lock stands at ${p.through} and never moves back. Post in the next open period.`,
);
export const lockAhead = refusal(
  'accounting.lockAhead',
  z.object({ today: z.string() }),
  (p) => `A hard lock cannot be taken back, so it may not lie after today (${p.today}).`,
);
export const alreadyReversed = refusal(
  'accounting.alreadyReversed',
  z.object({ number: z.string(), by: z.string() }),
  (p) => `Entry ${p.number} was reversed already by ${p.by}.`,
);
export const isReversal = refusal(
  'accounting.isReversal',
  z.object({ number: z.string() }),
  (p) => `Entry ${p.number} is itself a reversal. Post the original entry again instead.`,
);
export const ownedByDocument = refusal(
  'accounting.ownedByDocument',
  z.object({ number: z.string(), sourceKind: z.string(), sourceId: z.string() }),
  (p) => `Entry ${p.number} belongs to a document (${p.sourceKind} ${p.sourceId}). Void or credit the document; its entry follows.`,
);
export const itemTooSmall = refusal(
  'accounting.itemTooSmall',
  z.object({ itemKey: z.string(), open: z.number().int(), asked: z.number().int(), currency: z.string() }),
  (p) =>
    `${p.itemKey} has ${formatMinor(p.open, p.currency)} ${p.currency} open on that side, less than the ${formatMinor(p.asked, p.currency)} asked for.`,
);
export const otherCurrency = refusal(
  'accounting.otherCurrency',
  z.object({ itemKey: z.string(), itemCurrency: z.string(), currency: z.string() }),
  (p) => `${p.itemKey} is open in ${p.itemCurrency}, the payment is in ${p.currency}. Settle it in its own currency.`,
);
export const notMatchable = refusal(
  'accounting.notMatchable',
  z.object({ fromKey: z.string(), toKey: z.string(), reason: z.string() }),
  (p) => `${p.fromKey} and ${p.toKey} cannot be matched: ${p.reason}.`,
);

const postingRefusals = [periodLocked, unknownRole, itemKeyMissing, accountInactive, notFound] as const;

const zAccountRef = z.union([z.strictObject({ code: zCode }), z.strictObject({ role: zRole }), z.strictObject({ id: zRef })]);
export const zOneAccount = { accountId: zRef.optional(), role: zRole.optional() };
export const needsOne = { error: 'give either accountId or role' };
export const one = (v: { accountId?: string | undefined; role?: string | undefined }) =>
  (v.accountId === undefined) !== (v.role === undefined);

const zPosted = z.object({ entryId: z.number().int(), number: z.string() });
const zPaid = zPosted.extend({ paymentId: z.string(), paymentNumber: z.string() });

const zPaymentFacts = {
  id: zId('pay').optional(),
  on: zDay,
  /** company currency, minor units */
  amount: zPositive,
  partyId: zRef.optional(),
  channelId: zRef.optional(),
  externalId: z.string().min(1).max(120).optional(),
};
const paymentRefusals = [...postingRefusals, itemTooSmall, otherCurrency, alreadyExists] as const;

export const zAccountRow = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  type: zAccountType,
  openItems: z.boolean(),
  managedBy: z.string().nullable(),
  active: z.boolean(),
  revision: z.number().int(),
  roles: z.array(z.string()),
});

export const accountingOperations = {
  createAccount: command('accounting.createAccount', {
    permission: 'accounting.chart',
    summary: 'Add an account to the chart',
    input: z.strictObject({
      id: zId('acc').optional(),
      code: zCode,
      name: zText,
      type: zAccountType,
      openItems: z.boolean().default(false),
    }),
    output: z.object({ accountId: z.string() }),
    refusals: [alreadyExists],
  }),
  changeAccount: command('accounting.changeAccount', {
    permission: 'accounting.chart',
    summary: 'Rename an account, or close it for posting',
    input: z.strictObject({ accountId: zRef, name: zText.optional(), active: z.boolean().optional() }),
    output: z.object({ accountId: z.string() }),
    refusals: [notFound, accountInUse],
    edits: ({ accountId }) => [accountId],
  }),
  assignRole: command('accounting.assignRole', {
    permission: 'accounting.chart',
    summary: 'Let an account play a role, for example a bank account of its own or the clearing of one channel',
    input: z.strictObject({ role: zRole, accountId: zRef }),
    output: z.object({ role: z.string() }),
    refusals: [notFound, accountInUse],
    edits: ({ role }) => [`account_role/${role}`],
  }),
  setTaxCode: command('accounting.setTaxCode', {
    permission: 'accounting.chart',
    summary: 'Add a tax code, or rename it; a rate never changes, a new rate is a new code',
    input: z.strictObject({
      code: zCode,
      name: zText,
      taxClass: zCode.default('standard'),
      country: zCountry.optional(),
      /** millionths: 20 % is 200000 */
      ratePpm: z.int().min(0).max(1_000_000),
    }),
    output: z.object({ taxCodeId: z.string() }),
    refusals: [alreadyExists, notFound],
  }),
  postEntry: command('accounting.postEntry', {
    permission: 'accounting.post',
    summary: 'Post a manual entry; debit positive, credit negative, company currency',
    input: z.strictObject({
      on: zDay,
      documentOn: zDay.optional(),
      journal: z.enum(['GEN', 'BNK']).default('GEN'),
      /** The voucher it was written from, if there is one. */
      reference: z.string().trim().min(1).max(80).optional(),
      memo: zText,
      lines: z
        .array(
          z.strictObject({
            account: zAccountRef,
            amount: zMinor,
            docCurrency: zCurrency.optional(),
            docAmount: zMinor.optional(),
            itemKey: zRef.optional(),
            partyId: zRef.optional(),
            dueOn: zDay.optional(),
            channelId: zRef.optional(),
            warehouseId: zRef.optional(),
            memo: zText.optional(),
          }),
        )
        .min(2)
        .max(500),
    }),
    output: zPosted,
    refusals: [...postingRefusals, unbalanced, emptyEntry, accountManaged],
  }),
  reverseEntry: command('accounting.reverseEntry', {
    permission: 'accounting.post',
    summary: 'Reverse a manual entry: a new entry with every line negated',
    input: z.strictObject({ entryId: zEntryId, on: zDay, memo: zText.optional() }),
    output: zPosted,
    refusals: [...postingRefusals, alreadyReversed, isReversal, ownedByDocument],
  }),
  recordCapture: command('accounting.recordCapture', {
    permission: 'accounting.pay',
    summary: 'Money of an order captured by the channel: before shipment a customer deposit, with `invoiceId` the payment of that invoice',
    input: z.strictObject({ ...zPaymentFacts, orderId: zRef, invoiceId: zRef.optional() }),
    output: zPaid,
    refusals: paymentRefusals,
  }),
  recordReceipt: command('accounting.recordReceipt', {
    permission: 'accounting.pay',
    summary:
      'Money received in the bank: settles the invoices named, less what is let off for paying early; the rest stays on account of the customer',
    input: z.strictObject({
      ...zPaymentFacts,
      partyId: zRef,
      settles: z
        .array(
          z.strictObject({
            invoiceId: zRef,
            amount: zPositive,
            /** Of the amount, what is let off for paying early and not paid. */
            discount: z.int().min(0).default(0),
          }),
        )
        .max(200)
        .default([]),
    }),
    output: zPaid,
    refusals: [...paymentRefusals, unbalanced, ...discountRefusals],
  }),
  recordRefund: command('accounting.recordRefund', {
    permission: 'accounting.pay',
    summary: 'Money given back, through the channel or the bank, against an open credit (credit note or deposit)',
    input: z
      .strictObject({
        ...zPaymentFacts,
        via: z.enum(['clearing', 'bank']),
        orderId: zRef.optional(),
        of: z.strictObject({ role: z.enum(['receivable', 'customer-deposits']), itemKey: zRef }),
      })
      .refine((v) => v.via === 'bank' || v.orderId !== undefined || v.of.role === 'customer-deposits', {
        error: 'a refund through the channel names its order',
      }),
    output: zPaid,
    refusals: paymentRefusals,
  }),
  matchItems: command('accounting.matchItems', {
    permission: 'accounting.pay',
    summary: 'Match an open credit with an open debit of the same account; nothing is posted',
    input: z.strictObject({ ...zOneAccount, debitKey: zRef, creditKey: zRef, amount: zPositive, on: zDay }).refine(one, needsOne),
    output: z.object({ matchId: z.number().int() }),
    refusals: [unknownRole, notFound, itemTooSmall, notMatchable],
  }),
};
