import { z } from 'zod';
import { CHART_NAMES } from './company-chart.ts';
import { notFound } from './engine.ts';
import { command, query } from './operation.ts';
import { unknownRole } from './people.ts';
import { REASON_KINDS, zReasonKind } from './reason.ts';
import { refusal } from './refusal.ts';
import { zCode, zCountry, zRef, zText } from './values/field.ts';
import { zCurrency } from './values/money.ts';
import { viewOperations } from './views.ts';

/** Why somebody changed something; kept for ever. */
const zReason = z.string().trim().min(3).max(200);

/** Minutes without a sign of the person after which a browser is signed out, unless the company chose otherwise. */
export const SESSION_IDLE_MINUTES = 60;

/** Most days a customer may be given to pay. */
const PAYMENT_DAYS_MAX = 366;

/** Policies a company chooses; each has a default that suits a small mid-market shop. */
export const zPolicies = z.strictObject({
  /** Cost of sales is posted at shipment ('delivery') or with the invoice ('invoice'). */
  costOfSales: z.enum(['delivery', 'invoice']).optional(),
  /** What a bill says more or less than the goods came in at follows the goods ('cost'), or is a variance whole ('account'). */
  billDifference: z.enum(['cost', 'account']).optional(),
  /** A receipt dated back before goods that left since: they keep what they cost ('new-layer'), are costed again ('replay'), or it is refused ('refuse'). */
  backDatedReceipts: z.enum(['new-layer', 'replay', 'refuse']).optional(),
  /** Stock never falls below zero ('never'), or does at places that are marked so ('by-place'): goods then leave at a provisional cost until they come. */
  negativeStock: z.enum(['never', 'by-place']).optional(),
  /** Per cent of what was ordered that may come in above it, and that may be missing from an order that counts as complete. */
  receiveOverPercent: z.int().min(0).max(100).optional(),
  receiveUnderPercent: z.int().min(0).max(100).optional(),
  allocateAt: z.enum(['confirmation', 'manual']).optional(),
  backorder: z.enum(['always', 'never']).optional(),
  taxRounding: z.enum(['line', 'document']).optional(),
  /** Kinds of reasons that must be given as a code of the list, not in words alone. */
  reasonCodeNeeded: z.array(zReasonKind).max(REASON_KINDS.length).optional(),
  /** Days that finished jobs and sent effects stay in the lists; the audit log is kept for ever. */
  keepQueueDays: z.int().min(1).max(3650).optional(),
  /** Month the financial year begins with, 1 to 12. */
  fiscalYearStart: z.int().min(1).max(12).optional(),
  /** Per cent of what was invoiced that is expected to come back, and within how many days: what a close accrues for returns. */
  expectedReturnsPercent: z.int().min(0).max(100).optional(),
  expectedReturnsDays: z.int().min(1).max(365).optional(),
  /** What people post into locked days is refused, or moves to the next open day; the date of its document stays. */
  lateEntries: z.enum(['refuse', 're-date']).optional(),
  /** Payment runs are approved by somebody else than made them ('other'), or by anybody who may approve ('anybody'). */
  paymentApproval: z.enum(['other', 'anybody']).optional(),
  /** Days customers have to pay an invoice on account, where nothing else was agreed with them; none: on its day. */
  paymentDays: z.int().min(0).max(PAYMENT_DAYS_MAX).optional(),
  /** Whether a discount for paying early lowers the tax of the document with it, on the day it is paid ('corrected'), or is all of it a cost ('kept'). */
  discountTax: z.enum(['corrected', 'kept']).optional(),
  /** Days after which an exchange rate is too old to post by; five reach over a long weekend without rates. */
  rateMaxAgeDays: z.int().min(0).max(366).optional(),
  /** Minutes without a sign of the person after which a browser is signed out. */
  sessionIdleMinutes: z.int().min(5).max(720).optional(),
  /** Roles whose holders cannot do anything without a second factor. */
  secondFactorRoles: z.array(zCode).max(50).optional(),
  /** Whether a wave takes from reserve what a pick face has too little of ('when-short'), or waits until the face is replenished ('never'). */
  pickFromReserve: z.enum(['when-short', 'never']).optional(),
  /** Per cent by which a parcel may weigh more or less than its goods and box, once all of them have a weight. */
  parcelWeightPercent: z.int().min(0).max(100).optional(),
  /** Prefix GS1 gave the company, 7 to 10 digits; with one, every parcel gets a number that is the only one in the world. */
  gs1Prefix: z
    .string()
    .regex(/^(\d{7,10})?$/, { error: 'a GS1 company prefix has 7 to 10 digits' })
    .optional(),
  /** Tiers of customers whose orders are picked first among those promised for one day and one cut-off, in this order. */
  firstTiers: z.array(zCode).max(50).optional(),
});
/** Every policy, chosen or default. */
export type Policies = { [K in keyof z.output<typeof zPolicies>]-?: NonNullable<z.output<typeof zPolicies>[K]> };

