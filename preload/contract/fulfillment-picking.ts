import { z } from 'zod';
import { misread, unknownCode } from './catalog.ts';
import { alreadyExists, notFound, outOfScope } from './engine.ts';
import { notAZone, WAVE_ORDERS_MAX, waveChoice, waveLimits, zMethod } from './fulfillment-wave-choice.ts';
import { notEnough, onHold } from './inventory.ts';
import { list } from './list.ts';
import { command, query } from './operation.ts';
import { saysWhy, WHY_MISSING, whyFields, whyRefusals } from './reason.ts';
import { refusal } from './refusal.ts';
import { pageWindow, zCount, zRef } from './values/field.ts';
import { zId } from './values/id.ts';
import { zInstant } from './values/instant.ts';

export const WAVE_STATES = ['released', 'picking', 'picked', 'packed', 'shipped', 'cancelled'] as const;
export const zWaveState = z.enum(WAVE_STATES);
export type WaveState = z.output<typeof zWaveState>;

export const zWaveId = zId('wav');
const zTaskId = z.int().positive();
/** What a reader read. */
export const zScan = z.string().min(1).max(200);
/** When the reader read it; the wait until the answer is kept with the scan. */
export const readAt = { readAt: zInstant.optional() };

export const inWave = refusal(
  'fulfillment.inWave',
  z.object({ orderNumber: z.string(), waveNumber: z.string() }),
  (p) => `${p.orderNumber} is being picked in ${p.waveNumber}. Finish it there, or take it out of the wave first.`,
);
export const pickedFirst = refusal(
  'fulfillment.pickedFirst',
  z.object({ orderNumber: z.string(), warehouseCode: z.string(), steps: z.int() }),
  (p) => `${p.warehouseCode} delivers in ${p.steps} steps, so ${p.orderNumber} is picked first. Release a wave for it.`,
);
export const wavesOpen = refusal(
  'fulfillment.wavesOpen',
  z.object({ warehouseCode: z.string(), waves: z.int() }),
  (p) =>
    `${p.waves} ${p.waves === 1 ? 'wave' : 'waves'} of ${p.warehouseCode} are not finished. Finish or cancel them, then change how it delivers.`,
);
export const stagingElsewhere = refusal(
  'fulfillment.stagingElsewhere',
  z.object({ place: z.string(), status: z.string() }),
  (p) =>
    `${p.place} is ${p.status}, so picked goods would change their value there. Set it to hold, then choose how the warehouse delivers.`,
);
export const noPicking = refusal(
  'fulfillment.noPicking',
  z.object({ warehouseCode: z.string() }),
  (p) => `${p.warehouseCode} ships in one step and picks nothing. Set it to pick and ship first.`,
);
export const nothingToPick = refusal(
  'fulfillment.nothingToPick',
  z.object({ warehouseCode: z.string() }),
  (p) => `No order that may be picked has goods promised in ${p.warehouseCode}. Allocate orders first, or look at their holds.`,
);
export const waveEnded = refusal(
  'fulfillment.waveEnded',
  z.object({ waveNumber: z.string(), state: zWaveState }),
  (p) => `${p.waveNumber} is ${p.state}, so nothing of it can be taken back.`,
);
export const taskDone = refusal(
  'fulfillment.taskDone',
  z.object({ sku: z.string(), state: z.string() }),
  (p) => `The pick of ${p.sku} is ${p.state} already. Go on with the next one.`,
);
export const wrongPlace = refusal(
  'fulfillment.wrongPlace',
  z.object({ scanned: z.string(), place: z.string(), sku: z.string() }),
  (p) => `${p.scanned} is the wrong place. ${p.sku} lies in ${p.place}.`,
);
export const wrongProduct = refusal(
  'fulfillment.wrongProduct',
  z.object({ scanned: z.string(), sku: z.string(), place: z.string() }),
  (p) => `${p.scanned} is the wrong product. Take ${p.sku} from ${p.place}.`,
);
export const wrongLot = refusal(
  'fulfillment.wrongLot',
  z.object({ scanned: z.string(), lot: z.string(), sku: z.string(), place: z.string() }),
  (p) => `${p.scanned === '' ? 'That code names no lot' : `${p.scanned} is the wrong lot`}. Take lot ${p.lot} of ${p.sku} from ${p.place}.`,
);
export const tooMany = refusal(
  'fulfillment.tooMany',
  z.object({ sku: z.string(), counted: z.int(), of: z.int() }),
  (p) => `${p.counted} ${p.sku} are more than the ${p.of} wanted. Put the rest back.`,
);
export const wrongTote = refusal(
  'fulfillment.wrongTote',
  z.object({ scanned: z.string(), tote: z.string(), orderNumber: z.string() }),
  (p) => `${p.scanned} is the wrong tote. ${p.orderNumber} goes into ${p.tote}.`,
);

const scanRefusals = [
  notFound,
  outOfScope,
  taskDone,
  wrongPlace,
  wrongProduct,
  wrongLot,
  wrongTote,
  tooMany,
  misread,
  unknownCode,
  onHold,
  notEnough,
] as const;

