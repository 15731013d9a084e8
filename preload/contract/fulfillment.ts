import { z } from 'zod';
import { periodLocked } from './accounting.ts';
import { alreadyExists, notFound, notPermitted, outOfScope } from './engine.ts';
import { inWave, pickedFirst } from './fulfillment-picking.ts';
import { noCostKnown, notEnough, onHold, reservedForOthers } from './inventory.ts';
import { list } from './list.ts';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { foreignCurrency, unknownLine, zOrderDraft } from './sales.ts';
import { discountAboveLimit } from './sales-prices.ts';
import { zDay } from './values/day.ts';
import { pageWindow, zCount, zQty, zRef } from './values/field.ts';
import { zId } from './values/id.ts';
import { zInstant } from './values/instant.ts';

const zOrderId = zId('so');
const zLineId = z.int().positive();
const zCarrier = z.string().trim().min(1).max(80);

/** Most orders one bulk command takes: one command is one commit, and others wait for it. */
export const BULK_ORDERS_MAX = 1000;

export const orderNotOpen = refusal(
  'fulfillment.orderNotOpen',
  z.object({ orderId: z.string(), state: z.string() }),
  (p) => `Order ${p.orderId} is ${p.state}, so nothing can be promised or shipped for it.`,
);
export const notAllocated = refusal(
  'fulfillment.notAllocated',
  z.object({ orderId: z.string(), lineNo: z.number().int(), sku: z.string(), asked: z.number().int(), allocated: z.number().int() }),
  (p) => `${p.sku}: ${p.asked} to ship, ${p.allocated} promised to this order. Allocate it first, or ship less.`,
);
export const nothingToShip = refusal(
  'fulfillment.nothingToShip',
  z.object({ orderId: z.string() }),
  (p) => `Nothing is promised to order ${p.orderId} here, so nothing can leave. Allocate it first.`,
);

const shipRefusals = [
  inWave,
  pickedFirst,
  notFound,
  unknownLine,
  orderNotOpen,
  notAllocated,
  nothingToShip,
  onHold,
  notEnough,
  noCostKnown,
  reservedForOthers,
  periodLocked,
  outOfScope,
] as const;
export const zShipmentMade = z.object({
  shipmentId: z.string(),
  number: z.string(),
  warehouseId: z.string(),
  invoiceId: z.string().nullable(),
  qty: zCount,
  cost: zCount,
});

/** How a parcel left. `at` defaults to now; the day it posts on is the company's local day of `at` unless `on` says so. */
const handover = {
  at: zInstant.optional(),
  on: zDay.optional(),
  carrier: zCarrier.optional(),
  tracking: zCarrier.optional(),
};
const zShipBulk = z.strictObject({ orderId: zOrderId, warehouseId: zRef.optional(), ...handover });
const zShippedCounts = z.object({ orders: zCount, shipments: zCount, qty: zCount, invoices: zCount, onHold: zCount, short: zCount });

const zShipmentRow = z.object({
  id: z.string(),
  number: z.string(),
  orderId: z.string(),
  orderNumber: z.string(),
  partyName: z.string(),
  warehouseId: z.string(),
  warehouseCode: z.string(),
  state: z.string(),
  shippedAt: z.string(),
  shippedOn: z.string(),
  carrier: z.string().nullable(),
  tracking: z.string().nullable(),
  entryId: zCount.nullable(),
  invoiceId: z.string().nullable(),
  invoiceNumber: z.string().nullable(),
  revision: zCount,
});

/** Parcels handed over, by day or number. */
export const shipmentsList = list('fulfillment.shipments', {
  permission: 'fulfillment.read',
  summary: 'Shipments, latest first unless sorted otherwise',
  row: zShipmentRow,
  key: ['id'],
  kinds: { shippedAt: 'instant', shippedOn: 'day', entryId: 'int', revision: 'int' },
  sortable: ['shippedOn', 'number'],
  filterable: ['id', 'orderId', 'orderNumber', 'partyName', 'warehouseId', 'state', 'carrier', 'shippedOn', 'number', 'tracking'],
  facets: ['warehouseId', 'state', 'carrier'],
  totals: [],
  order: { column: 'shippedOn', direction: 'desc' },
  scope: ['warehouse', 'channel'],
});

