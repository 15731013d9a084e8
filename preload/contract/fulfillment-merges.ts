import { z } from 'zod';
import { periodLocked } from './accounting.ts';
import { alreadyExists, notFound, outOfScope } from './engine.ts';
import { nothingToShip, orderNotOpen, zShipmentMade } from './fulfillment.ts';
import { inWave, pickedFirst } from './fulfillment-picking.ts';
import { notEnough, onHold } from './inventory.ts';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { zDay } from './values/day.ts';
import { pageWindow, zCount, zRef } from './values/field.ts';
import { zId } from './values/id.ts';
import { zInstant } from './values/instant.ts';

/** Most orders that leave in one parcel. */
export const MERGE_MAX = 20;

/** Why an order cannot leave in one parcel with another. */
export const NOT_MERGEABLE = [
  'customer',
  'unnamed',
  'channel',
  'currency',
  'address',
  'service',
  'warehouse',
  'merged',
  'picked',
  'shipped',
  'invoiced',
] as const;
export type NotMergeable = (typeof NOT_MERGEABLE)[number];

const SAYS: Readonly<Record<NotMergeable, string>> = {
  customer: 'is of another customer',
  unnamed: 'is of a buyer the channel named neither by name nor by address',
  channel: 'came by another channel',
  currency: 'is in another currency',
  address: 'goes to another address',
  service: 'is sent with another carrier service',
  warehouse: 'is promised goods from another warehouse',
  merged: 'is merged with other orders already',
  picked: 'is being picked or stands picked',
  shipped: 'is shipped in part',
  invoiced: 'is invoiced already',
};

export const notMergeable = refusal(
  'fulfillment.notMergeable',
  z.object({ orderNumber: z.string(), why: z.enum(NOT_MERGEABLE) }),
  (p) => `${p.orderNumber} ${SAYS[p.why]}, so it cannot leave in one parcel with the others. Leave it out.`,
);
export const mergeOver = refusal(
  'fulfillment.mergeOver',
  z.object({ number: z.string(), state: z.string() }),
  (p) => `${p.number} is ${p.state}. Look at its orders one by one.`,
);
export const leavesTogether = refusal(
  'fulfillment.leavesTogether',
  z.object({ orderNumber: z.string(), mergeNumber: z.string(), others: z.array(z.string()) }),
  (p) =>
    `${p.orderNumber} leaves in one parcel with ${p.others.join(', ')} (${p.mergeNumber}). Ship the merged parcel, or take the merge apart first.`,
);
export const mergeWaits = refusal(
  'fulfillment.mergeWaits',
  z.object({ mergeNumber: z.string(), orderNumber: z.string(), sku: z.string(), missing: z.int() }),
  (p) =>
    `${p.mergeNumber} leaves whole: ${p.missing} ${p.sku} of ${p.orderNumber} are not there. Wait for them, or take the merge apart and ship the rest.`,
);

const zMember = z.object({
  orderId: z.string(),
  number: z.string(),
  externalId: z.string().nullable(),
  orderedOn: z.string(),
  promisedOn: z.string().nullable(),
  state: z.string(),
  lines: zCount,
  total: z.int(),
  deposit: z.int(),
});
export type MergeMember = z.output<typeof zMember>;

const zTogether = z.object({
  partyId: z.string(),
  partyName: z.string(),
  channelName: z.string().nullable(),
  country: z.string(),
  address: z.string(),
  currency: z.string(),
  promisedOn: z.string().nullable(),
  total: z.int(),
  deposit: z.int(),
  orders: z.array(zMember),
});
const zMerge = zTogether.extend({ id: z.string(), number: z.string(), state: z.enum(['open', 'shipped', 'undone']), revision: zCount });

export const mergeOperations = {
  mergeOrders: command('fulfillment.mergeOrders', {
    permission: 'fulfillment.allocate',
    summary: 'Let orders of one customer to one address leave in one parcel; each keeps its amounts, deposit, invoice and channel',
    input: z.strictObject({
      mergeId: zId('mrg').optional(),
      orderIds: z
        .array(zId('so'))
        .min(2)
        .max(MERGE_MAX)
        .refine((ids) => new Set(ids).size === ids.length, { error: 'name each order once' }),
    }),
    output: z.object({ mergeId: z.string(), number: z.string(), orders: zCount, total: z.int(), deposit: z.int() }),
    refusals: [notFound, outOfScope, alreadyExists, orderNotOpen, onHold, notMergeable],
  }),
  unmergeOrders: command('fulfillment.unmergeOrders', {
    permission: 'fulfillment.allocate',
    summary: 'Take a merge apart as long as nothing of it is picked: its orders are what they were',
    input: z.strictObject({ mergeId: zRef }),
    output: z.object({ number: z.string(), orders: zCount }),
    refusals: [notFound, outOfScope, mergeOver, inWave],
    edits: ({ mergeId }) => [mergeId],
  }),
  shipMerge: command('fulfillment.shipMerge', {
    permission: 'fulfillment.ship',
    summary: 'Hand the parcel of merged orders over: a shipment and an invoice for each order, one carrier and tracking number for all',
    input: z.strictObject({
      mergeId: zRef,
      at: zInstant.optional(),
      on: zDay.optional(),
      carrier: z.string().trim().min(1).max(80).optional(),
      tracking: z.string().trim().min(1).max(80).optional(),
    }),
    output: z.object({ number: z.string(), shipments: z.array(zShipmentMade).max(MERGE_MAX) }),
    refusals: [
      notFound,
      outOfScope,
      mergeOver,
      mergeWaits,
      onHold,
      orderNotOpen,
      nothingToShip,
      inWave,
      pickedFirst,
      notEnough,
      periodLocked,
      notMergeable,
    ],
    edits: ({ mergeId }) => [mergeId],
  }),
  suggestMerges: query('fulfillment.suggestMerges', {
    permission: 'fulfillment.read',
    summary:
      'Orders that could leave in one parcel: same customer, channel, currency, address and carrier service, nothing of them picked yet',
    input: z.strictObject(pageWindow),
    output: z.object({ rows: z.array(zTogether), count: zCount }),
  }),
  listMerges: query('fulfillment.listMerges', {
    permission: 'fulfillment.read',
    summary: 'Merged orders that have not left yet, the first made first',
    input: z.strictObject(pageWindow),
    output: z.object({ rows: z.array(zMerge), count: zCount }),
  }),
  getMerge: query('fulfillment.getMerge', {
    permission: 'fulfillment.read',
    summary: 'The orders an order leaves or left with, by merge or by order; none where it is in none',
    input: z
      .strictObject({ mergeId: zRef.optional(), orderId: zRef.optional() })
      .refine((i) => (i.mergeId === undefined) !== (i.orderId === undefined), { error: 'name the merge or the order' }),
    output: z.object({ merge: zMerge.nullable() }),
    refusals: [notFound],
  }),
};
