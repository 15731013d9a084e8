import type { CommandContext } from '../../engine/context.ts';
import { policy } from '../company/index.ts';
import { availability, reserve } from '../inventory/index.ts';
import { blockedItems, blockOf, type Hand, loadHand, type OrderFacts } from './load.ts';
import { type FreeStock, ORDER, type SourcingPlan, type WaitingOrder } from './model.ts';
import { fitWaves } from './picking/fit.ts';
import { decideSourcing, explainPlan, priorityOf } from './rules.ts';
import { trimSets, waitingSets } from './sets.ts';
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
  const first = await run(ctx, await loadHand(ctx, orderIds));
  const parted = hasSets(first.hand) ? await keepSetsWhole(ctx, orderIds) : [];
  // What was given back may make another order's set whole, or this one's from another warehouse.
  const { hand, settled, content, onHold } = parted.length > 0 ? merged(first, await run(ctx, await loadHand(ctx, orderIds))) : first;
  await keepPlans(ctx, [...settled, ...content], hand.orders);
  explain(ctx, settled, hand);
  return { ...counted(settled), onHold };
}

interface Run {
  readonly hand: Hand;
  readonly settled: readonly SourcingPlan[];
  readonly content: readonly SourcingPlan[];
  readonly onHold: readonly string[];
}

/** Plans orders and promises what was planned. */
async function run(ctx: CommandContext, hand: Hand): Promise<Run> {
  const { plans, content, onHold } = await planOrders(ctx, hand);
  return { hand, settled: await promise(ctx, plans, hand), content, onHold };
}

const hasSets = ({ lines }: Hand): boolean => [...lines.values()].some((own) => own.some((l) => l.set !== null));

/** Gives back promises of sets that are not whole any more, and the work that stood on them. Returns the orders concerned. */
export async function keepSetsWhole(ctx: CommandContext, orderIds: readonly string[]): Promise<string[]> {
  const hand = await loadHand(ctx, orderIds);
  if (!hasSets(hand)) return [];
  const parted = await trimSets(ctx, hand);
  await fitWaves(ctx, parted);
  return parted;
}

/** The later plan of an order holds; orders the second run had nothing to do for keep their first one. */
function merged(first: Run, second: Run): Run {
  const again = new Set([...second.settled, ...second.content].map((p) => p.orderId));
  const kept = (plans: readonly SourcingPlan[]) => plans.filter((p) => !again.has(p.orderId));
  return {
    hand: second.hand,
    settled: [...kept(first.settled), ...second.settled],
    content: [...kept(first.content), ...second.content],
    onHold: second.onHold,
  };
}

/** What plans come to. */
export function counted(plans: readonly SourcingPlan[]): Pick<AllocationResult, 'plans' | 'reserved' | 'short'> {
  const sum = (of: (p: SourcingPlan) => number) => plans.reduce((total, p) => total + of(p), 0);
  return { plans, reserved: sum((p) => p.picks.reduce((n, pick) => n + pick.qty, 0)), short: sum((p) => p.short) };
}

/** What orders could be promised now. `content`: plans of open orders that want nothing more, whatever was short before. */
export interface Planned {
  readonly plans: readonly SourcingPlan[];
  readonly content: readonly SourcingPlan[];
  readonly onHold: readonly string[];
}

/** Decides what each order could be promised now; writes nothing. */
export async function planOrders(ctx: CommandContext, hand: Hand): Promise<Planned> {
  const onHold: string[] = [];
  const content: SourcingPlan[] = [];
  const waiting: WaitingOrder[] = [];
  for (const order of hand.orders.values()) {
    if (order.state !== 'open') continue;
    if (blockOf(hand, order.id)) onHold.push(order.id);
    else {
      const wants = waitingOrder(order, hand);
      if (wants.lines.length > 0) waiting.push(wants);
      else content.push({ orderId: order.id, outcome: 'single', reason: 'one-warehouse-covers', picks: [], short: 0 });
    }
  }
  if (waiting.length === 0) return { plans: [], content, onHold };
  return { plans: decideSourcing(waiting, await loadFree(ctx, waiting), hand.warehouses, policy(ctx, 'backorder')), content, onHold };
}

