import { z } from 'zod';
import { periodLocked } from './accounting.ts';
import { noRate, staleRate } from './accounting-rates.ts';
import { alreadyExists, notFound, outOfScope } from './engine.ts';
import { belowZeroSince, laterIssues, noCostKnown, notStocked, onHold } from './inventory.ts';
import { arrivingLotsKey, lotRefusals } from './lots.ts';
import { command, query } from './operation.ts';
import { grniList, purchaseOrdersList, zPurchaseOrderRow } from './purchasing-lists.ts';
import { saysWhy, WHY_MISSING, whyFields, whyRefusals } from './reason.ts';
import { refusal } from './refusal.ts';
import { zDay } from './values/day.ts';
import { zCode, zCount, zQty, zRef, zSku } from './values/field.ts';
import { zId } from './values/id.ts';
import { zInstant } from './values/instant.ts';
import { zCurrency } from './values/money.ts';

/** Most lines of a purchase order, a receipt or a bill. */
export const PURCHASE_LINES_MAX = 1000;

export const wrongState = refusal(
  'purchasing.wrongState',
  z.object({ number: z.string(), state: z.string(), needs: z.string() }),
  (p) => `Purchase order ${p.number} is ${p.state}; this needs an order that is ${p.needs}.`,
);
export const notASupplier = refusal(
  'purchasing.notASupplier',
  z.object({ name: z.string() }),
  (p) => `${p.name} is not a supplier. Choose a supplier, or change what this party is.`,
);
export const overReceived = refusal(
  'purchasing.overReceived',
  z.object({ number: z.string(), sku: z.string(), ordered: z.int(), received: z.int(), asked: z.int(), most: z.int() }),
  (p) =>
    `${p.sku} on ${p.number}: ${p.ordered} ordered, ${p.received} here already, so at most ${p.most} more can be received, not ${p.asked}. Somebody who may override the tolerance can accept more.`,
);
export const underReceived = refusal(
  'purchasing.underReceived',
  z.object({ number: z.string(), sku: z.string(), ordered: z.int(), received: z.int(), least: z.int() }),
  (p) =>
    `${p.sku} on ${p.number}: ${p.received} of ${p.ordered} received, and the order counts as complete from ${p.least} on. Receive the rest, or let somebody who may override the tolerance close it short.`,
);
export const nothingDue = refusal(
  'purchasing.nothingDue',
  z.object({ number: z.string() }),
  (p) => `Everything on ${p.number} has been received. State the quantities if more came.`,
);
export const trackedUnderWay = refusal(
  'purchasing.trackedUnderWay',
  z.object({ sku: z.string() }),
  (p) => `${p.sku} is tracked, and its lots or serial numbers are named when it is here. Receive it when it arrives.`,
);
export const overrideNeeded = refusal(
  'purchasing.overrideNeeded',
  z.object({}),
  () => 'Accepting quantities outside the tolerance needs the permission purchasing.override.',
);
export const someLineTwice = refusal(
  'purchasing.lineTwice',
  z.object({ number: z.string(), lineNo: z.int() }),
  (p) => `Line ${p.lineNo} of ${p.number} is named twice. Put its quantities on one line.`,
);

/** A note on an order, a receipt or a bill. */
export const zPurchaseMemo = z.string().trim().max(500).default('');
const zMicros = z.int().min(0);
export const zLineNo = z.int().positive().max(1_000_000);
export const zPo = zId('po');
const when = { at: zInstant.optional(), on: zDay.optional() };

const zOrderLines = z
  .array(
    z
      .strictObject({
        itemId: zRef.optional(),
        sku: zSku.optional(),
        /** Code of a pack of the item: quantity and price are then of packs. */
        pack: zCode.optional(),
        qty: zQty,
        priceMicros: zMicros,
        taxCode: zCode.optional(),
        /** Freight, duty and the like expected per unit: goods come in dearer by it, and a landed cost settles it. */
        landedMicros: zMicros.optional(),
      })
      .refine((l) => (l.itemId === undefined) !== (l.sku === undefined), { error: 'name the item by itemId or by sku' }),
  )
  .min(1)
  .max(PURCHASE_LINES_MAX);

/** A difference to what the goods came in at, as it was split: what went onto stock, and what after goods that are gone. */
export const differenceSplit = { toStock: zCount, toSold: zCount };

const zReceived = z.object({
  receiptId: z.string(),
  number: z.string(),
  qty: zCount,
  value: zCount,
  state: z.string(),
  /** The transfer that brings goods under way to the warehouse; null for goods that are here. */
  transferId: z.string().nullable(),
});

