import { sql } from 'kysely';
import { sumInt } from '../../../../db/dialect/portable.ts';
import type { Json } from '../../../../preload/contract/audit.ts';
import { channelsOperations } from '../../../../preload/contract/channels.ts';
import { exceptionsList, inboxList, runsList, unknownSkusList } from '../../../../preload/contract/channels-lists.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { assertInScope, onlyInScope } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { handleList } from '../../list.ts';
import { onDays } from '../../list-day.ts';
import { contains, startsWith } from '../../list-sql.ts';
import { channelMoneyOf } from '../money.ts';

const CHANNEL = { channelId: { table: 'channel', name: 'name' } } as const;

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

export const runList = handleList(runsList, {
  from: sql`channel_run as r`,
  columns: {
    id: 'r.id',
    channelId: 'r.channel_id',
    state: 'r.state',
    startedAt: 'r.started_at',
    records: 'r.records',
    imported: 'r.imported',
    unchanged: 'r.unchanged',
    parked: 'r.parked',
  },
  through: { startedOn: (on, asked, { company }) => onDays((f) => on('r.started_at', f), asked, company.zone) },
  scope: ({ scopes }) => onlyInScope(scopes.channel, 'r.channel_id'),
  search: (text) => contains('r.source', text),
  labels: CHANNEL,
  rows: (ctx, { window, order }) =>
    ctx.tx.db
      .selectFrom(window.as('w'))
      .innerJoin('channel_run as r', 'r.id', 'w.id')
      .innerJoin('channel as c', 'c.id', 'r.channel_id')
      .select([
        'r.id',
        'r.channel_id as channelId',
        'c.name as channelName',
        'r.source',
        'r.state',
        'r.started_at as startedAt',
        'r.finished_at as finishedAt',
        'r.records',
        'r.imported',
        'r.unchanged',
        'r.parked',
        'r.message',
      ])
      .orderBy(order)
      .execute(),
});

export const recordList = handleList(inboxList, {
  from: sql`inbox as b`,
  columns: { id: 'b.id', channelId: 'b.channel_id', state: 'b.state', runId: 'b.run_id', amount: 'b.amount' },
  // The channel's number is unique within its channel only, and so is its index.
  through: { externalId: (on) => sql`(b.channel_id in (select n.id from channel as n) and ${on('b.external_id')})` },
  scope: ({ scopes }) => onlyInScope(scopes.channel, 'b.channel_id'),
  search: (text) => sql`(b.channel_id in (select n.id from channel as n) and ${startsWith('b.external_id', text)})`,
  labels: CHANNEL,
  rows: (ctx, { window, order }) =>
    ctx.tx.db
      .selectFrom(window.as('w'))
      .innerJoin('inbox as b', 'b.id', 'w.id')
      .innerJoin('channel as c', 'c.id', 'b.channel_id')
      .leftJoin('sales_order as o', 'o.id', 'b.order_id')
      .select([
        'b.id',
        'b.channel_id as channelId',
        'c.name as channelName',
        'b.run_id as runId',
        'b.external_id as externalId',
        'b.kind',
        'b.amount',
        'b.state',
        'b.reason',
        'b.order_id as orderId',
        'o.number as orderNumber',
        'b.placed_at as placedAt',
      ])
      .orderBy(order)
      .execute(),
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
export const unknownSkuList = handleList(unknownSkusList, {
  from: sql`channel_exception as e`,
  columns: { exceptionId: 'e.id', channelId: 'e.channel_id', sku: 'e.subject', amount: 'e.amount', occurrences: 'e.occurrences' },
  // Literals, so that SQLite may use the partial indexes of what is open.
  where: sql`e.closed_at is null and e.kind = 'unknown-sku'`,
  scope: ({ scopes }) => onlyInScope(scopes.channel, 'e.channel_id'),
  search: (text) => startsWith('e.subject', text),
  labels: CHANNEL,
  rows: (ctx, { window, order }) =>
    ctx.tx.db
      .selectFrom(window.as('w'))
      .innerJoin('channel_exception as e', 'e.id', 'w.exceptionId')
      .innerJoin('channel as c', 'c.id', 'e.channel_id')
      .select([
        'e.id as exceptionId',
        'e.channel_id as channelId',
        'c.name as channelName',
        'e.subject as sku',
        'e.detail',
        'e.occurrences',
        'e.amount',
        'e.opened_at as since',
      ])
      .orderBy(order)
      .execute(),
});

export const listPushes = handleQuery(channelsOperations.listPushes, async (ctx, input) => {
  assertInScope(ctx.actor, 'channel', input.channelId);
  const rows = await ctx.tx.db
    .selectFrom('stock_push as p')
    .leftJoin('item_pack as k', 'k.id', 'p.item_id')
    .leftJoin('sku_map_pack as m', (j) => j.onRef('m.pack_id', '=', 'k.id').onRef('m.channel_id', '=', 'p.channel_id'))
    .innerJoin('item as i', (j) => j.on((eb) => eb('i.id', '=', eb.fn.coalesce('k.item_id', 'p.item_id'))))
    .select((eb) => [
      'i.id as itemId',
      eb.fn.coalesce('m.sku', 'i.sku').as('sku'),
      'p.qty as told',
      'p.pushed_at as toldAt',
      eb
        .selectFrom('stock_availability as a')
        .whereRef('a.item_id', '=', 'i.id')
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

const OPEN = sql<'open' | 'closed'>`case when e.closed_at is null then 'open' else 'closed' end`;

export const exceptionList = handleList(exceptionsList, {
  from: sql`channel_exception as e`,
  columns: {
    id: 'e.id',
    state: OPEN,
    kind: 'e.kind',
    channelId: 'e.channel_id',
    subject: 'e.subject',
    openedAt: 'e.opened_at',
    amount: 'e.amount',
  },
  through: { openedOn: (on, asked, { company }) => onDays((f) => on('e.opened_at', f), asked, company.zone) },
  scope: ({ scopes }) => onlyInScope(scopes.channel, 'e.channel_id'),
  search: (text) => startsWith('e.subject', text),
  labels: CHANNEL,
  rows: (ctx, { window, order }) =>
    ctx.tx.db
      .selectFrom(window.as('w'))
      .innerJoin('channel_exception as e', 'e.id', 'w.id')
      .innerJoin('channel as c', 'c.id', 'e.channel_id')
      .select([
        'e.id',
        'e.channel_id as channelId',
        'c.name as channelName',
        OPEN.as('state'),
        'e.kind',
        'e.subject',
        'e.detail',
        'e.amount',
        'e.occurrences',
        'e.opened_at as openedAt',
        'e.closed_at as closedAt',
      ])
      .orderBy(order)
      .execute(),
});
