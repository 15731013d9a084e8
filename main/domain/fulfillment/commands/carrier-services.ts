import { unknownZone } from '../../../../preload/contract/company.ts';
import { alreadyExists, notFound } from '../../../../preload/contract/engine.ts';
import { alreadySent, chargeTaken, serviceOff, waveOperations } from '../../../../preload/contract/fulfillment-waves.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { isZone } from '../../../../preload/contract/values/day.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { assertInScope } from '../../company/index.ts';
import { handleCommand } from '../../handler.ts';
import { assertWarehouseScope } from '../../inventory/index.ts';
import { loadOrders } from '../load.ts';
import { carrierServices, type Service } from '../waves/services.ts';

/** Refuses a code and a charge that another service has. */
function assertOwn(others: readonly Service[], code: string, chargeSku: string | null): void {
  if (others.some((s) => s.code === code)) throw refuse(alreadyExists, { kind: 'Carrier service', id: code });
  const twin = chargeSku === null ? undefined : others.find((s) => s.chargeSku === chargeSku);
  if (chargeSku !== null && twin) throw refuse(chargeTaken, { sku: chargeSku, serviceCode: twin.code });
}

/** Cut-offs of a service: those said, of warehouses the actor may work for, and those of other warehouses as they were. */
async function cutOffsOf(
  ctx: CommandContext,
  known: Service | undefined,
  said: readonly { readonly warehouseId: string; readonly at: string; readonly zone?: string | undefined }[],
) {
  const { warehouse } = ctx.actor.scopes;
  const kept = (known?.cutOffs ?? []).filter((c) => warehouse !== undefined && !warehouse.has(c.warehouseId));
  const rows = await ctx.tx.db.selectFrom('warehouse').select('id').execute();
  const there = new Set(rows.map((r) => r.id));
  const found = new Map(kept.map(({ warehouseId, at, zone }) => [warehouseId, { warehouseId, at, zone }]));
  for (const { warehouseId, at, zone = ctx.company.zone } of said) {
    if (!there.has(warehouseId)) throw refuse(notFound, { kind: 'warehouse', id: warehouseId });
    assertWarehouseScope(ctx.actor, warehouseId);
    if (found.has(warehouseId)) throw refuse(alreadyExists, { kind: 'Cut-off of warehouse', id: warehouseId });
    if (!isZone(zone)) throw refuse(unknownZone, { zone });
    found.set(warehouseId, { warehouseId, at, zone });
  }
  return [...found.values()];
}

/** Makes a service or replaces everything about one. */
export const setCarrierService = handleCommand(waveOperations.setCarrierService, async (ctx, input) => {
  const { serviceId, code, name, carrier, level, chargeSku } = input;
  const services = await ctx.standing(carrierServices);
  const known = services.find((s) => s.serviceId === serviceId);
  assertOwn(
    services.filter((s) => s !== known),
    code,
    chargeSku,
  );
  const cutOffs = await cutOffsOf(ctx, known, input.cutOffs);
  const active = input.active ? (1 as const) : (0 as const);
  const row = { id: serviceId, code, name, carrier, level, charge_sku: chargeSku, active, revision: (known?.revision ?? 0) + 1 };
  if (known) await ctx.tx.updateMany('carrier_service', ['id'], [row]);
  else await ctx.tx.insertMany('carrier_service', [row]);
  await ctx.tx.db.deleteFrom('carrier_cutoff').where('service_id', '=', serviceId).execute();
  await ctx.tx.insertMany(
    'carrier_cutoff',
    cutOffs.map(({ warehouseId, at, zone }) => ({ service_id: serviceId, warehouse_id: warehouseId, at, zone })),
  );
  ctx.forget('carrier_service', 'carrier_cutoff');
  return { serviceId };
});

/** A service that is in use; refuses others. */
export async function assertService(ctx: CommandContext, serviceId: string): Promise<void> {
  const service = (await ctx.standing(carrierServices)).find((s) => s.serviceId === serviceId);
  if (!service) throw refuse(notFound, { kind: 'carrier service', id: serviceId });
  if (!service.active) throw refuse(serviceOff, { serviceCode: service.code });
}

export const setOrderService = handleCommand(waveOperations.setOrderService, async (ctx, { orderIds, serviceId }) => {
  if (serviceId !== null) await assertService(ctx, serviceId);
  const ids = [...new Set(orderIds)];
  const orders = await loadOrders(ctx.tx, ids);
  for (const id of ids) {
    const order = orders.get(id);
    if (!order) throw refuse(notFound, { kind: 'order', id });
    assertInScope(ctx.actor, 'channel', order.channelId);
    if (order.state !== 'open') throw refuse(alreadySent, { orderNumber: order.number, state: order.state });
  }
  const asked = ctx.tx.rowset(
    ids.map((id) => ({ id })),
    { id: 'text' },
  );
  const before = await ctx.tx.db
    .selectFrom(asked.as('w'))
    .innerJoin('order_service as s', 's.order_id', 'w.id')
    .select(['s.order_id', 's.service_id', 's.revision'])
    .execute();
  const had = new Map(before.map((r) => [r.order_id, r]));
  const changed = ids.filter((id) => (had.get(id)?.service_id ?? null) !== serviceId);
  if (serviceId === null) {
    await ctx.tx.db
      .deleteFrom('order_service')
      .where('order_id', 'in', changed.length === 0 ? [''] : changed)
      .execute();
    return { orders: changed.length };
  }
  const row = (order_id: string) => ({ order_id, service_id: serviceId, revision: (had.get(order_id)?.revision ?? 0) + 1 });
  await ctx.tx.updateMany('order_service', ['order_id'], changed.filter((id) => had.has(id)).map(row));
  await ctx.tx.insertMany('order_service', changed.filter((id) => !had.has(id)).map(row));
  return { orders: changed.length };
});