export const fulfillmentOperations = {
  allocateOrder: command('fulfillment.allocateOrder', {
    permission: 'fulfillment.allocate',
    summary: 'Promise stock to one order: from one warehouse if one covers it, else split',
    input: z.strictObject({ orderId: zOrderId }),
    output: z.object({ reserved: zCount, short: zCount, outcome: z.string(), reason: z.string() }),
    refusals: [notFound, orderNotOpen, onHold, outOfScope],
  }),
  allocateOrders: command('fulfillment.allocateOrders', {
    permission: 'fulfillment.allocate',
    summary: 'Promise stock to many orders by promise date and age: those named, or the next that wait and could get something',
    input: z.strictObject({
      orderIds: z.array(zOrderId).min(1).max(BULK_ORDERS_MAX).optional(),
      /** Sweep only: orders that want something this warehouse has. */
      warehouseId: zRef.optional(),
      limit: z.int().min(1).max(BULK_ORDERS_MAX).default(BULK_ORDERS_MAX),
    }),
    output: z.object({ orders: zCount, reserved: zCount, short: zCount, onHold: zCount }),
    refusals: [notFound],
  }),
  releaseAllocation: command('fulfillment.releaseAllocation', {
    permission: 'fulfillment.allocate',
    summary: 'Give back what is promised to an order, all of it or some lines',
    input: z.strictObject({ orderId: zOrderId, orderLineIds: z.array(zLineId).min(1).max(500).optional() }),
    output: z.object({ released: zCount }),
    refusals: [notFound, outOfScope],
  }),
  shipOrder: command('fulfillment.shipOrder', {
    permission: 'fulfillment.ship',
    summary: 'Hand over to the carrier what is promised to an order: stock, cost of sales and invoice in one step',
    input: z.strictObject({
      orderId: zOrderId,
      shipmentId: zId('shp').optional(),
      warehouseId: zRef.optional(),
      lines: z
        .array(z.strictObject({ orderLineId: zLineId, qty: zQty }))
        .min(1)
        .max(500)
        .refine((lines) => new Set(lines.map((l) => l.orderLineId)).size === lines.length, { error: 'name each line once' })
        .optional(),
      ...handover,
    }),
    output: z.object({ shipments: z.array(zShipmentMade).max(20) }),
    refusals: shipRefusals,
  }),
  shipOrders: command('fulfillment.shipOrders', {
    permission: 'fulfillment.ship',
    summary: 'Hand over many orders; those on hold or without promised stock are left out and counted',
    input: z.strictObject({ orders: z.array(zShipBulk).min(1).max(BULK_ORDERS_MAX) }),
    output: zShippedCounts,
    refusals: shipRefusals,
  }),
  fulfillOrder: command('fulfillment.fulfillOrder', {
    permission: 'fulfillment.ship',
    summary: 'Allocate an order and hand over what is available, in one step',
    input: z.strictObject({ orderId: zOrderId, ...handover }),
    output: z.object({ shipments: z.array(zShipmentMade).max(20), short: zCount }),
    refusals: shipRefusals,
  }),
  fulfillOrders: command('fulfillment.fulfillOrders', {
    permission: 'fulfillment.ship',
    summary: 'Allocate many orders and hand over what is available',
    input: z.strictObject({ orders: z.array(zShipBulk).min(1).max(BULK_ORDERS_MAX) }),
    output: zShippedCounts,
    refusals: shipRefusals,
  }),
  acceptAndFulfill: command('fulfillment.acceptAndFulfill', {
    permission: 'fulfillment.ship',
    summary: 'Accept orders, promise stock, hand over what is available, invoice and post: the whole way in one commit',
    input: z.strictObject({
      orders: z.array(zOrderDraft).min(1).max(BULK_ORDERS_MAX),
      /** Ship and invoice now, or at the instant each order was placed (a history being brought in). */
      when: z.enum(['now', 'order-date']).default('now'),
    }),
    output: z.object({
      orders: zCount,
      lines: zCount,
      total: zCount,
      shipments: zCount,
      invoices: zCount,
      qty: zCount,
      short: zCount,
      onHold: zCount,
      cost: zCount,
    }),
    refusals: [...shipRefusals, alreadyExists, foreignCurrency, notPermitted, discountAboveLimit],
  }),
  listShipments: shipmentsList.page,
  countShipments: shipmentsList.count,
  facetShipments: shipmentsList.facet,
  getShipment: query('fulfillment.getShipment', {
    permission: 'fulfillment.read',
    summary: 'One shipment with its lines and what they cost',
    input: z.strictObject({ shipmentId: zId('shp') }),
    output: zShipmentRow.extend({
      /** Cost of the goods that left, minor units. */
      cost: zCount,
      lines: z.array(
        z.object({
          lineNo: zCount,
          orderLineId: zCount,
          itemId: z.string(),
          sku: z.string(),
          title: z.string(),
          qty: zCount,
          returned: zCount,
          moveId: zCount.nullable(),
          /** Minor units; null for a service, which moves nothing. */
          cost: zCount.nullable(),
        }),
      ),
    }),
    refusals: [notFound, outOfScope],
  }),
  listDue: query('fulfillment.listDue', {
    permission: 'fulfillment.read',
    summary: 'Open orders that want more goods than are kept for them, in the order they are served',
    input: z.strictObject({
      ...pageWindow,
      /** Only those some warehouse has something free for, and nothing holds. */
      servable: z.boolean().default(false),
    }),
    output: z.object({
      rows: z.array(
        z.object({
          orderId: z.string(),
          orderNumber: z.string(),
          partyName: z.string(),
          country: z.string(),
          promisedOn: z.string().nullable(),
          orderedOn: z.string(),
          /** Goods neither shipped nor cancelled, and how many of them are kept already. Steps. */
          wanted: zCount,
          kept: zCount,
          /** Code of a hold that blocks it. */
          hold: z.string().nullable(),
          /** Why it is short since the last run; null where none was made. */
          reason: z.string().nullable(),
        }),
      ),
    }),
  }),
  countDue: query('fulfillment.countDue', {
    permission: 'fulfillment.read',
    summary: 'How many orders want more goods than are kept for them, and how many units that is',
    input: z.strictObject({ servable: z.boolean().default(false) }),
    output: z.object({ orders: zCount, missing: zCount }),
  }),
  listPromises: query('fulfillment.listPromises', {
    permission: 'fulfillment.read',
    summary: 'What is kept for whom: promises of an item or of an order, those served first on top',
    input: z
      .strictObject({ ...pageWindow, itemId: z.string().min(3).max(80).optional(), orderId: zOrderId.optional() })
      .refine((i) => i.itemId !== undefined || i.orderId !== undefined, { error: 'name an item or an order' }),
    output: z.object({
      rows: z.array(
        z.object({
          id: zCount,
          itemId: z.string(),
          sku: z.string(),
          warehouseId: z.string(),
          warehouseCode: z.string(),
          qty: zCount,
          madeAt: z.string(),
          /** `sales_order`, or `manual` for what was set aside by hand. */
          subjectKind: z.string(),
          subjectId: z.string(),
          orderNumber: z.string().nullable(),
          partyName: z.string().nullable(),
          promisedOn: z.string().nullable(),
        }),
      ),
    }),
  }),
  listShortages: query('fulfillment.listShortages', {
    permission: 'fulfillment.read',
    summary: 'Orders that wait for stock, oldest decision first, with the reason',
    input: z.strictObject(pageWindow),
    output: z.object({
      rows: z.array(
        z.object({
          orderId: z.string(),
          orderNumber: z.string(),
          outcome: z.string(),
          reason: z.string(),
          short: zCount,
          decidedAt: z.string(),
          promisedOn: z.string().nullable(),
        }),
      ),
      orders: zCount,
      short: zCount,
    }),
  }),
};
