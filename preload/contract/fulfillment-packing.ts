import { z } from 'zod';
import { periodLocked } from './accounting.ts';
import { misread, unknownCode } from './catalog.ts';
import { alreadyExists, notFound, outOfScope } from './engine.ts';
import { orderNotOpen } from './fulfillment.ts';
import { readAt, tooMany, zScan, zWaveId } from './fulfillment-picking.ts';
import { notEnough, onHold } from './inventory.ts';
import { list } from './list.ts';
import { command, query } from './operation.ts';
import { whyFields, whyRefusals } from './reason.ts';
import { refusal } from './refusal.ts';
import { zCode, zCount, zQty, zRef, zText } from './values/field.ts';
import { zId } from './values/id.ts';

/** Most parcels that are handed over in one commit. */
export const PARCELS_MAX = 200;

export const zParcelId = zId('pcl');
export const zPackageTypeId = zId('pkt');
const zCarrierText = z.string().trim().min(1).max(80);
const zState = z.enum(['open', 'packed', 'void', 'shipped']);

export const nothingPicked = refusal(
  'fulfillment.nothingPicked',
  z.object({ orderNumber: z.string() }),
  (p) => `Nothing of ${p.orderNumber} stands picked and unpacked. Pick it first.`,
);
export const notInParcel = refusal(
  'fulfillment.notInParcel',
  z.object({ scanned: z.string(), orderNumber: z.string() }),
  (p) => `${p.scanned} does not belong to ${p.orderNumber}. Put it aside.`,
);
export const parcelState = refusal(
  'fulfillment.parcelState',
  z.object({ number: z.string(), state: zState }),
  (p) => `Parcel ${p.number} is ${p.state}, so this cannot be done with it.`,
);
const among = (lots: readonly string[]) => `Picked for it: ${lots.join(', ')}.`;
export const lotNotPicked = refusal(
  'fulfillment.lotNotPicked',
  z.object({ scanned: z.string(), sku: z.string(), lots: z.array(z.string()), orderNumber: z.string() }),
  (p) => `Lot ${p.scanned} of ${p.sku} was not picked for ${p.orderNumber}. ${among(p.lots)}`,
);
export const scanLot = refusal(
  'fulfillment.scanLot',
  z.object({ sku: z.string(), lots: z.array(z.string()) }),
  (p) => `${p.sku} stands picked in several lots. Scan the lot or serial number of the unit. ${among(p.lots)}`,
);
export const parcelEmpty = refusal(
  'fulfillment.parcelEmpty',
  z.object({ number: z.string() }),
  (p) => `Parcel ${p.number} is empty. Scan its goods first.`,
);
export const weightDiffers = refusal(
  'fulfillment.weightDiffers',
  z.object({ number: z.string(), weighed: z.int(), expected: z.int(), within: z.int() }),
  (p) =>
    `${p.number} weighs ${p.weighed} g, and its goods and box come to ${p.expected} g (${p.within} g more or less is let pass). Count what is in it; who may override says why.`,
);
export const tooHeavy = refusal(
  'fulfillment.tooHeavy',
  z.object({ number: z.string(), grams: z.int(), packageCode: z.string(), most: z.int() }),
  (p) => `${p.number} comes to ${p.grams} g, and ${p.packageCode} bears ${p.most} g. Take a stronger box, or make two parcels of it.`,
);
export const packageOff = refusal(
  'fulfillment.packageOff',
  z.object({ packageCode: z.string() }),
  (p) => `${p.packageCode} is not in use any more. Choose another box.`,
);
export const mayNotOverride = refusal(
  'fulfillment.mayNotOverride',
  z.object({ permission: z.string() }),
  (p) => `Letting a wrong weight pass needs the permission ${p.permission}. Ask somebody who has it.`,
);
export const nothingToHandOver = refusal(
  'fulfillment.nothingToHandOver',
  z.object({ warehouseCode: z.string() }),
  (p) => `No packed parcel waits in ${p.warehouseCode}. Pack first.`,
);
export const packedFirst = refusal(
  'fulfillment.packedFirst',
  z.object({ warehouseCode: z.string() }),
  (p) => `${p.warehouseCode} packs what was picked. Pack parcels and hand those over.`,
);
export const handedOver = refusal(
  'fulfillment.handedOver',
  z.object({ orderNumber: z.string(), shipments: z.array(z.string()) }),
  (p) =>
    `${p.orderNumber} left as ${p.shipments.join(', ')}: the cost is posted and the goods are with the carrier. Ask the carrier to intercept it, or take a return.`,
);
export const nothingToTakeBack = refusal(
  'fulfillment.nothingToTakeBack',
  z.object({ orderNumber: z.string() }),
  (p) => `${p.orderNumber} is in no wave, so nothing of it is to be taken back. What is promised to it can be released.`,
);

