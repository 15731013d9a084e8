import { z } from 'zod';
import { unknownZone } from './company.ts';
import { alreadyExists, notFound, outOfScope } from './engine.ts';
import { inWave, noPicking, nothingToPick, zWaveId, zWaveReleased } from './fulfillment-picking.ts';
import {
  notAZone,
  standingChoice,
  WAVE_LINES_MAX,
  WAVE_ORDERS_MAX,
  waveChoice,
  waveLimits,
  ZONE_TAKES,
  zLevel,
  zMethod,
  zTimeOfDay,
} from './fulfillment-wave-choice.ts';
import { onHold } from './inventory.ts';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { zCode, zCount, zRef, zSku, zText } from './values/field.ts';
import { zId } from './values/id.ts';

/** Most cut-offs of one service, and most days ahead a template looks. */
const CUT_OFFS_MAX = 200;
const DAYS_AHEAD_MAX = 365;
const ZONE_NAME_MAX = 60;

export const chargeTaken = refusal(
  'fulfillment.chargeTaken',
  z.object({ sku: z.string(), serviceCode: z.string() }),
  (p) => `Orders with the charge ${p.sku} are sent with ${p.serviceCode} already. Take it off there first.`,
);
export const serviceOff = refusal(
  'fulfillment.serviceOff',
  z.object({ serviceCode: z.string() }),
  (p) => `${p.serviceCode} is not in use any more. Choose another service, or put it into use again.`,
);
export const templateOff = refusal(
  'fulfillment.templateOff',
  z.object({ name: z.string() }),
  (p) => `${p.name} is switched off, so no wave is released by it. Switch it on first.`,
);
export const alreadySent = refusal(
  'fulfillment.alreadySent',
  z.object({ orderNumber: z.string(), state: z.string() }),
  (p) => `${p.orderNumber} is ${p.state}, so it is not sent any more.`,
);

/** Why an order that fits a choice is not in the wave. */
export const LEFT_OUT = ['in-wave', 'on-hold', 'item-on-hold', 'no-goods', 'elsewhere', 'over-limit'] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

const zService = z.object({
  serviceId: z.string(),
  code: z.string(),
  name: z.string(),
  carrier: z.string(),
  level: zLevel,
  chargeSku: z.string().nullable(),
  active: z.boolean(),
  revision: zCount,
  cutOffs: z.array(z.object({ warehouseId: z.string(), warehouseCode: z.string(), at: z.string(), zone: z.string() })),
});

const zTemplate = z.object({
  templateId: z.string(),
  name: z.string(),
  warehouseId: z.string(),
  warehouseCode: z.string(),
  method: zMethod,
  promisedWithin: zCount.nullable(),
  level: zLevel.nullable(),
  serviceId: z.string().nullable(),
  serviceCode: z.string().nullable(),
  cutOffBy: z.string().nullable(),
  zoneId: z.string().nullable(),
  zoneCode: z.string().nullable(),
  zoneTake: z.enum(ZONE_TAKES),
  channelId: z.string().nullable(),
  maxOrders: zCount,
  maxLines: zCount,
  active: z.boolean(),
  revision: zCount,
});

/** What a wave of a choice would be, now. Quantities in steps. */
const zPreview = z.object({
  warehouseCode: z.string(),
  orders: zCount,
  lines: zCount,
  qty: zCount,
  zones: z.array(z.object({ zoneId: z.string().nullable(), code: z.string().nullable(), lines: zCount, qty: zCount })),
  leftOut: z.array(
    z.object({
      reason: z.enum(LEFT_OUT),
      orders: zCount,
      /** the first of them */
      numbers: z.array(z.string()),
    }),
  ),
  /** The first orders of the wave, in the order they are served. */
  first: z.array(
    z.object({
      orderId: z.string(),
      orderNumber: z.string(),
      promisedOn: z.string().nullable(),
      serviceCode: z.string().nullable(),
      level: zLevel,
      cutOff: z.string().nullable(),
      /** the cut-off of today is over */
      missed: z.boolean(),
      lines: zCount,
      qty: zCount,
    }),
  ),
});

/** What a schedule hands to the job that releases a template. */
export const zTemplateJob = z.strictObject({ templateId: zRef });