const zTaskState = z.enum(['open', 'picked', 'short', 'cancelled']);
const zTask = z.object({
  taskId: zCount,
  pathNo: zCount,
  orderId: z.string(),
  orderNumber: z.string(),
  tote: z.string().nullable(),
  itemId: z.string(),
  sku: z.string(),
  title: z.string(),
  locationId: z.string(),
  place: z.string(),
  qty: zCount,
  counted: zCount,
  picked: zCount,
  atPlace: z.boolean(),
  /** Lot or serial number to be taken, of a tracked product, its last day, and whether it was scanned. */
  lot: z.string().nullable(),
  expiresOn: z.string().nullable(),
  lotScanned: z.boolean(),
  state: zTaskState,
});
const zScanned = z.object({
  /** What is to be scanned next for this task; `done`: its goods are picked. */
  expects: z.enum(['place', 'lot', 'product', 'tote', 'done']),
  sku: z.string(),
  counted: zCount,
  of: zCount,
  /** The next open task of the wave; null when none is left. */
  nextTaskId: zCount.nullable(),
});

/** What a release made. Quantities in steps; `onHold`: orders the choice would have taken. */
export const zWaveReleased = z.object({
  waveId: z.string(),
  number: z.string(),
  orders: zCount,
  tasks: zCount,
  qty: zCount,
  onHold: zCount,
});

/** Waves by the day they were released. */
export const wavesList = list('fulfillment.waves', {
  permission: 'fulfillment.read',
  summary: 'Waves, latest first unless sorted otherwise',
  row: z.object({
    id: z.string(),
    number: z.string(),
    warehouseId: z.string(),
    warehouseCode: z.string(),
    method: zMethod,
    state: zWaveState,
    releasedOn: z.string(),
    releasedAt: z.string(),
    orders: zCount,
    /** Steps to be picked, and picked so far. */
    qty: zCount,
    picked: zCount,
    revision: zCount,
  }),
  key: ['id'],
  kinds: { releasedOn: 'day', releasedAt: 'instant', orders: 'int', qty: 'qty', picked: 'qty', revision: 'int' },
  sortable: ['releasedOn', 'number'],
  filterable: ['id', 'number', 'warehouseId', 'method', 'state', 'releasedOn'],
  facets: ['warehouseId', 'method', 'state'],
  totals: [],
  order: { column: 'releasedOn', direction: 'desc' },
  scope: ['warehouse', 'channel'],
});

