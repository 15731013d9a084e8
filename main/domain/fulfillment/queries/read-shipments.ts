import { sql } from 'kysely';
import { notFound } from '../../../../preload/contract/engine.ts';
import { fulfillmentOperations, shipmentsList } from '../../../../preload/contract/fulfillment.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { inScope } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { worthOfMoves } from '../../inventory/index.ts';
import { handleList } from '../../list.ts';
import { all, type Condition, startsWith } from '../../list-sql.ts';

const HEAD = [
  's.id',
  's.number',
  's.order_id as orderId',
  'o.number as orderNumber',
  'p.name as partyName',
  's.warehouse_id as warehouseId',
  'h.code as warehouseCode',
  's.state',
  's.shipped_at as shippedAt',
  's.shipped_on as shippedOn',
  's.carrier',
  's.tracking',
  's.entry_id as entryId',
  'v.id as invoiceId',
  'v.number as invoiceNumber',
  's.revision',
] as const;

/** Shipments with their order, customer, warehouse and invoice. */
const shipments = (ctx: QueryContext) =>
  ctx.tx.db
    .selectFrom('shipment as s')
    .innerJoin('sales_order as o', 'o.id', 's.order_id')
    .innerJoin('party as p', 'p.id', 'o.party_id')
    .innerJoin('warehouse as h', 'h.id', 's.warehouse_id')
    .leftJoin('invoice as v', (join) =>
      join.on('v.id', '=', (eb) =>
        eb
          .selectFrom('invoice as x')
          .whereRef('x.order_id', '=', 's.order_id')
          .whereRef('x.shipment_id', '=', 's.id')
          .where('x.kind', '=', 'invoice')
          .select('x.id')
          .limit(1),
      ),
    )
    .select(HEAD);

/** Shipments this actor may see: those of the warehouses and of the channels they are limited to, all without a limit. */
function visible({ scopes }: QueryContext['actor']): Condition {
  const here = inScope(scopes.warehouse, 's.warehouse_id');
  if (!scopes.channel) return here;
  return all([
    here,
    sql<boolean>`exists (select 1 from sales_order as n where n.id = s.order_id and ${inScope(scopes.channel, 'n.channel_id')})`,
  ]);
}

export const shipmentList = handleList(shipmentsList, {
  from: sql`shipment as s`,
  columns: {
    id: 's.id',
    orderId: 's.order_id',
    warehouseId: 's.warehouse_id',
    state: 's.state',
    carrier: 's.carrier',
    shippedOn: 's.shipped_on',
    number: 's.number',
    tracking: 's.tracking',
  },
  through: {
    orderNumber: (on) => sql`s.order_id in (select n.id from sales_order as n where ${on('n.number')})`,
    partyName: (on) => sql`s.order_id in (select n.id from sales_order as n join party as c on c.id = n.party_id where ${on('c.name')})`,
  },
  scope: visible,
  // A number that may be cut short, or what the carrier calls the parcel.
  search: (text) => sql<boolean>`(${startsWith('s.number', text)} or ${startsWith('s.tracking', text)})`,
  labels: { warehouseId: { table: 'warehouse', name: 'code' } },
  rows: (ctx, { window, order }) => shipments(ctx).innerJoin(window.as('w'), 'w.id', 's.id').orderBy(order).execute(),
});

export const getShipment = handleQuery(fulfillmentOperations.getShipment, async (ctx, input) => {
  const head = await shipments(ctx).where('s.id', '=', input.shipmentId).where(visible(ctx.actor)).executeTakeFirst();
  if (!head) throw refuse(notFound, { kind: 'shipment', id: input.shipmentId });
  const lines = await ctx.tx.db
    .selectFrom('shipment_line as l')
    .innerJoin('item as i', 'i.id', 'l.item_id')
    .where('l.shipment_id', '=', head.id)
    .select([
      'l.id',
      'l.line_no as lineNo',
      'l.order_line_id as orderLineId',
      'l.item_id as itemId',
      'i.sku',
      'i.title',
      'l.qty',
      'l.move_id as moveId',
    ])
    .orderBy('l.line_no')
    .execute();
  const back = await ctx.tx.db
    .selectFrom('shipment_line as l')
    .innerJoin('return_line as r', 'r.shipment_line_id', 'l.id')
    .innerJoin('customer_return as c', 'c.id', 'r.return_id')
    .where('l.shipment_id', '=', head.id)
    .where('c.state', '<>', 'cancelled')
    .select(['l.id', 'r.qty'])
    .execute();
  const returned = new Map<number, number>();
  for (const b of back) returned.set(b.id, (returned.get(b.id) ?? 0) + b.qty);
  const worth = await worthOfMoves(
    ctx.tx,
    lines.flatMap((l) => (l.moveId === null ? [] : [l.moveId])),
  );
  const costOf = (moveId: number | null) => (moveId === null ? null : (worth.get(moveId) ?? 0));
  return {
    ...head,
    cost: [...worth.values()].reduce((sum, value) => sum + value, 0),
    lines: lines.map(({ id, ...l }) => ({ ...l, returned: returned.get(id) ?? 0, cost: costOf(l.moveId) })),
  };
});

export const listShortages = handleQuery(fulfillmentOperations.listShortages, async (ctx, input) => {
  const waiting = ctx.tx.db
    .selectFrom('allocation as a')
    .innerJoin('sales_order as o', 'o.id', 'a.order_id')
    .where('a.short_qty', '>', 0)
    .where('o.state', '=', 'open')
    .where(inScope(ctx.actor.scopes.channel, 'o.channel_id'));
  const rows = await waiting
    .select([
      'a.order_id as orderId',
      'o.number as orderNumber',
      'a.outcome',
      'a.reason',
      'a.short_qty as short',
      'a.decided_at as decidedAt',
      'o.promised_on as promisedOn',
    ])
    .orderBy('a.decided_at')
    .orderBy('a.order_id')
    .limit(input.limit)
    .offset(input.offset)
    .execute();
  const sums = await waiting.select((eb) => [eb.fn.countAll().as('orders'), eb.fn.sum('a.short_qty').as('short')]).executeTakeFirst();
  return { rows, orders: Number(sums?.orders ?? 0), short: Number(sums?.short ?? 0) };
});
