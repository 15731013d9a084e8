import { z } from 'zod';
import { itemTooSmall, periodLocked } from './accounting.ts';
import { alreadyExists, notFound } from './engine.ts';
import { list } from './list.ts';
import { command, query } from './operation.ts';
import { payableHeld } from './purchasing-payables.ts';
import { refusal } from './refusal.ts';
import { zBic, zRoutingNumber } from './values/bank.ts';
import { zDay } from './values/day.ts';
import { zCount, zRef, zText } from './values/field.ts';
import { zId } from './values/id.ts';
import { formatMinor } from './values/money.ts';

/** Payment runs: suppliers paid together by a file for the bank. */

/** Kind of the job that writes the file of a run. */
export const WRITE_PAYMENT_FILE = 'banking.writePaymentFile';
/** Most bills and credits that are proposed, and that one run takes. */
export const RUN_LINES_MAX = 500;
/** A credit transfer file for SEPA, an ACH file, or a list (CSV) for what a bank takes otherwise. */
export const PAYMENT_FORMATS = ['sepa', 'nacha', 'list'] as const;
export type PaymentFormat = (typeof PAYMENT_FORMATS)[number];
/** Currency the files of a format carry; a list carries any. */
export const CURRENCY_OF_FORMAT: Readonly<Record<PaymentFormat, string | null>> = { sepa: 'EUR', nacha: 'USD', list: null };

/** Why an open bill cannot be put into a run. */
export const NOT_PAYABLE = [
  'dispute',
  'payment-run',
  'not-received',
  'other-currency',
  'no-account',
  'other-file',
  'too-little',
  'too-large',
] as const;
export type NotPayable = (typeof NOT_PAYABLE)[number];
const WHY: Readonly<Record<NotPayable, string>> = {
  dispute: 'it is in dispute',
  'payment-run': 'it is in another payment run',
  'not-received': 'goods it bills were not received',
  'other-currency': 'it is in another currency than the run; pay it by itself',
  'no-account': 'no bank account of the supplier is known',
  'other-file': 'the bank account of the supplier cannot be reached by this kind of file',
  'too-little': 'credits of the supplier are as much as the bills chosen, or more',
  'too-large': 'it takes more than one transfer, or one file, has room for',
};

/** Most one transfer carries, minor units: ten digits in an ACH entry, eleven in SEPA. */
export const TRANSFER_MAX: Readonly<Record<PaymentFormat, number>> = { sepa: 99_999_999_999, nacha: 9_999_999_999, list: 99_999_999_999 };
/** Most a file carries: twelve digits in the controls of an ACH file. */
export const RUN_TOTAL_MAX = 999_999_999_999;

export const noPayerDetails = refusal(
  'banking.noPayerDetails',
  z.object({ account: z.string() }),
  (p) => `${p.account} says nothing yet of how the company pays from it. State the payment details of the bank account first.`,
);
export const wrongFileCurrency = refusal(
  'banking.wrongFileCurrency',
  z.object({ format: z.enum(PAYMENT_FORMATS), needs: z.string(), home: z.string() }),
  (p) => `Files of the kind ${p.format.toUpperCase()} carry ${p.needs}; the books are in ${p.home}.`,
);
export const payerIncomplete = refusal(
  'banking.payerIncomplete',
  z.object({ account: z.string(), missing: z.string() }),
  (p) => `${p.account} has no ${p.missing}. A payment file needs it: state it with the bank account.`,
);
export const notPayable = refusal(
  'banking.notPayable',
  z.object({ number: z.string(), why: z.enum(NOT_PAYABLE), detail: z.string() }),
  (p) =>
    `${p.number} cannot be paid by this run: ${WHY[p.why]}${p.detail === '' ? '' : ` (${p.detail})`}. Leave it out, or settle that first.`,
);
export const payDayPassed = refusal(
  'banking.payDayPassed',
  z.object({ payOn: z.string(), today: z.string() }),
  (p) => `The bank cannot carry out a run on ${p.payOn}: today is ${p.today}. Choose today or a later day.`,
);
export const runState = refusal(
  'banking.runState',
  z.object({ number: z.string(), state: z.string(), needs: z.string() }),
  (p) => `Payment run ${p.number} is ${p.state}; this needs a run that is ${p.needs}.`,
);
export const makerApproves = refusal(
  'banking.makerApproves',
  z.object({ number: z.string() }),
  (p) =>
    `Payment run ${p.number} is yours, so somebody else approves it. Who may change policies can let anybody approve (paymentApproval).`,
);
export const accountChanged = refusal(
  'banking.accountChanged',
  z.object({ supplier: z.string() }),
  (p) => `The bank account of ${p.supplier} was changed or stopped since the run was made. Cancel the run and make it anew.`,
);
export const openDiffers = refusal(
  'banking.openDiffers',
  z.object({ number: z.string(), open: z.number().int(), planned: z.number().int(), currency: z.string() }),
  (p) =>
    `${p.number} has ${formatMinor(p.open, p.currency)} ${p.currency} open, the run pays ${formatMinor(p.planned, p.currency)} of it. Something was paid meanwhile: cancel the run and make it anew.`,
);
export const returnedAlready = refusal(
  'banking.returnedAlready',
  z.object({ supplier: z.string(), on: z.string() }),
  (p) => `The payment to ${p.supplier} came back on ${p.on} already.`,
);