const zParcel = z.object({
  parcelId: z.string(),
  number: z.string(),
  orderId: z.string(),
  orderNumber: z.string(),
  partyName: z.string(),
  warehouseId: z.string(),
  warehouseCode: z.string(),
  waveId: z.string(),
  state: zState,
  weightGrams: zCount.nullable(),
  carrier: z.string().nullable(),
  tracking: z.string().nullable(),
  shipmentId: z.string().nullable(),
  /** What it is packed in, what it should weigh with it, and its number for everybody else; null until it is closed, or where nobody said. */
  packageCode: z.string().nullable(),
  expectedGrams: zCount.nullable(),
  sscc: z.string().nullable(),
  lines: z.array(
    z.object({
      orderLineId: zCount,
      itemId: z.string(),
      sku: z.string(),
      title: z.string(),
      qty: zCount,
      /** Which lots or serial numbers, of a tracked product. */
      lots: z.array(z.object({ lotId: z.string(), code: z.string(), expiresOn: z.string().nullable(), qty: zCount })),
    }),
  ),
});
const zParcelRow = zParcel.omit({ lines: true, packageCode: true, expectedGrams: true, sscc: true }).extend({
  qty: zCount,
  packedAt: z.string().nullable(),
  /** The list of the carrier it was handed over with. */
  manifestId: z.string().nullable(),
  manifestNumber: z.string().nullable(),
});

/** Parcels, from the one that is being packed to those that left. */
export const parcelsList = list('fulfillment.parcels', {
  permission: 'fulfillment.read',
  summary: 'Parcels, latest first unless sorted otherwise: what is being packed, waits for its carrier, or left with which list',
  row: zParcelRow,
  key: ['parcelId'],
  kinds: { weightGrams: 'int', qty: 'qty', packedAt: 'instant' },
  sortable: ['number'],
  filterable: ['parcelId', 'number', 'orderId', 'orderNumber', 'warehouseId', 'waveId', 'state', 'carrier', 'tracking', 'manifestId'],
  facets: ['warehouseId', 'state', 'carrier', 'manifestId'],
  totals: [],
  order: { column: 'number', direction: 'desc' },
  scope: ['warehouse', 'channel'],
});

const zReversalNode = z.object({
  kind: z.enum(['promise', 'wave', 'task', 'staged', 'parcel', 'shipment']),
  id: z.string(),
  name: z.string(),
  /** Place of the node this one hangs on; null at the root. */
  parent: zCount.nullable(),
  qty: zCount,
  state: z.string(),
  /** `undo`: taken back as if it had not been; `return`: only by intercept or return. */
  way: z.enum(['undo', 'return', 'none']),
});
export type ReversalNode = z.output<typeof zReversalNode>;
const zHandedOver = z.object({ parcels: zCount, shipments: zCount, qty: zCount, invoices: zCount, cost: zCount, onHold: zCount });
const handOverRefusals = [notFound, outOfScope, onHold, orderNotOpen, notEnough, periodLocked] as const;

