import { z } from 'zod';
import { periodLocked } from './accounting.ts';
import { alreadyExists, notFound, outOfScope } from './engine.ts';
import { onHold } from './inventory.ts';
import { command } from './operation.ts';
import { refusal } from './refusal.ts';
import { ORDER_LINES_MAX, orderClosed, setInParts, unknownLine } from './sales.ts';
import { zDay } from './values/day.ts';
import { zCount, zQty, zRef } from './values/field.ts';
import { zId } from './values/id.ts';

/** What becomes of postage, discounts and vouchers of an order that is split: shared by the value of goods, or left where they are. */
export const SPLIT_CHARGES = ['share', 'stay'] as const;

export const splitTooLarge = refusal(
  'sales.splitTooLarge',
  z.object({ orderLineId: z.int(), sku: z.string(), asked: z.int(), left: z.int() }),
  (p) => `${p.sku}: ${p.asked} to split off, but only ${p.left} is neither shipped, invoiced nor cancelled.`,
);
export const splitCharge = refusal(
  'sales.splitCharge',
  z.object({ sku: z.string() }),
  (p) => `${p.sku} is no goods: charges follow the goods of an order. Name goods, and say whether charges are shared.`,
);
export const nothingStays = refusal(
  'sales.nothingStays',
  z.object({ orderNumber: z.string() }),
  (p) => `All goods of ${p.orderNumber} would go to the new order and nothing would stay. Leave some of them out.`,
);
/** Said by the room that picks: goods somebody is sent for, or has fetched, are of the order they were fetched for. */
export const splitPicked = refusal(
  'sales.splitPicked',
  z.object({ orderNumber: z.string() }),
  (p) => `${p.orderNumber} is being picked or stands picked. Take it back from the warehouse, then split it.`,
);

const zPart = z.object({ net: z.int(), tax: z.int(), total: z.int(), deposit: z.int() });

export const splitOperations = {
  splitOrder: command('sales.splitOrder', {
    permission: 'sales.write',
    summary:
      'Move quantities of an open order to a new order: amounts by share of quantity, deposit and charges by value, the last cent stays; promises go with the goods',
    input: z.strictObject({
      orderId: zRef,
      newOrderId: zId('so').optional(),
      lines: z
        .array(z.strictObject({ orderLineId: z.int().positive(), qty: zQty }))
        .min(1)
        .max(ORDER_LINES_MAX)
        .refine((lines) => new Set(lines.map((l) => l.orderLineId)).size === lines.length, { error: 'name each line once' }),
      charges: z.enum(SPLIT_CHARGES).default('share'),
      /** the day the new order is promised for; that of the first order where nothing else is said */
      promisedOn: zDay.optional(),
    }),
    output: z.object({ orderId: z.string(), number: z.string(), before: zPart, stays: zPart, moves: zPart, holds: zCount }),
    refusals: [
      notFound,
      outOfScope,
      alreadyExists,
      orderClosed,
      unknownLine,
      setInParts,
      onHold,
      splitTooLarge,
      splitCharge,
      nothingStays,
      splitPicked,
      periodLocked,
    ],
    edits: ({ orderId }) => [orderId],
  }),
};
