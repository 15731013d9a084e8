import { sumInt } from '../../../../db/dialect/portable.ts';
import { channelsOperations, STOCK_FILE, stockDoubtful } from '../../../../preload/contract/channels.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { loadKits } from '../../catalog/index.ts';
import { handleCommand } from '../../handler.ts';
import { availability, setsIn } from '../../inventory/index.ts';
import { type Channel, loadChannel } from '../model.ts';
import { doubtStockFile } from '../stock-doubt.ts';

interface Listing {
  /** Item, or pack of it. */
  readonly itemId: string;
  readonly sku: string;
  readonly quantity: number;
}

/**
 * What may be sold of every listing, above the channel's buffer: single units over all warehouses; packs and kits as often as they can be
 * had whole in each warehouse, where a buffer keeps back as many as its units would make.
 */
async function listings(ctx: CommandContext, channel: Channel): Promise<Listing[]> {
  const rows = await ctx.tx.db
    .selectFrom('stock_availability')
    .innerJoin('item', 'item.id', 'stock_availability.item_id')
    .select((eb) => [
      'item.id as itemId',
      'item.sku as sku',
      sumInt(eb.ref('sellable')).as('sellable'),
      sumInt(eb.ref('reserved')).as('reserved'),
    ])
    .where('item.active', '=', 1)
    .groupBy(['item.id', 'item.sku'])
    .orderBy('item.sku')
    .execute();
  const single = rows.map((r) => ({ itemId: r.itemId, sku: r.sku, quantity: Math.max(0, r.sellable - r.reserved - channel.stock_buffer) }));
  const packs = await ctx.tx.db
    .selectFrom('sku_map_pack as k')
    .innerJoin('item_pack as p', 'p.id', 'k.pack_id')
    .innerJoin('item as i', 'i.id', 'p.item_id')
    .where('k.channel_id', '=', channel.id)
    .where('i.active', '=', 1)
    .where('p.active', '=', 1)
    .select(['p.id', 'p.item_id as itemId', 'p.steps', 'k.sku'])
    .execute();
  const sold = await ctx.tx.db.selectFrom('item').select(['id', 'sku']).where('kind', '=', 'service').where('active', '=', 1).execute();
  const kits = await loadKits(ctx);
  const sets = [
    ...packs.map((p) => ({ id: p.id, sku: p.sku, parts: [{ itemId: p.itemId, qty: p.steps }] })),
    ...sold.flatMap(({ id, sku }) => (kits.has(id) ? [{ id, sku, parts: kits.get(id) ?? [] }] : [])),
  ];
  const free = await availability(
    ctx,
    sets.flatMap((s) => s.parts.map((p) => p.itemId)),
  );
  const inSets = sets.map(({ id, sku, parts }) => {
    const kept = Math.ceil(channel.stock_buffer / Math.min(...parts.map((p) => p.qty)));
    return { itemId: id, sku, quantity: Math.max(0, setsIn(parts, free) - kept) };
  });
  return [...single, ...inSets].sort((a, b) => (a.sku < b.sku ? -1 : a.sku > b.sku ? 1 : 0));
}

/**
 * Queues a full snapshot for the channel: sellable less reserved over all warehouses, less the channel's buffer, never below
 * zero. The push ledger keeps per SKU what was last told and because of which commit. A push that would empty the partner's shop
 * is refused until a person confirms it.
 */
export const pushStock = handleCommand(channelsOperations.pushStock, async (ctx, input) => {
  const channel = await loadChannel(ctx, input.channelId);
  const told = await listings(ctx, channel);
  const before = await ctx.tx.db
    .selectFrom('stock_push')
    .leftJoin('item', 'item.id', 'stock_push.item_id')
    .leftJoin('sku_map_pack as k', (j) =>
      j.onRef('k.pack_id', '=', 'stock_push.item_id').onRef('k.channel_id', '=', 'stock_push.channel_id'),
    )
    .select(['stock_push.item_id', 'stock_push.qty'])
    .select((eb) => eb.fn.coalesce('item.sku', 'k.sku').as('sku'))
    .where('stock_push.channel_id', '=', channel.id)
    .execute();
  const last = new Map(before.map((b) => [b.item_id, b.qty]));
  const doubt = doubtStockFile(
    before.length === 0 ? null : before.flatMap(({ sku, qty }) => (sku === null ? [] : [{ sku, quantity: qty }])),
    told,
  );
  if (doubt && !input.confirmed) {
    ctx.note({ kind: 'stock-push-doubted', subject: channel.id, detail: { ...doubt } });
    throw refuse(stockDoubtful, { doubt: doubt.code, from: doubt.from, to: doubt.to });
  }
  // A pack sold under several SKUs of the channel has one figure, which is kept once.
  const figures = [...new Map(told.map((t) => [t.itemId, t])).values()];
  const changed = figures.filter((t) => last.get(t.itemId) !== t.quantity);
  const sequence = ctx.seq;
  await ctx.send({
    kind: STOCK_FILE,
    target: channel.id,
    idempotencyKey: `${STOCK_FILE}/${channel.id}/${sequence}`,
    payload: { channel: channel.code, sequence, asOf: ctx.now, rows: told.map(({ sku, quantity }) => ({ sku, quantity })) },
  });
  await ctx.tx.insertMany(
    'stock_push',
    changed.map((t) => ({
      channel_id: channel.id,
      item_id: t.itemId,
      qty: t.quantity,
      seq: ctx.seq,
      pushed_at: ctx.now,
      acknowledged_at: null,
      outbox_id: null,
    })),
    { key: ['channel_id', 'item_id'], add: [], set: ['qty', 'seq', 'pushed_at'] },
  );
  return { rows: told.length, changed: changed.length, sequence };
});
