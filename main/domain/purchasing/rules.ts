import { overBilled, overReceived, underReceived } from '../../../preload/contract/purchasing.ts';
import { type Refusal, refuse } from '../../../preload/contract/refusal.ts';
import { share } from '../../../preload/contract/values/int.ts';
import { extend, type Minor } from '../../../preload/contract/values/money.ts';
import type { Order, OrderLine } from './model.ts';

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
 * What `qty` more units of a line come in at. Units billed before they came enter at what they were billed at (`open`, what is open on
 * goods received not invoiced, positive then), the rest at the price ordered. The price is taken of all units received so far
 * together, so that receipts in parts come to what one receipt would.
 */
export function receiptValue(line: OrderLine, qty: number, open: Minor, currency: string): Minor {
  const ahead = Math.max(0, line.qtyBilled - line.qtyReceived);
  const billed = Math.min(qty, ahead);
  const from = line.qtyReceived + billed;
  const priced = (units: number) => extend(units, line.priceSteps, line.priceMicros, currency);
  return (billed > 0 ? share(open, ahead, billed) : 0) + priced(from + qty - billed) - priced(from);
}

/** What a bill of `qty` units clears of what is owed for: units received and not billed, oldest first, and the value they came in at. */
export interface BillMatch {
  /** Units of the line that are here and matched now, from this one on. */
  readonly from: number;
  readonly qty: number;
  /** What they came in at. */
  readonly value: Minor;
  /** Billed above what the matched units came in at. */
  readonly difference: Minor;
  /** Of the bill, what is for units that are not here yet. */
  readonly ahead: Minor;
}

/**
 * Matches `qty` billed units worth `net` with what was received. `open`: what is open on goods received not invoiced, negative while
 * something is owed for. The last unit takes what is left there, so that the account closes to nothing.
 */
export function decideMatch(line: OrderLine, qty: number, net: Minor, open: Minor): BillMatch {
  const owed = Math.max(0, line.qtyReceived - line.qtyBilled);
  const matched = Math.min(qty, owed);
  const value = matched > 0 ? share(-open, owed, matched) : 0;
  const forMatched = matched > 0 ? share(net, qty, matched) : 0;
  return { from: line.qtyReceived - owed, qty: matched, value, difference: forMatched - value + 0, ahead: net - forMatched };
}

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
