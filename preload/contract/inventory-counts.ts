import { z } from 'zod';
import { notFound, outOfScope } from './engine.ts';
import { ITEM_WORDING, itemKey, moveRefusals, oneItem, packKey, STOCK_LINES_MAX, zPosted } from './inventory.ts';
import { countTasksList } from './inventory-lists.ts';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { zCode, zCount, zRef } from './values/field.ts';
import { zId } from './values/id.ts';
import { instantWords, zInstant } from './values/instant.ts';

/** Counting by plan: which places are due, what was found, and booking it. A count of one place at will is `inventory.postCount`. */

export const countClosed = refusal('inventory.countClosed', z.object({ number: z.string(), state: z.string() }), (p) =>
  p.state === 'open' || p.state === 'recount'
    ? `Count ${p.number} is not counted yet. Record what stands there first.`
    : `Count ${p.number} is ${p.state}. Plan another count of the place.`,
);
export const countAhead = refusal(
  'inventory.countAhead',
  z.object({ at: z.string(), now: z.string() }),
  (p) =>
    `Nothing can be counted at ${instantWords(p.at)}, which is still to come (it is ${instantWords(p.now)}). State when it was counted.`,
);
export const countTwice = refusal(
  'inventory.countTwice',
  z.object({ sku: z.string() }),
  (p) => `${p.sku} stands in two lines of this count. State what stands there in one.`,
);

export const countByLot = refusal(
  'inventory.countByLot',
  z.object({ sku: z.string() }),
  (p) => `${p.sku} is tracked by lot or serial number and is counted lot by lot. Count the place at will, and state the lot of each line.`,
);

export const COUNT_CLASSES = ['A', 'B', 'C'] as const;
const zTaskLine = z.strictObject({ ...itemKey, ...packKey, counted: z.int().min(0) }).refine(oneItem, ITEM_WORDING);
const taskRefusals = [notFound, outOfScope, countClosed] as const;

export const inventoryCounts = {
  setCountClass: command('inventory.setCountClass', {
    permission: 'inventory.setup',
    summary: 'Say up to which share of the value moved a class reaches, how often it is counted, and how far a count may be off',
    input: z.strictObject({
      code: z.enum(COUNT_CLASSES),
      upToPercent: z.int().min(1).max(100),
      everyDays: z.int().min(1).max(3650),
      tolerancePercent: z.int().min(0).max(100),
    }),
    output: z.object({ code: z.string() }),
  }),
  planCounts: command('inventory.planCounts', {
    permission: 'inventory.count',
    summary: 'Class the products by value moved in a year and make a count of every place that is due, longest waiting first',
    input: z.strictObject({
      warehouseId: zRef,
      /** Count these places whole, whatever is due. */
      locationIds: z.array(zRef).min(1).max(500).optional(),
      /** Most places to be counted. */
      limit: z.int().min(1).max(500).default(50),
    }),
    output: z.object({ tasks: z.number().int(), lines: z.number().int() }),
    refusals: [notFound, outOfScope],
  }),
  recordCount: command('inventory.recordCount', {
    permission: 'inventory.count',
    summary: 'Keep what was found at a place at an instant; what is further off than the tolerance is to be counted again',
    input: z.strictObject({
      taskId: zId('cnt'),
      /** When it was counted; left out: now. */
      at: zInstant.optional(),
      /** Lines left out keep what was counted before; a product that was not expected is a line more. */
      lines: z.array(zTaskLine).min(1).max(STOCK_LINES_MAX),
    }),
    output: z.object({ state: z.string(), again: z.number().int() }),
    refusals: [...taskRefusals, countAhead, countTwice, countByLot],
    edits: ({ taskId }) => [taskId],
  }),
  postCountTask: command('inventory.postCountTask', {
    permission: 'inventory.count',
    summary: 'Book the differences of a count as of its instant, netted against what moved since',
    input: z.strictObject({ taskId: zId('cnt'), reasonCode: zCode, memo: z.string().trim().max(500).default('') }),
    output: zPosted.extend({ gained: z.number().int(), lost: z.number().int(), released: z.number().int() }),
    refusals: [...moveRefusals, countClosed],
    edits: ({ taskId }) => [taskId],
  }),
  cancelCountTask: command('inventory.cancelCountTask', {
    permission: 'inventory.count',
    summary: 'Give up a count that nothing was booked for',
    input: z.strictObject({ taskId: zId('cnt') }),
    output: z.object({ taskId: z.string() }),
    refusals: taskRefusals,
    edits: ({ taskId }) => [taskId],
  }),
  listCountTasks: countTasksList.page,
  countCountTasks: countTasksList.count,
  facetCountTasks: countTasksList.facet,
  getCountTask: query('inventory.getCountTask', {
    permission: 'inventory.read',
    summary: 'One count with its products; what is expected is told only once it was counted',
    input: z.strictObject({ taskId: zId('cnt') }),
    output: countTasksList.row.extend({
      documentId: z.string().nullable(),
      lines: z.array(
        z.object({
          itemId: z.string(),
          sku: z.string(),
          title: z.string(),
          counted: zCount.nullable(),
          firstCounted: zCount.nullable(),
          /** To be counted once more. */
          again: z.boolean(),
          /** What stood there at the instant of the count, by the books; null until then. */
          expected: zCount.nullable(),
        }),
      ),
    }),
    refusals: [notFound, outOfScope],
  }),
  countPlan: query('inventory.countPlan', {
    permission: 'inventory.read',
    summary: 'Classes of products: share of value moved, how often counted, tolerance, and how many products are in each',
    input: z.strictObject({}),
    output: z.object({
      rows: z.array(
        z.object({
          code: z.string(),
          upToPercent: zCount,
          everyDays: zCount,
          tolerancePercent: zCount,
          items: zCount,
          /** Minor units at cost that went to customers in the year before the last plan. */
          movedValue: zCount,
        }),
      ),
    }),
  }),
};
