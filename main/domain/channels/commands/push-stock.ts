import { sumInt } from '../../../../db/dialect/portable.ts';
import { channelsOperations, STOCK_FILE, stockDoubtful } from '../../../../preload/contract/channels.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { handleCommand } from '../../handler.ts';
import { loadChannel } from '../model.ts';
import { doubtStockFile } from '../stock-doubt.ts';

/**
 * Queues a full snapshot for the channel: sellable less reserved over all warehouses, less the channel's buffer, never below
 * zero. The push ledger keeps per SKU what was last told and because of which commit. A push that would empty the partner's shop
 * is refused until a person confirms it.
 */
export const pushStock = handleCommand(channelsOperations.pushStock, async (ctx, input) => {
  const channel = await loadChannel(ctx, input.channelId);
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
  const told = rows.map((r) => ({ itemId: r.itemId, sku: r.sku, quantity: Math.max(0, r.sellable - r.reserved - channel.stock_buffer) }));
  const before = await ctx.tx.db
    .selectFrom('stock_push')
    .innerJoin('item', 'item.id', 'stock_push.item_id')
    .select(['stock_push.item_id', 'stock_push.qty', 'item.sku'])
    .where('channel_id', '=', channel.id)
    .execute();
  const last = new Map(before.map((b) => [b.item_id, b.qty]));
  const doubt = doubtStockFile(before.length === 0 ? null : before.map((b) => ({ sku: b.sku, quantity: b.qty })), told);
  if (doubt && !input.confirmed) {
    ctx.note({ kind: 'stock-push-doubted', subject: channel.id, detail: { ...doubt } });
    throw refuse(stockDoubtful, { doubt: doubt.code, from: doubt.from, to: doubt.to });
  }
  const changed = told.filter((t) => last.get(t.itemId) !== t.quantity);
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
