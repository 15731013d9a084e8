import { z } from 'zod';
import { periodLocked } from './accounting.ts';
import { alreadyExists, notFound, outOfScope } from './engine.ts';
import { noCostKnown, notEnough } from './inventory.ts';
import { list } from './list.ts';
import { arrivingLotsKey, lotRefusals, lotsKey } from './lots.ts';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { zDay } from './values/day.ts';
import { zCode, zCount, zQty, zRef, zSku } from './values/field.ts';
import { zId } from './values/id.ts';
import { zInstant } from './values/instant.ts';
import { zMinor } from './values/money.ts';

const zReturnId = zId('ret');
const zLineNo = z.int().positive().max(1_000_000);

/** Most returns one bulk command takes. */
export const BULK_RETURNS_MAX = 1000;
/** Most lines of one return. */
export const RETURN_LINES_MAX = 500;
export const RETURN_STATES = ['expected', 'received', 'credited', 'closed', 'cancelled'] as const;

export const tooMany = refusal(
  'returns.tooMany',
  z.object({ sku: z.string(), asked: z.number().int(), returnable: z.number().int() }),
  (p) => `${p.sku}: ${p.asked} to return, but only ${p.returnable} were shipped and have not come back yet.`,
);
export const wrongState = refusal(
  'returns.wrongState',
  z.object({ returnId: z.string(), state: z.string(), needs: z.string() }),
  (p) => `Return ${p.returnId} is ${p.state}; this needs a return that is ${p.needs}.`,
);
export const notInQuarantine = refusal(
  'returns.notInQuarantine',
  z.object({ returnId: z.string(), lineNo: z.number().int(), asked: z.number().int(), left: z.number().int() }),
  (p) => `Line ${p.lineNo}: ${p.asked} asked, ${p.left} of it still wait in quarantine.`,
);

/** Goods of an order line. */
const zOrderLine = z.strictObject({ orderLineId: z.int().positive(), qty: zQty });
/** Goods of a line of the return. */
const zReturnPart = z.strictObject({ lineNo: zLineNo, qty: zQty });
/** Goods whose sale is not known: their cost is stated, or the cost the item has now, and is flagged. */
const zLooseLine = z.strictObject({ sku: zSku, qty: zQty, unitCostMicros: z.int().min(0).optional(), ...arrivingLotsKey });
const when = { at: zInstant.optional(), on: zDay.optional() };
const head = { returnId: zReturnId.optional(), warehouseId: zRef.optional(), reasonCode: zCode.optional(), ...when };
const zOrderLines = z.array(zOrderLine).min(1).max(RETURN_LINES_MAX);
const zParts = z.array(zReturnPart).min(1).max(RETURN_LINES_MAX).optional();

const receiveRefusals = [notFound, tooMany, noCostKnown, periodLocked, outOfScope, alreadyExists, ...lotRefusals] as const;
const zReceived = z.object({ returnId: z.string(), number: z.string(), value: zCount });
const zCredited = z.object({ returnId: z.string(), creditNoteId: z.string().nullable(), cost: zCount });
const zMoved = z.object({ returnId: z.string(), qty: zCount, value: zCount });

const zReturnRow = z.object({
  id: z.string(),
  number: z.string(),
  orderId: z.string().nullable(),
  partyId: z.string(),
  channelId: z.string().nullable(),
  externalId: z.string().nullable(),
  warehouseId: z.string(),
  state: z.string(),
  openedOn: z.string(),
  receivedOn: z.string().nullable(),
  creditedOn: z.string().nullable(),
  reasonCode: z.string().nullable(),
  entryId: zCount.nullable(),
  creditNoteId: z.string().nullable(),
  revision: zCount,
});

/** One return of a channel: goods of known sales (`orderLineId`), goods whose sale was not found (`itemId`), each with the credit the channel gave. */
export const zChannelReturn = z.strictObject({
  returnId: zReturnId.optional(),
  partyId: zRef,
  channelId: zRef.optional(),
  externalId: z.string().min(1).max(120).optional(),
  warehouseId: zRef.optional(),
  reasonCode: zCode.optional(),
  ...when,
  lines: z
    .array(
      z.strictObject({
        itemId: zRef,
        qty: zQty,
        shipmentLineId: z.int().positive().optional(),
        orderLineId: z.int().positive().optional(),
        unitCostMicros: z.int().min(0).optional(),
        /** What the channel gave back for the line, before and of tax, minor units, positive. Left out: as it was invoiced. */
        net: zMinor.min(0).optional(),
        tax: zMinor.min(0).optional(),
      }),
    )
    .min(1)
    .max(RETURN_LINES_MAX),
  /** Charges given back with the goods (postage), amounts positive. */
  charges: z
    .array(
      z.strictObject({
        title: z.string().trim().min(1).max(200),
        revenueRole: z.string().min(1).max(80),
        net: zMinor.min(0),
        tax: zMinor.min(0),
      }),
    )
    .max(100)
    .default([]),
});

