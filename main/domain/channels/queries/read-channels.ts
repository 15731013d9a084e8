import { sumInt } from '../../../../db/dialect/portable.ts';
import { channelsOperations } from '../../../../preload/contract/channels.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import type { Json } from '../../../../preload/contract/engine-room.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { assertInScope, onlyInScope } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { channelMoneyOf } from '../money.ts';

export const proveMoney = handleQuery(channelsOperations.proveMoney, async (ctx, { channelId }) => {
  assertInScope(ctx.actor, 'channel', channelId);
  return channelMoneyOf(ctx.tx, channelId);
});

export const listChannels = handleQuery(channelsOperations.listChannels, async (ctx) => ({
  rows: await ctx.tx.db
    .selectFrom('channel')
    .select(['id', 'code', 'name', 'connector', 'currency', 'payment', 'revision'])
    .where(onlyInScope(ctx.actor.scopes.channel, 'id'))
    .orderBy('code')
    .execute(),
}));

export const listRuns = handleQuery(channelsOperations.listRuns, async (ctx, input) => {
  assertInScope(ctx.actor, 'channel', input.channelId);
  const rows = await ctx.tx.db
    .selectFrom('channel_run')
    .select([
      'id',
      'source',
      'state',
      'started_at as startedAt',
      'finished_at as finishedAt',
      'records',
      'imported',
      'unchanged',
      'parked',
      'message',
    ])
    .where('channel_id', '=', input.channelId)
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(input.limit)
    .offset(input.offset)
    .execute();
  return { rows };
});

export const listInbox = handleQuery(channelsOperations.listInbox, async (ctx, input) => {
  assertInScope(ctx.actor, 'channel', input.channelId);
  let q = ctx.tx.db
    .selectFrom('inbox')
    .select(['id', 'external_id as externalId', 'kind', 'amount', 'state', 'reason', 'order_id as orderId', 'placed_at as placedAt'])
    .where('state', '=', input.state)
    .where(onlyInScope(ctx.actor.scopes.channel, 'channel_id'));
  if (input.channelId !== undefined) q = q.where('channel_id', '=', input.channelId);
  return { rows: await q.orderBy('id').limit(input.limit).offset(input.offset).execute() };
});

export const getInboxRecord = handleQuery(channelsOperations.getInboxRecord, async (ctx, { recordId }) => {
  const row = await ctx.tx.db
    .selectFrom('inbox')
    .selectAll()
    .where('id', '=', recordId)
    .where(onlyInScope(ctx.actor.scopes.channel, 'channel_id'))
    .executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'record', id: String(recordId) });
  return {
    id: row.id,
    channelId: row.channel_id,
    externalId: row.external_id,
    runId: row.run_id,
    kind: row.kind,
    amount: row.amount,
    state: row.state,
    reason: row.reason,
    orderId: row.order_id,
    settled: row.settled === 1,
    receivedAt: row.received_at,
    placedAt: row.placed_at,
    payload: row.payload === null ? null : (JSON.parse(row.payload) as Json),
    payloadHash: row.payload_hash,
  };
});

/** The open exceptions are the queue: one per SKU, found by their index, closed by the mapping. */
export const listUnknownSkus = handleQuery(channelsOperations.listUnknownSkus, async (ctx, input) => {
  assertInScope(ctx.actor, 'channel', input.channelId);
  let q = ctx.tx.db
    .selectFrom('channel_exception as e')
    .innerJoin('channel as c', 'c.id', 'e.channel_id')
    .select([
      'e.id as exceptionId',
      'e.channel_id as channelId',
      'c.name as channel',
      'e.subject as sku',
      'e.detail',
      'e.occurrences',
      'e.amount',
    ])
    .select('e.opened_at as since')
    .where('e.closed_at', 'is', null)
    .where('e.kind', '=', 'unknown-sku')
    .where(onlyInScope(ctx.actor.scopes.channel, 'e.channel_id'));
  if (input.channelId !== undefined) q = q.where('e.channel_id', '=', input.channelId);
  return { rows: await q.orderBy('e.channel_id').orderBy('e.subject').limit(input.limit).offset(input.offset).execute() };
});

export const listPushes = handleQuery(channelsOperations.listPushes, async (ctx, input) => {
  assertInScope(ctx.actor, 'channel', input.channelId);
  const rows = await ctx.tx.db
    .selectFrom('stock_push as p')
    .innerJoin('item as i', 'i.id', 'p.item_id')
    .select((eb) => [
      'p.item_id as itemId',
      'i.sku',
      'p.qty as told',
      'p.pushed_at as toldAt',
      eb
        .selectFrom('stock_availability as a')
        .whereRef('a.item_id', '=', 'p.item_id')
        .select(sumInt('a.sellable').as('sellable'))
        .as('sellable'),
    ])
    .where('p.channel_id', '=', input.channelId)
    .orderBy('p.item_id')
    .limit(input.limit)
    .offset(input.offset)
    .execute();
  return { rows: rows.map((r) => ({ ...r, sellable: r.sellable ?? 0 })) };
});

export const listExceptions = handleQuery(channelsOperations.listExceptions, async (ctx, input) => ({
  rows: await ctx.tx.db
    .selectFrom('channel_exception')
    .select(['id', 'kind', 'subject', 'detail', 'amount', 'occurrences', 'opened_at as openedAt', 'closed_at as closedAt'])
    .where('closed_at', input.open ? 'is' : 'is not', null)
    .where(onlyInScope(ctx.actor.scopes.channel, 'channel_id'))
    .orderBy('id')
    .limit(input.limit)
    .offset(input.offset)
    .execute(),
}));
