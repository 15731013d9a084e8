import { type SqlBool, sql } from 'kysely';
import { fulfillmentOperations } from '../../../../preload/contract/fulfillment.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { inScope, onlyInScope } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { couldGetSome, isBlocked } from '../due.ts';
import { ORDER } from '../model.ts';

/** Open orders with what they want of goods and what is kept of it, of the channels the asker may see. */
function due(ctx: QueryContext, servable: boolean) {
  let q = ctx.tx.db
    .selectFrom('sales_order as o')
    .where('o.state', '=', 'open')
    .where(inScope(ctx.actor.scopes.channel, 'o.channel_id'))
    .select(['o.id', 'o.promised_on', 'o.ordered_at'])
    .select([
      sql<number>`(select cast(coalesce(sum(l.qty - l.qty_shipped - l.qty_cancelled), 0) as bigint) from sales_order_line as l
        join item as i on i.id = l.item_id where l.order_id = o.id and i.kind = 'stock')`.as('wanted'),
      sql<number>`(select cast(coalesce(sum(r.qty), 0) as bigint) from reservation as r
          where r.subject_kind = ${sql.lit(ORDER)} and r.subject_id = o.id)
        + (select cast(coalesce(sum(g.qty), 0) as bigint) from staged_goods as g where g.order_id = o.id)`.as('kept'),
    ]);
  if (servable) q = q.where((eb) => eb.not(isBlocked(eb))).where((eb) => couldGetSome(eb, undefined));
  return ctx.tx.db.selectFrom(q.as('d')).where(sql<SqlBool>`d.wanted > d.kept`);
}

/** Orders that wait for goods, in the order an allocation serves them. */
export const listDue = handleQuery(fulfillmentOperations.listDue, async (ctx, input) => {
  const rows = await due(ctx, input.servable)
    .innerJoin('sales_order as o', 'o.id', 'd.id')
    .innerJoin('party as p', 'p.id', 'o.party_id')
    .leftJoin('allocation as a', (join) => join.onRef('a.order_id', '=', 'o.id').on('a.short_qty', '>', 0))
    .select([
      'o.id as orderId',
      'o.number as orderNumber',
      'p.name as partyName',
      'o.country',
      'o.promised_on as promisedOn',
      'o.ordered_on as orderedOn',
      'd.wanted',
      'd.kept',
      'a.reason',
    ])
    .select((eb) =>
      eb
        .selectFrom('hold as h')
        .select('h.code')
        .where('h.subject_kind', '=', ORDER)
        .whereRef('h.subject_id', '=', 'o.id')
        .where('h.severity', '=', 'block')
        .where(sql<SqlBool>`h.released_at is null`)
        .orderBy('h.placed_at')
        .orderBy('h.id')
        .limit(1)
        .as('hold'),
    )
    .orderBy(sql`coalesce(d.promised_on, '9999-12-31')`)
    .orderBy('d.ordered_at')
    .orderBy('d.id')
    .limit(input.limit)
    .offset(input.offset)
    .execute();
  return { rows };
});

export const countDue = handleQuery(fulfillmentOperations.countDue, (ctx, input) =>
  due(ctx, input.servable)
    .select([
      sql<number>`cast(count(*) as bigint)`.as('orders'),
      sql<number>`cast(coalesce(sum(d.wanted - d.kept), 0) as bigint)`.as('missing'),
    ])
    .executeTakeFirstOrThrow(),
);

/** Promises of an item or an order, in the order in which they are served. */
export const listPromises = handleQuery(fulfillmentOperations.listPromises, async (ctx, input) => {
  const { warehouse, channel } = ctx.actor.scopes;
  let q = ctx.tx.db
    .selectFrom('reservation as r')
    .innerJoin('item as i', 'i.id', 'r.item_id')
    .innerJoin('warehouse as w', 'w.id', 'r.warehouse_id')
    .leftJoin('sales_order as o', 'o.id', 'r.subject_id')
    .leftJoin('party as p', 'p.id', 'o.party_id')
    .where(onlyInScope(warehouse, 'r.warehouse_id'))
    .where(inScope(channel, 'o.channel_id'));
  if (input.itemId !== undefined) q = q.where('r.item_id', '=', input.itemId);
  if (input.orderId !== undefined) q = q.where('r.subject_kind', '=', ORDER).where('r.subject_id', '=', input.orderId);
  const rows = await q
    .select([
      'r.id',
      'r.item_id as itemId',
      'i.sku',
      'r.warehouse_id as warehouseId',
      'w.code as warehouseCode',
      'r.qty',
      'r.made_at as madeAt',
      'r.subject_kind as subjectKind',
      'r.subject_id as subjectId',
      'o.number as orderNumber',
      'p.name as partyName',
      'o.promised_on as promisedOn',
    ])
    .orderBy('r.warehouse_id')
    .orderBy('r.priority')
    .orderBy('r.id')
    .limit(input.limit)
    .offset(input.offset)
    .execute();
  return { rows };
});