export const zCompanySpec = z.strictObject({
  id: zRef.optional(),
  name: zText,
  currency: zCurrency,
  zone: z.string().min(1).max(60),
  country: zCountry,
  chart: z.enum(CHART_NAMES).default('generic'),
  /** Costing of the category every company starts with; others choose their own. */
  costing: z.enum(['fifo', 'average', 'standard']).default('fifo'),
  warehouses: z
    .array(z.strictObject({ id: zRef.optional(), code: zCode, name: zText, country: zCountry }))
    .min(1)
    .max(50)
    .superRefine((warehouses, ctx) => {
      for (const [i, { code }] of warehouses.entries())
        if (warehouses.findIndex((w) => w.code === code) < i)
          ctx.addIssue({ code: 'custom', path: [i, 'code'], message: `${code} is the code of another warehouse already` });
    }),
  policies: zPolicies.default({}),
  owner: z.strictObject({ id: zRef.optional(), login: zText, name: zText }),
});
export type CompanySpec = z.output<typeof zCompanySpec>;

export const companyExists = refusal(
  'company.exists',
  z.object({ name: z.string() }),
  (p) => `This file already holds the company ${p.name}. Create another company in a file of its own.`,
);
export const unknownZone = refusal(
  'company.unknownZone',
  z.object({ zone: z.string() }),
  (p) => `${p.zone} is not a time zone. Use an IANA name such as Europe/London.`,
);

export const companyOperations = {
  ...viewOperations,
  create: command('company.create', {
    permission: 'company.create',
    summary: 'Create the company of this file: currency, chart, warehouses, policies, owner',
    input: zCompanySpec,
    output: z.object({ companyId: z.string(), ownerId: z.string() }),
    refusals: [companyExists, unknownZone],
    internal: true,
  }),
  getCompany: query('company.getCompany', {
    permission: 'company.read',
    summary: 'Name, currency, zone, policies of the company',
    input: z.strictObject({}),
    output: z.object({
      id: z.string(),
      name: z.string(),
      currency: z.string(),
      zone: z.string(),
      country: z.string(),
      chart: z.string(),
      policies: z.record(z.string(), z.unknown()),
      revision: z.number().int(),
    }),
  }),
  setPolicies: command('company.setPolicies', {
    permission: 'company.write',
    summary: 'Choose policies of the company',
    /** `reason`: why, kept for ever beside each policy that changes. */
    input: zPolicies.extend({ reason: zReason.optional() }),
    output: z.object({ changed: z.number().int() }),
    refusals: [unknownRole],
  }),
  listSettings: query('company.listSettings', {
    permission: 'company.read',
    summary: 'Every policy with what is chosen, its default, its revision, and why it was last changed',
    input: z.strictObject({}),
    output: z.object({
      rows: z.array(
        z.object({
          key: z.string(),
          value: z.json(),
          fallback: z.json(),
          /** 0: nobody has chosen yet */
          revision: z.number().int(),
          reason: z.string().nullable(),
        }),
      ),
    }),
  }),
  changeCompany: command('company.changeCompany', {
    permission: 'company.write',
    summary: 'Rename the company; currency, country and time zone stand for good once something is posted',
    input: z.strictObject({ companyId: zRef, name: zText, reason: zReason }),
    output: z.object({ companyId: z.string() }),
    refusals: [notFound],
    edits: ({ companyId }) => [companyId],
  }),
  listNumberSeries: query('company.listNumberSeries', {
    permission: 'company.read',
    summary: 'Number series by year with the next number; numbers are gapless, so nobody sets them',
    input: z.strictObject({}),
    output: z.object({ rows: z.array(z.object({ code: z.string(), year: z.number().int(), next: z.number().int() })) }),
  }),
  setReasonCode: command('company.setReasonCode', {
    permission: 'company.write',
    summary: 'Create or change a reason code and the account role its differences post to',
    input: z.strictObject({
      code: zCode,
      kind: zReasonKind,
      text: zText,
      accountRole: zCode.optional(),
    }),
    output: z.object({ code: z.string() }),
    edits: ({ code }) => [`reason_code/${code}`],
  }),
  listReasonCodes: query('company.listReasonCodes', {
    permission: 'company.read',
    summary: 'Reason codes, and the kinds that must be given as a code',
    input: z.strictObject({}),
    output: z.object({
      rows: z.array(
        z.object({ code: z.string(), kind: z.string(), text: z.string(), accountRole: z.string().nullable(), revision: z.number().int() }),
      ),
      needed: z.array(zReasonKind),
    }),
  }),
};
