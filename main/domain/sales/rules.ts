import { type Refusal, refuse } from '../../../preload/contract/refusal.ts';
import { cancelTooLarge, creditTooLarge, invoiceTooLarge, returnTooLarge, shipTooLarge } from '../../../preload/contract/sales.ts';
import { formatMinor, type Minor } from '../../../preload/contract/values/money.ts';
import { creditShare, uninvoiced } from './amounts.ts';
import type { HoldWish, OrderLine } from './model.ts';

/** What a validation rule looks at: an order as it was accepted. */
export interface RuleSubject {
  readonly currency: string;
  readonly country: string;
  readonly net: Minor;
  readonly total: Minor;
  readonly channelTotal?: Minor | undefined;
  readonly lines: readonly {
    readonly kind: 'item' | 'charge';
    readonly sku: string;
    readonly qty: number;
    readonly total: Minor;
    readonly discount: Minor;
    readonly discountPpm: number;
  }[];
}

export interface OrderRule {
  readonly code: string;
  readonly summary: string;
  readonly scope: 'order' | 'line';
  /** Who looks after the holds it places. */
  readonly owner: 'sales' | 'finance' | 'support';
  /** What it does until the company chooses otherwise. */
  readonly severity: 'block' | 'warn' | 'off';
  /** Limit in the unit of the rule; null where it has none. */
  readonly threshold: number | null;
  /** What is wrong, in words, or undefined. */
  readonly finds: (order: RuleSubject, threshold: number) => string | undefined;
}

const UNKNOWN_COUNTRY = 'ZZ';
const skus = (lines: readonly { readonly sku: string }[]) => {
  const named = lines
    .slice(0, 3)
    .map((l) => l.sku)
    .join(', ');
  return lines.length > 3 ? `${named} and ${lines.length - 3} more` : named;
};

/** The rules an incoming order is tested by. What each does and where its limit lies is data of the company (`order_rule`). */
export const ORDER_RULES: readonly OrderRule[] = [
  {
    code: 'total-mismatch',
    summary: 'The lines do not add up to the total the channel states',
    scope: 'order',
    owner: 'finance',
    severity: 'block',
    threshold: null,
    finds: ({ channelTotal, total, currency }) =>
      channelTotal === undefined || channelTotal === total
        ? undefined
        : `the channel says ${formatMinor(channelTotal, currency)}, the lines come to ${formatMinor(total, currency)}`,
  },
  {
    code: 'negative-total',
    summary: 'The customer would owe less than nothing',
    scope: 'order',
    owner: 'finance',
    severity: 'block',
    threshold: null,
    finds: ({ total, currency }) => (total < 0 ? `the order comes to ${formatMinor(total, currency)}` : undefined),
  },
  {
    code: 'zero-price',
    summary: 'Goods are given away free of charge',
    scope: 'line',
    owner: 'sales',
    severity: 'warn',
    threshold: null,
    finds: ({ lines }) => {
      const free = lines.filter((l) => l.kind === 'item' && l.total === 0);
      return free.length > 0 ? `free of charge: ${skus(free)}` : undefined;
    },
  },
  {
    code: 'negative-line',
    summary: 'Goods have a negative price',
    scope: 'line',
    owner: 'sales',
    severity: 'block',
    threshold: null,
    finds: ({ lines }) => {
      const wrong = lines.filter((l) => l.kind === 'item' && l.total < 0);
      return wrong.length > 0 ? `negative amount: ${skus(wrong)}` : undefined;
    },
  },
  {
    code: 'huge-quantity',
    summary: 'A line asks for more than the limit, in steps of the stock unit',
    scope: 'line',
    owner: 'sales',
    severity: 'warn',
    threshold: 10_000,
    finds: ({ lines }, limit) => {
      const huge = lines.filter((l) => l.kind === 'item' && l.qty > limit);
      return huge.length > 0 ? `more than ${limit}: ${skus(huge)}` : undefined;
    },
  },
  {
    code: 'high-value',
    summary: 'The order comes to more than the limit, in minor units',
    scope: 'order',
    owner: 'finance',
    severity: 'off',
    threshold: 1_000_000,
    finds: ({ total, currency }, limit) =>
      total > limit ? `comes to ${formatMinor(total, currency)}, the limit is ${formatMinor(limit, currency)}` : undefined,
  },
  {
    code: 'deep-discount',
    summary: 'A line is reduced by more than the limit, in millionths of its price',
    scope: 'line',
    owner: 'sales',
    severity: 'warn',
    threshold: 500_000,
    finds: ({ lines }, limit) => {
      const deep = lines.filter((l) => l.kind === 'item' && l.discountPpm > limit);
      return deep.length > 0 ? `reduced by more than ${limit / 10_000} %: ${skus(deep)}` : undefined;
    },
  },
  {
    code: 'missing-country',
    summary: 'The channel did not say where the goods go',
    scope: 'order',
    owner: 'support',
    severity: 'warn',
    threshold: null,
    finds: ({ country }) => (country === UNKNOWN_COUNTRY ? 'no country to ship to' : undefined),
  },
];

/** What a company chose for a rule. */
export interface RuleSetting {
  readonly severity: 'block' | 'warn' | 'off';
  readonly threshold: number | null;
}

/** Holds the rules ask for. A rule the company never touched does what its definition says. */
export function decideHolds(order: RuleSubject, settings: ReadonlyMap<string, RuleSetting>): HoldWish[] {
  const wishes: HoldWish[] = [];
  for (const rule of ORDER_RULES) {
    const { severity, threshold } = settings.get(rule.code) ?? rule;
    if (severity === 'off') continue;
    const detail = rule.finds(order, threshold ?? rule.threshold ?? 0);
    if (detail !== undefined) wishes.push({ code: rule.code, severity, detail });
  }
  return wishes;
}

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
