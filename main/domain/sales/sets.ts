import type { Insertable } from 'kysely';
import { setStatement } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import { notFound } from '../../../preload/contract/engine.ts';
import { type Refusal, refuse } from '../../../preload/contract/refusal.ts';
import { setInParts } from '../../../preload/contract/sales.ts';
import { allocate, mulDiv } from '../../../preload/contract/values/int.ts';
import type { CommandContext } from '../../engine/context.ts';
import { type ItemFacts, type Kits, loadItems, loadKits, loadPacks, type PackFacts, packsOf } from '../catalog/index.ts';
import type { Amounts, Order, OrderLine, OrderLineDraft } from './model.ts';

/** One component of a set: how many steps of it one set takes, and its weight when the amounts of the set are shared. */
interface Member {
  readonly item: ItemFacts;
  readonly per: number;
  readonly weight: number;
}

/** What a draft line stands for when it is ordered as one and leaves as its goods: packs of an item, or kits. */
export interface SetPlan {
  readonly kind: 'pack' | 'kit';
  readonly item: ItemFacts;
  readonly packId: string | null;
  /** Name of the pack, where the line gives no title. */
  readonly title: string;
  readonly members: readonly Member[];
}

/** Sets of some draft lines, by line; lines sold in single units are absent. */
export type SetPlans = ReadonlyMap<OrderLineDraft, SetPlan>;

/**
 * The weight each component has in the amounts of its kit: the stand-alone price of what one kit takes of it. Where no component has a
 * price of its own, every unit counts the same.
 */
export function weightsOf(
  parts: readonly { readonly itemId: string; readonly qty: number }[],
  items: ReadonlyMap<string, Pick<ItemFacts, 'priceMicros' | 'stepsPerUnit'>>,
): number[] {
  const prices = parts.map(({ itemId, qty }) => {
    const item = items.get(itemId);
    return item ? mulDiv(item.priceMicros, qty, item.stepsPerUnit) : 0;
  });
  return prices.some((p) => p > 0) ? prices : parts.map((p) => p.qty);
}

async function kitPlans(ctx: CommandContext, kits: Kits, ordered: ReadonlyMap<OrderLineDraft, ItemFacts>): Promise<SetPlan[]> {
  const sold = [...new Map([...ordered.values()].filter((i) => kits.has(i.id)).map((i) => [i.id, i])).values()];
  const items = await loadItems(
    ctx,
    sold.flatMap((k) => (kits.get(k.id) ?? []).map((c) => c.itemId)),
  );
  return sold.map((kit) => {
    const parts = kits.get(kit.id) ?? [];
    const weights = weightsOf(parts, items);
    const members = parts.map(({ itemId, qty }, i) => {
      const item = items.get(itemId);
      if (!item) throw new Error(`component ${itemId} of ${kit.sku} is not there`);
      return { item, per: qty, weight: weights[i] ?? 0 };
    });
    return { kind: 'kit', item: kit, packId: null, title: kit.title, members };
  });
}

/**
 * Which of these lines are ordered in packs or are kits. Kits are as they are now: a kit that changes later leaves orders as they
 * were taken. Refuses a pack the item does not have.
 */
export async function planSets(ctx: CommandContext, ordered: ReadonlyMap<OrderLineDraft, ItemFacts>): Promise<SetPlans> {
  const plans = new Map<OrderLineDraft, SetPlan>();
  const kits = await loadKits(ctx);
  const byKit = new Map((kits.size === 0 ? [] : await kitPlans(ctx, kits, ordered)).map((p) => [p.item.id, p]));
  const inPacks = [...ordered].filter(([line]) => line.pack !== undefined || line.packId !== undefined);
  const named = await packsOf(
    ctx,
    inPacks.map(([, item]) => item),
    inPacks.map(([line]) => ({ pack: line.pack })),
  );
  const known = await loadPacks(
    ctx,
    inPacks.flatMap(([line]) => line.packId ?? []),
  );
  const packs = new Map(inPacks.map(([line], i) => [line, named[i] ?? known.get(line.packId ?? '')]));
  for (const [line, item] of ordered) {
    const kit = byKit.get(item.id);
    const pack = packs.get(line);
    if (kit) plans.set(line, kit);
    else if (pack) plans.set(line, packPlan(item, pack));
    else if (packs.has(line)) throw refuse(notFound, { kind: 'pack', id: line.packId ?? '' });
  }
  return plans;
}

const packPlan = (item: ItemFacts, pack: PackFacts): SetPlan => {
  const members = [{ item, per: pack.steps, weight: 1 }];
  return { kind: 'pack', item, packId: pack.id, title: `${item.title}, ${pack.name}`, members };
};

/**
 * Shares an amount of several sets: first what every set has alike, then what is left over. So one set of three comes to a third to the
 * cent wherever the amount can be divided by three.
 */
export function spread(amount: number, sets: number, weights: readonly number[]): number[] {
  const each = Math.trunc(amount / sets);
  const rest = allocate(amount - each * sets, weights);
  return allocate(each, weights).map((part, i) => part * sets + (rest[i] ?? 0));
}

/** Part of a set's amounts that stands on the line of one of its components. */
export interface MemberLine {
  readonly draft: OrderLineDraft;
  readonly item: ItemFacts;
  readonly amounts: Amounts;
  readonly per: number;
}

/**
 * The goods of a set as order lines. Net and tax of each set are shared by the stand-alone price of what each component contributes,
 * by the largest remainder, so that the parts are the set to the cent; revenue posts to the account role of the kit.
 */