const zRun = zId('prn');
const zBillRef = zId('bill');
const zCreditRef = zId('scn');

/** Payment runs, newest first. */
export const paymentRunsList = list('banking.paymentRuns', {
  permission: 'accounting.read',
  summary: 'Payment runs by the day the bank carries them out, newest first unless sorted otherwise',
  row: z.object({
    id: z.string(),
    number: z.string(),
    bankAccountId: z.string(),
    bankAccountName: z.string(),
    format: z.string(),
    state: z.string(),
    payOn: z.string(),
    currency: z.string(),
    transfers: zCount,
    /** transfers the bank gave back */
    returned: zCount,
    total: zCount,
    makerName: z.string(),
    revision: zCount,
  }),
  key: ['id'],
  kinds: { payOn: 'day', total: 'money', transfers: 'int', returned: 'int', revision: 'int' },
  sortable: ['payOn'],
  filterable: ['bankAccountId', 'payOn', 'state'],
  facets: ['bankAccountId', 'state'],
  totals: ['total'],
  order: { column: 'payOn', direction: 'desc' },
  scope: 'company',
});

const zPayer = z.discriminatedUnion('format', [
  z.strictObject({ format: z.literal('sepa'), name: zText.max(70), bic: zBic.optional() }),
  z.strictObject({
    format: z.literal('nacha'),
    name: zText.max(23),
    routing: zRoutingNumber,
    bankName: zText.max(23),
    /** ten characters the bank knows the company by, often 1 and the tax number */
    companyCode: z.string().regex(/^[A-Z0-9]{10}$/, 'has to be ten digits or capitals'),
  }),
  z.strictObject({ format: z.literal('list'), name: zText.max(70) }),
]);
export type Payer = z.output<typeof zPayer>;

const zProposed = z.object({
  kind: z.enum(['bill', 'credit']),
  id: z.string(),
  number: z.string(),
  reference: z.string(),
  partyId: z.string(),
  partyName: z.string(),
  /** the day it, or its next instalment, falls due; the day of the paper where none is stated */
  dueOn: z.string(),
  /** what is open and, of a bill in instalments, due through the day; a credit below zero */
  open: zCount,
  discount: zCount,
  discountUntil: z.string().nullable(),
  /** what would be paid: open less the discount */
  pay: zCount,
  /** last characters of the account it would be paid to */
  account: z.string().nullable(),
  problem: z.enum(NOT_PAYABLE).nullable(),
  /** of the problem: the words of the dispute, the number of the run, the currency */
  detail: z.string(),
});
export type Proposed = z.output<typeof zProposed>;

const moving = {
  input: z.strictObject({ runId: zRun }),
  output: z.object({ runId: z.string() }),
  edits: ({ runId }: { runId: string }) => [runId],
};

