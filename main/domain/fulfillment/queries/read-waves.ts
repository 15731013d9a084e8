import { sql } from 'kysely';
import { sumInt } from '../../../../db/dialect/portable.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { pickingOperations, wavesList } from '../../../../preload/contract/fulfillment-picking.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { inScope, onlyInScope } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { handleList } from '../../list.ts';
import { all, always, startsWith } from '../../list-sql.ts';
import { ORDER } from '../model.ts';
import { tasks } from '../picking/load.ts';

export const listDeliveries = handleQuery(pickingOperations.listDeliveries, async (ctx) => {
  const rows = await ctx.tx.db
    .selectFrom('warehouse as w')
    .leftJoin('warehouse_delivery as d', 'd.warehouse_id', 'w.id')
    .leftJoin('location as l', 'l.id', 'd.staging_location_id')
    .where(onlyInScope(ctx.actor.scopes.warehouse, 'w.id'))
    .where('w.active', '=', 1)
    .select(['w.id as warehouseId', 'w.code', 'w.name', 'd.steps', 'd.place_order as placeOrder', 'l.code as staging'])
    .select(
      sql<number>`(select cast(count(distinct r.subject_id) as bigint) from reservation as r where r.subject_kind = ${sql.lit(ORDER)} and r.warehouse_id = w.id
        and not exists (select 1 from wave_order as x where x.order_id = r.subject_id and x.warehouse_id = w.id and x.state not in ('shipped', 'cancelled')))`.as(
        'waiting',
      ),
    )
    .orderBy('w.code')
    .execute();
  return { rows: rows.map((r) => ({ ...r, steps: r.steps ?? 1, placeOrder: r.placeOrder ?? 'path' })) };
});

/** Waves that pick for a channel the asker may see; what belongs to no channel is everybody's. */
const ofChannels = (channels: ReadonlySet<string> | undefined) =>
  channels
    ? sql<boolean>`exists (select 1 from wave_order as m join sales_order as n on n.id = m.order_id where m.wave_id = v.id and ${inScope(channels, 'n.channel_id')})`
    : always;

export const waveList = handleList(wavesList, {
  from: sql`wave as v`,
  columns: {
    id: 'v.id',
    number: 'v.number',
    warehouseId: 'v.warehouse_id',
    method: 'v.method',
    state: 'v.state',
    releasedOn: 'v.released_on',
  },
  scope: ({ scopes }) => all([onlyInScope(scopes.warehouse, 'v.warehouse_id'), ofChannels(scopes.channel)]),
  search: (text) => startsWith('v.number', text),
  labels: { warehouseId: { table: 'warehouse', name: 'code' } },
  rows: (ctx, { window, order }) =>
    ctx.tx.db
      .selectFrom('wave as v')
      .innerJoin(window.as('w'), 'w.id', 'v.id')
      .innerJoin('warehouse as h', 'h.id', 'v.warehouse_id')
      .select(['v.id', 'v.number', 'v.warehouse_id as warehouseId', 'h.code as warehouseCode', 'v.method', 'v.state'])
      .select(['v.released_on as releasedOn', 'v.released_at as releasedAt', 'v.revision'])
      .select([
        sql<number>`(select cast(count(*) as bigint) from wave_order as x where x.wave_id = v.id)`.as('orders'),
        sql<number>`(select cast(coalesce(sum(t.qty), 0) as bigint) from pick_task as t where t.wave_id = v.id and t.state <> 'cancelled')`.as(
          'qty',
        ),
        sql<number>`(select cast(coalesce(sum(t.picked), 0) as bigint) from pick_task as t where t.wave_id = v.id)`.as('picked'),
      ])
      .orderBy(order)
      .execute(),
});

