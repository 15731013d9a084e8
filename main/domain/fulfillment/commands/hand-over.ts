import { notFound, outOfScope } from '../../../../preload/contract/engine.ts';
import {
  handedOver,
  nothingToHandOver,
  nothingToTakeBack,
  PARCELS_MAX,
  packedFirst,
  packingOperations,
  parcelState,
} from '../../../../preload/contract/fulfillment-packing.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { takeNumbers } from '../../company/index.ts';
import { handleCommand } from '../../handler.ts';
import { assertWarehouseScope } from '../../inventory/index.ts';
import { loadOrderLines, loadOrders } from '../load.ts';
import type { Shipped } from '../model.ts';
import { handOverStaged, type Leaving } from '../packing/hand-over.ts';
import { inParcels, loadParcels, type ParcelFacts } from '../packing/load.ts';
import { pickingWarehouses } from '../picking/delivery.ts';
import { loadOpenWaveOrders, loadStaged, OPEN_STATES } from '../picking/load.ts';
import { lotsFor, stagedLots } from '../picking/lots.ts';
import { takeOut } from '../picking/take-out.ts';
import { wholeSets } from '../sets.ts';

function counted(shipped: readonly (Shipped | undefined)[], parcels: number) {
  const made = shipped.filter((s) => s !== undefined);
  return {
    parcels,
    shipments: made.length,
    qty: made.reduce((n, s) => n + s.qty, 0),
    invoices: made.filter((s) => s.invoiceId !== null).length,
    cost: made.reduce((n, s) => n + s.cost, 0),
    onHold: shipped.length - made.length,
  };
}

/** Hands parcels over and keeps which shipment each became. */
async function leave(ctx: CommandContext, parcels: readonly ParcelFacts[], lenient: boolean, manifestId: string | null) {
  const { shipped } = await handOverStaged(
    ctx,
    parcels.map(
      (p): Leaving => ({
        orderId: p.orderId,
        waveOrderId: p.waveOrderId,
        warehouseId: p.warehouseId,
        lines: p.lines,
        carrier: p.carrier ?? undefined,
        tracking: p.tracking ?? undefined,
      }),
    ),
    lenient,
  );
  const gone = parcels.flatMap((p, i) => {
    const shipment = shipped[i];
    return shipment
      ? [{ id: p.id, state: 'shipped' as const, shipment_id: shipment.shipmentId, manifest_id: manifestId, revision: p.revision + 1 }]
      : [];
  });
  await ctx.tx.updateMany('parcel', ['id'], gone);
  return counted(shipped, gone.length);
}

export const handOverParcels = handleCommand(packingOperations.handOverParcels, async (ctx, { parcelIds }) => {
  const ids = [...new Set(parcelIds)];
  const parcels = await loadParcels(ctx.tx, ids);
  const missing = ids.find((id) => !parcels.some((p) => p.id === id));
  if (missing !== undefined) throw refuse(notFound, { kind: 'parcel', id: missing });
  for (const p of parcels) {
    assertWarehouseScope(ctx.actor, p.warehouseId);
    if (p.state !== 'packed') throw refuse(parcelState, { number: p.number, state: p.state });
  }
  return leave(ctx, parcels, false, null);
});

export const makeManifest = handleCommand(packingOperations.makeManifest, async (ctx, { warehouseId, carrier }) => {
  assertWarehouseScope(ctx.actor, warehouseId);
  const warehouse = await ctx.tx.db.selectFrom('warehouse').select('code').where('id', '=', warehouseId).executeTakeFirst();
  if (!warehouse) throw refuse(notFound, { kind: 'warehouse', id: warehouseId });
  const rows = await ctx.tx.db
    .selectFrom('parcel')
    .select('id')
    .where('warehouse_id', '=', warehouseId)
    .where('carrier', '=', carrier)
    .where('state', '=', 'packed')
    .orderBy('id')
    .limit(PARCELS_MAX)
    .execute();
  if (rows.length === 0) throw refuse(nothingToHandOver, { warehouseCode: warehouse.code });
  const parcels = await loadParcels(
    ctx.tx,
    rows.map((r) => r.id),
  );
  const manifestId = ctx.newId('mnf');
  const [number = ''] = takeNumbers(ctx, 'MNF', ctx.today);
  const head = { id: manifestId, number, warehouse_id: warehouseId, carrier, made_on: ctx.today, made_at: ctx.now };
  await ctx.tx.insertMany('manifest', [{ ...head, parcels: 0, revision: 1 }]);
  const result = await leave(ctx, parcels, true, manifestId);
  await ctx.tx.updateMany('manifest', ['id'], [{ id: manifestId, parcels: result.parcels, revision: 2 }]);
  return { ...result, manifestId, number };
});