export const paymentRunOperations = {
  setPayer: command('banking.setPayer', {
    permission: 'accounting.bank',
    summary: 'State what a payment file tells the bank of the company: its name, and the numbers the bank knows it by',
    input: z.strictObject({ bankAccountId: zRef, payer: zPayer }),
    output: z.object({ bankAccountId: z.string() }),
    refusals: [notFound, wrongFileCurrency, payerIncomplete],
    edits: ({ bankAccountId }) => [bankAccountId],
  }),
  proposePayments: query('banking.proposePayments', {
    permission: 'accounting.pay',
    summary:
      'What is due through a day, or loses its discount by then, with credits of the same suppliers; what cannot be paid by a file and why',
    input: z.strictObject({ bankAccountId: zRef, payOn: zDay, through: zDay }),
    output: z.object({
      format: z.enum(PAYMENT_FORMATS),
      currency: z.string(),
      rows: z.array(zProposed).max(RUN_LINES_MAX),
      /** there is more than one run takes: pay these first */
      more: z.boolean(),
    }),
    refusals: [notFound, noPayerDetails, wrongFileCurrency, payerIncomplete, payDayPassed],
    wholeCompany: true,
  }),
  createPaymentRun: command('banking.createPaymentRun', {
    permission: 'accounting.pay',
    summary:
      'Make a payment run: each bill whole, of one in instalments what is due through a day, less its discount where that still stands; one transfer per supplier',
    input: z
      .strictObject({
        id: zRun.optional(),
        bankAccountId: zRef,
        payOn: zDay,
        /** Of bills in instalments, what falls due by this day is paid; by the day of the run when left out. */
        through: zDay.optional(),
        bills: z.array(zBillRef).min(1).max(RUN_LINES_MAX),
        credits: z.array(zCreditRef).max(RUN_LINES_MAX).default([]),
      })
      .refine((r) => new Set([...r.bills, ...r.credits]).size === r.bills.length + r.credits.length, {
        error: 'names a bill or a credit twice',
        path: ['bills'],
      })
      .refine((r) => r.bills.length + r.credits.length <= RUN_LINES_MAX, { error: 'is more than one run takes', path: ['bills'] }),
    output: z.object({ runId: z.string(), number: z.string(), transfers: zCount, total: zCount, discount: zCount }),
    refusals: [notFound, alreadyExists, noPayerDetails, wrongFileCurrency, payerIncomplete, payDayPassed, notPayable],
  }),
  approvePaymentRun: command('banking.approvePaymentRun', {
    ...moving,
    permission: 'accounting.approve-payments',
    summary: 'Approve a payment run: by somebody else than made it, unless the company chose otherwise',
    refusals: [notFound, runState, makerApproves],
  }),
  sendPaymentRun: command('banking.sendPaymentRun', {
    ...moving,
    permission: 'accounting.pay',
    summary: 'Post the payments of an approved run on their day and let its file be written for the bank',
    refusals: [notFound, runState, payDayPassed, accountChanged, openDiffers, payableHeld, itemTooSmall, periodLocked],
  }),
  cancelPaymentRun: command('banking.cancelPaymentRun', {
    ...moving,
    permission: 'accounting.pay',
    summary: 'Cancel a payment run that was not sent; its bills may be paid otherwise',
    refusals: [notFound, runState],
  }),
  returnPayment: command('banking.returnPayment', {
    permission: 'accounting.pay',
    summary: 'The bank gave a payment of a run back: its bills are open again, and the money waits for its line of the bank',
    input: z.strictObject({ runId: zRun, lineNo: z.int().positive(), on: zDay, reason: z.string().trim().min(3).max(200) }),
    output: z.object({ runId: z.string(), entryId: zCount }),
    refusals: [notFound, runState, returnedAlready, periodLocked],
    edits: ({ runId }) => [runId],
  }),
  writePaymentFile: command('banking.writePaymentFile', {
    permission: 'accounting.pay',
    summary: 'Write the file of a sent run for the bank, as a job; the same run gives the same file',
    input: z.strictObject({ runId: zRun }),
    output: z.object({ jobId: z.string() }),
    refusals: [notFound, runState],
  }),
  paymentFile: query('banking.paymentFile', {
    permission: 'accounting.pay',
    summary: 'The file of a sent run: a credit transfer initiation for SEPA, or an ACH file',
    input: z.strictObject({ runId: zRun }),
    output: z.object({ name: z.string(), mediaType: z.string(), text: z.string() }),
    refusals: [notFound, runState, payerIncomplete, noPayerDetails],
    wholeCompany: true,
  }),
  getPaymentFileJob: query('banking.getPaymentFileJob', {
    permission: 'accounting.pay',
    summary: 'How far a payment file of your own is, and its file',
    input: z.strictObject({ jobId: z.string().min(5).max(80) }),
    output: z.object({ state: z.string(), error: z.string().nullable(), fileId: z.string().nullable() }),
    refusals: [notFound],
    wholeCompany: true,
  }),
  listPaymentRuns: paymentRunsList.page,
  countPaymentRuns: paymentRunsList.count,
  facetPaymentRuns: paymentRunsList.facet,
  getPaymentRun: query('banking.getPaymentRun', {
    permission: 'accounting.read',
    summary: 'One payment run with its transfers and the bills and credits each settles',
    input: z.strictObject({ runId: zRun }),
    output: paymentRunsList.row.extend({
      discount: zCount,
      madeAt: z.string(),
      /** whoever asks made it: another person approves */
      mine: z.boolean(),
      approverName: z.string().nullable(),
      approvedAt: z.string().nullable(),
      sentAt: z.string().nullable(),
      rows: z.array(
        z.object({
          lineNo: zCount,
          partyId: z.string(),
          partyName: z.string(),
          account: z.string(),
          amount: zCount,
          paymentId: z.string().nullable(),
          paymentNumber: z.string().nullable(),
          entryId: zCount.nullable(),
          /** sent and the bank has shown it, sent and on its way, or given back */
          state: z.enum(['planned', 'on-its-way', 'paid', 'returned']),
          returnedOn: z.string().nullable(),
          returnReason: z.string().nullable(),
          returnEntryId: zCount.nullable(),
        }),
      ),
      lines: z.array(
        z.object({
          lineNo: zCount,
          transferNo: zCount,
          partyName: z.string(),
          kind: z.enum(['bill', 'credit']),
          id: z.string(),
          number: z.string(),
          reference: z.string(),
          amount: zCount,
          discount: zCount,
          pay: zCount,
        }),
      ),
    }),
    refusals: [notFound],
    wholeCompany: true,
  }),
};