/** Orders to suppliers and what is received on them. */
export const purchasingOperations = {
  createOrder: command('purchasing.createOrder', {
    permission: 'purchasing.write',
    summary: 'Write a purchase order; nothing is posted until goods or a bill come',
    input: z.strictObject({
      id: zPo.optional(),
      partyId: zRef,
      warehouseId: zRef,
      on: zDay.optional(),
      expectedOn: zDay.optional(),
      /** Currency of the prices; the supplier's when left out. */
      currency: zCurrency.optional(),
      memo: zPurchaseMemo,
      /** Confirmed at once, without a draft. */
      confirm: z.boolean().default(false),
      lines: zOrderLines,
    }),
    output: z.object({ orderId: z.string(), number: z.string(), net: zCount }),
    refusals: [notFound, notASupplier, notStocked, outOfScope, alreadyExists],
  }),
  editOrder: command('purchasing.editOrder', {
    permission: 'purchasing.write',
    summary: 'Change a draft: its day, its note, or all of its lines',
    input: z.strictObject({
      orderId: zPo,
      expectedOn: zDay.optional(),
      memo: z.string().trim().max(500).optional(),
      lines: zOrderLines.optional(),
    }),
    output: z.object({ orderId: z.string(), net: zCount }),
    refusals: [notFound, wrongState, notStocked, outOfScope],
    edits: ({ orderId }) => [orderId],
  }),
  confirmOrder: command('purchasing.confirmOrder', {
    permission: 'purchasing.confirm',
    summary: 'Confirm a draft: the supplier is asked to deliver',
    input: z.strictObject({ orderId: zPo }),
    output: z.object({ orderId: z.string() }),
    refusals: [notFound, wrongState, outOfScope],
    edits: ({ orderId }) => [orderId],
  }),
  cancelOrder: command('purchasing.cancelOrder', {
    permission: 'purchasing.write',
    summary: 'Cancel an order nothing was received or billed on',
    input: z.strictObject({ orderId: zPo, ...whyFields }).refine(saysWhy, WHY_MISSING),
    output: z.object({ orderId: z.string() }),
    refusals: [notFound, wrongState, outOfScope, ...whyRefusals],
    edits: ({ orderId }) => [orderId],
  }),
  closeOrder: command('purchasing.closeOrder', {
    permission: 'purchasing.write',
    summary: 'Nothing more will come: the order is done as it is',
    input: z.strictObject({ orderId: zPo, acceptShort: z.boolean().default(false) }),
    output: z.object({ orderId: z.string() }),
    refusals: [notFound, wrongState, underReceived, overrideNeeded, outOfScope],
    edits: ({ orderId }) => [orderId],
  }),
  receiveOrder: command('purchasing.receiveOrder', {
    permission: 'purchasing.receive',
    summary: 'Receive goods of a purchase order: into stock at their price, owed for until the bill comes',
    input: z.strictObject({
      id: zId('rec').optional(),
      orderId: zPo,
      ...when,
      /** Left out: the stock place of the warehouse the order is for. */
      locationId: zRef.optional(),
      deliveryNote: z.string().trim().max(120).default(''),
      /** More than the tolerance allows is accepted; needs `purchasing.override`. */
      acceptOver: z.boolean().default(false),
      /** Handed over by the supplier and ours, but on its way: stock in transit, and a transfer to `locationId` that is received when it arrives. */
      underWay: z.boolean().default(false),
      /** Left out: everything that is still due. */
      lines: z
        .array(z.strictObject({ lineNo: zLineNo, qty: zQty, ...arrivingLotsKey }))
        .min(1)
        .max(PURCHASE_LINES_MAX)
        .optional(),
    }),
    output: zReceived,
    refusals: [
      laterIssues,
      belowZeroSince,
      notFound,
      wrongState,
      overReceived,
      overrideNeeded,
      nothingDue,
      someLineTwice,
      trackedUnderWay,
      noCostKnown,
      noRate,
      staleRate,
      onHold,
      periodLocked,
      outOfScope,
      alreadyExists,
      ...lotRefusals,
    ],
  }),
  listOrders: purchaseOrdersList.page,
  countOrders: purchaseOrdersList.count,
  facetOrders: purchaseOrdersList.facet,
  getOrder: query('purchasing.getOrder', {
    permission: 'purchasing.read',
    summary: 'One purchase order with its lines, what came of them and what was billed',
    input: z.strictObject({ orderId: zPo }),
    output: zPurchaseOrderRow.extend({
      lines: z.array(
        z.object({
          lineNo: zCount,
          itemId: z.string(),
          sku: z.string(),
          title: z.string(),
          qty: zCount,
          /** The pack it was ordered in, and what one holds; the price is then of a pack. */
          packCode: z.string().nullable(),
          packQty: zCount.nullable(),
          priceMicros: zCount,
          /** freight and the like expected per unit; null where none is */
          landedMicros: zCount.nullable(),
          net: zCount,
          taxCode: z.string().nullable(),
          received: zCount,
          billed: zCount,
          /** open on goods received not invoiced: below zero what is owed for, above zero what was billed and is not here */
          open: zCount,
        }),
      ),
      receipts: z.array(
        z.object({
          receiptId: z.string(),
          number: z.string(),
          lineNo: zCount,
          orderLineNo: zCount,
          sku: z.string(),
          receivedOn: z.string(),
          deliveryNote: z.string(),
          qty: zCount,
          value: zCount,
          /** freight and the like put onto it since, and estimated when it came */
          landed: zCount,
          returned: zCount,
          moveId: zCount,
          entryId: zCount.nullable(),
        }),
      ),
      returns: z.array(
        z.object({
          returnId: z.string(),
          number: z.string(),
          returnedOn: z.string(),
          reason: z.string(),
          value: zCount,
          entryId: zCount.nullable(),
          /** number of the supplier's credit; null while it is open */
          credit: z.string().nullable(),
        }),
      ),
      bills: z.array(
        z.object({
          billId: z.string(),
          number: z.string(),
          reference: z.string(),
          billedOn: z.string(),
          orderLineNo: zCount,
          sku: z.string(),
          qty: zCount,
          net: zCount,
          difference: zCount,
          ...differenceSplit,
        }),
      ),
    }),
    refusals: [notFound],
  }),
  listGrni: grniList.page,
  countGrni: grniList.count,
  facetGrni: grniList.facet,
};
