import { z } from 'zod';
import { periodLocked } from './accounting.ts';
import { alreadyExists, notFound, outOfScope } from './engine.ts';
import { otherWarehouse, placeTakesNoStock } from './inventory-places.ts';
import { arrivingLotsKey, countedLotKey, lotRefusals, lotsKey } from './lots.ts';
import { command } from './operation.ts';
import { saysWhy, WHY_MISSING, whyFields, whyRefusals } from './reason.ts';
import { refusal } from './refusal.ts';
import { zDay } from './values/day.ts';
import { zCode, zQty, zRef, zSku, zText } from './values/field.ts';
import { zId } from './values/id.ts';
import { zInstant } from './values/instant.ts';

const zMemo = z.string().trim().max(500).default('');
const zMicros = z.int().min(0);

/** Most lines one stock document takes. */
export const STOCK_LINES_MAX = 5000;

export const notEnough = refusal(
  'inventory.notEnough',
  z.object({ itemId: z.string(), sku: z.string(), locationId: z.string(), onHand: z.number().int(), asked: z.number().int() }),
  (p) => `${p.sku}: ${p.asked} asked, ${p.onHand} on hand at this location. Count it, receive it, or take less.`,
);
export const reservedForOthers = refusal(
  'inventory.reservedForOthers',
  z.object({ itemId: z.string(), sku: z.string(), warehouseId: z.string(), available: z.number().int(), asked: z.number().int() }),
  (p) => `${p.sku}: ${p.asked} asked, ${p.available} not promised to others. Release a reservation, or take less.`,
);
export const onHold = refusal(
  'inventory.onHold',
  z.object({ subjectKind: z.string(), subjectId: z.string(), code: z.string(), detail: z.string() }),
  (p) => `A hold stands on ${p.subjectKind.replaceAll('-', ' ')} ${p.subjectId} (${p.code}: ${p.detail}). Release the hold first.`,
);
export const notStocked = refusal('inventory.notStocked', z.object({ sku: z.string() }), (p) => `${p.sku} is a service; it has no stock.`);
export const noCostKnown = refusal(
  'inventory.noCostKnown',
  z.object({ itemId: z.string(), sku: z.string() }),
  (p) => `${p.sku} has no cost yet. State a unit cost, or a standard cost in the catalogue; stock is never taken in at nothing by default.`,
);
export const returnExceedsIssue = refusal(
  'inventory.returnExceedsIssue',
  z.object({ itemId: z.string(), sku: z.string(), asked: z.number().int(), returnable: z.number().int() }),
  (p) => `${p.sku}: ${p.asked} returned, but only ${p.returnable} of what went out have not come back yet.`,
);
export const belowZeroSince = refusal(
  'inventory.belowZeroSince',
  z.object({ sku: z.string(), on: z.string() }),
  (p) =>
    `${p.sku} left before it came on or after ${p.on}, and other goods have come for it since: its costs cannot be made again from there. Give the receipt the day of today.`,
);
export const laterIssues = refusal(
  'inventory.laterIssues',
  z.object({ sku: z.string(), on: z.string(), last: z.string() }),
  (p) =>
    `${p.sku} left after ${p.on}, last on ${p.last}, and this company takes no receipt dated back before that. Receive it as of ${p.last} or later, or change the policy for receipts dated back.`,
);
export const nothingToMove = refusal(
  'inventory.nothingToMove',
  z.object({}),
  () => 'From and to are the same place, so nothing would move.',
);
export const transferDone = refusal(
  'inventory.transferDone',
  z.object({ documentId: z.string() }),
  () => 'This transfer has been received in full already.',
);
export const transferExceeded = refusal(
  'inventory.transferExceeded',
  z.object({ sku: z.string(), asked: z.number().int(), underWay: z.number().int() }),
  (p) => `${p.sku}: ${p.asked} received, ${p.underWay} under way. Receive what was shipped and count the rest.`,
);
export const heldByRule = refusal(
  'inventory.heldByRule',
  z.object({ code: z.string() }),
  (p) => `The rule ${p.code} placed this hold; lift it on the order, or in the list of holds.`,
);
export const holdReleased = refusal(
  'inventory.holdReleased',
  z.object({ holdId: z.string() }),
  () => 'This hold has been released already.',
);

