import { z } from 'zod';
import { query } from './operation.ts';
import { zDay } from './values/day.ts';
import { pageWindow, zRef } from './values/field.ts';

/** What margins are told by. */
export const MARGIN_KEYS = ['channel', 'category', 'product', 'customer', 'order', 'order-line'] as const;
export type MarginKey = (typeof MARGIN_KEYS)[number];

/**
 * Steps from what was sold to what is left of it, minor units of the company's currency; what takes away is below zero. `charges` are
 * shipping and other charges less discounts on the order, `later` what goods cost more or less by bills, landed cost and receipts that
 * came after them, `freight` labels bought through the channel.
 */
export const MARGIN_STEPS = ['revenue', 'charges', 'cost', 'later', 'fees', 'freight'] as const;
export type MarginStep = (typeof MARGIN_STEPS)[number];

const zInt = z.int();
const zSteps = { revenue: zInt, charges: zInt, cost: zInt, later: zInt, fees: zInt, freight: zInt, margin: zInt };

export const marginOperations = {
  margins: query('insight.margins', {
    permission: 'accounting.read',
    wholeCompany: true,
    summary:
      'What was left of sales of some days by channel, category, product, customer, order or order line, net of returns, later costs, fees and freight; most or least first, beside the books',
    input: z
      .strictObject({
        ...pageWindow,
        from: zDay,
        to: zDay,
        by: z.enum(MARGIN_KEYS),
        channelId: zRef.optional(),
        categoryId: zRef.optional(),
        itemId: zRef.optional(),
        partyId: zRef.optional(),
        orderId: zRef.optional(),
        sort: z.enum([...MARGIN_STEPS, 'margin', 'units']).default('margin'),
        direction: z.enum(['asc', 'desc']).default('desc'),
      })
      .refine((v) => v.from <= v.to, { error: 'the first day comes before the last' }),
    output: z.object({
      rows: z.array(
        z.object({
          /** Of a channel, category, item, party, order or order line; null for what belongs to none. */
          id: z.string().nullable(),
          name: z.string().nullable(),
          detail: z.string().nullable(),
          orderId: z.string().nullable(),
          /** Steps of stock units that left, less those that came back and were credited. */
          units: zInt,
          ...zSteps,
          /** Margin in millionths of revenue and charges; null where nothing was earned. */
          ppm: zInt.nullable(),
        }),
      ),
      count: zInt,
      total: z.object({ units: zInt, ...zSteps, ppm: zInt.nullable() }),
      /** What the books say of the same days: revenue, cost of sales and fees; null where only a part was asked for. */
      books: z.object({ revenue: zInt, cost: zInt, fees: zInt }).nullable(),
      /** Names of the part that was asked for; null where all was. */
      part: z.string().nullable(),
      currency: z.string(),
    }),
  }),
};
