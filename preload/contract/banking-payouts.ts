import { z } from 'zod';
import { periodLocked, unknownRole } from './accounting.ts';
import { settlementLinesList, settlementsList } from './banking-payout-lists.ts';
import { unknownChannel } from './channels.ts';
import { notFound } from './engine.ts';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { zDay } from './values/day.ts';
import { zCount, zRef } from './values/field.ts';
import { formatMinor, zCurrency } from './values/money.ts';

/** Kinds of the jobs that read a settlement somebody uploaded. */
export const LOOK_AT_SETTLEMENT = 'banking.previewSettlement';
export const IMPORT_SETTLEMENT = 'banking.importSettlement';
export const SETTLEMENT_LINES_MAX = 10_000;
export const SETTLEMENTS_MAX = 60;

/** How settlement files read: `csv` is the house's own table, the others look like those of the providers they are named after. */
export const PAYOUT_PROFILES = ['csv', 'stripe', 'paypal', 'amazon'] as const;
export type PayoutProfile = (typeof PAYOUT_PROFILES)[number];

/** What a line of a settlement is; of each the accounts it posts to are known. */
export const SETTLED_KINDS = [
  'sale',
  'refund',
  'fee',
  'fee-tax',
  'facilitator-tax',
  'reserve',
  'chargeback',
  'chargeback-won',
  'label',
  'reimbursement',
] as const;
export type SettledKind = (typeof SETTLED_KINDS)[number];
const zKind = z.enum([...SETTLED_KINDS, 'unknown']);

const zSettlementLine = z.strictObject({
  kind: zKind,
  /** as the provider calls it; fees are posted type by type */
  type: z.string().max(100),
  /** what the provider calls the order; null where the line is of none */
  orderRef: z.string().max(120).nullable(),
  externalId: z.string().max(120).nullable(),
  on: zDay,
  /** minor units; what adds to the payout above zero */
  amount: z.int(),
  label: z.string().max(300),
});
export type SettlementLine = z.output<typeof zSettlementLine>;

/** A settlement in words no provider owns. Balances (not paid out and reserved) are null where the file says none. */
export const zSettlement = z.strictObject({
  externalId: z.string().min(1).max(120),
  /** what the bank will write beside it, where the file says so */
  reference: z.string().max(140).nullable(),
  currency: zCurrency,
  paidOn: zDay,
  payout: z.int(),
  opening: z.int().nullable(),
  closing: z.int().nullable(),
  contentHash: z.string().regex(/^[0-9a-f]{64}$/),
  lines: z.array(zSettlementLine).min(1).max(SETTLEMENT_LINES_MAX),
});
export type Settlement = z.output<typeof zSettlement>;
export type ParsedSettlement = Omit<Settlement, 'contentHash'>;

export const settlementDoesNotAdd = refusal(
  'banking.settlementDoesNotAdd',
  z.object({ settlement: z.string(), lines: z.number().int(), payout: z.number().int(), kept: z.number().int(), currency: z.string() }),
  (p) =>
    `The lines of settlement ${p.settlement} come to ${formatMinor(p.lines, p.currency)}, its payout${p.kept === 0 ? '' : ' and what it says is kept'} to ${formatMinor(p.payout + p.kept, p.currency)} ${p.currency}. A line is missing or was changed: fetch the file again.`,
);
export const settlementChanged = refusal(
  'banking.settlementChanged',
  z.object({ settlement: z.string(), before: z.number().int(), now: z.number().int(), currency: z.string() }),
  (p) =>
    `Settlement ${p.settlement} was imported before with other content (payout ${formatMinor(p.before, p.currency)}, now ${formatMinor(p.now, p.currency)} ${p.currency}). What was posted is never overwritten: ask the provider which one holds.`,
);
export const settlementGap = refusal(
  'banking.settlementGap',
  z.object({ settlement: z.string(), opening: z.number().int(), before: z.number().int(), currency: z.string() }),
  (p) =>
    `Settlement ${p.settlement} opens with ${formatMinor(p.opening, p.currency)}, the one before closed with ${formatMinor(p.before, p.currency)} ${p.currency}. A settlement between them is missing: import it first.`,
);
export const settlementCurrency = refusal(
  'banking.settlementCurrency',
  z.object({ settlement: z.string(), said: z.string(), currency: z.string() }),
  (p) =>
    `Settlement ${p.settlement} is in ${p.said}, the channel and the books are in ${p.currency}. Amounts of different currencies are never mixed.`,
);
export const notUnmatched = refusal(
  'banking.notUnmatched',
  z.object({ line: z.number().int(), settlement: z.string() }),
  (p) => `Line ${p.line} of settlement ${p.settlement} waits for nothing: its order or its kind is known.`,
);
export const otherChannelOrder = refusal(
  'banking.otherChannelOrder',
  z.object({ order: z.string() }),
  (p) => `Order ${p.order} is not of the channel of this settlement.`,
);
export const nothingDisputed = refusal(
  'banking.nothingDisputed',
  z.object({ line: z.number().int(), settlement: z.string() }),
  (p) => `Line ${p.line} of settlement ${p.settlement} is no open dispute.`,
);
export const payoutNotArrived = refusal(
  'banking.payoutNotArrived',
  z.object({ settlement: z.string(), open: z.number().int(), currency: z.string() }),
  (p) =>
    `Of the payout of settlement ${p.settlement} ${formatMinor(p.open, p.currency)} ${p.currency} is still on its way, so nothing came back. Only a payout that arrived can be taken back by a line of the bank.`,
);

