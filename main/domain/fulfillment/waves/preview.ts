import type { LeftOut } from '../../../../preload/contract/fulfillment-waves.ts';
import { assertWarehouseScope } from '../../inventory/index.ts';
import { loadOrders } from '../load.ts';
import type { Planning } from '../picking/load.ts';
import type { PlannedPick } from '../picking/plan.ts';
import { assertPicks, fillingOf } from '../picking/release-wave.ts';
import { loadCandidates, type WaveChoice } from './candidates.ts';
import { fillWave } from './fill.ts';
import { loadZones, type Zones } from './zones.ts';

/** Orders of the wave that are shown, and numbers told of those left out. */
const SHOWN = 50;
const TOLD = 5;

interface Asked extends WaveChoice {
  readonly zoneId?: string | undefined;
  readonly zoneTake: 'whole' | 'part';
  readonly maxOrders: number;
  readonly maxLines: number;
}

const sum = (picks: readonly PlannedPick[]) => picks.reduce((n, p) => n + p.qty, 0);

/** What a wave of this choice would be now, planned by what releases it. */
export async function previewWave(ctx: Planning, asked: Asked) {
  const { warehouseId } = asked;
  assertWarehouseScope(ctx.actor, warehouseId);
  const delivery = await assertPicks(ctx, warehouseId);
  const filling = await fillingOf(ctx, asked, delivery);
  const found = await loadCandidates(ctx, asked);
  const { orderIds, picks, left, looked } = await fillWave(ctx, delivery, found.orderIds, filling);
  const byOrder = Map.groupBy(picks, (p) => p.orderId);
  const behind = (await found.countReady()) - looked;
  const later = found.orderIds.slice(looked, looked + TOLD);
  const told = [...left].map(([reason, ids]) => ({ reason, ids, orders: ids.length }));
  const aside = [...told, { reason: 'over-limit' as const, ids: later, orders: behind }];
  const shown = orderIds.slice(0, SHOWN);
  const orders = await loadOrders(ctx.tx, [...shown, ...aside.flatMap((l) => l.ids.slice(0, TOLD))]);
  const services = await servicesOf(ctx, shown);
  const ranked = new Map(found.ranks.ranked.map((r) => [r.service.serviceId, r]));
  const leftOut: { reason: LeftOut; orders: number; numbers: string[] }[] = [
    { reason: 'in-wave', ...(await found.tellWaved()) },
    { reason: 'on-hold', ...(await found.tellHeld()) },
    ...aside.map(({ reason, ids, orders: n }) => ({
      reason,
      orders: n,
      numbers: ids.slice(0, TOLD).map((id) => orders.get(id)?.number ?? id),
    })),
  ];
  return {
    warehouseCode: delivery.warehouseCode,
    orders: orderIds.length,
    lines: picks.length,
    qty: sum(picks),
    zones: byZone(picks, filling.zone?.zones ?? (await loadZones(ctx.tx, warehouseId))),
    leftOut: leftOut.filter((l) => l.orders > 0),
    first: shown.map((id) => {
      const own = byOrder.get(id) ?? [];
      const service = ranked.get(services.get(id) ?? '');
      return {
        orderId: id,
        orderNumber: orders.get(id)?.number ?? id,
        promisedOn: orders.get(id)?.promisedOn ?? null,
        serviceCode: service?.service.code ?? null,
        level: service?.service.level ?? ('standard' as const),
        cutOff: service?.cutOff ?? null,
        missed: service?.missed ?? false,
        lines: own.length,
        qty: sum(own),
      };
    }),
  };
}

function byZone(picks: readonly PlannedPick[], zones: Zones) {
  const groups = Map.groupBy(picks, (p) => zones.zoneOf(p.locationId)?.zoneId ?? null);
  return [...groups]
    .map(([zoneId, own]) => {
      const code = zones.zoneOf(own[0]?.locationId ?? '')?.code ?? null;
      return { zoneId, code, lines: own.length, qty: sum(own) };
    })
    .toSorted((a, b) => b.lines - a.lines || ((a.code ?? '') < (b.code ?? '') ? -1 : 1));
}

async function servicesOf(ctx: Planning, orderIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (orderIds.length === 0) return new Map();
  const rows = await ctx.tx.db
    .selectFrom('order_service')
    .select(['order_id', 'service_id'])
    .where('order_id', 'in', [...orderIds])
    .execute();
  return new Map(rows.map((r) => [r.order_id, r.service_id]));
}
