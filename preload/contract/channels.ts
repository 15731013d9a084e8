import { z } from 'zod';
import { exceptionsList, inboxList, runsList, unknownSkusList } from './channels-lists.ts';
import { notFound } from './engine.ts';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { zDay } from './values/day.ts';
import { pageWindow, zCode, zRef } from './values/field.ts';
import { kindOfId, zId } from './values/id.ts';
import { zInstant } from './values/instant.ts';
import { zCurrency } from './values/money.ts';

/** Most records and lines one import command takes: a batch is one commit. */
export const IMPORT_RECORDS_MAX = 1000;
export const IMPORT_LINES_MAX = 20_000;

const zSku = z.string().min(1).max(80);
const zExternalId = z.string().min(1).max(120);
const zHash = z.string().regex(/^[0-9a-f]{64}$/);

export const LINE_KINDS = [
  'item',
  'shipping',
  'voucher',
  'marketplace-fee',
  'bank-charge',
  'commission',
  'discount',
  'manual',
  'sample',
  'bad-debt',
  'stock-loss',
  'stock-gain',
] as const;

/** Why a record of a sound file is not an order. */
export const REJECT_REASONS = [
  'missing-order-number',
  'unknown-order-prefix',
  'missing-sku',
  'sku-in-scientific-notation',
  'bad-quantity',
  'negative-quantity',
  'positive-quantity-in-cancellation',
  'bad-price',
  'negative-price',
  'amount-too-large',
  'bad-date',
  'date-in-clock-gap',
  'bad-customer',
  'headers-disagree',
  'too-many-lines',
] as const;

const zLine = z.strictObject({
  lineNo: z.int().positive(),
  kind: z.enum(LINE_KINDS),
  sku: zSku,
  rawSku: z.string().max(80),
  title: z.string().max(500).nullable(),
  note: z.string().max(500).nullable(),
  quantity: z.int(),
  unitPriceMicros: z.int(),
  amountMinor: z.int(),
});
export const zChannelOrder = z.strictObject({
  type: z.literal('order'),
  externalId: zExternalId,
  kind: z.enum(['sale', 'cancellation', 'adjustment']),
  placedAt: zInstant,
  placedOn: zDay,
  currency: zCurrency,
  customer: z.strictObject({
    externalId: z.string().max(120).nullable(),
    country: z.string().length(2).nullable(),
    countryName: z.string().max(100).nullable(),
  }),
  lines: z.array(zLine).min(1).max(2000),
  totalMinor: z.int(),
  rawHash: zHash,
  rowNumbers: z.array(z.int()).max(2000),
  warnings: z.array(z.string().max(500)).max(100),
});
export const zRejectedRecord = z.strictObject({
  type: z.literal('rejected'),
  externalId: zExternalId.nullable(),
  reason: z.enum(REJECT_REASONS),
  detail: z.string().max(1000),
  rowNumbers: z.array(z.int()).max(2000),
  raw: z.array(z.array(z.string()).max(200)).max(200),
  rawHash: zHash,
  amountMinor: z.int().nullable(),
});
const zRecord = z.discriminatedUnion('type', [zChannelOrder, zRejectedRecord]);

export const unknownChannel = refusal(
  'channels.unknownChannel',
  z.object({ channelId: z.string() }),
  (p) => `There is no ${kindOfId(p.channelId) ? 'such channel' : `channel ${p.channelId}`}. Create it first.`,
);
export const wrongCurrency = refusal(
  'channels.wrongCurrency',
  z.object({ externalId: z.string(), currency: z.string(), channel: z.string() }),
  (p) => `Order ${p.externalId} is in ${p.currency}, the channel works in ${p.channel}. Amounts of different currencies are never mixed.`,
);
export const batchTooLarge = refusal(
  'channels.batchTooLarge',
  z.object({ lines: z.number().int() }),
  (p) => `A batch takes at most ${IMPORT_LINES_MAX} lines; this one has ${p.lines}. Send smaller batches.`,
);
export const stockDoubtful = refusal(
  'channels.stockDoubtful',
  z.object({ doubt: z.enum(['stock-file-empty', 'stock-file-shrunk', 'stock-file-zeroed']), from: z.number().int(), to: z.number().int() }),
  (p) =>
    `This push would empty the partner's shop (${p.doubt}: ${p.from} before, ${p.to} now). Nothing was sent. Find out why, or push again with \`confirmed\`.`,
);
export const mappedInstead = refusal(
  'channels.mappedInstead',
  z.object({ sku: z.string() }),
  (p) => `Records wait for ${p.sku}. Say what it means instead: they come in by that, and this is healed.`,
);

/** Kind of outbox item that carries a stock file, and what it carries: the host's carrier renders and delivers it. */
export const STOCK_FILE = 'stock-file';
export const zStockFile = z.object({
  channel: zCode,
  sequence: z.int(),
  asOf: zInstant,
  rows: z.array(z.object({ sku: zSku, quantity: z.int().min(0) })),
});

