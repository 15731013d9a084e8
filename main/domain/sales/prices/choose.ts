import type { PRICE_BASES } from '../../../../preload/contract/sales-prices.ts';
import { mulDiv } from '../../../../preload/contract/values/int.ts';
import { MICROS_PER_MAJOR, minorPerMajor } from '../../../../preload/contract/values/money.ts';

/** Prices in micros per unit of the item, quantities in steps of its stock unit. */

export type Basis = (typeof PRICE_BASES)[number];

/** A list as it stands for one customer. */
export interface ListFor {
  readonly id: string;
  readonly name: string;
  readonly basis: Exclude<Basis, 'item'>;
  readonly currency: string;
  readonly includesTax: boolean;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly offPpm: number | null;
}
/** A price from a quantity on. */
export interface Break {
  readonly minQty: number;
  readonly priceMicros: number;
}

/** What is asked of the lists of a customer: the order as far as it matters, and the quantity of one line. */
export interface Asked {
  readonly on: string;
  readonly currency: string;
  readonly includesTax: boolean;
  readonly steps: number;
  readonly basePriceMicros: number;
}

export interface Priced {
  readonly priceMicros: number;
  readonly list: ListFor;
}

const MILLION = 1_000_000;

/**
 * A price less a share of it, rounded once, half away from zero, to whole minor units of the currency, so that what is printed is what is
 * multiplied. A price that is finer than that already stays as fine as prices are.
 */
export function reduced(priceMicros: number, offPpm: number, currency: string): number {
  const minor = MICROS_PER_MAJOR / minorPerMajor(currency);
  if (priceMicros % minor !== 0) return mulDiv(priceMicros, MILLION - offPpm, MILLION);
  return mulDiv(priceMicros / minor, MILLION - offPpm, MILLION) * minor;
}

/** Whether a list says something about an order of this day, in this currency, stated this way. */
const holds = (list: ListFor, { on, currency, includesTax }: Asked): boolean =>
  list.currency === currency &&
  list.includesTax === includesTax &&
  (list.validFrom === null || list.validFrom <= on) &&
  (list.validTo === null || on <= list.validTo);

/** The price of the largest quantity that is reached. */
const breakFor = (breaks: readonly Break[], steps: number): number | undefined =>
  breaks.filter((b) => b.minQty <= steps).toSorted((a, b) => b.minQty - a.minQty)[0]?.priceMicros;

/**
 * The price that fits best: of a list of the customer before one of their tier; among those a price of its own before a percentage; then
 * of the list that began last, and of two of one day the newer one. Undefined where no list says anything: the item's own price stands.
 */
export function bestPrice(lists: readonly ListFor[], breaksOf: (listId: string) => readonly Break[], asked: Asked): Priced | undefined {
  const inForce = lists.filter((l) => holds(l, asked)).toSorted(newerFirst);
  for (const basis of ['customer', 'tier'] as const) {
    const own = inForce.filter((l) => l.basis === basis);
    for (const list of own) {
      const priceMicros = breakFor(breaksOf(list.id), asked.steps);
      if (priceMicros !== undefined) return { priceMicros, list };
    }
    const off = asked.basePriceMicros === 0 ? undefined : own.find((l) => l.offPpm !== null);
    if (off) return { priceMicros: reduced(asked.basePriceMicros, off.offPpm ?? 0, asked.currency), list: off };
  }
  return undefined;
}

function newerFirst(a: ListFor, b: ListFor): number {
  const [from, other] = [a.validFrom ?? '', b.validFrom ?? ''];
  if (from !== other) return from < other ? 1 : -1;
  return a.id < b.id ? 1 : a.id > b.id ? -1 : 0;
}
