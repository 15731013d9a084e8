import type { Refusal } from '../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../engine/context.ts';
import { release, reserve } from '../inventory/index.ts';
import { decideWholeSets } from '../sales/index.ts';
import { blockOf, type Hand, type OrderFacts, type OrderLineFacts } from './load.ts';
import { ORDER, type WaitingSet } from './model.ts';
import { priorityOf } from './rules.ts';

/** Goods of an order line in one place of the promise: promised, picked, or about to leave. */
interface Goods {
  readonly orderLineId: number;
  readonly warehouseId: string;
  readonly qty: number;
}

/** Lines of sets by set; lines sold in single units are in none. */
export function membersOf(lines: readonly OrderLineFacts[]): OrderLineFacts[][] {
  return [
    ...Map.groupBy(
      lines.filter((l) => l.set !== null),
      (l) => l.set?.id,
    ).values(),
  ];
}

const per = (line: OrderLineFacts): number => line.set?.per ?? 1;
const sumOf = (goods: readonly Goods[], line: number, warehouseId: string): number =>
  goods.reduce((sum, g) => (g.orderLineId === line && g.warehouseId === warehouseId ? sum + g.qty : sum), 0);
const wholeIn = (members: readonly OrderLineFacts[], goods: readonly Goods[], warehouseId: string): number =>
  Math.min(...members.map((l) => Math.floor(sumOf(goods, l.id, warehouseId) / per(l))));

/** What an order waits for by sets: how many are not kept whole in any warehouse, and what of them is kept already. */
export function waitingSets(lines: readonly OrderLineFacts[], kept: readonly Goods[]): WaitingSet[] {
  return membersOf(lines).map((members) => {
    const [first] = members;
    let count = first ? Math.floor(first.open / per(first)) : 0;
    const over = new Map<string, readonly number[]>();
    for (const id of new Set(kept.map((k) => k.warehouseId))) {
      const whole = wholeIn(members, kept, id);
      count -= whole;
      over.set(
        id,
        members.map((l) => sumOf(kept, l.id, id) - whole * per(l)),
      );
    }
    return { count, over, members: members.map((l) => ({ orderLineId: l.id, itemId: l.itemId, per: per(l) })) };
  });
}

/** What of goods that could leave is whole sets, by line and warehouse; lines of no set are absent. */
export function wholeSets(lines: readonly OrderLineFacts[], goods: readonly Goods[]): Map<string, number> {
  const whole = new Map<string, number>();
  for (const members of membersOf(lines))
    for (const id of new Set(goods.map((g) => g.warehouseId))) {
      const count = wholeIn(members, goods, id);
      for (const line of members) whole.set(`${line.id}|${id}`, count * per(line));
    }
  return whole;
}

/** Refuses quantities that are not the same whole number of sets on each line of a set. */
export const decideWhole = (
  order: Pick<OrderFacts, 'number'>,
  lines: readonly OrderLineFacts[],
  asked: ReadonlyMap<number, number>,
): Refusal | undefined =>
  decideWholeSets(
    order.number,
    membersOf(lines).map((members) => ({
      sku: members[0]?.set?.sku ?? '',
      parts: members.map((l) => ({ lineId: l.id, sku: l.sku, per: per(l) })),
    })),
    asked,
  );

/**
 * Gives back promises that make no whole set: a kit whose mug is gone keeps no saucer. What stands picked stays where it is, and with it
 * what makes it whole. Returns the orders that gave something back.
 */
export async function trimSets(ctx: CommandContext, hand: Hand): Promise<string[]> {
  const again = [];
  const lines: number[] = [];
  const orders: string[] = [];
  for (const [orderId, own] of hand.lines) {
    const order = hand.orders.get(orderId);
    const reserved = hand.reserved.get(orderId) ?? [];
    const staged = hand.staged.get(orderId) ?? [];
    const whole = wholeSets(own, [...reserved, ...staged]);
    const most = (r: Goods) =>
      Math.max(0, (whole.get(`${r.orderLineId}|${r.warehouseId}`) ?? 0) - sumOf(staged, r.orderLineId, r.warehouseId));
    const over = new Set(
      reserved.flatMap((r) => (whole.has(`${r.orderLineId}|${r.warehouseId}`) && r.qty > most(r) ? [r.orderLineId] : [])),
    );
    if (over.size === 0 || !order) continue;
    orders.push(orderId);
    if (blockOf(hand, orderId)) {
      // Nothing is promised to an order on hold, so what it gives back of its sets it gives back altogether.
      lines.push(...own.flatMap((l) => (l.set !== null && reserved.some((r) => r.orderLineId === l.id) ? [l.id] : [])));
      continue;
    }
    lines.push(...over);
    for (const r of reserved) {
      const qty = over.has(r.orderLineId) ? Math.min(r.qty, most(r)) : 0;
      if (qty === 0) continue;
      const { itemId, warehouseId, orderLineId: subjectLine } = r;
      again.push({ subjectKind: ORDER, subjectId: orderId, subjectLine, itemId, warehouseId, qty, priority: priorityOf(order) });
    }
  }
  if (lines.length === 0) return [];
  await release(ctx, { subjectKind: ORDER, lines });
  await reserve(ctx, again, 'partial');
  return orders;
}
