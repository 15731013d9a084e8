import { batchTooLarge, IMPORT_LINES_MAX, wrongCurrency } from '../../../preload/contract/channels.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../engine/context.ts';
import { ensureParties } from '../parties/index.ts';
import { createOrders } from '../sales/index.ts';
import { type Meaning, type MeantLine, type MeantOrder, meanings, meant } from './meanings.ts';
import { type Channel, isGoods } from './model.ts';
import type { ChannelOrder, ChannelRecord } from './port.ts';
import { type ExceptionDraft, healExceptions, openExceptions } from './store.ts';

export interface ImportCounts {
  imported: number;
  unchanged: number;
  unresolved: number;
  parked: number;
  orders: number;
  lines: number;
}

/**
 * Takes records in, once per external id: the raw record into the inbox, sales as orders with the channel's own amounts,
 * unknown SKUs and unreadable records parked with an exception. Cancellations and adjustments wait for `settleRecords`.
 * A known record with other content is not overwritten; it becomes an exception. One that could not be read and comes again
 * readable takes the place of its first version. Bulk: a handful of statements.
 */
export async function importRecords(
  ctx: CommandContext,
  channel: Channel,
  runId: string,
  records: readonly ChannelRecord[],
): Promise<ImportCounts> {
  const counts: ImportCounts = { imported: 0, unchanged: 0, unresolved: 0, parked: 0, orders: 0, lines: 0 };
  const lines = records.reduce((n, r) => n + (r.type === 'order' ? r.lines.length : r.rowNumbers.length), 0);
  if (lines > IMPORT_LINES_MAX) throw refuse(batchTooLarge, { lines });
  const exceptions: ExceptionDraft[] = [];
  const { fresh, mended } = await withoutKnown(ctx, channel, records, counts, exceptions);
  const orders = fresh.filter((r) => r.type === 'order');
  for (const o of orders)
    if (o.currency !== channel.currency)
      throw refuse(wrongCurrency, { externalId: o.externalId, currency: o.currency, channel: channel.currency });
  const known = await meanings(
    ctx,
    channel,
    orders.flatMap((o) => o.lines),
  );
  const outcome = new Map<string, Outcome>();
  for (const record of fresh) {
    if (record.type === 'order') outcome.set(record.externalId, judge(record, known, exceptions));
    else exceptions.push({ kind: 'bad-record', subject: inboxKey(record), detail: record.detail, amount: record.amountMinor ?? 0 });
  }
  const sales = orders.filter((o) => outcome.get(o.externalId)?.state === 'imported').map((o) => meant(o, known));
  const orderIds = await createSales(ctx, channel, sales.filter(becomesOrder));
  const rows = fresh.map((record) => {
    const state: Outcome['state'] | 'parked' = record.type === 'order' ? (outcome.get(record.externalId)?.state ?? 'parked') : 'parked';
    counts[state === 'imported' ? 'imported' : state === 'unresolved' ? 'unresolved' : 'parked'] += 1;
    return {
      id: mended.get(inboxKey(record)) ?? ctx.nextId('inbox'),
      channel_id: channel.id,
      external_id: inboxKey(record),
      run_id: runId,
      kind: record.type === 'order' ? record.kind : 'rejected',
      payload: JSON.stringify(record),
      payload_hash: record.rawHash,
      amount: record.type === 'order' ? record.totalMinor : (record.amountMinor ?? 0),
      state,
      reason: record.type === 'order' ? (outcome.get(record.externalId)?.reason ?? null) : record.reason,
      order_id: record.type === 'order' ? (orderIds.get(record.externalId) ?? null) : null,
      settled: 0 as const,
      received_at: ctx.now,
      placed_at: record.type === 'order' ? record.placedAt : ctx.now,
    };
  });
  await ctx.tx.insertMany(
    'inbox',
    rows.filter((r) => !mended.has(r.external_id)),
  );
  await ctx.tx.updateMany(
    'inbox',
    ['id'],
    rows.filter((r) => mended.has(r.external_id)),
  );
  await healExceptions(ctx, channel.id, 'bad-record', [...mended.keys()], 'sent again, readable');
  await openExceptions(ctx, channel.id, exceptions);
  counts.orders = orderIds.size;
  counts.lines = lines;
  return counts;
}