export const pickingOperations = {
  listWaves: wavesList.page,
  countWaves: wavesList.count,
  facetWaves: wavesList.facet,
  setDelivery: command('fulfillment.setDelivery', {
    permission: 'fulfillment.setup',
    summary: 'Choose how a warehouse delivers: ship, pick and ship, or pick, pack and ship; its staging places are made with it',
    input: z.strictObject({
      warehouseId: zRef,
      steps: z.union([z.literal(1), z.literal(2), z.literal(3)]),
      placeOrder: z.enum(['path', 'fifo']).default('path'),
    }),
    output: z.object({ stagingLocationId: z.string(), missingLocationId: z.string() }),
    refusals: [notFound, outOfScope, wavesOpen, stagingElsewhere, alreadyExists],
  }),
  listDeliveries: query('fulfillment.listDeliveries', {
    permission: 'fulfillment.read',
    summary: 'How each warehouse delivers, with the orders that have goods promised there and are in no wave yet',
    input: z.strictObject({}),
    output: z.object({
      rows: z.array(
        z.object({
          warehouseId: z.string(),
          code: z.string(),
          name: z.string(),
          steps: zCount,
          placeOrder: z.enum(['path', 'fifo']),
          staging: z.string().nullable(),
          waiting: zCount,
        }),
      ),
    }),
  }),
  releaseWave: command('fulfillment.releaseWave', {
    permission: 'fulfillment.release',
    summary: 'Release a wave: orders with promised goods in a warehouse become pick tasks, each naming its place; orders on hold stay out',
    input: z.strictObject({
      waveId: zWaveId.optional(),
      warehouseId: zRef,
      method: zMethod.default('batch'),
      /** Only these, in this order; otherwise the next by promised day, cut-off, service, tier and age. */
      orderIds: z.array(zId('so')).min(1).max(WAVE_ORDERS_MAX).optional(),
      ...waveChoice,
      ...waveLimits,
      /** Codes of the totes of a cluster wave, in order; made up where there are fewer than orders. */
      totes: z.array(z.string().trim().min(1).max(40)).max(WAVE_ORDERS_MAX).optional(),
    }),
    output: zWaveReleased,
    refusals: [notFound, outOfScope, noPicking, nothingToPick, notAZone, onHold, inWave, alreadyExists],
  }),
  cancelWave: command('fulfillment.cancelWave', {
    permission: 'fulfillment.release',
    summary: 'Take orders out of a wave before they leave: open tasks end, the promise stays, picked goods are to be put back',
    input: z.strictObject({ waveId: zWaveId, orderIds: z.array(zId('so')).min(1).max(WAVE_ORDERS_MAX).optional() }),
    output: z.object({ orders: zCount, tasks: zCount, putBacks: zCount }),
    refusals: [notFound, outOfScope, waveEnded],
  }),
  scanPick: command('fulfillment.scanPick', {
    permission: 'fulfillment.pick',
    summary: 'One scan of a picker: the place, then the product (or how many), in a cluster wave the tote; the last one moves the goods',
    input: z.strictObject({ taskId: zTaskId, code: zScan, ...readAt }),
    output: zScanned,
    refusals: scanRefusals,
  }),
  overrideScan: command('fulfillment.overrideScan', {
    permission: 'fulfillment.override',
    summary: 'Let a picker go on without the scan that is due, with a reason',
    input: z.strictObject({ taskId: zTaskId, ...whyFields, ...readAt }).refine(saysWhy, WHY_MISSING),
    output: zScanned,
    refusals: [...scanRefusals, ...whyRefusals],
  }),
  shortPick: command('fulfillment.shortPick', {
    permission: 'fulfillment.pick',
    summary:
      'Report that a place holds less than the task says: what was counted is picked, the rest is missing and promised anew, and the place is to be counted',
    input: z.strictObject({ taskId: zTaskId }),
    output: z.object({ picked: zCount, missing: zCount, rerouted: zCount, short: zCount, nextTaskId: zCount.nullable() }),
    refusals: [notFound, outOfScope, taskDone, onHold, notEnough],
  }),
  closeMissing: command('fulfillment.closeMissing', {
    permission: 'inventory.count',
    summary: 'Say what was found of missing goods: that goes back to its place, the rest is posted as lost',
    input: z.strictObject({ missingId: z.int().positive(), found: z.int().min(0) }),
    output: z.object({ found: zCount, lost: zCount, value: zCount }),
    refusals: [notFound, outOfScope, tooMany],
  }),
  confirmPutBack: command('fulfillment.confirmPutBack', {
    permission: 'fulfillment.pick',
    summary: 'Goods of a taken-back pick are on a shelf again and may be sold; by the code of the shelf',
    input: z.strictObject({ putBackId: z.int().positive(), code: zScan, ...readAt }),
    output: z.object({ sku: z.string(), qty: zCount, place: z.string() }),
    refusals: [notFound, outOfScope, taskDone, wrongPlace],
  }),
  getWave: query('fulfillment.getWave', {
    permission: 'fulfillment.read',
    summary: 'One wave with its orders and pick tasks in the order they are walked',
    input: z.strictObject({ waveId: zWaveId.optional(), number: z.string().max(40).optional() }),
    output: z.object({
      waveId: z.string(),
      number: z.string(),
      warehouseId: z.string(),
      warehouseCode: z.string(),
      steps: zCount,
      method: zMethod,
      state: zWaveState,
      releasedOn: z.string(),
      releasedAt: z.string(),
      revision: zCount,
      orders: z.array(
        z.object({
          orderId: z.string(),
          orderNumber: z.string(),
          partyName: z.string(),
          promisedOn: z.string().nullable(),
          tote: z.string().nullable(),
          state: zWaveState,
          qty: zCount,
          picked: zCount,
          staged: zCount,
          /** Code of a hold that stops it. */
          hold: z.string().nullable(),
        }),
      ),
      tasks: z.array(zTask),
    }),
    refusals: [notFound],
  }),
  listPutBacks: query('fulfillment.listPutBacks', {
    permission: 'fulfillment.read',
    summary: 'Goods that stand in staging and are to be carried back to a shelf, oldest first',
    input: z.strictObject(pageWindow),
    output: z.object({
      rows: z.array(
        z.object({
          putBackId: zCount,
          warehouseCode: z.string(),
          orderId: z.string(),
          orderNumber: z.string(),
          itemId: z.string(),
          sku: z.string(),
          from: z.string(),
          to: z.string(),
          qty: zCount,
          madeAt: z.string(),
        }),
      ),
    }),
  }),
  listMissing: query('fulfillment.listMissing', {
    permission: 'fulfillment.read',
    summary: 'Goods pickers did not find and nobody has looked for yet, oldest first',
    input: z.strictObject(pageWindow),
    output: z.object({
      rows: z.array(
        z.object({
          missingId: zCount,
          warehouseCode: z.string(),
          itemId: z.string(),
          sku: z.string(),
          place: z.string(),
          qty: zCount,
          waveId: z.string(),
          waveNumber: z.string(),
          noticedAt: z.string(),
          /** the count of the place that is under way */
          countTaskId: z.string().nullable(),
          countNumber: z.string().nullable(),
        }),
      ),
    }),
  }),
  listScans: query('fulfillment.listScans', {
    permission: 'fulfillment.read',
    summary: 'Scans of a wave that were taken, latest first, with how long each took',
    input: z.strictObject({ ...pageWindow, waveId: zWaveId }),
    output: z.object({
      rows: z.array(
        z.object({
          id: zCount,
          at: z.string(),
          by: z.string(),
          expects: z.string(),
          code: z.string(),
          outcome: z.string(),
          units: zCount,
          latencyMs: zCount,
          sku: z.string().nullable(),
        }),
      ),
    }),
    refusals: [notFound],
  }),
};