/** An item by id or by SKU, one of them. */
export const itemKey = { itemId: zRef.optional(), sku: zSku.optional() };
/** `pack`: code of a pack of the item the line counts in; left out, it counts single units. */
export const packKey = { pack: zCode.optional() };
export const oneItem = (line: { itemId?: string | undefined; sku?: string | undefined }) =>
  (line.itemId === undefined) !== (line.sku === undefined);
export const ITEM_WORDING = { error: 'name the item by itemId or by sku' };

/** Unit cost in micros per unit (per pack, where the line counts packs), or the value of the whole line in minor units. */
const costKey = { unitCostMicros: zMicros.optional(), value: z.int().min(0).optional() };
const zCostLine = z
  .strictObject({ ...itemKey, ...packKey, qty: zQty, ...costKey, ...arrivingLotsKey })
  .refine(oneItem, ITEM_WORDING)
  .refine((l) => (l.unitCostMicros === undefined) !== (l.value === undefined), { error: 'state unitCostMicros or value' });
const zQtyLine = z.strictObject({ ...itemKey, ...packKey, qty: zQty, ...lotsKey }).refine(oneItem, ITEM_WORDING);
const zCountLine = z
  .strictObject({ ...itemKey, ...packKey, counted: z.int().min(0), unitCostMicros: zMicros.optional(), ...countedLotKey })
  .refine(oneItem, ITEM_WORDING);

/** What every stock document may say of itself. `at` defaults to now, or to the start of `on` for another day. */
const paper = { id: zId('sd').optional(), on: zDay.optional(), at: zInstant.optional(), memo: zMemo };
export const zPosted = z.object({ documentId: z.string(), number: z.string(), lines: z.number().int(), value: z.number().int() });
export const moveRefusals = [
  notFound,
  notStocked,
  notEnough,
  reservedForOthers,
  onHold,
  noCostKnown,
  outOfScope,
  periodLocked,
  alreadyExists,
  placeTakesNoStock,
  ...lotRefusals,
] as const;