/** One wave the asker may see, by id or number. */
async function waveFor(ctx: QueryContext, input: { readonly waveId?: string | undefined; readonly number?: string | undefined }) {
  let q = ctx.tx.db
    .selectFrom('wave as v')
    .innerJoin('warehouse as w', 'w.id', 'v.warehouse_id')
    .leftJoin('warehouse_delivery as d', 'd.warehouse_id', 'v.warehouse_id')
    .where(onlyInScope(ctx.actor.scopes.warehouse, 'v.warehouse_id'))
    .where(ofChannels(ctx.actor.scopes.channel))
    .select([
      'v.id as waveId',
      'v.number',
      'v.warehouse_id as warehouseId',
      'w.code as warehouseCode',
      'd.steps',
      'v.method',
      'v.state',
      'v.released_on as releasedOn',
      'v.released_at as releasedAt',
      'v.revision',
    ]);
  q = input.waveId === undefined ? q.where('v.number', '=', input.number ?? '') : q.where('v.id', '=', input.waveId);
  const wave = await q.executeTakeFirst();
  if (!wave) throw refuse(notFound, { kind: 'wave', id: input.waveId ?? input.number ?? '' });
  return { ...wave, steps: wave.steps ?? 1 };
}

export const getWave = handleQuery(pickingOperations.getWave, async (ctx, input) => {
  const wave = await waveFor(ctx, input);
  const { channel } = ctx.actor.scopes;
  const own = await tasks(ctx.tx.db)
    .where('t.wave_id', '=', wave.waveId)
    .where(inScope(channel, 'o.channel_id'))
    .select('i.title')
    .orderBy('t.path_no')
    .orderBy('t.id')
    .execute();
  const orders = await ctx.tx.db
    .selectFrom('wave_order as x')
    .innerJoin('sales_order as o', 'o.id', 'x.order_id')
    .innerJoin('party as p', 'p.id', 'o.party_id')
    .where('x.wave_id', '=', wave.waveId)
    .where(inScope(channel, 'o.channel_id'))
    .select(['x.order_id as orderId', 'o.number as orderNumber', 'p.name as partyName', 'o.promised_on as promisedOn', 'x.tote', 'x.state'])
    .select((eb) => [
      eb
        .selectFrom('pick_task as t')
        .whereRef('t.wave_order_id', '=', 'x.id')
        .where('t.state', '<>', 'cancelled')
        .select(sumInt('t.qty').as('n'))
        .as('qty'),
      eb.selectFrom('pick_task as t').whereRef('t.wave_order_id', '=', 'x.id').select(sumInt('t.picked').as('n')).as('picked'),
      eb
        .selectFrom('staged_goods as g')
        .whereRef('g.order_id', '=', 'x.order_id')
        .whereRef('g.warehouse_id', '=', 'x.warehouse_id')
        .select(sumInt('g.qty').as('n'))
        .as('staged'),
      eb
        .selectFrom('hold as h')
        .where('h.subject_kind', '=', ORDER)
        .whereRef('h.subject_id', '=', 'x.order_id')
        .where('h.severity', '=', 'block')
        .where('h.released_at', 'is', null)
        .orderBy('h.placed_at')
        .orderBy('h.id')
        .limit(1)
        .select('h.code')
        .as('hold'),
    ])
    .orderBy('x.id')
    .execute();
  return {
    ...wave,
    orders: orders.map((o) => ({ ...o, qty: o.qty ?? 0, picked: o.picked ?? 0, staged: o.staged ?? 0 })),
    tasks: own.map((t) => ({
      taskId: t.id,
      pathNo: t.pathNo,
      orderId: t.orderId,
      orderNumber: t.orderNumber,
      tote: t.tote,
      itemId: t.itemId,
      sku: t.sku,
      title: t.title,
      locationId: t.locationId,
      place: t.place,
      qty: t.qty,
      counted: t.counted,
      picked: t.picked,
      atPlace: t.atPlace === 1,
      lot: t.lot,
      expiresOn: t.expiresOn,
      lotScanned: t.lotScanned === 1,
      state: t.state,
    })),
  };
});

