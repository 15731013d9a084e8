import { z } from 'zod';
import { itemTooSmall, otherCurrency, periodLocked, unknownRole } from './accounting.ts';
import { alreadyExists, notFound } from './engine.ts';
import { command, query } from './operation.ts';
import { notASupplier } from './purchasing.ts';
import { otherSupplier } from './purchasing-bills.ts';
import { homeBillsOnly, payableHeld } from './purchasing-payables.ts';
import { refusal } from './refusal.ts';
import { zDay } from './values/day.ts';
import { zCount, zRef } from './values/field.ts';
import { zId } from './values/id.ts';

/** The most prepayments one answer shows. */
export const PREPAYMENTS_SHOWN = 500;
const zAmount = z.int().positive();

export const noPrepayment = refusal(
  'purchasing.noPrepayment',
  z.object({ number: z.string() }),
  (p) => `${p.number} is no payment in advance to a supplier, so there is nothing of it to apply.`,
);

/** Suppliers paid before they bill: an advance is open under its payment until it is applied to their bills. Company currency. */
export const prepaymentOperations = {
  payInAdvance: command('purchasing.payInAdvance', {
    permission: 'accounting.pay',
    summary: 'Pay a supplier from the bank before they bill: open until it is applied to bills of theirs',
    input: z.strictObject({ id: zId('pay').optional(), partyId: zRef, on: zDay, amount: zAmount }),
    output: z.object({ paymentId: z.string(), paymentNumber: z.string() }),
    refusals: [notFound, notASupplier, alreadyExists, periodLocked, unknownRole],
  }),
  applyPrepayment: command('purchasing.applyPrepayment', {
    permission: 'accounting.pay',
    summary: 'Apply what a supplier was paid in advance, or a part of it, to a bill of theirs: the bill is paid by it',
    input: z.strictObject({ id: zId('ppa').optional(), paymentId: zId('pay'), billId: zId('bill'), on: zDay.optional(), amount: zAmount }),
    output: z.object({ applicationId: z.string() }),
    refusals: [notFound, noPrepayment, otherSupplier, homeBillsOnly, payableHeld, itemTooSmall, otherCurrency, periodLocked, alreadyExists],
  }),
  listPrepayments: query('purchasing.listPrepayments', {
    permission: 'purchasing.read',
    summary: 'What suppliers were paid in advance and is not applied yet, the oldest first; of one supplier, or of all',
    input: z.strictObject({ partyId: zRef.optional() }),
    output: z.object({
      rows: z
        .array(
          z.object({
            paymentId: z.string(),
            number: z.string(),
            partyId: z.string(),
            partyName: z.string(),
            paidOn: z.string(),
            amount: zCount,
            open: zCount,
          }),
        )
        .max(PREPAYMENTS_SHOWN),
    }),
    wholeCompany: true,
  }),
};
