import { channelsOperations, mappedInstead } from '../../../../preload/contract/channels.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { ensureAccount } from '../../accounting/index.ts';
import { handleCommand } from '../../handler.ts';

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
    beside: 'clearing',
    suffix: input.code,
    name: `Clearing ${input.name}`,
    openItems: true,
    role: `clearing/${channelId}`,
  });
  return { channelId };
});

export const closeException = handleCommand(channelsOperations.closeException, async (ctx, input) => {
  const row = await ctx.tx.db.selectFrom('channel_exception').selectAll().where('id', '=', input.exceptionId).executeTakeFirst();
  if (!row || row.closed_at !== null) throw refuse(notFound, { kind: 'open exception', id: String(input.exceptionId) });
  // Closed by hand it would leave the queue of the mapping, and its records would wait unseen.
  if (row.kind === 'unknown-sku') throw refuse(mappedInstead, { sku: row.subject });
  await ctx.tx.db
    .updateTable('channel_exception')
    .set({ closed_at: ctx.now, resolution: input.resolution, revision: row.revision + 1 })
    .where('id', '=', row.id)
    .execute();
  return { exceptionId: row.id };
});