export const listPutBacks = handleQuery(pickingOperations.listPutBacks, async (ctx, input) => {
  const rows = await ctx.tx.db
    .selectFrom('put_back_task as t')
    .innerJoin('wave_order as x', 'x.id', 't.wave_order_id')
    .innerJoin('warehouse as w', 'w.id', 'x.warehouse_id')
    .innerJoin('sales_order as o', 'o.id', 'x.order_id')
    .innerJoin('item as i', 'i.id', 't.item_id')
    .innerJoin('location as f', 'f.id', 't.from_location_id')
    .innerJoin('location as l', 'l.id', 't.to_location_id')
    .where('t.state', '=', 'open')
    .where(onlyInScope(ctx.actor.scopes.warehouse, 'x.warehouse_id'))
    .where(inScope(ctx.actor.scopes.channel, 'o.channel_id'))
    .select([
      't.id as putBackId',
      'w.code as warehouseCode',
      'x.order_id as orderId',
      'o.number as orderNumber',
      't.item_id as itemId',
      'i.sku',
      'f.code as from',
      'l.code as to',
      't.qty',
      't.made_at as madeAt',
    ])
    .orderBy('t.id')
    .limit(input.limit)
    .offset(input.offset)
    .execute();
  return { rows };
});

export const listMissing = handleQuery(pickingOperations.listMissing, async (ctx, input) => {
  const rows = await ctx.tx.db
    .selectFrom('missing_goods as m')
    .innerJoin('pick_task as t', 't.id', 'm.task_id')
    .innerJoin('wave as v', 'v.id', 't.wave_id')
    .innerJoin('wave_order as x', 'x.id', 't.wave_order_id')
    .innerJoin('sales_order as o', 'o.id', 'x.order_id')
    .innerJoin('warehouse as w', 'w.id', 'm.warehouse_id')
    .innerJoin('item as i', 'i.id', 'm.item_id')
    .innerJoin('location as l', 'l.id', 'm.location_id')
    .leftJoin('count_task as c', (join) =>
      join.onRef('c.location_id', '=', 'm.location_id').on('c.state', 'in', ['open', 'recount', 'counted']),
    )
    .where('m.state', '=', 'open')
    .where(onlyInScope(ctx.actor.scopes.warehouse, 'm.warehouse_id'))
    .where(inScope(ctx.actor.scopes.channel, 'o.channel_id'))
    .select([
      'm.id as missingId',
      'w.code as warehouseCode',
      'm.item_id as itemId',
      'i.sku',
      'l.code as place',
      'm.qty',
      't.wave_id as waveId',
      'v.number as waveNumber',
      'm.noticed_at as noticedAt',
      'c.id as countTaskId',
      'c.number as countNumber',
    ])
    .orderBy('m.id')
    .limit(input.limit)
    .offset(input.offset)
    .execute();
  return { rows };
});

export const listScans = handleQuery(pickingOperations.listScans, async (ctx, input) => {
  const { waveId } = await waveFor(ctx, input);
  const rows = await ctx.tx.db
    .selectFrom('scan_event as s')
    .innerJoin('command_log as c', 'c.seq', 's.seq')
    .leftJoin('app_user as u', 'u.id', 'c.actor_id')
    .leftJoin('pick_task as t', 't.id', 's.task_id')
    .leftJoin('wave_order as x', 'x.id', 't.wave_order_id')
    .leftJoin('sales_order as o', 'o.id', 'x.order_id')
    .leftJoin('item as i', 'i.id', 't.item_id')
    .where('s.subject_id', '=', waveId)
    .where('s.bench', '=', 'pick')
    .where(inScope(ctx.actor.scopes.channel, 'o.channel_id'))
    .select(['s.id', 's.at', 's.expects', 's.code', 's.outcome', 's.units', 's.latency_ms as latencyMs', 'i.sku'])
    .select(sql<string>`coalesce(u.name, c.actor_id)`.as('by'))
    .orderBy('s.id', 'desc')
    .limit(input.limit)
    .offset(input.offset)
    .execute();
  return { rows };
});
