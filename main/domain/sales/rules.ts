import { type Refusal, refuse } from '../../../preload/contract/refusal.ts';
import { cancelTooLarge, creditTooLarge, invoiceTooLarge, returnTooLarge, shipTooLarge } from '../../../preload/contract/sales.ts';
import type { Minor } from '../../../preload/contract/values/money.ts';
import { creditShare, uninvoiced } from './amounts.ts';
import type { OrderLine } from './model.ts';

/** What of a line is neither shipped nor cancelled, steps. */
export const unshipped = (l: OrderLine): number => l.qty - l.qtyShipped - l.qtyCancelled;

/** Steps of a line that may be cancelled: not shipped, not invoiced before shipment, not cancelled. */
export const cancellable = (l: OrderLine): number => (l.kind === 'charge' ? uninvoiced(l) : Math.max(0, unshipped(l) - l.qtyDeferred));

export function decideShip(l: OrderLine, qty: number): Refusal | undefined {
  const left = l.kind === 'item' ? unshipped(l) : 0;
  return qty <= left ? undefined : refuse(shipTooLarge, { orderLineId: l.id, sku: l.sku, asked: qty, left });
}

export function decideCancel(l: OrderLine, qty: number): Refusal | undefined {
  const left = cancellable(l);
  return qty <= left ? undefined : refuse(cancelTooLarge, { orderLineId: l.id, sku: l.sku, asked: qty, left });
}

export function decideInvoice(l: OrderLine, qty: number): Refusal | undefined {
  const left = uninvoiced(l);
  return qty <= left ? undefined : refuse(invoiceTooLarge, { orderLineId: l.id, sku: l.sku, asked: qty, left });
}

export function decideReturn(l: OrderLine, qty: number): Refusal | undefined {
  const left = l.qtyShipped - l.qtyReturned;
  return qty <= left ? undefined : refuse(returnTooLarge, { orderLineId: l.id, sku: l.sku, asked: qty, left });
}

/** `asked` lies between nothing and `left`, whichever side of zero that is: a discount line is credited negatively. */
const within = (asked: number, left: number): boolean =>
  asked === 0 || (Math.sign(asked) === Math.sign(left) && Math.abs(asked) <= Math.abs(left));

/** What crediting a line comes to. */
export interface LineCredit {
  readonly qty: number;
  readonly net: Minor;
  readonly tax: Minor;
}

/**
 * Credit of an order line, never more than invoiced less already credited: in quantity (a price credit gives no units
 * back), in net and in tax. Without stated amounts the share of the quantity is credited.
 */
export function decideCredit(
  l: OrderLine,
  want: {
    readonly kind: 'price' | 'quantity' | 'goods';
    readonly qty: number;
    readonly net?: Minor | undefined;
    readonly tax?: Minor | undefined;
  },
  currency: string,
): LineCredit | Refusal {
  const no = (what: 'quantity' | 'net' | 'tax', asked: number, left: number) =>
    refuse(creditTooLarge, { of: l.sku, what, asked, left, currency });
  const leftQty = l.qtyInvoiced - l.qtyCredited;
  if (want.kind !== 'price' && want.qty > leftQty) return no('quantity', want.qty, leftQty);
  const own = want.net === undefined && want.tax === undefined ? creditShare(l, Math.min(want.qty, leftQty)) : undefined;
  const net = own?.net ?? want.net ?? 0;
  const tax = own?.tax ?? want.tax ?? 0;
  if (!within(net, l.netInvoiced - l.netCredited)) return no('net', net, l.netInvoiced - l.netCredited);
  if (!within(tax, l.taxInvoiced - l.taxCredited)) return no('tax', tax, l.taxInvoiced - l.taxCredited);
  return { qty: want.kind === 'price' ? 0 : want.qty, net, tax };
}
