import { z } from 'zod';
import { periodLocked } from './accounting.ts';
import { notFound, outOfScope } from './engine.ts';
import { ITEM_WORDING, itemKey, oneItem } from './inventory.ts';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { zDay } from './values/day.ts';
import { pageWindow, zRef } from './values/field.ts';

/** Standard costs: what a unit is kept at, and what stock gains or loses when that changes. */

export const notAtStandard = refusal(
  'inventory.notAtStandard',
  z.object({ sku: z.string(), costing: z.string() }),
  (p) => `${p.sku} is costed by ${p.costing}, so it has no standard cost to change. Set the costing of its category to standard first.`,
);
export const sameStandard = refusal(
  'inventory.sameStandard',
  z.object({ sku: z.string() }),
  (p) => `${p.sku} has this standard cost already. Take the line out, or state another cost.`,
);
export const standardDay = refusal(
  'inventory.standardDay',
  z.object({ sku: z.string(), from: z.string(), until: z.string() }),
  (p) =>
    `A standard cost of ${p.sku} can start on ${p.from === p.until ? p.until : `a day from ${p.from} to ${p.until}`}: it has moved, or its cost has changed, until ${p.from}, and those moves keep the cost they had.`,
);
export const standardTwice = refusal(
  'inventory.standardTwice',
  z.object({ sku: z.string() }),
  (p) => `${p.sku} stands on two lines. Name each product once.`,
);

export const inventoryStandard = {
  changeStandardCost: command('inventory.changeStandardCost', {
    permission: 'accounting.revalue',
    summary: 'Set standard costs from a day on; stock kept at standard is revalued in the same commit',
    input: z.strictObject({
      /** First day of the new cost, today when left out. */
      on: zDay.optional(),
      memo: z.string().trim().max(500).default(''),
      lines: z
        .array(
          z.strictObject({ ...itemKey, standardCostMicros: z.int().min(0).max(Number.MAX_SAFE_INTEGER) }).refine(oneItem, ITEM_WORDING),
        )
        .min(1)
        .max(1000),
    }),
    /** `value`: what stock gained, minor units; negative where it lost. */
    output: z.object({ changed: z.number().int(), value: z.number().int() }),
    refusals: [notFound, outOfScope, periodLocked, notAtStandard, sameStandard, standardDay, standardTwice],
    edits: ({ lines }) => lines.flatMap((l) => l.itemId ?? []),
  }),
  listStandardCosts: query('inventory.listStandardCosts', {
    permission: 'inventory.read',
    summary: 'Standard costs a product has had, the newest first, with what stock gained or lost by each change',
    input: z.strictObject({ ...pageWindow, itemId: zRef }),
    output: z.object({
      rows: z.array(
        z.object({
          id: z.number().int(),
          startsOn: z.string(),
          oldMicros: z.number().int().nullable(),
          newMicros: z.number().int(),
          /** Units and value over all warehouses; null for who is limited to some. */
          qty: z.number().int().nullable(),
          value: z.number().int().nullable(),
          entryId: z.number().int().nullable(),
          memo: z.string(),
        }),
      ),
    }),
  }),
};