/** What comes back, by day of registration. */
export const returnsList = list('returns.returns', {
  permission: 'returns.read',
  summary: 'Returns, latest first unless sorted otherwise',
  row: zReturnRow.extend({
    orderNumber: z.string().nullable(),
    partyName: z.string(),
    warehouseCode: z.string(),
    channelName: z.string().nullable(),
  }),
  key: ['id'],
  kinds: { openedOn: 'day', receivedOn: 'day', creditedOn: 'day', entryId: 'int', revision: 'int' },
  sortable: ['openedOn', 'number'],
  filterable: [
    'id',
    'number',
    'state',
    'openedOn',
    'orderId',
    'orderNumber',
    'partyId',
    'partyName',
    'channelId',
    'warehouseId',
    'reasonCode',
  ],
  facets: ['state', 'channelId', 'warehouseId', 'reasonCode'],
  totals: [],
  order: { column: 'openedOn', direction: 'desc' },
  scope: ['warehouse', 'channel'],
});

export const returnsOperations = {
  announceReturn: command('returns.announceReturn', {
    permission: 'returns.write',
    summary: 'Expect goods back from an order; nothing is posted until they arrive or the customer is credited',
    input: z.strictObject({ ...head, orderId: zId('so'), lines: zOrderLines }),
    output: z.object({ returnId: z.string(), number: z.string() }),
    refusals: [notFound, tooMany, alreadyExists, outOfScope],
  }),
  receiveReturn: command('returns.receiveReturn', {
    permission: 'returns.receive',
    summary: 'Take goods of an order back into quarantine at the cost they left at; without lots, those of the sale in the order they left',
    input: z.strictObject({ ...head, orderId: zId('so'), lines: z.array(zOrderLine.extend(lotsKey)).min(1).max(RETURN_LINES_MAX) }),
    output: zReceived,
    refusals: receiveRefusals,
  }),
  receiveUnmatched: command('returns.receiveUnmatched', {
    permission: 'returns.receive',
    summary: 'Take goods into quarantine whose sale is not known; their cost is flagged',
    input: z.strictObject({ ...head, partyId: zRef, lines: z.array(zLooseLine).min(1).max(RETURN_LINES_MAX) }),
    output: zReceived,
    refusals: receiveRefusals,
  }),
  receiveAnnounced: command('returns.receiveAnnounced', {
    permission: 'returns.receive',
    summary: 'The goods of an expected return have arrived, all of them',
    input: z.strictObject({ returnId: zReturnId, ...when }),
    output: zReceived,
    refusals: [...receiveRefusals, wrongState],
    edits: ({ returnId }) => [returnId],
  }),
  creditReturn: command('returns.creditReturn', {
    permission: 'returns.credit',
    summary: 'Credit the customer for a return: credit note, and cost of sales back at the original cost',
    input: z.strictObject({ returnId: zReturnId, on: zDay.optional() }),
    output: zCredited,
    refusals: [notFound, wrongState, periodLocked, outOfScope],
    edits: ({ returnId }) => [returnId],
  }),
  receiveAndCredit: command('returns.receiveAndCredit', {
    permission: 'returns.credit',
    summary: 'Take back and credit the returns of a channel, many at once',
    input: z.strictObject({ returns: z.array(zChannelReturn).min(1).max(BULK_RETURNS_MAX) }),
    output: z.object({ returns: zCount, lines: zCount, qty: zCount, value: zCount, flagged: zCount, credited: zCount }),
    refusals: receiveRefusals,
  }),
  restock: command('returns.restock', {
    permission: 'returns.receive',
    summary: 'Put goods of a return from quarantine back on sale, all or some',
    input: z.strictObject({ returnId: zReturnId, lines: zParts, ...when }),
    output: zMoved,
    refusals: [notFound, wrongState, notInQuarantine, notEnough, periodLocked, outOfScope],
    edits: ({ returnId }) => [returnId],
  }),
  writeDown: command('returns.writeDown', {
    permission: 'returns.write-off',
    summary: 'Scrap goods of a return that cannot be sold, to the account of the reason',
    input: z.strictObject({ returnId: zReturnId, reasonCode: zCode, lines: zParts, ...when }),
    output: zMoved,
    refusals: [notFound, wrongState, notInQuarantine, notEnough, periodLocked, outOfScope],
    edits: ({ returnId }) => [returnId],
  }),
  closeMissing: command('returns.closeMissing', {
    permission: 'returns.write-off',
    summary: 'Give up goods that were credited but never arrived: the cost becomes a loss',
    input: z.strictObject({ returnId: zReturnId, on: zDay.optional() }),
    output: z.object({ returnId: z.string(), loss: zCount }),
    refusals: [notFound, wrongState, periodLocked, outOfScope],
    edits: ({ returnId }) => [returnId],
  }),
  cancelReturn: command('returns.cancelReturn', {
    permission: 'returns.write',
    summary: 'An expected return will not come and nothing was credited for it',
    input: z.strictObject({ returnId: zReturnId }),
    output: z.object({ returnId: z.string() }),
    refusals: [notFound, wrongState, outOfScope],
    edits: ({ returnId }) => [returnId],
  }),
  listReturns: returnsList.page,
  countReturns: returnsList.count,
  facetReturns: returnsList.facet,
  getReturn: query('returns.getReturn', {
    permission: 'returns.read',
    summary: 'One return with its lines, what they cost and where they are',
    input: z.strictObject({ returnId: zReturnId }),
    output: zReturnRow.extend({
      lines: z.array(
        z.object({
          lineNo: zCount,
          itemId: z.string(),
          sku: z.string(),
          qty: zCount,
          value: zCount,
          costFlag: z.boolean(),
          restocked: zCount,
          writtenDown: zCount,
          orderLineId: zCount.nullable(),
          shipmentLineId: zCount.nullable(),
          moveId: zCount.nullable(),
        }),
      ),
    }),
    refusals: [notFound],
  }),
};
