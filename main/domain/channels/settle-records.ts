import { sql } from 'kysely';
import { sumSafe } from '../../../preload/contract/values/int.ts';
import type { CommandContext } from '../../engine/context.ts';
import { type EntryDraft, postEntries } from '../accounting/index.ts';
import { trackedItems } from '../catalog/index.ts';
import { fulfillOrders } from '../fulfillment/index.ts';
import { availability, type MoveDraft, moveStock, places, stockLocations } from '../inventory/index.ts';
import { matchCancellations, type ReturnDraft, takeBackAndCredit } from '../returns/index.ts';
import { partiesOf } from './import-records.ts';
import { inGoods, type MeantLine, type MeantOrder, meanings, meant } from './meanings.ts';
import { type Channel, RECORD } from './model.ts';
import type { ChannelOrder } from './port.ts';
import { type ExceptionDraft, openExceptions } from './store.ts';

export interface SettleCounts {
  shipments: number;
  returns: number;
  adjustments: number;
  onHold: number;
  short: number;
  exceptions: number;
}

type ReturnLineDraft = ReturnDraft['lines'][number];

interface Imported {
  readonly order: ChannelOrder;
  readonly orderId: string | null;
}

/**
 * Carries imported records out, on their own dates: sales are allocated, shipped and invoiced as far as stock goes (the rest
 * waits), cancellations find their sale by customer and SKU and come back at original cost, charges without goods and
 * adjustments are posted against the channel's clearing, stock losses and finds move stock. Each record once: what has
 * been settled is marked in the inbox by this same commit.
 */
export async function settleRecords(ctx: CommandContext, channel: Channel, externalIds: readonly string[]): Promise<SettleCounts> {
  const counts: SettleCounts = { shipments: 0, returns: 0, adjustments: 0, onHold: 0, short: 0, exceptions: 0 };
  const rows = await ctx.tx.db
    .selectFrom(
      ctx.tx
        .rowset(
          externalIds.map((external_id) => ({ external_id })),
          { external_id: 'text' },
        )
        .as('w'),
    )
    .crossJoin('inbox')
    .whereRef('inbox.external_id', '=', 'w.external_id')
    .select(['inbox.id', 'payload', 'order_id'])
    .where('channel_id', '=', channel.id)
    .where('state', '=', 'imported')
    .where('settled', '=', 0)
    .orderBy('inbox.id')
    .execute();
  const records = rows.flatMap((r): Imported[] =>
    r.payload === null ? [] : [{ order: JSON.parse(r.payload) as ChannelOrder, orderId: r.order_id }],
  );
  const exceptions: ExceptionDraft[] = [];
  await settleSales(ctx, records, counts);
  const loose = await withoutOrder(ctx, channel, records);
  await settleCancellations(
    ctx,
    channel,
    loose.filter((o) => o.kind === 'cancellation'),
    counts,
    exceptions,
  );
  await settleStockLines(ctx, loose, counts, exceptions);
  await settleCharges(ctx, channel, loose, counts);
  counts.exceptions = await openExceptions(ctx, channel.id, exceptions);
  await ctx.tx.updateMany(
    'inbox',
    ['id'],
    rows.map((r) => ({ id: r.id, settled: 1 as const })),
  );
  return counts;
}

/** Records that became no order of ours, each line with what it means here. */
async function withoutOrder(ctx: CommandContext, channel: Channel, records: readonly Imported[]): Promise<MeantOrder[]> {
  const loose = records.filter((r) => r.orderId === null).map((r) => r.order);
  if (loose.length === 0) return [];
  const known = await meanings(
    ctx,
    channel,
    loose.flatMap((o) => o.lines),
  );
  return inGoods(
    ctx,
    loose.map((order) => meant(order, known)),
  );
}

async function settleSales(ctx: CommandContext, records: readonly Imported[], counts: SettleCounts): Promise<void> {
  const sales = records.flatMap(({ order, orderId }) => (orderId === null ? [] : [{ order, orderId }]));
  if (sales.length === 0) return;
  const shipped = await fulfillOrders(
    ctx,
    sales.map(({ order, orderId }) => ({ orderId, at: order.placedAt, on: order.placedOn })),
    { lenient: true },
  );
  counts.short += shipped.short;
  counts.shipments += shipped.shipments.length;
  counts.onHold += shipped.onHold.length;
}

