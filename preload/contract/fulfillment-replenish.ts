import { z } from 'zod';
import { notFound, outOfScope } from './engine.ts';
import { noPicking, wrongPlace, zScan } from './fulfillment-picking.ts';
import { notAZone, waveChoice, waveLimits } from './fulfillment-wave-choice.ts';
import { notEnough, onHold } from './inventory.ts';
import { list } from './list.ts';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { pageWindow, zCode, zCount, zRef, zSku } from './values/field.ts';

/** Most faces set, and most tasks called off, at once. */
const FACES_MAX = 2000;
const QTY_MAX = 1_000_000_000;

export const noFace = refusal(
  'fulfillment.noFace',
  z.object({ sku: z.string(), place: z.string(), warehouseCode: z.string() }),
  (p) => `${p.sku} is not picked from ${p.place}: a pick face is an open bin of ${p.warehouseCode} that goods are sold from.`,
);
export const faceTwice = refusal(
  'fulfillment.faceTwice',
  z.object({ sku: z.string() }),
  (p) => `${p.sku} is here twice. A product has one pick face in a warehouse.`,
);
export const minAboveMax = refusal(
  'fulfillment.minAboveMax',
  z.object({ sku: z.string(), min: z.int(), max: z.int() }),
  (p) => `The minimum of ${p.sku} is ${p.min}, above its maximum of ${p.max}. Lower one or raise the other.`,
);
export const replenishDone = refusal(
  'fulfillment.replenishDone',
  z.object({ sku: z.string(), state: z.string() }),
  (p) => `The task for ${p.sku} is ${p.state} already. Go on with the next one.`,
);
export const reserveHoldsLess = refusal(
  'fulfillment.reserveHoldsLess',
  z.object({ sku: z.string(), place: z.string(), free: z.int(), asked: z.int() }),
  (p) => `${p.place} has ${p.free} ${p.sku} that no picker is sent for, not ${p.asked}. Confirm what you carried; the place is counted.`,
);
export const moreThanAsked = refusal(
  'fulfillment.moreThanAsked',
  z.object({ sku: z.string(), qty: z.int(), of: z.int() }),
  (p) => `${p.qty} ${p.sku} are more than the ${p.of} asked for. Take the rest back.`,
);

export const REPLENISH_STATES = ['open', 'done', 'cancelled'] as const;
const zReason = z.enum(['below-min', 'wave-demand']);

/** Tasks that fill faces up, by the time they were made. */
export const replenishTasksList = list('fulfillment.replenishTasks', {
  permission: 'fulfillment.read',
  summary: 'Goods to be carried from reserve to the faces they are picked from, latest first unless sorted otherwise',
  row: z.object({
    taskId: zCount,
    warehouseId: z.string(),
    warehouseCode: z.string(),
    itemId: z.string(),
    sku: z.string(),
    title: z.string(),
    fromLocationId: z.string(),
    from: z.string(),
    toLocationId: z.string(),
    to: z.string(),
    lot: z.string().nullable(),
    /** Steps asked for, and carried. */
    qty: zCount,
    moved: zCount,
    reason: zReason,
    state: z.enum(REPLENISH_STATES),
    madeAt: z.string(),
  }),
  key: ['taskId'],
  kinds: { taskId: 'int', qty: 'qty', moved: 'qty', madeAt: 'instant' },
  sortable: ['madeAt'],
  filterable: ['taskId', 'warehouseId', 'itemId', 'fromLocationId', 'toLocationId', 'reason', 'state', 'madeAt'],
  facets: ['warehouseId', 'reason', 'state'],
  totals: [],
  order: { column: 'madeAt', direction: 'desc' },
  scope: ['warehouse'],
});

const zProposed = z.object({
  tasks: zCount,
  qty: zCount,
  /** Products whose reserve has too little. */
  short: zCount,
  /** Goes on behind this face; null when all were looked at. */
  after: zCount.nullable(),
});

