import type { CommandContext } from '../../engine/context.ts';
import { policy } from '../company/index.ts';
import { availability, openHolds, reserve } from '../inventory/index.ts';
import { loadOrderLines, loadOrders, loadReserved, loadWarehouses, type OrderFacts } from './load.ts';
import { type FreeStock, ORDER, type SourcingPlan, type WaitingOrder } from './model.ts';
import { decideSourcing, explainPlan, priorityOf } from './rules.ts';
import { keepPlans } from './store.ts';

/** Orders explained one by one in a command's messages; beyond that the counts and the allocation rows must do. */
const MAX_EXPLAINED = 50;

/** What an allocation run did. Quantities in steps. */
export interface AllocationResult {
  readonly plans: readonly SourcingPlan[];
  readonly reserved: number;
  readonly short: number;
  /** Orders left out because a blocking hold is open on them. */
  readonly onHold: readonly string[];
}

/**
 * Promises stock to orders, in the order of promise date and age (`decideSourcing` says from where). Orders that are not
 * open, are on hold or want nothing are left out. Set-based: a handful of statements however many orders; why an order
 * was split or is short is kept in `allocation` and told as a message.
 */
export async function allocateOrders(ctx: CommandContext, orderIds: readonly string[]): Promise<AllocationResult> {
  const orders = await loadOrders(ctx.tx, [...new Set(orderIds)]);
  const open = [...orders.values()].filter((o) => o.state === 'open').map((o) => o.id);
  const holds = await openHolds(ctx.tx, ORDER, open);
  const onHold = open.filter((id) => holds.get(id)?.some((h) => h.severity === 'block'));
  const blocked = new Set(onHold);
  const waiting = await loadWaiting(ctx, orders, open.filter((id) => !blocked.has(id)));
  if (waiting.length === 0) return { plans: [], reserved: 0, short: 0, onHold };
  const free = await loadFree(ctx, waiting);
  const warehouses = await loadWarehouses(ctx.tx);
  const plans = decideSourcing(waiting, free, warehouses, policy(ctx, 'backorder'));
  const settled = await promise(ctx, plans, orders);
  await keepPlans(ctx, settled);
  explain(ctx, settled, orders, new Map(warehouses.map((w) => [w.id, w.code])));
  const sum = (of: (p: SourcingPlan) => number) => settled.reduce((total, p) => total + of(p), 0);
  return { plans: settled, reserved: sum((p) => p.picks.reduce((n, pick) => n + pick.qty, 0)), short: sum((p) => p.short), onHold };
}

async function loadWaiting(ctx: CommandContext, orders: ReadonlyMap<string, OrderFacts>, ids: readonly string[]): Promise<WaitingOrder[]> {
  const lines = await loadOrderLines(ctx.tx, ids);
  const reserved = await loadReserved(ctx.tx, ids);
  const waiting: WaitingOrder[] = [];
  for (const id of ids) {
    const order = orders.get(id);
    if (!order) continue;
    const kept = new Map<number, number>();
    const held = new Set<string>();
    for (const r of reserved.get(id) ?? []) {
      kept.set(r.orderLineId, (kept.get(r.orderLineId) ?? 0) + r.qty);
      held.add(r.warehouseId);
    }
    const wanting = (lines.get(id) ?? [])
      .filter((l) => l.stocked)
      .map((l) => ({ orderLineId: l.id, itemId: l.itemId, qty: l.open - (kept.get(l.id) ?? 0) }))
      .filter((l) => l.qty > 0);
    if (wanting.length === 0) continue;
    waiting.push({ orderId: id, country: order.country, promisedOn: order.promisedOn, orderedAt: order.orderedAt, held, lines: wanting });
  }
  return waiting;
}

async function loadFree(ctx: CommandContext, waiting: readonly WaitingOrder[]): Promise<FreeStock> {
  const free: FreeStock = new Map();
  for (const row of await availability(ctx.tx, new Set(waiting.flatMap((o) => o.lines.map((l) => l.itemId))))) {
    if (row.available <= 0) continue;
    const byWarehouse = free.get(row.itemId);
    if (byWarehouse) byWarehouse.set(row.warehouseId, row.available);
    else free.set(row.itemId, new Map([[row.warehouseId, row.available]]));
  }
  return free;
}

/** Reserves what was planned. Inventory may grant less (an item on hold); the plan then says what really was promised. */
async function promise(ctx: CommandContext, plans: readonly SourcingPlan[], orders: ReadonlyMap<string, OrderFacts>): Promise<SourcingPlan[]> {
  const wants = plans.flatMap((plan) => {
    const order = orders.get(plan.orderId);
    const priority = order ? priorityOf(order) : 0;
    return plan.picks.map((p) => ({
      subjectKind: ORDER, subjectId: plan.orderId, subjectLine: p.orderLineId, itemId: p.itemId, warehouseId: p.warehouseId, qty: p.qty, priority,
    }));
  });
  const { granted } = await reserve(ctx, wants, 'partial');
  let next = 0;
  return plans.map((plan) => {
    const got = plan.picks.map((p) => ({ ...p, qty: granted[next++] ?? 0 }));
    const denied = plan.picks.reduce((n, p) => n + p.qty, 0) - got.reduce((n, p) => n + p.qty, 0);
    if (denied === 0) return plan;
    const picks = got.filter((p) => p.qty > 0);
    return { ...plan, picks, outcome: picks.length > 0 ? 'partial' : 'none', reason: 'stock-short', short: plan.short + denied };
  });
}

function explain(ctx: CommandContext, plans: readonly SourcingPlan[], orders: ReadonlyMap<string, OrderFacts>, codes: ReadonlyMap<string, string>): void {
  const notable = plans.length === 1 ? plans : plans.filter((p) => p.outcome !== 'single');
  for (const plan of notable.slice(0, MAX_EXPLAINED)) ctx.message(explainPlan(plan, orders.get(plan.orderId)?.number ?? plan.orderId, (id) => codes.get(id) ?? id));
  if (notable.length > MAX_EXPLAINED) ctx.message(`and ${notable.length - MAX_EXPLAINED} more orders that are split or short`);
}
