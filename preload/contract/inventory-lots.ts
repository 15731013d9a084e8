import { z } from 'zod';
import { notFound, outOfScope } from './engine.ts';
import { lotsList } from './inventory-lists.ts';
import { lotDates } from './lots.ts';
import { command, query } from './operation.ts';
import { saysWhy, WHY_MISSING, whyFields, whyRefusals } from './reason.ts';
import { refusal } from './refusal.ts';
import { zCount, zRef } from './values/field.ts';
import { zId } from './values/id.ts';

/** Lots and serial numbers: how a product is tracked, stopping a lot, its dates, and what is known of it. */

export const TRACKED_BY = ['none', 'lot', 'serial'] as const;
export const ROTATIONS = ['fefo', 'fifo', 'lifo'] as const;

export const trackingInUse = refusal(
  'inventory.trackingInUse',
  z.object({ sku: z.string(), onHand: z.number().int() }),
  (p) =>
    `${p.onHand} of ${p.sku} are in stock, and nobody knows of which lots they would be. Count them out first, then count them in again with their lots.`,
);
export const serviceTracked = refusal(
  'inventory.serviceTracked',
  z.object({ sku: z.string() }),
  (p) => `${p.sku} has no stock of its own, so there is nothing to track. Track its components, where it is a kit.`,
);
export const lotState = refusal(
  'inventory.lotState',
  z.object({ lot: z.string(), state: z.string() }),
  (p) => `Lot ${p.lot} is ${p.state === 'ok' ? 'not blocked' : p.state} already.`,
);

const zDays = z.int().min(0).max(3650);
const stopped = z.object({
  /** Units promised that are not any more, and order lines that lost them. */
  released: z.number().int(),
  lines: z.number().int(),
});

export const inventoryLots = {
  setTracking: command('inventory.setTracking', {
    permission: 'inventory.setup',
    summary: 'Say how the units of a product are told apart: not at all, by lot or by serial number; and which lots leave first',
    input: z.strictObject({
      itemId: zRef,
      trackedBy: z.enum(TRACKED_BY),
      rotation: z.enum(ROTATIONS).default('fefo'),
      /** A last day has to be stated with every lot that comes in. */
      dated: z.boolean().default(false),
      /** Days before the last day on which a lot is taken off sale, and on which somebody is to look at it. */
      removalDays: zDays.optional(),
      alertDays: zDays.optional(),
    }),
    output: z.object({ itemId: z.string() }),
    refusals: [notFound, trackingInUse, serviceTracked],
    edits: ({ itemId }) => [itemId],
  }),
  blockLot: command('inventory.blockLot', {
    permission: 'inventory.hold',
    summary: 'Stop a lot: it is neither promised nor leaves to customers; promises it stood behind end, those served last first',
    input: z.strictObject({ lotId: zId('lot'), reason: z.string().trim().min(3).max(200) }),
    output: stopped,
    refusals: [notFound, lotState],
    edits: ({ lotId }) => [lotId],
  }),
  releaseLot: command('inventory.releaseLot', {
    permission: 'inventory.hold',
    summary: 'Lift the block of a lot, saying why; what of it has ended meanwhile stays off sale',
    input: z.strictObject({ lotId: zId('lot'), ...whyFields }).refine(saysWhy, WHY_MISSING),
    output: z.object({ state: z.string() }),
    refusals: [notFound, lotState, ...whyRefusals],
    edits: ({ lotId }) => [lotId],
  }),
  changeLot: command('inventory.changeLot', {
    permission: 'inventory.setup',
    summary: 'Correct the dates of a lot; what follows for what may be sold follows at once',
    input: z.strictObject({ lotId: zId('lot'), ...lotDates }),
    output: stopped.extend({ state: z.string() }),
    refusals: [notFound],
    edits: ({ lotId }) => [lotId],
  }),
  expireLots: command('inventory.expireLots', {
    permission: 'inventory.hold',
    summary: 'Take lots off sale whose last day is over; promises they stood behind end, those served last first',
    input: z.strictObject({}),
    output: stopped.extend({ expired: z.number().int(), more: z.boolean() }),
  }),
  listLots: lotsList.page,
  countLots: lotsList.count,
  facetLots: lotsList.facet,
  getLot: query('inventory.getLot', {
    permission: 'inventory.read',
    summary: 'One lot with its dates, where it came from and where it stands',
    input: z.strictObject({ lotId: zRef }),
    output: lotsList.row.extend({
      trackedBy: z.string(),
      reason: z.string().nullable(),
      removalOn: z.string().nullable(),
      alertOn: z.string().nullable(),
      receivedAt: z.string(),
      partyId: z.string().nullable(),
      partyName: z.string().nullable(),
      sourceKind: z.string(),
      sourceId: z.string(),
      /** Number of the document it came with. */
      sourceName: z.string().nullable(),
      /** Units of it that came from suppliers and opening stock, and that are with customers. */
      received: zCount,
      withCustomers: zCount,
      /** Where it stands inside the company. */
      places: z.array(
        z.object({
          locationId: z.string(),
          locationCode: z.string(),
          status: z.string(),
          warehouseId: z.string().nullable(),
          warehouseCode: z.string().nullable(),
          onHand: zCount,
        }),
      ),
    }),
    refusals: [notFound, outOfScope],
  }),
  getTracking: query('inventory.getTracking', {
    permission: 'inventory.read',
    summary: 'How a product is tracked',
    input: z.strictObject({ itemId: zRef }),
    output: z.object({
      trackedBy: z.enum(TRACKED_BY),
      rotation: z.enum(ROTATIONS),
      dated: z.boolean(),
      removalDays: zCount.nullable(),
      alertDays: zCount.nullable(),
    }),
  }),
};