export const waveOperations = {
  setCarrierService: command('fulfillment.setCarrierService', {
    permission: 'fulfillment.setup',
    summary:
      'Make a service of a carrier, or change everything about one: how fast it is, which charge of an order means it, and until when of a day each warehouse hands its parcels over',
    input: z.strictObject({
      serviceId: zId('csv'),
      code: zCode,
      name: zText,
      carrier: zText,
      level: zLevel.default('standard'),
      chargeSku: zSku.nullable().default(null),
      active: z.boolean().default(true),
      /** By the clock of `zone`; of the company where none is named. Warehouses left out have none. */
      cutOffs: z
        .array(z.strictObject({ warehouseId: zRef, at: zTimeOfDay, zone: z.string().min(1).max(ZONE_NAME_MAX).optional() }))
        .max(CUT_OFFS_MAX)
        .default([]),
    }),
    output: z.object({ serviceId: z.string() }),
    refusals: [notFound, outOfScope, alreadyExists, chargeTaken, unknownZone],
    edits: ({ serviceId }) => [serviceId],
  }),
  listCarrierServices: query('fulfillment.listCarrierServices', {
    permission: 'fulfillment.read',
    summary: 'Services of carriers with their cut-offs, by code',
    input: z.strictObject({}),
    output: z.object({ rows: z.array(zService) }),
  }),
  setOrderService: command('fulfillment.setOrderService', {
    permission: 'fulfillment.allocate',
    summary: 'Choose the service orders are sent with, or take the choice back; waves released before keep what they took',
    input: z.strictObject({ orderIds: z.array(zId('so')).min(1).max(WAVE_ORDERS_MAX), serviceId: zRef.nullable() }),
    output: z.object({ orders: zCount }),
    refusals: [notFound, outOfScope, serviceOff, alreadySent],
  }),
  getOrderService: query('fulfillment.getOrderService', {
    permission: 'fulfillment.read',
    summary: 'The service an order is sent with; null where nobody chose one',
    input: z.strictObject({ orderId: zId('so') }),
    output: z.object({ serviceId: z.string().nullable(), code: z.string().nullable(), name: z.string().nullable() }),
    refusals: [notFound],
  }),
  previewWave: query('fulfillment.previewWave', {
    permission: 'fulfillment.read',
    summary: 'What a wave of a choice of orders would be now: orders, lines, units, zones, and what is left out and why',
    input: z.strictObject({ warehouseId: zRef, ...waveChoice, ...waveLimits }),
    output: zPreview,
    refusals: [notFound, outOfScope, noPicking, notAZone],
  }),
  setWaveTemplate: command('fulfillment.setWaveTemplate', {
    permission: 'fulfillment.setup',
    summary: 'Keep a choice of orders under a name, or change everything about one; a schedule may release it',
    input: z.strictObject({
      templateId: zId('wvt'),
      name: zText,
      warehouseId: zRef,
      method: zMethod.default('batch'),
      /** Orders promised up to so many days from the day it is released. */
      promisedWithin: z.int().min(0).max(DAYS_AHEAD_MAX).optional(),
      ...standingChoice,
      maxOrders: waveLimits.maxOrders,
      maxLines: z.int().min(1).max(WAVE_LINES_MAX).default(WAVE_LINES_MAX),
      active: z.boolean().default(true),
    }),
    output: z.object({ templateId: z.string() }),
    refusals: [notFound, outOfScope, alreadyExists, noPicking, notAZone, serviceOff],
    edits: ({ templateId }) => [templateId],
  }),
  listWaveTemplates: query('fulfillment.listWaveTemplates', {
    permission: 'fulfillment.read',
    summary: 'Choices of orders kept under a name, by name',
    input: z.strictObject({}),
    output: z.object({ rows: z.array(zTemplate) }),
  }),
  previewTemplate: query('fulfillment.previewTemplate', {
    permission: 'fulfillment.read',
    summary: 'What a wave of a template would be now',
    input: z.strictObject({ templateId: zRef }),
    output: zPreview,
    refusals: [notFound, outOfScope, noPicking, notAZone],
  }),
  releaseTemplate: command('fulfillment.releaseTemplate', {
    permission: 'fulfillment.release',
    summary: 'Release a wave of the orders a template chooses now',
    input: z.strictObject({ templateId: zRef, waveId: zWaveId.optional() }),
    output: zWaveReleased,
    refusals: [notFound, outOfScope, templateOff, noPicking, nothingToPick, notAZone, onHold, inWave, alreadyExists],
  }),
};
