import { z } from 'zod';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { zCode, zCount, zText } from './values/field.ts';
import { formatMinor } from './values/money.ts';

/** The most parts an invoice falls due in, and the longest time for one of them. */
const PARTS_MAX = 12;
const DAYS_MAX = 366;
const PPM = 1_000_000;

/** From when the days of a part are counted: the day of the document, or the end of its month. */
export const TERM_BASES = ['invoice', 'month-end'] as const;

const zPart = z.strictObject({
  /** Millionths of the total; null for what the parts before leave. */
  share: z
    .int()
    .min(1)
    .max(PPM - 1)
    .nullable(),
  basis: z.enum(TERM_BASES),
  days: z.int().min(0).max(DAYS_MAX),
});

/** Parts of payment terms in order: only the last has what is left, so that they always come to the total. */
export const zTermParts = z
  .array(zPart)
  .min(1)
  .max(PARTS_MAX)
  .refine((parts) => parts.every((p, i) => (p.share === null) === (i === parts.length - 1)), {
    error: 'the last part takes what is left, and no other does',
  })
  .refine((parts) => parts.reduce((sum, p) => sum + (p.share ?? 0), 0) < PPM, {
    error: 'the parts before the last leave something for it',
  });
export type TermParts = z.output<typeof zTermParts>;

const zEarly = z.strictObject({
  /** Millionths of the total with its tax. */
  share: z
    .int()
    .min(1)
    .max(PPM - 1),
  /** Days after the document in which it has to be paid. */
  days: z.int().min(0).max(DAYS_MAX),
});

const zTerms = z.object({
  code: z.string(),
  name: z.string(),
  parts: z.array(zPart),
  discount: zEarly.nullable(),
  active: z.boolean(),
  /** Customers and suppliers who have them. */
  parties: zCount,
  revision: zCount,
});

/** Which terms of payment a party was given cannot be used any more. */
export const termsClosed = refusal(
  'accounting.termsClosed',
  z.object({ code: z.string() }),
  (p) => `The payment terms ${p.code} are not in use any more. Choose others, or put them in use again.`,
);

export const nothingLetOff = refusal(
  'accounting.nothingLetOff',
  z.object({ itemKey: z.string() }),
  (p) => `No discount for paying early was agreed on ${p.itemKey}. Settle it without one, or credit what is let off.`,
);
export const discountOver = refusal(
  'accounting.discountOver',
  z.object({ itemKey: z.string(), untilOn: z.string(), on: z.string() }),
  (p) => `The discount on ${p.itemKey} ended on ${p.untilOn}, and it is paid on ${p.on}. Settle what was paid; the rest stays open.`,
);
export const discountTooLarge = refusal(
  'accounting.discountTooLarge',
  z.object({ itemKey: z.string(), most: z.number().int(), asked: z.number().int(), currency: z.string() }),
  (p) =>
    `Of what is settled of ${p.itemKey} at most ${formatMinor(p.most, p.currency)} ${p.currency} is let off, not ${formatMinor(p.asked, p.currency)}. A part brings its share of the discount.`,
);
/** Why a discount for paying early is not taken. */
export const discountRefusals = [nothingLetOff, discountOver, discountTooLarge] as const;

/** When invoices and bills fall due, in how many parts, and what is let off for paying early: named, and agreed with customers and suppliers by name. */
export const paymentTermOperations = {
  setPaymentTerms: command('accounting.setPaymentTerms', {
    permission: 'accounting.chart',
    summary:
      'Add payment terms or change them for documents of later; expects `payment_terms/<code>` with its revision where they are there',
    input: z.strictObject({
      code: zCode,
      name: zText,
      parts: zTermParts,
      discount: zEarly.nullable().default(null),
      /** Closed terms stay with who has them and are given to nobody else. */
      active: z.boolean().default(true),
    }),
    output: z.object({ code: z.string() }),
    edits: ({ code }) => [`payment_terms/${code}`],
  }),
  listPaymentTerms: query('accounting.listPaymentTerms', {
    permission: 'parties.read',
    summary: 'Payment terms by code, with how many parties have them',
    input: z.strictObject({}),
    output: z.object({ rows: z.array(zTerms) }),
  }),
};
