import { notFound } from '../../../../preload/contract/engine.ts';
import { packingOperations, type ReversalNode } from '../../../../preload/contract/fulfillment-packing.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { inScope, onlyInScope } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { ORDER } from '../model.ts';

/** States of work that is still going on. */
const GOING: ReadonlySet<string> = new Set(['released', 'picking', 'picked', 'packed', 'open']);

/**
 * The tree of what a delivery is made of: promises, waves with their picks and the goods that stand picked, parcels, shipments.
 * What has not been handed over is taken back as if it had not been; what has left comes back by intercept or return only.
 */
export const reversal = handleQuery(packingOperations.reversal, async (ctx, { orderId }) => {
  const { db } = ctx.tx;
  const { warehouse, channel } = ctx.actor.scopes;
  const order = await db
    .selectFrom('sales_order as o')
    .select('o.number')
    .where('o.id', '=', orderId)
    .where(inScope(channel, 'o.channel_id'))
    .executeTakeFirst();
  if (!order) throw refuse(notFound, { kind: 'order', id: orderId });
  const nodes: ReversalNode[] = [];
  const add = (node: ReversalNode): number => nodes.push(node) - 1;

  const promises = await db
    .selectFrom('reservation as r')
    .innerJoin('item as i', 'i.id', 'r.item_id')
    .where('r.subject_kind', '=', ORDER)
    .where('r.subject_id', '=', orderId)
    .where(onlyInScope(warehouse, 'r.warehouse_id'))
    .select(['r.id', 'i.sku', 'r.qty'])
    .orderBy('r.id')
    .execute();
  for (const r of promises) add({ kind: 'promise', id: String(r.id), name: r.sku, parent: null, qty: r.qty, state: 'kept', way: 'undo' });

  const waves = await db
    .selectFrom('wave_order as x')
    .innerJoin('wave as v', 'v.id', 'x.wave_id')
    .where('x.order_id', '=', orderId)
    .where(onlyInScope(warehouse, 'x.warehouse_id'))
    .select(['x.id', 'x.wave_id', 'v.number', 'x.state', 'x.warehouse_id'])
    .orderBy('x.id')
    .execute();
  for (const wave of waves) {
    const way = GOING.has(wave.state) ? 'undo' : 'none';
    const root = add({ kind: 'wave', id: wave.wave_id, name: wave.number, parent: null, qty: 0, state: wave.state, way });
    const tasks = await db
      .selectFrom('pick_task as t')
      .innerJoin('item as i', 'i.id', 't.item_id')
      .innerJoin('location as l', 'l.id', 't.location_id')
      .where('t.wave_order_id', '=', wave.id)
      .select(['t.id', 'i.sku', 'l.code', 't.qty', 't.state'])
      .orderBy('t.id')
      .execute();
    for (const t of tasks)
      add({
        kind: 'task',
        id: String(t.id),
        name: `${t.sku} ${t.code}`,
        parent: root,
        qty: t.qty,
        state: t.state,
        way: way === 'undo' && t.state !== 'cancelled' ? 'undo' : 'none',
      });
    if (way === 'undo') {
      const staged = await db
        .selectFrom('staged_goods as s')
        .innerJoin('item as i', 'i.id', 's.item_id')
        .where('s.order_id', '=', orderId)
        .where('s.warehouse_id', '=', wave.warehouse_id)
        .select(['s.order_line_id', 'i.sku', 's.qty'])
        .orderBy('s.order_line_id')
        .execute();
      for (const s of staged)
        add({ kind: 'staged', id: String(s.order_line_id), name: s.sku, parent: root, qty: s.qty, state: 'picked', way: 'undo' });
    }
    const parcels = await db
      .selectFrom('parcel as p')
      .where('p.wave_order_id', '=', wave.id)
      .select(['p.id', 'p.number', 'p.state'])
      .orderBy('p.id')
      .execute();
    for (const p of parcels)
      add({
        kind: 'parcel',
        id: p.id,
        name: p.number,
        parent: root,
        qty: 0,
        state: p.state,
        way: GOING.has(p.state) ? 'undo' : p.state === 'shipped' ? 'return' : 'none',
      });
  }

  const shipments = await db
    .selectFrom('shipment as s')
    .leftJoin('parcel as p', 'p.shipment_id', 's.id')
    .where('s.order_id', '=', orderId)
    .where(onlyInScope(warehouse, 's.warehouse_id'))
    .select(['s.id', 's.number', 's.state', 'p.id as parcelId'])
    .orderBy('s.id')
    .execute();
  for (const s of shipments) {
    const parent = nodes.findIndex((n) => n.kind === 'parcel' && n.id === s.parcelId);
    add({ kind: 'shipment', id: s.id, name: s.number, parent: parent < 0 ? null : parent, qty: 0, state: s.state, way: 'return' });
  }
  return { orderNumber: order.number, nodes };
});