/** What a schedule hands to the job that fills faces up. */
export const zReplenishJob = z.strictObject({ warehouseId: zRef });

export const replenishOperations = {
  listReplenishTasks: replenishTasksList.page,
  countReplenishTasks: replenishTasksList.count,
  facetReplenishTasks: replenishTasksList.facet,
  setPickFaces: command('fulfillment.setPickFaces', {
    permission: 'fulfillment.setup',
    summary: 'Say which bin products are picked from in a warehouse and how much should lie there; a face that is there is changed',
    input: z.strictObject({
      warehouseId: zRef,
      faces: z
        .array(z.strictObject({ sku: zSku, place: zCode, min: z.int().min(0).max(QTY_MAX), max: z.int().min(1).max(QTY_MAX) }))
        .min(1)
        .max(FACES_MAX),
    }),
    output: z.object({ faces: zCount }),
    refusals: [notFound, outOfScope, noFace, faceTwice, minAboveMax],
  }),
  dropPickFaces: command('fulfillment.dropPickFaces', {
    permission: 'fulfillment.setup',
    summary: 'Products have no pick face any more; open tasks that carry goods there are called off',
    input: z.strictObject({ warehouseId: zRef, skus: z.array(zSku).min(1).max(FACES_MAX) }),
    output: z.object({ faces: zCount, cancelled: zCount }),
    refusals: [notFound, outOfScope],
  }),
  listPickFaces: query('fulfillment.listPickFaces', {
    permission: 'fulfillment.read',
    summary: 'Pick faces of a warehouse with what lies there, is on its way, and lies in reserve',
    input: z.strictObject({ ...pageWindow, warehouseId: zRef, sku: zSku.optional() }),
    output: z.object({
      rows: z.array(
        z.object({
          faceId: zCount,
          itemId: z.string(),
          sku: z.string(),
          title: z.string(),
          locationId: z.string(),
          place: z.string(),
          min: zCount,
          max: zCount,
          /** On hand less open picks. */
          free: zCount,
          coming: zCount,
          /** Sellable in other places of the warehouse. */
          reserve: zCount,
        }),
      ),
    }),
    refusals: [outOfScope],
  }),
  proposeReplenishment: command('fulfillment.proposeReplenishment', {
    permission: 'fulfillment.release',
    summary:
      'Make tasks that fill faces up: those below their minimum up to the maximum, or what a wave about to be released needs beyond what its faces have',
    input: z.strictObject({
      warehouseId: zRef,
      /** Only what a wave of this template needs. */
      templateId: zRef.optional(),
      /** Only what a wave of this choice needs. */
      wave: z.strictObject({ ...waveChoice, ...waveLimits }).optional(),
      /** Faces behind this one: many are looked at batch by batch. */
      after: z.int().min(0).default(0),
    }),
    output: zProposed,
    refusals: [notFound, outOfScope, noPicking, notAZone],
  }),
  confirmReplenishment: command('fulfillment.confirmReplenishment', {
    permission: 'fulfillment.pick',
    summary: 'Goods were carried to their face; by the code of the face. Fewer than asked: the reserve is to be counted',
    input: z.strictObject({
      taskId: z.int().positive(),
      code: zScan,
      qty: z.int().min(0).max(QTY_MAX).optional(),
    }),
    output: z.object({ sku: z.string(), moved: zCount, short: zCount }),
    refusals: [notFound, outOfScope, replenishDone, wrongPlace, moreThanAsked, reserveHoldsLess, notEnough, onHold],
  }),
  cancelReplenishment: command('fulfillment.cancelReplenishment', {
    permission: 'fulfillment.release',
    summary: 'Call tasks off that nobody has carried yet',
    input: z.strictObject({ taskIds: z.array(z.int().positive()).min(1).max(FACES_MAX) }),
    output: z.object({ tasks: zCount }),
    refusals: [notFound, outOfScope, replenishDone],
  }),
};
