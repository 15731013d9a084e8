import { overReceived, underReceived } from '../../../preload/contract/purchasing.ts';
import { overBilled } from '../../../preload/contract/purchasing-bills.ts';
import { type Refusal, refuse } from '../../../preload/contract/refusal.ts';
import { allocate, mulDiv, share, sumSafe } from '../../../preload/contract/values/int.ts';
import { extend, type Minor } from '../../../preload/contract/values/money.ts';
import type { Both } from '../accounting/index.ts';
import type { Order, OrderLine } from './model.ts';
import { type OwedUnits, worthOfUnits } from './owed-units.ts';

/** The most of a line that may come, and the least that makes it complete, under tolerances in per cent; whole steps, in favour of the company. */
export const mostOf = (qty: number, overPercent: number): number => qty + Math.floor((qty * overPercent) / 100);
export const leastOf = (qty: number, underPercent: number): number => qty - Math.floor((qty * underPercent) / 100);

/** Refuses more than the tolerance allows. */
export function decideReceipt(order: Order, line: OrderLine, asked: number, overPercent: number): Refusal | undefined {
  const { sku, qty: ordered, qtyReceived: received } = line;
  const most = Math.max(0, mostOf(ordered, overPercent) - received);
  return asked <= most ? undefined : refuse(overReceived, { number: order.number, sku, ordered, received, asked, most });
}

/** Whether a line counts as complete under the tolerance. */
export const isComplete = (line: OrderLine, underPercent: number): boolean => line.qtyReceived >= leastOf(line.qty, underPercent);

/** Refuses to close an order short of the tolerance. */
export function decideClose(order: Order, underPercent: number): Refusal | undefined {
  const short = order.lines.find((l) => !isComplete(l, underPercent));
  if (!short) return undefined;
  const { sku, qty: ordered, qtyReceived: received } = short;
  return refuse(underReceived, { number: order.number, sku, ordered, received, least: leastOf(ordered, underPercent) });
}

/**
 * What `qty` more units of a line come in at. Units billed before they came enter at what they were `billed` at (`open`, what is open on
 * goods received not invoiced, positive then), the rest at the price ordered: `priced`, in the currency of the order. The price is taken
 * of all units received so far together, so that receipts in parts come to what one receipt would.
 */
export function receiptValue(
  line: OrderLine,
  qty: number,
  open: Both,
  currency: string,
): { readonly billed: Both; readonly priced: Minor } {
  const ahead = Math.max(0, line.qtyBilled - line.qtyReceived);
  const billed = Math.min(qty, ahead);
  const from = line.qtyReceived + billed;
  const priced = (units: number) => extend(units, line.priceSteps, line.priceMicros, currency);
  return {
    billed: billed > 0 ? shareOf(open, ahead, billed) : NOTHING,
    priced: priced(from + qty - billed) - priced(from),
  };
}

const NOTHING: Both = { amount: 0, doc: 0 };
const shareOf = ({ amount, doc }: Both, of: number, qty: number): Both => ({ amount: share(amount, of, qty), doc: share(doc, of, qty) });

/** What a bill of units clears of what is owed for: units received and not billed, oldest first, and the value they came in at. */
export interface BillMatch {
  /** Units of the line that are here and matched now, receipt by receipt, with what each of these parts is billed above what it came in at. */
  readonly units: readonly (OwedUnits & { readonly difference: Minor })[];
  /** What they came in at. */
  readonly value: Both;
  /** Billed above what the matched units came in at, at the rate they came in by. */
  readonly difference: Minor;
  /** What the bill says more by its rate alone. */
  readonly exchange: Minor;
  /** Of the bill, what is for units that are not here yet. */
  readonly ahead: Both;
}

/**
 * Matches `qty` billed units worth `net` with the units of them that were received. Stock keeps the rate of the day goods came: a
 * difference in price is told by it, receipt by receipt, and what is left is a difference of rates.
 */
export function decideMatch(qty: number, net: Both, units: readonly OwedUnits[]): BillMatch {
  const matched = sumSafe(units.map((u) => u.qty));
  const value = worthOfUnits(units);
  const billed = matched > 0 ? shareOf(net, qty, matched) : NOTHING;
  const more = allocate(
    billed.doc - value.doc,
    units.map((u) => u.qty),
  );
  const differing = units.map((u, i) => ({ ...u, difference: byRate(more[i] ?? 0, u.value.doc === 0 ? net : u.value) }));
  const difference = sumSafe(differing.map((u) => u.difference));
  return {
    units: differing,
    value,
    difference,
    exchange: billed.amount - value.amount - difference + 0,
    ahead: { amount: net.amount - billed.amount, doc: net.doc - billed.doc },
  };
}

/** What `doc` is worth at the rate something else stands in the books at. */
export const byRate = (doc: Minor, at: Both): Minor => (at.doc === 0 ? 0 : mulDiv(doc, at.amount, at.doc));

/** Refuses a bill for more than was ordered or received. */
export function decideBill(order: Order, line: OrderLine, asked: number): Refusal | undefined {
  const { sku, qty: ordered, qtyReceived: received, qtyBilled: billed } = line;
  if (billed + asked <= Math.max(ordered, received)) return undefined;
  return refuse(overBilled, { number: order.number, sku, ordered, received, billed, asked });
}

/** A supplier's bill number without case, blanks and signs: the same paper typed twice is found again. */
export const referenceKey = (reference: string): string => {
  const key = reference.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  return key === '' ? reference.trim() : key;
};