export function memberLines(line: OrderLineDraft, plan: SetPlan, amounts: Amounts): MemberLine[] {
  const weights = plan.members.map((m) => m.weight);
  const net = spread(amounts.net, line.qty, weights);
  const tax = spread(amounts.tax, line.qty, weights);
  const price = allocate(line.unitPriceMicros, weights);
  return plan.members.map(({ item, per }, i) => {
    const [own, with_] = [net[i] ?? 0, tax[i] ?? 0];
    const draft: OrderLineDraft = {
      kind: 'item',
      itemId: item.id,
      sku: item.sku,
      qty: line.qty * per,
      // What one unit of it comes to before any discount; the amounts of the line are what counts.
      unitPriceMicros: mulDiv(price[i] ?? 0, item.stepsPerUnit, per),
      taxCode: line.taxCode,
      revenueRole: line.revenueRole ?? plan.item.revenueRole,
    };
    return { draft, item, per, amounts: { net: own, tax: with_, total: own + with_ } };
  });
}

/** The row of a set as it was ordered. */
export const setRow = (
  id: number,
  orderId: string,
  line: OrderLineDraft,
  plan: SetPlan,
  amounts: Amounts,
): Insertable<DB['sales_order_set']> => ({
  id,
  order_id: orderId,
  kind: plan.kind,
  item_id: plan.item.id,
  pack_id: plan.packId,
  sku: plan.item.sku,
  title: line.title ?? plan.title,
  qty: line.qty,
  unit_price_micros: line.unitPriceMicros,
  discount: line.discount ?? 0,
  discount_ppm: line.discountPpm ?? 0,
  ...amounts,
});

const setsOfOrders = setStatement<DB>()({ id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('sales_order_set as s')
    .whereRef('s.order_id', '=', 'w.id')
    .innerJoin('sales_order_set_line as l', 'l.set_id', 's.id')
    .select(['s.id', 's.order_id', 's.sku', 's.title', 's.qty', 's.total', 'l.order_line_id', 'l.per_set']),
);

/** A set of an order with its lines. */
export interface OrderSet {
  readonly id: number;
  readonly sku: string;
  readonly title: string;
  readonly qty: number;
  readonly total: number;
  readonly lines: readonly { readonly line: OrderLine; readonly per: number }[];
}

/** Sets of an order, each with the lines the order was loaded with. */
export async function loadSets(ctx: CommandContext, order: Order): Promise<OrderSet[]> {
  const rows = await ctx.tx.runFor(setsOfOrders, [{ id: order.id }]);
  const lines = new Map(order.lines.map((l) => [l.id, l]));
  return [...Map.groupBy(rows, (r) => r.id)].flatMap(([id, own]) => {
    const [first] = own;
    if (!first) return [];
    const members = own.flatMap((r) => {
      const line = lines.get(r.order_line_id);
      return line ? [{ line, per: r.per_set }] : [];
    });
    return [{ id, sku: first.sku, title: first.title, qty: first.qty, total: first.total, lines: members }];
  });
}

/** A set as far as it can be taken apart: how many steps of each line one set takes. */
export interface SetParts {
  readonly sku: string;
  readonly parts: readonly { readonly lineId: number; readonly sku: string; readonly per: number }[];
}

/**
 * Quantities of order lines asked for together, by line: those of a set must come to the same whole number of sets on each of its
 * lines. Refuses anything else and says what a whole set would be.
 */
export function decideWholeSets(orderNumber: string, sets: readonly SetParts[], asked: ReadonlyMap<number, number>): Refusal | undefined {
  for (const { sku, parts } of sets) {
    const [first] = parts;
    if (!first || !parts.some((p) => asked.has(p.lineId))) continue;
    const count = (asked.get(first.lineId) ?? 0) / first.per;
    if (Number.isInteger(count) && parts.every((p) => (asked.get(p.lineId) ?? 0) === count * p.per)) continue;
    return refuse(setInParts, { orderNumber, sku, parts: parts.map((p) => `${p.per} ${p.sku}`).join(' + ') });
  }
  return undefined;
}

/** As `decideWholeSets`, for the sets of an order and lines that may be named twice. */
export function assertWholeSets(
  order: Pick<Order, 'number'>,
  sets: readonly OrderSet[],
  asked: readonly { readonly line: OrderLine; readonly qty: number }[],
): void {
  const byLine = new Map<number, number>();
  for (const { line, qty } of asked) byLine.set(line.id, (byLine.get(line.id) ?? 0) + qty);
  const parted = sets.map(({ sku, lines }) => ({ sku, parts: lines.map(({ line, per }) => ({ lineId: line.id, sku: line.sku, per })) }));
  const refusal = decideWholeSets(order.number, parted, byLine);
  if (refusal) throw refusal;
}

/** What is left of each line, brought down to whole sets for lines of sets. */
export function inWholeSets(sets: readonly OrderSet[], left: readonly { readonly line: OrderLine; readonly qty: number }[]) {
  const most = new Map(left.map(({ line, qty }) => [line.id, qty]));
  for (const set of sets) {
    const count = Math.min(...set.lines.map(({ line, per }) => Math.floor((most.get(line.id) ?? 0) / per)));
    for (const { line, per } of set.lines) if (most.has(line.id)) most.set(line.id, count * per);
  }
  return left.map(({ line }) => ({ line, qty: most.get(line.id) ?? 0 }));
}