export const inventoryOperations = {
  postOpening: command('inventory.postOpening', {
    permission: 'inventory.receive',
    summary: 'Take in the stock a company starts with, against the opening balance',
    input: z.strictObject({ ...paper, warehouseId: zRef, lines: z.array(zCostLine).min(1).max(STOCK_LINES_MAX) }),
    output: zPosted,
    refusals: moveRefusals,
  }),
  receiveStock: command('inventory.receiveStock', {
    permission: 'inventory.receive',
    summary: 'Receive goods that have no purchase order; what is owed for them waits under the receipt',
    input: z.strictObject({
      ...paper,
      warehouseId: zRef,
      locationId: zRef.optional(),
      partyId: zRef.optional(),
      lines: z.array(zCostLine).min(1).max(STOCK_LINES_MAX),
    }),
    output: zPosted,
    refusals: [...moveRefusals, laterIssues, belowZeroSince],
  }),
  transferStock: command('inventory.transferStock', {
    permission: 'inventory.move',
    summary: 'Move stock between places at once; cost and first date travel along',
    input: z.strictObject({ ...paper, fromLocationId: zRef, toLocationId: zRef, lines: z.array(zQtyLine).min(1).max(STOCK_LINES_MAX) }),
    output: zPosted,
    refusals: [...moveRefusals, nothingToMove],
  }),
  putAway: command('inventory.putAway', {
    permission: 'inventory.move',
    summary: 'Put goods away from the place they came in at, to the places named or the ones the rules say',
    input: z.strictObject({
      ...paper,
      fromLocationId: zRef,
      /** Left out: all that stands there. A line without a place goes where the rules say. */
      lines: z
        .array(
          z.strictObject({ ...itemKey, ...packKey, qty: zQty, toLocationId: zRef.optional(), ...lotsKey }).refine(oneItem, ITEM_WORDING),
        )
        .min(1)
        .max(STOCK_LINES_MAX)
        .optional(),
    }),
    output: zPosted,
    refusals: [...moveRefusals, nothingToMove, otherWarehouse],
  }),
  shipTransfer: command('inventory.shipTransfer', {
    permission: 'inventory.move',
    summary: 'Send stock on its way to another warehouse; it is in transit until received',
    input: z.strictObject({ ...paper, fromLocationId: zRef, toLocationId: zRef, lines: z.array(zQtyLine).min(1).max(STOCK_LINES_MAX) }),
    output: zPosted,
    refusals: [...moveRefusals, nothingToMove],
  }),
  receiveTransfer: command('inventory.receiveTransfer', {
    permission: 'inventory.move',
    summary: 'Receive a transfer; what is given up as lost goes to transit losses',
    input: z.strictObject({
      documentId: zId('sd'),
      on: zDay.optional(),
      at: zInstant.optional(),
      /** Left out: everything under way arrived. */
      lines: z
        .array(z.strictObject({ lineNo: z.int().positive(), received: z.int().min(0), lost: z.int().min(0).default(0), ...lotsKey }))
        .min(1)
        .max(STOCK_LINES_MAX)
        .optional(),
    }),
    output: zPosted.extend({ lost: z.number().int(), lostValue: z.number().int() }),
    refusals: [...moveRefusals, transferDone, transferExceeded, nothingToMove],
    edits: ({ documentId }) => [documentId],
  }),
  postCount: command('inventory.postCount', {
    permission: 'inventory.count',
    summary: 'Book counted quantities of a place; differences are gains and losses of the reason code',
    input: z.strictObject({ ...paper, locationId: zRef, reasonCode: zCode, lines: z.array(zCountLine).min(1).max(STOCK_LINES_MAX) }),
    output: zPosted.extend({ gained: z.number().int(), lost: z.number().int(), released: z.number().int() }),
    refusals: moveRefusals,
  }),
  writeDown: command('inventory.writeDown', {
    permission: 'inventory.count',
    summary: 'Scrap stock that cannot be sold, to the account of the reason code',
    input: z.strictObject({ ...paper, locationId: zRef, reasonCode: zCode, lines: z.array(zQtyLine).min(1).max(STOCK_LINES_MAX) }),
    output: zPosted.extend({ released: z.number().int() }),
    refusals: moveRefusals,
  }),
  reserveStock: command('inventory.reserveStock', {
    permission: 'inventory.reserve',
    summary: 'Set stock aside by hand, for a customer on the phone or a photo shoot',
    input: z.strictObject({
      subjectId: zRef,
      itemId: zRef,
      warehouseId: zRef,
      qty: zQty,
      mode: z.enum(['partial', 'all-or-nothing']).default('partial'),
      priority: z.int().min(-1000).max(1000).default(0),
    }),
    output: z.object({ granted: z.number().int(), line: z.number().int().nullable() }),
    refusals: [notFound, onHold, outOfScope],
  }),
  releaseStock: command('inventory.releaseStock', {
    permission: 'inventory.reserve',
    summary: 'Give back what was set aside by hand',
    input: z.strictObject({ subjectId: zRef }),
    output: z.object({ released: z.number().int() }),
  }),
  placeHold: command('inventory.placeHold', {
    permission: 'inventory.hold',
    summary: 'Stop an order, an item or another subject from being reserved and moved',
    input: z.strictObject({
      id: zId('hld').optional(),
      subjectKind: zCode,
      subjectId: zRef,
      code: zCode,
      severity: z.enum(['block', 'warn']).default('block'),
      detail: zText,
    }),
    output: z.object({ holdId: z.string() }),
  }),
  releaseHold: command('inventory.releaseHold', {
    permission: 'inventory.hold',
    summary: 'Lift a hold, saying why',
    input: z.strictObject({ holdId: zId('hld'), ...whyFields }).refine(saysWhy, WHY_MISSING),
    output: z.object({ holdId: z.string() }),
    refusals: [notFound, holdReleased, heldByRule, ...whyRefusals],
    edits: ({ holdId }) => [holdId],
  }),
};