export const handOverPicked = handleCommand(packingOperations.handOverPicked, async (ctx, { waveId, orderIds }) => {
  const wave = await ctx.tx.db.selectFrom('wave').select('warehouse_id').where('id', '=', waveId).executeTakeFirst();
  if (!wave) throw refuse(notFound, { kind: 'wave', id: waveId });
  const { warehouse_id: warehouseId } = wave;
  assertWarehouseScope(ctx.actor, warehouseId);
  const delivery = (await pickingWarehouses(ctx)).get(warehouseId);
  if (delivery?.steps === 3) throw refuse(packedFirst, { warehouseCode: delivery.warehouseCode });
  const wanted = orderIds && new Set(orderIds);
  const rows = await ctx.tx.db
    .selectFrom('wave_order')
    .select(['id', 'order_id'])
    .where('wave_id', '=', waveId)
    .where('state', 'in', OPEN_STATES)
    .execute();
  const members = rows.filter((r) => !wanted || wanted.has(r.order_id));
  const packed = await inParcels(
    ctx.tx,
    members.map((m) => m.id),
  );
  const staged = await loadStaged(
    ctx.tx,
    members.map((m) => m.order_id),
  );
  const lotsOf = await stagedLots(ctx, staged);
  const orderLines = await loadOrderLines(
    ctx.tx,
    members.map((m) => m.order_id),
  );
  const leaving = members.flatMap((m): Leaving[] => {
    const lines = staged
      .filter((s) => s.orderId === m.order_id && s.warehouseId === warehouseId)
      .map((s) => ({ ...s, qty: s.qty - (packed.get(s.orderLineId) ?? 0) }));
    // A set that is not picked whole waits for the rest of it.
    const whole = wholeSets(orderLines.get(m.order_id) ?? [], lines);
    const ready = lines
      .map((s) => ({ ...s, qty: Math.min(s.qty, whole.get(`${s.orderLineId}|${warehouseId}`) ?? s.qty) }))
      .filter((s) => s.qty > 0)
      .map((s) => ({ ...s, lots: lotsFor(lotsOf(s), s.qty) }))
      .map(({ lots, ...s }) => (lots ? { ...s, lots } : s));
    return ready.length === 0 ? [] : [{ orderId: m.order_id, waveOrderId: m.id, warehouseId, lines: ready }];
  });
  const { shipped } = await handOverStaged(ctx, leaving, orderIds === undefined);
  return counted(shipped, 0);
});

export const takeBack = handleCommand(packingOperations.takeBack, async (ctx, { orderId }) => {
  const order = (await loadOrders(ctx.tx, [orderId])).get(orderId);
  if (!order) throw refuse(notFound, { kind: 'order', id: orderId });
  const { channel } = ctx.actor.scopes;
  if (channel && order.channelId !== null && !channel.has(order.channelId))
    throw refuse(outOfScope, { scope: 'channel', id: order.channelId });
  const members = await loadOpenWaveOrders(ctx.tx, [orderId]);
  if (members.length === 0) {
    const left = await ctx.tx.db.selectFrom('shipment').select('number').where('order_id', '=', orderId).orderBy('number').execute();
    if (left.length > 0) throw refuse(handedOver, { orderNumber: order.number, shipments: left.map((s) => s.number) });
    throw refuse(nothingToTakeBack, { orderNumber: order.number });
  }
  const total = { parcels: 0, tasks: 0, putBacks: 0 };
  for (const m of members) {
    assertWarehouseScope(ctx.actor, m.warehouseId);
    const done = await takeOut(ctx, m.waveId, [orderId]);
    total.parcels += done.parcels;
    total.tasks += done.tasks;
    total.putBacks += done.putBacks;
  }
  return total;
});
