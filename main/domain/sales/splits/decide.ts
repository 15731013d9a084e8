import { type Refusal, refuse } from '../../../../preload/contract/refusal.ts';
import type { SPLIT_CHARGES } from '../../../../preload/contract/sales-splits.ts';
import { nothingStays, splitCharge, splitTooLarge } from '../../../../preload/contract/sales-splits.ts';
import { mulDiv, share, sumSafe } from '../../../../preload/contract/values/int.ts';
import type { Minor } from '../../../../preload/contract/values/money.ts';
import { nextShare, uninvoiced } from '../amounts.ts';
import type { Order, OrderLine } from '../model.ts';
import { cancellable } from '../rules.ts';

/** What goes of a line: its quantity, and its share of the amounts ordered. */
export interface MovedLine {
  readonly line: OrderLine;
  readonly qty: number;
  readonly net: Minor;
  readonly tax: Minor;
  /** The line goes with all that was ordered of it, so the row itself changes hands. */
  readonly whole: boolean;
  /** Share of its price that goes, where not a quantity but an amount is shared. */
  readonly price: { readonly of: number; readonly part: number } | null;
}

/** How value is shared between what goes and what stays. */
interface Weights {
  readonly all: number;
  readonly moved: number;
}

const moveGoods = (line: OrderLine, qty: number): MovedLine | Refusal => {
  if (line.kind === 'charge') return refuse(splitCharge, { sku: line.sku });
  const left = cancellable(line);
  if (qty > left) return refuse(splitTooLarge, { orderLineId: line.id, sku: line.sku, asked: qty, left });
  const { net, tax } = nextShare(line, qty);
  return { line, qty, net, tax, whole: qty === line.qty, price: null };
};

/** By the value of goods, of those that may be split off at all; by units where that value says nothing. */
function weightsOf(order: Order, moved: readonly MovedLine[]): Weights {
  const open = order.lines.filter((l) => l.kind === 'item' && cancellable(l) > 0);
  const worth = { all: sumSafe(open.map((l) => nextShare(l, cancellable(l)).total)), moved: sumSafe(moved.map((m) => m.net + m.tax)) };
  if (worth.all > 0 && worth.moved >= 0 && worth.moved <= worth.all) return worth;
  return { all: sumSafe(open.map(cancellable)), moved: sumSafe(moved.map((m) => m.qty)) };
}

/** Of a charge nobody invoiced or cancelled yet, the part that goes; undefined where that is nothing. */
function moveCharge(line: OrderLine, { all, moved }: Weights): MovedLine | undefined {
  if (line.kind !== 'charge' || uninvoiced(line) !== line.qty) return undefined;
  const [net, tax] = [share(line.net, all, moved), share(line.tax, all, moved)];
  if (net === 0 && tax === 0) return undefined;
  return { line, qty: line.qty, net, tax, whole: false, price: { of: all, part: moved } };
}

/**
 * What goes from an order to the one split off it. Goods go with their share by quantity of the amounts ordered (the same share an
 * invoice or a cancellation would take), so what stays and what goes are the order to the cent; the remainder of a cent stays. Charges
 * that stand open are shared by the value of the goods, or stay (`charges`).
 *
 * Refuses charges by themselves, more than is neither shipped, invoiced nor cancelled, and a split after which nothing stays.
 */
export function decideSplit(
  order: Order,
  asked: readonly { readonly line: OrderLine; readonly qty: number }[],
  charges: (typeof SPLIT_CHARGES)[number],
): MovedLine[] | Refusal {
  const goods: MovedLine[] = [];
  for (const { line, qty } of asked) {
    const moved = moveGoods(line, qty);
    if (!('line' in moved)) return moved;
    goods.push(moved);
  }
  const going = new Map(goods.map((m) => [m.line.id, m.qty]));
  if (order.lines.every((l) => l.kind === 'charge' || l.qty - l.qtyCancelled === (going.get(l.id) ?? 0)))
    return refuse(nothingStays, { orderNumber: order.number });
  if (charges === 'stay') return goods;
  const weights = weightsOf(order, goods);
  return [...goods, ...order.lines.flatMap((l) => moveCharge(l, weights) ?? [])];
}

const openOf = (l: OrderLine) => l.net + l.tax - l.netInvoiced - l.taxInvoiced - l.netCancelled - l.taxCancelled;

/**
 * The part of an order's deposit that goes: in proportion to what is still to be invoiced, and never more than the new order comes to, so
 * that what was paid too much stays with the first one.
 */
export function depositFor(order: Order, moved: readonly MovedLine[], deposit: Minor): Minor {
  const all = sumSafe(order.lines.map(openOf));
  const going = sumSafe(moved.map((m) => m.net + m.tax));
  if (deposit <= 0 || going <= 0) return 0;
  return all <= going ? Math.min(deposit, going) : Math.min(going, mulDiv(deposit, going, all));
}