const zLook = z.object({
  settlements: zCount,
  /** settlements that came before and changed nothing */
  known: zCount,
  lines: zCount,
  payout: zCount,
  /** lines whose order is not known here, and lines of a kind nobody knows */
  unmatched: zCount,
  unknown: zCount,
});
export const zSettlementLook = zLook.extend({ name: z.string() });
export type SettlementLook = z.output<typeof zSettlementLook>;

export const zSettlementJob = z.strictObject({ channelId: zRef, profile: z.enum(PAYOUT_PROFILES), fileId: zRef });
const zTakes = z.strictObject({ channelId: zRef, settlements: z.array(zSettlement).min(1).max(SETTLEMENTS_MAX) });
const takeRefusals = [unknownChannel, settlementDoesNotAdd, settlementChanged, settlementGap, settlementCurrency];
const postingRefusals = [periodLocked, unknownRole, notFound];
const readsFile = {
  permission: 'accounting.bank' as const,
  input: zSettlementJob,
  output: z.object({ jobId: z.string() }),
  refusals: [unknownChannel, notFound],
};

/** opening (unsettled + reserve) + transactions without reserve rows - payout = closing (unsettled + reserve) */
const zProof = z.object({ opening: zCount, transactions: zCount, payout: zCount, closing: zCount, gap: zCount });

export const payoutOperations = {
  previewSettlement: command('banking.previewSettlement', {
    ...readsFile,
    summary: 'Read an uploaded settlement and say what importing it would bring, as a job; nothing is taken in',
  }),
  importSettlement: command('banking.importSettlement', {
    ...readsFile,
    summary: 'Import an uploaded settlement of a marketplace or payment provider as a job; refused whole when its lines are not its payout',
  }),
  takeSettlements: command('banking.takeSettlements', {
    permission: 'accounting.bank',
    summary: 'Take the settlements of one file in and post them, all or none',
    internal: true,
    input: zTakes.extend({ fileId: zRef, profile: z.enum(PAYOUT_PROFILES) }),
    output: zLook,
    refusals: [...takeRefusals, ...postingRefusals],
  }),
  checkSettlements: query('banking.checkSettlements', {
    permission: 'accounting.bank',
    summary: 'What taking these settlements in would bring',
    input: zTakes,
    output: zLook,
    refusals: takeRefusals,
    wholeCompany: true,
  }),
  settleLine: command('banking.settleLine', {
    permission: 'accounting.bank',
    summary: 'Say which order a line of a settlement is of, or what kind it is; a settlement without unknown kinds is posted',
    input: z
      .strictObject({
        lineId: z.int().positive(),
        orderNumber: z.string().trim().min(1).max(120).optional(),
        kind: z.enum(SETTLED_KINDS).optional(),
      })
      .refine((v) => (v.orderNumber === undefined) !== (v.kind === undefined), { error: 'name the order or the kind' }),
    output: z.object({ settlementId: z.string(), state: z.string() }),
    refusals: [notUnmatched, otherChannelOrder, ...postingRefusals],
  }),
  failPayout: command('banking.failPayout', {
    permission: 'accounting.bank',
    summary: 'A payout came back: the line of the bank that took it away puts it on its way again; nothing else is touched',
    input: z.strictObject({ settlementId: zRef, bankLineId: z.int().positive() }),
    output: z.object({ settlementId: z.string() }),
    refusals: [payoutNotArrived, ...postingRefusals],
  }),
  loseDispute: command('banking.loseDispute', {
    permission: 'accounting.bank',
    summary: 'A chargeback was lost: what was disputed becomes a loss',
    input: z.strictObject({ lineId: z.int().positive(), on: zDay }),
    output: z.object({ settlementId: z.string(), amount: zCount }),
    refusals: [nothingDisputed, ...postingRefusals],
  }),
  getSettlement: query('banking.getSettlement', {
    permission: 'accounting.read',
    summary: 'One settlement with its proof, its sums by kind and type, and where its payout is',
    input: z.strictObject({ settlementId: zRef }),
    output: z.object({
      id: z.string(),
      externalId: z.string(),
      reference: z.string().nullable(),
      channelId: z.string(),
      channelName: z.string(),
      profile: z.string(),
      currency: z.string(),
      paidOn: z.string(),
      state: z.enum(['incomplete', 'posted']),
      entryId: zCount.nullable(),
      entryNumber: z.string().nullable(),
      fileId: z.string(),
      importedAt: z.string(),
      proof: zProof,
      reserved: zCount,
      /** of the payout: what no line of a bank was matched with yet */
      inTransit: zCount,
      unmatched: zCount,
      unknown: zCount,
      kinds: z.array(z.object({ kind: z.string(), type: z.string(), lines: zCount, amount: zCount })),
    }),
    refusals: [notFound],
    wholeCompany: true,
  }),
  proveClearing: query('banking.proveClearing', {
    permission: 'accounting.read',
    summary: 'Per channel: what its settlements say is kept and reserved beside what the books say, and what waits in clearing',
    input: z.strictObject({}),
    output: z.object({
      rows: z.array(
        z.object({
          channelId: z.string(),
          channelName: z.string(),
          clearingId: z.string(),
          settlements: zCount,
          /** by the settlements that are posted: what they left unpaid and reserved */
          settled: zCount,
          /** in the books: kept by the provider, and reserved */
          kept: zCount,
          reserved: zCount,
          gap: zCount,
          /** captured orders no settlement has named yet, and lines no order was found for */
          unsettled: zCount,
          unmatched: zCount,
          inTransit: zCount,
          disputed: zCount,
        }),
      ),
    }),
    wholeCompany: true,
  }),
  listSettlements: settlementsList.page,
  countSettlements: settlementsList.count,
  facetSettlements: settlementsList.facet,
  listSettlementLines: settlementLinesList.page,
  countSettlementLines: settlementLinesList.count,
  facetSettlementLines: settlementLinesList.facet,
};