const zCounts = z.object({
  imported: z.number().int(),
  unchanged: z.number().int(),
  unresolved: z.number().int(),
  parked: z.number().int(),
  orders: z.number().int(),
  lines: z.number().int(),
});
export const channelsOperations = {
  createChannel: command('channels.createChannel', {
    permission: 'channels.write',
    summary: 'Connect a shop account: its connector, currency, and when it takes the money',
    input: z.strictObject({
      id: zId('chn').optional(),
      code: zCode,
      name: z.string().min(1).max(200),
      connector: z.string().min(1).max(60),
      zone: z.string().min(1).max(60),
      currency: zCurrency,
      payment: z.enum(['before-shipment', 'at-shipment', 'on-account']),
      stockBuffer: z.int().min(0).default(0),
    }),
    output: z.object({ channelId: z.string() }),
  }),
  openRun: command('channels.openRun', {
    permission: 'channels.import',
    summary: 'Note that a source is being read; the same content is known by its hash',
    internal: true,
    input: z.strictObject({ runId: zRef, channelId: zRef, source: z.string().min(1).max(300), sourceHash: zHash }),
    output: z.object({ runId: z.string(), state: z.string() }),
    refusals: [unknownChannel],
  }),
  importBatch: command('channels.importBatch', {
    permission: 'channels.import',
    summary: 'Take records of a channel in: raw inbox, orders, exceptions; once per external id',
    internal: true,
    input: z.strictObject({ channelId: zRef, runId: zRef, records: z.array(zRecord).min(1).max(IMPORT_RECORDS_MAX) }),
    output: zCounts,
    refusals: [unknownChannel, wrongCurrency, batchTooLarge],
  }),
  settleBatch: command('channels.settleBatch', {
    permission: 'channels.import',
    summary: 'Allocate, ship and invoice the imported sales of a batch and post its cancellations and adjustments, on their own dates',
    internal: true,
    input: z.strictObject({ channelId: zRef, externalIds: z.array(zExternalId).min(1).max(IMPORT_RECORDS_MAX) }),
    output: z.object({
      shipments: z.number().int(),
      returns: z.number().int(),
      adjustments: z.number().int(),
      onHold: z.number().int(),
      /** units */ short: z.number().int(),
      exceptions: z.number().int(),
    }),
    refusals: [unknownChannel],
  }),
  finishRun: command('channels.finishRun', {
    permission: 'channels.import',
    summary: 'Close a run with what became of its records',
    internal: true,
    input: z.strictObject({ runId: zRef, state: z.enum(['done', 'failed', 'rejected']), message: z.string().max(500).optional() }),
    output: z.object({ records: z.number().int(), imported: z.number().int(), parked: z.number().int() }),
    refusals: [notFound],
  }),
  closeException: command('channels.closeException', {
    permission: 'channels.write',
    summary: 'Decide an exception and say how; a SKU that means nothing yet is mapped instead',
    input: z.strictObject({ exceptionId: z.int().positive(), resolution: z.string().trim().min(3).max(300) }),
    output: z.object({ exceptionId: z.number().int() }),
    refusals: [notFound, mappedInstead],
  }),
  pushStock: command('channels.pushStock', {
    permission: 'channels.import',
    summary: 'Queue the sellable stock of every mapped SKU for the channel',
    input: z.strictObject({ channelId: zRef, confirmed: z.boolean().default(false) }),
    output: z.object({ rows: z.number().int(), changed: z.number().int(), sequence: z.number().int() }),
    refusals: [unknownChannel, stockDoubtful],
  }),
  proveMoney: query('channels.proveMoney', {
    permission: 'channels.read',
    summary: 'Everything a channel delivered, in money: posted + parked, from the books',
    input: z.strictObject({ channelId: zRef }),
    output: z.object({
      delivered: z.number().int(),
      invoiced: z.number().int(),
      credited: z.number().int(),
      adjusted: z.number().int(),
      posted: z.number().int(),
      waiting: z.number().int(),
      unresolved: z.number().int(),
      parked: z.number().int(),
      dropped: z.number().int(),
      gap: z.number().int(),
    }),
  }),
  listChannels: query('channels.listChannels', {
    permission: 'channels.read',
    summary: 'Channels',
    input: z.strictObject({}),
    output: z.object({
      rows: z.array(
        z.object({
          id: z.string(),
          code: z.string(),
          name: z.string(),
          connector: z.string(),
          currency: z.string(),
          payment: z.string(),
          revision: z.number().int(),
        }),
      ),
    }),
  }),
  listRuns: runsList.page,
  countRuns: runsList.count,
  facetRuns: runsList.facet,
  listInbox: inboxList.page,
  countInbox: inboxList.count,
  facetInbox: inboxList.facet,
  getInboxRecord: query('channels.getInboxRecord', {
    permission: 'channels.read',
    summary: 'One record as the channel delivered it; the payload is null once it was erased',
    input: z.strictObject({ recordId: z.int().positive() }),
    output: z.object({
      id: z.number().int(),
      channelId: z.string(),
      externalId: z.string(),
      runId: z.string(),
      kind: z.string(),
      amount: z.number().int(),
      state: z.string(),
      reason: z.string().nullable(),
      orderId: z.string().nullable(),
      settled: z.boolean(),
      receivedAt: z.string(),
      placedAt: z.string(),
      payload: z.json(),
      payloadHash: z.string(),
    }),
    refusals: [notFound],
  }),
  listUnknownSkus: unknownSkusList.page,
  countUnknownSkus: unknownSkusList.count,
  facetUnknownSkus: unknownSkusList.facet,
  listPushes: query('channels.listPushes', {
    permission: 'channels.read',
    summary: 'Stock last told to a channel by SKU, beside what is sellable there now',
    input: z.strictObject({ ...pageWindow, channelId: zRef }),
    output: z.object({
      rows: z.array(
        z.object({
          itemId: z.string(),
          sku: z.string(),
          told: z.number().int(),
          toldAt: z.string(),
          sellable: z.number().int(),
        }),
      ),
    }),
  }),
  listExceptions: exceptionsList.page,
  countExceptions: exceptionsList.count,
  facetExceptions: exceptionsList.facet,
};