/** A record that could not even be numbered is known by its rows and what stood in them: another file has such rows, too. */
const inboxKey = (r: ChannelRecord) =>
  r.externalId ?? `rows ${r.rowNumbers[0] ?? 0}-${r.rowNumbers.at(-1) ?? 0}, ${r.rawHash.slice(0, 12)}`;

/** A sale with goods becomes an order; one of charges only is posted as it stands when it is settled. */
const becomesOrder = (o: MeantOrder) => o.kind === 'sale' && o.lines.some((l) => l.itemId !== null);

interface Outcome {
  readonly state: 'imported' | 'unresolved';
  readonly reason: string | null;
}

function judge(order: ChannelOrder, known: ReadonlyMap<string, Meaning>, exceptions: ExceptionDraft[]): Outcome {
  const unknown = order.lines.filter((l) => isGoods(l.kind) && !known.has(l.sku));
  for (const l of unknown)
    exceptions.push({
      kind: 'unknown-sku',
      subject: l.sku,
      detail: `${l.title ?? l.sku} of order ${order.externalId} is not in the catalogue`,
      amount: l.amountMinor,
      happenedOn: order.placedOn,
    });
  return unknown.length > 0
    ? {
        state: 'unresolved',
        reason: `unknown SKU ${unknown
          .map((l) => l.sku)
          .slice(0, 5)
          .join(', ')}`,
      }
    : { state: 'imported', reason: null };
}

interface Sorted {
  readonly fresh: ChannelRecord[];
  /** Inbox rows of records that could not be read when they came first and can be now, by key. */
  readonly mended: ReadonlyMap<string, number>;
}

async function withoutKnown(
  ctx: CommandContext,
  channel: Channel,
  records: readonly ChannelRecord[],
  counts: ImportCounts,
  exceptions: ExceptionDraft[],
): Promise<Sorted> {
  const rows = await ctx.tx.db
    .selectFrom(
      ctx.tx
        .rowset(
          records.map((r) => ({ external_id: inboxKey(r) })),
          { external_id: 'text' },
        )
        .as('w'),
    )
    .crossJoin('inbox')
    .whereRef('inbox.external_id', '=', 'w.external_id')
    .select(['inbox.id', 'inbox.external_id', 'kind', 'payload_hash'])
    .where('channel_id', '=', channel.id)
    .execute();
  const unread = new Map(rows.filter((r) => r.kind === 'rejected').map((r) => [r.external_id, r.id]));
  const hashes = new Map(rows.map((r) => [r.external_id, r.payload_hash]));
  const fresh: ChannelRecord[] = [];
  const mended = new Map<string, number>();
  for (const record of records) {
    const key = inboxKey(record);
    const first = unread.get(key);
    if (record.type === 'order' && first !== undefined && !mended.has(key)) {
      mended.set(key, first);
      hashes.set(key, record.rawHash);
      fresh.push(record);
      continue;
    }
    const hash = hashes.get(key);
    if (hash === undefined) {
      hashes.set(key, record.rawHash);
      fresh.push(record);
      continue;
    }
    counts.unchanged += 1;
    if (record.type === 'order' && hash !== record.rawHash)
      exceptions.push({
        kind: 'changed-after-import',
        subject: key,
        detail: `The channel sent ${key} again with other content; the first version stands`,
        amount: record.totalMinor,
      });
  }
  return { fresh, mended };
}

async function createSales(ctx: CommandContext, channel: Channel, sales: readonly MeantOrder[]): Promise<Map<string, string>> {
  if (sales.length === 0) return new Map();
  const parties = await partiesOf(ctx, channel, sales);
  const drafts = sales.map((o) => ({
    channelId: channel.id,
    externalId: o.externalId,
    partyId: parties.get(o.customer.externalId ?? '') ?? channel.guest_party_id,
    orderedAt: o.placedAt,
    orderedOn: o.placedOn,
    currency: o.currency,
    country: o.customer.country ?? 'ZZ',
    payment: channel.payment,
    channelTotal: o.totalMinor,
    lines: o.lines.map(lineOf),
    ...(channel.payment === 'before-shipment' && o.totalMinor > 0
      ? { captured: { on: o.placedOn, amount: o.totalMinor, externalId: o.externalId } }
      : {}),
  }));
  const created = await createOrders(ctx, drafts);
  return new Map(created.map((c, i) => [sales[i]?.externalId ?? '', c.orderId]));
}