function waitingOrder(order: OrderFacts, hand: Hand): WaitingOrder {
  const kept = new Map<number, number>();
  const held = new Set<string>();
  for (const r of [...(hand.reserved.get(order.id) ?? []), ...(hand.staged.get(order.id) ?? [])]) {
    kept.set(r.orderLineId, (kept.get(r.orderLineId) ?? 0) + r.qty);
    held.add(r.warehouseId);
  }
  const own = hand.lines.get(order.id) ?? [];
  const sets = own.some((l) => l.set !== null)
    ? waitingSets(own, [...(hand.reserved.get(order.id) ?? []), ...(hand.staged.get(order.id) ?? [])])
    : [];
  const setOf = new Map(sets.flatMap((set) => set.members.map((m) => [m.orderLineId, set])));
  const lines = own
    .filter((l) => l.stocked)
    .map((l) => ({ orderLineId: l.id, itemId: l.itemId, qty: l.open - (kept.get(l.id) ?? 0), set: setOf.get(l.id) }))
    .filter((l) => l.qty > 0);
  return { orderId: order.id, country: order.country, promisedOn: order.promisedOn, orderedAt: order.orderedAt, held, lines };
}

/** Stock that may be promised; items on hold have none. */
async function loadFree(ctx: CommandContext, waiting: readonly WaitingOrder[]): Promise<FreeStock> {
  const free: FreeStock = new Map();
  const itemIds = new Set(waiting.flatMap((o) => o.lines.map((l) => l.itemId)));
  const heldItems = await blockedItems(ctx.tx, itemIds);
  for (const row of await availability(ctx, itemIds)) {
    if (row.available <= 0 || heldItems.has(row.itemId)) continue;
    const byWarehouse = free.get(row.itemId);
    if (byWarehouse) byWarehouse.set(row.warehouseId, row.available);
    else free.set(row.itemId, new Map([[row.warehouseId, row.available]]));
  }
  return free;
}

/** Reserves what was planned; where inventory grants less, the plan then says what really was promised. */
async function promise(ctx: CommandContext, plans: readonly SourcingPlan[], { orders }: Hand): Promise<SourcingPlan[]> {
  const wants = plans.flatMap((plan) => {
    const order = orders.get(plan.orderId);
    const priority = order ? priorityOf(order) : 0;
    return plan.picks.map((p) => ({
      subjectKind: ORDER,
      subjectId: plan.orderId,
      subjectLine: p.orderLineId,
      itemId: p.itemId,
      warehouseId: p.warehouseId,
      qty: p.qty,
      priority,
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

/** Orders named as those that were served first; more say nothing new. */
const MAX_AHEAD = 3;

/** Tells why orders were split or are short, what they miss and which orders of the run got it; of a single order in any case. */
export function explain(ctx: CommandContext, plans: readonly SourcingPlan[], hand: Hand): void {
  const { orders, warehouses } = hand;
  const codes = new Map(warehouses.map((w) => [w.id, w.code]));
  const notable = plans.length === 1 ? plans : plans.filter((p) => p.outcome !== 'single');
  for (const plan of notable.slice(0, MAX_EXPLAINED)) {
    const number = orders.get(plan.orderId)?.number ?? plan.orderId;
    ctx.message(explainPlan(plan, number, (id) => codes.get(id) ?? id, missing(plan, plans, hand)));
  }
  if (notable.length > MAX_EXPLAINED) ctx.message(`and ${notable.length - MAX_EXPLAINED} more orders that are split or short`);
}

/** What a plan leaves waiting, by SKU, and the orders before it that got some of the same. */
function missing(plan: SourcingPlan, plans: readonly SourcingPlan[], hand: Hand): string {
  if (plan.short === 0) return '';
  const got = new Map<number, number>();
  for (const r of [...(hand.reserved.get(plan.orderId) ?? []), ...(hand.staged.get(plan.orderId) ?? [])])
    got.set(r.orderLineId, (got.get(r.orderLineId) ?? 0) + r.qty);
  for (const p of plan.picks) got.set(p.orderLineId, (got.get(p.orderLineId) ?? 0) + p.qty);
  const lines = (hand.lines.get(plan.orderId) ?? [])
    .filter((l) => l.stocked)
    .map((l) => ({ ...l, waits: l.open - (got.get(l.id) ?? 0) }))
    .filter((l) => l.waits > 0);
  const items = new Set(lines.map((l) => l.itemId));
  const ahead = plans.slice(0, plans.indexOf(plan)).filter((p) => p.picks.some((pick) => items.has(pick.itemId)));
  const names = ahead.slice(0, MAX_AHEAD).map((p) => hand.orders.get(p.orderId)?.number ?? p.orderId);
  const more = ahead.length > MAX_AHEAD ? ` and ${ahead.length - MAX_AHEAD} more` : '';
  const first = names.length > 0 ? `; ${names.join(', ')}${more} served first` : '';
  return `: ${lines.map((l) => `${l.waits} ${l.sku}`).join(', ')}${first}`;
}
