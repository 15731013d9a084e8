import { z } from 'zod';
import { itemTooSmall, otherCurrency, periodLocked, unbalanced } from './accounting.ts';
import { noRate, staleRate } from './accounting-rates.ts';
import { alreadyExists, notFound } from './engine.ts';
import { command, query } from './operation.ts';
import { discountRefusals } from './payment-terms.ts';
import { differenceSplit, notASupplier, PURCHASE_LINES_MAX, someLineTwice, wrongState, zLineNo, zPo, zPurchaseMemo } from './purchasing.ts';
import { billsList, zBillRow } from './purchasing-lists.ts';
import { homeBillsOnly, payableHeld } from './purchasing-payables.ts';
import { refusal } from './refusal.ts';
import { zDay } from './values/day.ts';
import { zCode, zCount, zQty, zRef, zText } from './values/field.ts';
import { zId } from './values/id.ts';
import { zCurrency, zMinor } from './values/money.ts';
import { zRate } from './values/rate.ts';

export const overBilled = refusal(
  'purchasing.overBilled',
  z.object({ number: z.string(), sku: z.string(), ordered: z.int(), received: z.int(), billed: z.int(), asked: z.int() }),
  (p) =>
    `${p.sku} on ${p.number}: ${p.ordered} ordered, ${p.received} received, ${p.billed} billed already; ${p.asked} more is too much. Bill what was ordered or received, or ask the supplier for a credit.`,
);
export const duplicateBill = refusal(
  'purchasing.duplicateBill',
  z.object({ reference: z.string(), supplier: z.string(), number: z.string(), billedOn: z.string() }),
  (p) => `Bill ${p.reference} of ${p.supplier} is here already as ${p.number} of ${p.billedOn}. Nothing is paid twice.`,
);
export const otherSupplier = refusal(
  'purchasing.otherSupplier',
  z.object({ number: z.string(), supplier: z.string() }),
  (p) => `${p.number} is with ${p.supplier}. A bill covers orders of one supplier.`,
);
export const currenciesDiffer = refusal(
  'purchasing.currenciesDiffer',
  z.object({ number: z.string(), currency: z.string(), other: z.string() }),
  (p) => `${p.number} is in ${p.currency}, the rest in ${p.other}. A bill and a payment are in one currency: make one for each.`,
);

const zMicros = z.int().min(0);