function lineOf(l: MeantLine) {
  const amounts = { net: l.amountMinor, tax: 0, total: l.amountMinor };
  const common = { sku: l.rawSku, title: l.title ?? l.sku, qty: Math.abs(l.quantity), amounts };
  if (l.itemId !== null)
    return { ...common, kind: 'item' as const, unitPriceMicros: l.unitPriceMicros, itemId: l.itemId, packId: l.packId };
  if (l.role === null) throw new Error(`${l.sku} means nothing here and cannot be ordered`);
  return { ...common, kind: 'charge' as const, unitPriceMicros: l.unitPriceMicros * Math.sign(l.quantity || 1), revenueRole: l.role };
}

/** Parties of the customers the channel names, by its own id; created when new. Unnamed buyers are the channel's guest. */
export async function partiesOf(ctx: CommandContext, channel: Channel, orders: readonly ChannelOrder[]): Promise<Map<string, string>> {
  return ensureParties(
    ctx,
    orders.flatMap((o) =>
      o.customer.externalId === null
        ? []
        : [
            {
              source: channel.id,
              externalId: o.customer.externalId,
              kind: 'customer' as const,
              name: `Customer ${o.customer.externalId}`,
              country: o.customer.country ?? 'ZZ',
            },
          ],
    ),
  );
}

/** Records that wait are looked through in pieces of this many, so that memory stays flat. */
const RETRY_PIECE = 1000;

/** Takes every record in that waited for a SKU which has a meaning now, however many wait. */
export async function retryUnresolved(ctx: CommandContext, channel: Channel, skus: ReadonlySet<string>): Promise<ImportCounts> {
  const counts: ImportCounts = { imported: 0, unchanged: 0, unresolved: 0, parked: 0, orders: 0, lines: 0 };
  for (let last = 0, more = true; more; ) {
    const waiting = await ctx.tx.db
      .selectFrom('inbox')
      .select(['id', 'payload'])
      .where('channel_id', '=', channel.id)
      .where('state', '=', 'unresolved')
      .where('id', '>', last)
      .orderBy('id')
      .limit(RETRY_PIECE)
      .execute();
    await retryPiece(ctx, channel, skus, waiting, counts);
    last = waiting.at(-1)?.id ?? last;
    more = waiting.length === RETRY_PIECE;
  }
  await healExceptions(ctx, channel.id, 'unknown-sku', [...skus], 'mapped');
  return counts;
}

async function retryPiece(
  ctx: CommandContext,
  channel: Channel,
  skus: ReadonlySet<string>,
  waiting: readonly { id: number; payload: string | null }[],
  counts: ImportCounts,
): Promise<void> {
  const parsed = waiting.flatMap((w) => (w.payload === null ? [] : [{ id: w.id, order: JSON.parse(w.payload) as ChannelOrder }]));
  const concerned = parsed.filter(({ order }) => order.lines.some((l) => skus.has(l.sku)));
  const known = await meanings(
    ctx,
    channel,
    concerned.flatMap(({ order }) => order.lines),
  );
  const ready = concerned.filter(({ order }) => order.lines.every((l) => !isGoods(l.kind) || known.has(l.sku)));
  const orderIds = await createSales(ctx, channel, ready.map((r) => meant(r.order, known)).filter(becomesOrder));
  await ctx.tx.updateMany(
    'inbox',
    ['id'],
    ready.map(({ id, order }) => ({ id, state: 'imported' as const, reason: null, order_id: orderIds.get(order.externalId) ?? null })),
  );
  counts.imported += ready.length;
  counts.unresolved += concerned.length - ready.length;
  counts.orders += orderIds.size;
  counts.lines += ready.reduce((n, r) => n + r.order.lines.length, 0);
}
