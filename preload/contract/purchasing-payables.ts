import { z } from 'zod';
import { alreadyExists, notFound } from './engine.ts';
import { command } from './operation.ts';
import { refusal } from './refusal.ts';
import { zDay } from './values/day.ts';
import { zCount } from './values/field.ts';
import { zId } from './values/id.ts';

/** What is agreed with suppliers on paying a bill: a discount for paying early, and that it is in dispute. */

export const payableHeld = refusal(
  'purchasing.payableHeld',
  z.object({ number: z.string(), kind: z.enum(['dispute', 'payment-run']), reason: z.string() }),
  (p) =>
    p.kind === 'dispute'
      ? `${p.number} is in dispute: ${p.reason}. End the dispute before it is paid.`
      : `${p.number} is in payment run ${p.reason} already. Send that run, or cancel it first.`,
);
export const homeBillsOnly = refusal(
  'purchasing.homeBillsOnly',
  z.object({ number: z.string(), currency: z.string(), home: z.string() }),
  (p) => `${p.number} is in ${p.currency}. This is for bills in ${p.home}; pay a bill in another currency by itself.`,
);
export const discountTaken = refusal(
  'purchasing.discountTaken',
  z.object({ number: z.string() }),
  (p) => `A part of the discount on ${p.number} was taken already, so it stays as it is.`,
);
export const notInDispute = refusal('purchasing.notInDispute', z.object({ number: z.string() }), (p) => `${p.number} is not in dispute.`);

const zBill = zId('bill');

export const payableOperations = {
  setBillDiscount: command('purchasing.setBillDiscount', {
    permission: 'purchasing.bill',
    summary: 'State what a supplier lets off a bill that is paid by a day; the tax of it is let off too',
    input: z.strictObject({
      billId: zBill,
      /** Share of the bill with its tax in millionths, and the last day; null: nothing is let off. */
      discount: z.strictObject({ ppm: z.int().min(1).max(999_999), untilOn: zDay }).nullable(),
    }),
    /** what the whole bill comes down by */
    output: z.object({ billId: z.string(), amount: zCount }),
    refusals: [notFound, homeBillsOnly, payableHeld, discountTaken],
    edits: ({ billId }) => [billId],
  }),
  disputeBill: command('purchasing.disputeBill', {
    permission: 'purchasing.bill',
    summary: 'Say that a bill is in dispute: nothing of it is paid until that ends',
    input: z.strictObject({ billId: zBill, reason: z.string().trim().min(3).max(200) }),
    output: z.object({ billId: z.string() }),
    refusals: [notFound, alreadyExists],
    edits: ({ billId }) => [billId],
  }),
  endDispute: command('purchasing.endDispute', {
    permission: 'purchasing.bill',
    summary: 'End the dispute over a bill: it may be paid again',
    input: z.strictObject({ billId: zBill }),
    output: z.object({ billId: z.string() }),
    refusals: [notFound, notInDispute],
    edits: ({ billId }) => [billId],
  }),
};