/** Goods of a cancellation come back; a line without an earlier sale is taken at a stated cost and told to a person. */
async function settleCancellations(
  ctx: CommandContext,
  channel: Channel,
  orders: readonly MeantOrder[],
  counts: SettleCounts,
  exceptions: ExceptionDraft[],
): Promise<void> {
  const withGoods = orders.filter(givesGoodsBack);
  if (withGoods.length === 0) return;
  const parties = await partiesOf(ctx, channel, withGoods);
  const itemOf = (l: MeantLine) => l.itemId ?? '';
  const goods = withGoods.flatMap((order) => order.lines.filter((l) => l.itemId !== null).map((line) => ({ order, line })));
  const wants = goods.map(({ order, line }) => ({
    // Buyers the channel does not name cannot be told apart, so nothing is matched for them.
    partyId: order.customer.externalId === null ? '' : (parties.get(order.customer.externalId) ?? ''),
    itemId: itemOf(line),
    qty: -line.quantity,
    before: order.placedAt,
  }));
  const matches = await matchCancellations(ctx.tx, wants);
  const valued = await everValued(
    ctx,
    goods.map(({ line }) => itemOf(line)),
  );
  const lines = new Map<string, ReturnLineDraft[]>();
  for (const [i, { order, line }] of goods.entries()) {
    const match = matches[i];
    const qty = -line.quantity;
    const pieces = [...(match?.pieces ?? [])];
    const parts = [...pieces.map((p) => p.qty), ...((match?.unmatched ?? qty) > 0 ? [match?.unmatched ?? qty] : [])];
    const credits = spread(-line.amountMinor, parts);
    const own = lines.get(order.externalId) ?? [];
    for (const [at, p] of pieces.entries())
      own.push({ itemId: itemOf(line), qty: p.qty, shipmentLineId: p.shipmentLineId, credit: { net: credits[at] ?? 0, tax: 0 } });
    const missing = match?.unmatched ?? qty;
    if (missing > 0) {
      const stated = valued.has(itemOf(line)) ? {} : { unitCostMicros: statedCost(line.unitPriceMicros) };
      own.push({ itemId: itemOf(line), qty: missing, credit: { net: credits.at(-1) ?? 0, tax: 0 }, ...stated });
      exceptions.push({
        kind: 'unmatched-return',
        subject: `${order.externalId}/${line.lineNo}`,
        amount: -(credits.at(-1) ?? 0),
        happenedOn: order.placedOn,
        detail: `${missing} of ${line.sku} came back with ${order.externalId}, but no earlier sale to this customer was found; taken in at ${valued.has(itemOf(line)) ? 'the cost the item has now' : 'half its price, for it never had a cost'}`,
      });
    }
    lines.set(order.externalId, own);
  }
  const drafts: ReturnDraft[] = withGoods.map((o) => ({
    partyId: parties.get(o.customer.externalId ?? '') ?? channel.guest_party_id,
    channelId: channel.id,
    externalId: o.externalId,
    at: o.placedAt,
    on: o.placedOn,
    lines: lines.get(o.externalId) ?? [],
    charges: o.lines.flatMap((l) =>
      l.role === null || l.amountMinor === 0 ? [] : [{ title: l.title ?? l.sku, revenueRole: l.role, net: -l.amountMinor, tax: 0 }],
    ),
  }));
  const { received } = await takeBackAndCredit(ctx, drafts);
  counts.returns += received.length;
}

/** Charges of such a cancellation stand on its credit note; without goods they are posted as they are. */
const givesGoodsBack = (o: MeantOrder) => o.kind === 'cancellation' && o.lines.some((l) => l.itemId !== null);

const CENT_MICROS = 10_000;

/** Cost stated for goods that come back without a sale and never had a cost: half their price, at least a cent, for a person to review. */
const statedCost = (unitPriceMicros: number) => Math.max(CENT_MICROS, Math.floor(unitPriceMicros / 2));

/** Which of these items ever came into stock at a cost. */
async function everValued(ctx: CommandContext, itemIds: readonly string[]): Promise<Set<string>> {
  const wanted = [...new Set(itemIds)].map((item_id) => ({ item_id }));
  const rows = await ctx.tx.db
    .selectFrom(ctx.tx.rowset(wanted, { item_id: 'text' }).as('w'))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('valuation_line as v')
          .select('v.id')
          .whereRef('v.item_id', '=', 'w.item_id')
          .where(sql<boolean>`v.kind <> 'out' and v.kind = 'in'`),
      ),
    )
    .select('w.item_id')
    .execute();
  return new Set(rows.map((r) => r.item_id));
}

/** Splits an amount over quantities, exact to the minor unit; the last part takes the remainder. */
function spread(amount: number, parts: readonly number[]): number[] {
  const all = sumSafe(parts);
  let left = amount;
  return parts.map((qty, i) => {
    const part = i === parts.length - 1 ? left : Math.trunc((amount * qty) / all);
    left -= part;
    return part;
  });
}

