import { share, sumSafe } from '../../../preload/contract/values/int.ts';
import type { Minor } from '../../../preload/contract/values/money.ts';
import { computeTax, type TaxRounding } from '../accounting/index.ts';
import type { Amounts, OrderLine } from './model.ts';

/** What the amounts of an order line are computed from. */
export interface PricedLine {
  readonly qty: number;
  readonly unitPriceMicros: number;
  readonly discount?: Minor | undefined;
  readonly discountPpm?: number | undefined;
  readonly taxCode?: string | undefined;
  readonly taxRatePpm: number;
  readonly stepsPerUnit: number;
  readonly amounts?: Amounts | undefined;
}

export interface Pricing {
  readonly currency: string;
  readonly rounding: TaxRounding;
  readonly pricesIncludeTax: boolean;
}

/**
 * Net, tax and total per line, minor units. Amounts a channel states are taken as they are; the rest is computed together
 * by the tax engine, rounded once as `rounding` says, and frozen with the order: no later document computes again.
 */
export function amountsOf(lines: readonly PricedLine[], pricing: Pricing): Amounts[] {
  const open = lines.filter((l) => l.amounts === undefined);
  const taxed =
    open.length === 0
      ? []
      : computeTax({
          currency: pricing.currency,
          rounding: pricing.rounding,
          lines: open.map((l) => ({
            quantity: l.qty,
            stepsPerUnit: l.stepsPerUnit,
            unitPrice: l.unitPriceMicros,
            discountPpm: l.discountPpm ?? 0,
            discountAmount: l.discount ?? 0,
            priceIncludesTax: pricing.pricesIncludeTax,
            taxRates: l.taxCode === undefined ? [] : [{ code: l.taxCode, kind: 'percent' as const, ratePpm: l.taxRatePpm }],
          })),
        }).lines;
  let next = 0;
  return lines.map((l) => {
    if (l.amounts) return l.amounts;
    const t = taxed[next++];
    if (!t) throw new Error('the tax engine answers line by line');
    return { net: t.base, tax: t.tax, total: t.total };
  });
}

/** Sum of lines, minor units. */
export const totalOf = (lines: readonly { readonly net: Minor; readonly tax: Minor }[]): Amounts => {
  const net = sumSafe(lines.map((l) => l.net));
  const tax = sumSafe(lines.map((l) => l.tax));
  return { net, tax, total: sumSafe([net, tax]) };
};

/** Ordered less invoiced less cancelled: what an invoice or a cancellation may still take, steps. */
export const uninvoiced = (l: OrderLine): number => l.qty - l.qtyInvoiced - l.qtyCancelled;

/**
 * Amounts of the next `qty` of a line, for its invoice or its cancellation: their share in what is left of the amounts
 * ordered, so that the last part takes the remainder and all parts add up to the order to the cent.
 */
export function nextShare(l: OrderLine, qty: number): Amounts {
  const left = uninvoiced(l);
  const net = share(l.net - l.netInvoiced - l.netCancelled, left, qty);
  const tax = share(l.tax - l.taxInvoiced - l.taxCancelled, left, qty);
  return { net, tax, total: net + tax };
}

/** Amounts of crediting `qty` of a line: their share in what is invoiced and not credited yet; the last takes the remainder. */
export function creditShare(l: OrderLine, qty: number): Amounts {
  const left = l.qtyInvoiced - l.qtyCredited;
  const net = share(l.netInvoiced - l.netCredited, left, qty);
  const tax = share(l.taxInvoiced - l.taxCredited, left, qty);
  return { net, tax, total: net + tax };
}