/** Bills of suppliers: posted against orders, paid, read. */
export const billOperations = {
  postBill: command('purchasing.postBill', {
    permission: 'purchasing.bill',
    summary: 'Post a supplier bill against purchase orders, line by line; a difference in price follows the goods',
    input: z
      .strictObject({
        id: zId('bill').optional(),
        partyId: zRef,
        /** The supplier's own number of the bill; once per supplier. */
        reference: z.string().trim().min(1).max(80),
        on: zDay.optional(),
        dueOn: zDay.optional(),
        /** Code of the terms it is paid by, null for none; the supplier's when left out. A day it is due on goes before them. */
        paymentTerms: zCode.nullable().optional(),
        /** Currency the bill is written in; that of its orders, else the supplier's when left out. */
        currency: zCurrency.optional(),
        /** The rate it is posted by, where that is agreed; the last one up to its day when left out. */
        rate: zRate.optional(),
        memo: zPurchaseMemo,
        lines: z
          .array(
            z
              .strictObject({
                orderId: zPo,
                lineNo: zLineNo,
                qty: zQty,
                /** Price of a unit (of a pack, where the line was ordered in packs), or the amount of the line before tax; the price ordered when both are left out. */
                unitPriceMicros: zMicros.optional(),
                net: zMinor.min(0).optional(),
                taxCode: zCode.optional(),
              })
              .refine((l) => l.unitPriceMicros === undefined || l.net === undefined, { error: 'state unitPriceMicros or net' }),
          )
          .max(PURCHASE_LINES_MAX)
          .default([]),
        /** What is billed besides goods: a cost of its own, to the account of the role. */
        charges: z
          .array(z.strictObject({ title: zText, role: zCode, net: zMinor, taxCode: zCode.optional() }))
          .max(100)
          .default([]),
      })
      .refine((b) => b.lines.length + b.charges.length > 0, { error: 'a bill has at least one line', path: ['lines'] }),
    output: z.object({
      billId: z.string(),
      number: z.string(),
      net: zCount,
      tax: zCount,
      total: zCount,
      /** What the bill says more (positive) or less than the goods came in at. */
      difference: zCount,
      ...differenceSplit,
    }),
    refusals: [
      notFound,
      notASupplier,
      duplicateBill,
      overBilled,
      otherSupplier,
      currenciesDiffer,
      noRate,
      staleRate,
      wrongState,
      someLineTwice,
      periodLocked,
      alreadyExists,
    ],
  }),
  payBills: command('purchasing.payBills', {
    permission: 'accounting.pay',
    summary: 'Pay bills of a supplier from the bank, in full or in part; of bills in another currency the difference of rates is realised',
    input: z.strictObject({
      id: zId('pay').optional(),
      partyId: zRef,
      on: zDay,
      settles: z
        /** Amounts in the currency of the bill. */
        .array(
          z.strictObject({
            billId: zId('bill'),
            amount: z.int().positive(),
            /** Of the amount, what is let off for paying early and not paid; of bills in the company's currency. */
            discount: z.int().min(0).default(0),
          }),
        )
        .min(1)
        .max(200),
      /** Of bills in another currency: what the bank took in the company's; by the rate of the day when left out. */
      taken: z.int().positive().optional(),
    }),
    output: z.object({
      paymentId: z.string(),
      paymentNumber: z.string(),
      /** What left the bank, company currency. */
      amount: zCount,
      /** What of it is an exchange difference: a loss above zero. */
      exchange: zCount,
    }),
    refusals: [
      notFound,
      otherSupplier,
      currenciesDiffer,
      otherCurrency,
      homeBillsOnly,
      ...discountRefusals,
      unbalanced,
      noRate,
      staleRate,
      payableHeld,
      itemTooSmall,
      periodLocked,
      alreadyExists,
    ],
  }),
  listBills: billsList.page,
  countBills: billsList.count,
  facetBills: billsList.facet,
  getBill: query('purchasing.getBill', {
    permission: 'purchasing.read',
    summary: 'One supplier bill with its lines, where differences went, and what is open on it',
    wholeCompany: true,
    input: z.strictObject({ billId: zId('bill') }),
    output: zBillRow.extend({
      memo: z.string(),
      /** as the supplier wrote it, and the rate it was posted by; null for a bill in the company's currency */
      foreign: z.object({ currency: z.string(), net: zCount, tax: zCount, total: zCount, open: zCount, rate: zRate }).nullable(),
      /** what is let off, with its tax, when it is paid by a day */
      discount: z.object({ amount: zCount, untilOn: z.string(), left: zCount }).nullable(),
      /** The parts it falls due in, where there is more than one, in the company's currency. */
      instalments: z.array(z.object({ dueOn: z.string(), amount: zCount, open: zCount })),
      /** What was paid in advance and applied to it. */
      prepayments: z.array(
        z.object({
          id: z.string(),
          paymentId: z.string(),
          number: z.string(),
          appliedOn: z.string(),
          amount: zCount,
          entryId: zCount,
        }),
      ),
      /** why it is not paid: a dispute, or the payment run `sourceId` it stands in */
      holds: z.array(z.object({ kind: z.string(), reason: z.string(), sourceId: z.string().nullable(), heldOn: z.string() })),
      lines: z.array(
        z.object({
          lineNo: zCount,
          /** net and tax as the supplier wrote them, and what the rate alone makes; null in the company's currency */
          written: z.object({ net: zCount, tax: zCount, exchange: zCount }).nullable(),
          orderId: z.string().nullable(),
          orderNumber: z.string().nullable(),
          orderLineNo: zCount.nullable(),
          sku: z.string().nullable(),
          title: z.string(),
          qty: zCount.nullable(),
          net: zCount,
          tax: zCount,
          taxCode: z.string().nullable(),
          role: z.string().nullable(),
          matched: zCount,
          ...differenceSplit,
        }),
      ),
      /** Each part of a difference: the units it followed and the account it went to. */
      parts: z.array(
        z.object({
          lineNo: zCount,
          sku: z.string(),
          /** area of the stock it was put on; null where the units are gone */
          areaCode: z.string().nullable(),
          role: z.string().nullable(),
          moveId: zCount.nullable(),
          qty: zCount,
          value: zCount,
        }),
      ),
    }),
    refusals: [notFound],
  }),
};
