import { channelsOperations } from '../../../../preload/contract/channels.ts';
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

export const listInbox = handleQuery(channelsOperations.listInbox, async (ctx, input) => ({
  rows: await ctx.tx.db
    .selectFrom('inbox')
    .select(['id', 'external_id as externalId', 'kind', 'amount', 'state', 'reason', 'order_id as orderId', 'placed_at as placedAt'])
    .where('state', '=', input.state)
    .where(onlyInScope(ctx.actor.scopes.channel, 'channel_id'))
    .orderBy('id')
    .limit(input.limit)
    .offset(input.offset)
    .execute(),
}));

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
