import { z } from 'zod';
import { periodLocked } from './accounting.ts';
import { noRate, staleRate } from './accounting-rates.ts';
import { alreadyExists, notFound, outOfScope } from './engine.ts';
import { notEnough, onHold, reservedForOthers } from './inventory.ts';
import { command } from './operation.ts';
import { duplicateBill } from './purchasing-bills.ts';
import { refusal } from './refusal.ts';
import { zDay } from './values/day.ts';
import { zCode, zCount, zQty, zRef } from './values/field.ts';
import { zId } from './values/id.ts';
import { zInstant } from './values/instant.ts';
import { zMinor } from './values/money.ts';

/** How landed cost is split over the goods it was paid for. */
export const LANDED_METHODS = ['equal', 'quantity', 'value', 'weight', 'volume'] as const;

export const noMeasure = refusal(
  'purchasing.noMeasure',
  z.object({ number: z.string(), lineNo: z.int(), sku: z.string(), method: z.string() }),
  (p) => `Line ${p.lineNo} of ${p.number} (${p.sku}) states no ${p.method}. State it, or split by quantity or value.`,
);
export const receiptNamedTwice = refusal(
  'purchasing.receiptNamedTwice',
  z.object({ number: z.string(), lineNo: z.int() }),
  (p) => `Line ${p.lineNo} of ${p.number} is named twice. Each line bears its share once.`,
);
export const returnedTooMany = refusal(
  'purchasing.returnedTooMany',
  z.object({ number: z.string(), sku: z.string(), asked: z.int(), left: z.int() }),
  (p) => `${p.sku}: ${p.asked} to give back, but ${p.left} of ${p.number} have not been given back yet.`,
);
export const creditedAlready = refusal(
  'purchasing.creditedAlready',
  z.object({ number: z.string(), by: z.string() }),
  (p) => `Return ${p.number} was credited already by ${p.by}.`,
);
export const nothingOwed = refusal(
  'purchasing.nothingOwed',
  z.object({ number: z.string(), sku: z.string(), owed: z.int(), asked: z.int() }),
  (p) => `${p.sku} on ${p.number}: ${p.owed} received and not billed, so ${p.asked} cannot be written off.`,
);

const zWhyText = z.string().trim().min(3).max(200);
const zPo = zId('po');
const when = { at: zInstant.optional(), on: zDay.optional() };

export const purchasingCosts = {
  postLandedCost: command('purchasing.postLandedCost', {
    permission: 'purchasing.bill',
    summary: 'Put freight or duty onto goods that came; what is on hand becomes dearer, the share of what was sold goes to its cost',
    input: z.strictObject({
      id: zId('lc').optional(),
      amount: zMinor.min(1),
      method: z.enum(LANDED_METHODS),
      on: zDay.optional(),
      memo: z.string().trim().max(500).default(''),
      receipts: z
        .array(
          z.strictObject({
            receiptId: zId('rec'),
            /** Left out: every line of the receipt. */
            lineNo: z.int().positive().optional(),
            /** What the line weighs, or how much room it takes, in any unit that is the same for all lines. */
            measure: z.int().min(0).optional(),
          }),
        )
        .min(1)
        .max(500),
    }),
    output: z.object({
      landedCostId: z.string(),
      number: z.string(),
      lines: zCount,
      /** Of the amount, what the goods had taken in by estimate already. */
      estimated: zCount,
      toStock: zCount,
      toSold: zCount,
    }),
    refusals: [notFound, noMeasure, receiptNamedTwice, periodLocked, outOfScope, alreadyExists],
  }),
  returnGoods: command('purchasing.returnGoods', {
    permission: 'purchasing.receive',
    summary: 'Give goods of a receipt back to the supplier; the credit is open until it comes',
    input: z.strictObject({
      id: zId('srt').optional(),
      receiptId: zId('rec'),
      ...when,
      /** Left out: the stock place of the warehouse the order was for. */
      locationId: zRef.optional(),
      reason: zWhyText,
      lines: z
        .array(z.strictObject({ lineNo: z.int().positive(), qty: zQty }))
        .min(1)
        .max(500),
    }),
    output: z.object({ returnId: z.string(), number: z.string(), value: zCount, cost: zCount, variance: zCount }),
    refusals: [notFound, returnedTooMany, notEnough, reservedForOthers, onHold, periodLocked, outOfScope, alreadyExists],
  }),
  creditSupplierReturn: command('purchasing.creditSupplierReturn', {
    permission: 'purchasing.bill',
    summary: 'Post the credit of a supplier for goods given back',
    input: z.strictObject({
      id: zId('scn').optional(),
      returnId: zId('srt'),
      reference: z.string().trim().min(1).max(80),
      on: zDay.optional(),
      /** In the currency of the order. Left out: what the goods came in at. */
      net: zMinor.min(0).optional(),
      taxCode: zCode.optional(),
    }),
    output: z.object({ creditId: z.string(), number: z.string(), net: zCount, tax: zCount, total: zCount }),
    refusals: [notFound, creditedAlready, duplicateBill, noRate, staleRate, periodLocked, outOfScope, alreadyExists],
  }),
  writeOffGrni: command('purchasing.writeOffGrni', {
    permission: 'purchasing.write-off',
    summary: 'Goods that came and will never be billed: what is owed for them is written off',
    input: z.strictObject({
      orderId: zPo,
      lineNo: z.int().positive(),
      /** Left out: every unit received and not billed. */
      qty: zQty.optional(),
      on: zDay.optional(),
      reason: zWhyText,
    }),
    output: z.object({ orderId: z.string(), qty: zCount, value: zCount }),
    refusals: [notFound, nothingOwed, periodLocked, outOfScope],
    edits: ({ orderId }) => [orderId],
  }),
};