/** Stock the channel's books say was lost or found: moved where there is most of it; what is not there is told to a person. */
async function settleStockLines(
  ctx: CommandContext,
  orders: readonly MeantOrder[],
  counts: SettleCounts,
  exceptions: ExceptionDraft[],
): Promise<void> {
  const lines = orders.flatMap((order) =>
    order.lines.flatMap((line) =>
      line.itemId !== null && (line.kind === 'stock-loss' || line.kind === 'stock-gain') ? [{ order, line, itemId: line.itemId }] : [],
    ),
  );
  if (lines.length === 0) return;
  const free = new Map<string, { warehouseId: string; left: number }[]>();
  for (const a of await availability(ctx, [...new Set(lines.map((l) => l.itemId))])) {
    const list = free.get(a.itemId) ?? [];
    list.push({ warehouseId: a.warehouseId, left: a.available });
    free.set(a.itemId, list);
  }
  const outside = await places(ctx);
  const shelves = await stockLocations(ctx);
  const [anywhere] = shelves.keys();
  const costed = new Set(
    (await ctx.tx.db.selectFrom('cost_pool_balance').select('item_id').where('qty', '>', 0).execute()).map((p) => p.item_id),
  );
  const tracked = await trackedItems(ctx);
  const moves: MoveDraft[] = [];
  for (const { order, line, itemId } of lines) {
    const stock = (free.get(itemId) ?? []).sort((a, b) => b.left - a.left);
    const common = {
      itemId,
      at: order.placedAt,
      on: order.placedOn,
      source: { kind: RECORD, id: order.externalId, line: line.lineNo },
      entryId: null,
    };
    let missing = Math.abs(line.quantity);
    if (line.kind === 'stock-loss') {
      for (const place of stock) {
        const qty = Math.min(place.left, missing);
        if (qty <= 0) continue;
        const way = { fromLocationId: shelves.get(place.warehouseId) ?? '', toLocationId: outside.adjustment };
        moves.push({ ...common, ...way, qty, anyLot: true });
        place.left -= qty;
        missing -= qty;
      }
    } else if (costed.has(itemId) && !tracked.has(itemId)) {
      const warehouseId = stock[0]?.warehouseId ?? anywhere ?? '';
      moves.push({
        ...common,
        qty: missing,
        fromLocationId: outside.adjustment,
        toLocationId: shelves.get(warehouseId) ?? '',
        cost: { kind: 'default' },
      });
      missing = 0;
    }
    if (missing > 0)
      exceptions.push({
        kind: 'oversell',
        subject: `${order.externalId}/${line.lineNo}`,
        amount: 0,
        happenedOn: order.placedOn,
        detail:
          line.kind === 'stock-loss'
            ? `${missing} of ${line.sku} are said to be lost but are not on hand`
            : tracked.has(itemId)
              ? `${missing} of ${line.sku} were found and nobody knows of which lot`
              : `${missing} of ${line.sku} were found but the item never had a cost`,
      });
  }
  await postStockMoves(ctx, moves);
  counts.adjustments += lines.length;
}

/** One entry per record: losses Dr stock-loss / Cr inventory, finds Dr inventory / Cr stock-gain. */
async function postStockMoves(ctx: CommandContext, moves: readonly MoveDraft[]): Promise<void> {
  if (moves.length === 0) return;
  const entryIds = new Map<string, number>();
  const withEntry = moves.map((m) => {
    const entryId = entryIds.get(m.source.id) ?? ctx.nextId('journal_entry');
    entryIds.set(m.source.id, entryId);
    return { ...m, entryId };
  });
  const results = await moveStock(ctx, withEntry);
  const entries = new Map<string, EntryDraft>();
  for (const [i, move] of withEntry.entries()) {
    const { out, in: into } = results[i] ?? { out: null, in: null };
    const entry = entries.get(move.source.id) ?? {
      entryId: move.entryId,
      journal: 'STK',
      on: move.on,
      source: { kind: RECORD, id: move.source.id },
      memo: 'Stock lost or found',
      lines: [],
    };
    const lines = [...entry.lines];
    if (out) lines.push({ account: { role: 'stock-loss' }, amount: out.value }, { account: { id: out.accountId }, amount: -out.value });
    if (into) lines.push({ account: { id: into.accountId }, amount: into.value }, { account: { role: 'stock-gain' }, amount: -into.value });
    entries.set(move.source.id, { ...entry, lines });
  }
  await postEntries(ctx, [...entries.values()]);
}

/** Charges that hang on no order of ours: each record one entry, clearing against the accounts its kinds name. */
async function settleCharges(ctx: CommandContext, channel: Channel, orders: readonly MeantOrder[], counts: SettleCounts): Promise<void> {
  const drafts = orders.flatMap((order): EntryDraft[] => {
    if (givesGoodsBack(order)) return [];
    const charges = order.lines.flatMap((l) => (l.role === null || l.amountMinor === 0 ? [] : [{ role: l.role, amount: l.amountMinor }]));
    if (charges.length === 0) return [];
    const total = sumSafe(charges.map((c) => c.amount));
    const common = { channelId: channel.id };
    return [
      {
        journal: 'SAL',
        on: order.placedOn,
        source: { kind: RECORD, id: order.externalId },
        memo: 'Charges of the channel without goods',
        lines: [
          { account: { role: `clearing/${channel.id}` }, amount: total, itemKey: `${channel.id}:${order.externalId}`, ...common },
          ...charges.map((c) => ({ account: { role: c.role }, amount: -c.amount, ...common })),
        ],
      },
    ];
  });
  await postEntries(ctx, drafts);
  counts.adjustments += drafts.length;
}
