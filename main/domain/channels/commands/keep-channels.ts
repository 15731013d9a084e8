import { channelsOperations, mapsToOne } from '../../../../preload/contract/channels.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { ensureAccount } from '../../accounting/index.ts';
import { type PackFacts, packsOf } from '../../catalog/index.ts';
import { handleCommand } from '../../handler.ts';
import { retryUnresolved } from '../import-records.ts';
import { loadChannel } from '../model.ts';

/** Each channel has a clearing account of its own, so that its payouts can be proved. */
export const createChannel = handleCommand(channelsOperations.createChannel, async (ctx, input) => {
  const channelId = input.id ?? ctx.newId('chn');
  const guest = ctx.newId('pty');
  await ctx.tx.insertMany('party', [
    {
      id: guest,
      kind: 'channel',
      name: `Buyers of ${input.name}`,
      email: null,
      phone: null,
      country: ctx.company.country,
      tax_number: null,
      source: channelId,
      external_id: '',
      active: 1,
      erased_at: null,
      revision: 1,
    },
  ]);
  await ctx.tx.insertMany('channel', [
    {
      id: channelId,
      code: input.code,
      name: input.name,
      connector: input.connector,
      currency: input.currency,
      zone: input.zone,
      guest_party_id: guest,
      payment: input.payment,
      stock_buffer: input.stockBuffer,
      config: '{}',
      active: 1,
      revision: 1,
    },
  ]);
  await ensureAccount(ctx, {
    code: `1110-${input.code}`,
    name: `Clearing ${input.name}`,
    type: 'asset',
    openItems: true,
    role: `clearing/${channelId}`,
  });
  return { channelId };
});

export const mapSku = handleCommand(channelsOperations.mapSku, async (ctx, input) => {
  const channel = await loadChannel(ctx, input.channelId);
  if ((input.itemId === undefined) === (input.chargeRole === undefined)) throw refuse(mapsToOne, { sku: input.sku });
  let pack: PackFacts | undefined;
  if (input.itemId !== undefined) {
    const item = await ctx.tx.db.selectFrom('item').select(['id', 'sku']).where('id', '=', input.itemId).executeTakeFirst();
    if (!item) throw refuse(notFound, { kind: 'item', id: input.itemId });
    [pack] = await packsOf(ctx, [item], [input]);
  }
  const values = { item_id: input.itemId ?? null, charge_role: input.chargeRole ?? null };
  const row = await ctx.tx.db
    .selectFrom('sku_map')
    .select('revision')
    .where('channel_id', '=', channel.id)
    .where('sku', '=', input.sku)
    .executeTakeFirst();
  if (row)
    await ctx.tx.db
      .updateTable('sku_map')
      .set({ ...values, revision: row.revision + 1 })
      .where('channel_id', '=', channel.id)
      .where('sku', '=', input.sku)
      .execute();
  else await ctx.tx.insertMany('sku_map', [{ channel_id: channel.id, sku: input.sku, ...values, revision: 1 }]);
  await ctx.tx.db.deleteFrom('sku_map_pack').where('channel_id', '=', channel.id).where('sku', '=', input.sku).execute();
  if (pack) await ctx.tx.insertMany('sku_map_pack', [{ channel_id: channel.id, sku: input.sku, pack_id: pack.id, revision: 1 }]);
  return retryUnresolved(ctx, channel, input.sku);
});

export const closeException = handleCommand(channelsOperations.closeException, async (ctx, input) => {
  const row = await ctx.tx.db.selectFrom('channel_exception').selectAll().where('id', '=', input.exceptionId).executeTakeFirst();
  if (!row || row.closed_at !== null) throw refuse(notFound, { kind: 'open exception', id: String(input.exceptionId) });
  await ctx.tx.db
    .updateTable('channel_exception')
    .set({ closed_at: ctx.now, resolution: input.resolution, revision: row.revision + 1 })
    .where('id', '=', row.id)
    .execute();
  return { exceptionId: row.id };
});