export const packingOperations = {
  openParcel: command('fulfillment.openParcel', {
    permission: 'fulfillment.pack',
    summary: 'Open a parcel for an order whose goods stand picked',
    input: z.strictObject({ parcelId: zParcelId.optional(), orderId: zId('so'), warehouseId: zRef.optional() }),
    output: z.object({ parcelId: z.string(), number: z.string() }),
    refusals: [notFound, outOfScope, nothingPicked, alreadyExists],
  }),
  scanPack: command('fulfillment.scanPack', {
    permission: 'fulfillment.pack',
    summary: 'One scan at the packing bench: a product goes into the parcel; what does not belong there is refused',
    input: z.strictObject({ parcelId: zParcelId, code: zScan, ...readAt }),
    output: z.object({ sku: z.string(), packed: zCount, of: zCount, left: zCount }),
    refusals: [notFound, outOfScope, parcelState, notInParcel, tooMany, misread, unknownCode],
  }),
  closeParcel: command('fulfillment.closeParcel', {
    permission: 'fulfillment.pack',
    summary:
      'Close a parcel: weighed, measured and ready for its label. A weight that is not that of its goods and box is refused; with a reason, who may override closes it as it is',
    input: z.strictObject({
      parcelId: zParcelId,
      packageTypeId: zPackageTypeId.optional(),
      weightGrams: zQty.max(1_000_000).optional(),
      lengthMm: zQty.max(10_000).optional(),
      widthMm: zQty.max(10_000).optional(),
      heightMm: zQty.max(10_000).optional(),
      carrier: zCarrierText.optional(),
      /** What the carrier calls it; the number of the parcel where none is given. */
      tracking: zCarrierText.optional(),
      ...whyFields,
    }),
    output: z.object({
      number: z.string(),
      tracking: z.string(),
      left: zCount,
      expectedGrams: zCount.nullable(),
      sscc: z.string().nullable(),
    }),
    refusals: [notFound, outOfScope, parcelState, parcelEmpty, packageOff, weightDiffers, tooHeavy, mayNotOverride, ...whyRefusals],
  }),
  voidParcel: command('fulfillment.voidParcel', {
    permission: 'fulfillment.pack',
    summary: 'Void a parcel and its label before handover: its goods stand picked and unpacked again',
    input: z.strictObject({ parcelId: zParcelId }),
    output: z.object({ number: z.string(), qty: zCount }),
    refusals: [notFound, outOfScope, parcelState],
  }),
  handOverParcels: command('fulfillment.handOverParcels', {
    permission: 'fulfillment.ship',
    summary: 'Hand packed parcels to the carrier: each becomes a shipment, its cost is posted and it is invoiced',
    input: z.strictObject({ parcelIds: z.array(zParcelId).min(1).max(PARCELS_MAX) }),
    output: zHandedOver,
    refusals: [...handOverRefusals, parcelState],
  }),
  makeManifest: command('fulfillment.makeManifest', {
    permission: 'fulfillment.ship',
    summary: 'Hand over all packed parcels of a carrier in a warehouse with one list; orders on hold stay behind',
    input: z.strictObject({ warehouseId: zRef, carrier: zCarrierText }),
    output: zHandedOver.extend({ manifestId: z.string(), number: z.string() }),
    refusals: [...handOverRefusals, nothingToHandOver],
  }),
  handOverPicked: command('fulfillment.handOverPicked', {
    permission: 'fulfillment.ship',
    summary: 'Hand over what stands picked for orders of a wave, where the warehouse picks and ships without packing',
    input: z.strictObject({ waveId: zWaveId, orderIds: z.array(zId('so')).min(1).max(PARCELS_MAX).optional() }),
    output: zHandedOver,
    refusals: [...handOverRefusals, packedFirst],
  }),
  takeBack: command('fulfillment.takeBack', {
    permission: 'fulfillment.release',
    summary: 'Take an order back before handover: parcels are voided, picks end, picked goods are to be put back at the cost they had',
    input: z.strictObject({ orderId: zId('so') }),
    output: z.object({ parcels: zCount, tasks: zCount, putBacks: zCount }),
    refusals: [notFound, outOfScope, handedOver, nothingToTakeBack],
  }),
  reversal: query('fulfillment.reversal', {
    permission: 'fulfillment.read',
    summary: 'What hangs on the delivery of an order, from promise to invoice, and what of it can still be taken back',
    input: z.strictObject({ orderId: zId('so') }),
    output: z.object({
      orderNumber: z.string(),
      nodes: z.array(zReversalNode),
    }),
    refusals: [notFound],
  }),
  getParcel: query('fulfillment.getParcel', {
    permission: 'fulfillment.read',
    summary: 'One parcel with its goods, by id or by a number on its label: ours, or its SSCC as a scanner reads it',
    input: z.strictObject({ parcelId: zParcelId.optional(), number: z.string().max(40).optional() }),
    output: zParcel,
    refusals: [notFound],
  }),
  setPackageType: command('fulfillment.setPackageType', {
    permission: 'fulfillment.setup',
    summary: 'Make a box or bag that parcels are packed in, or change everything about one; parcels closed before keep what they weighed',
    input: z.strictObject({
      packageTypeId: zPackageTypeId,
      code: zCode,
      name: zText,
      lengthMm: zQty.max(10_000),
      widthMm: zQty.max(10_000),
      heightMm: zQty.max(10_000),
      /** What it weighs empty. */
      tareGrams: zCount.max(100_000),
      /** What it bears together with its goods and itself; null: nobody said. */
      maxGrams: zQty.max(1_000_000).nullable().default(null),
      active: z.boolean().default(true),
    }),
    output: z.object({ packageTypeId: z.string() }),
    refusals: [alreadyExists],
    edits: ({ packageTypeId }) => [packageTypeId],
  }),
  listPackageTypes: query('fulfillment.listPackageTypes', {
    permission: 'fulfillment.read',
    summary: 'Boxes and bags that parcels are packed in, by code',
    input: z.strictObject({}),
    output: z.object({
      rows: z.array(
        z.object({
          packageTypeId: z.string(),
          code: z.string(),
          name: z.string(),
          lengthMm: zCount,
          widthMm: zCount,
          heightMm: zCount,
          tareGrams: zCount,
          maxGrams: zCount.nullable(),
          active: z.boolean(),
          revision: zCount,
        }),
      ),
    }),
  }),
  listParcels: parcelsList.page,
  countParcels: parcelsList.count,
  facetParcels: parcelsList.facet,
  getManifest: query('fulfillment.getManifest', {
    permission: 'fulfillment.read',
    summary: 'The list of parcels a carrier was given, as CSV',
    input: z.strictObject({ manifestId: zId('mnf') }),
    output: z.object({ number: z.string(), carrier: z.string(), parcels: zCount, csv: z.string() }),
    refusals: [notFound],
  }),
};
