import type { TermParts } from '../../../../preload/contract/payment-terms.ts';
import { addDays, type Day, endOfMonth } from '../../../../preload/contract/values/day.ts';
import { mulDiv } from '../../../../preload/contract/values/int.ts';
import type { Minor } from '../../../../preload/contract/values/money.ts';

const PPM = 1_000_000;

/** Payment terms as documents use them. */
export interface Terms {
  readonly code: string;
  readonly parts: TermParts;
  readonly discount: { readonly share: number; readonly days: number } | null;
}

/** What falls due on a day; of the sign of the total. */
export interface Instalment {
  readonly dueOn: Day;
  readonly amount: Minor;
}

/**
 * In which parts a total (minor units) of a document of a day falls due, by day. Shares are rounded down, so the last part, which
 * takes what is left, is never below zero; parts of one day are one, and parts that come to nothing are none. A total below zero, which is owed
 * the other way round, is not cut into parts and has the last day.
 */
export function instalmentsOf({ parts }: Pick<Terms, 'parts'>, on: Day, total: Minor): readonly Instalment[] {
  const due = new Map<Day, Minor>();
  let left = total;
  for (const { share, basis, days } of parts) {
    const amount = share === null ? left : mulDiv(Math.max(total, 0), share, PPM, 'floor');
    left -= amount;
    const day = addDays(basis === 'invoice' ? on : endOfMonth(on), days);
    due.set(day, (due.get(day) ?? 0) + amount);
  }
  const made = [...due].filter(([, amount]) => amount !== 0).map(([dueOn, amount]) => ({ dueOn, amount }));
  return made.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
}

/** What is let off a total that is paid early, and the last day for it; undefined where nothing is. */
export function earlyDiscountOf({ discount }: Pick<Terms, 'discount'>, on: Day, total: Minor): { amount: Minor; untilOn: Day } | undefined {
  const amount = discount === null ? 0 : mulDiv(total, discount.share, PPM);
  return discount === null || amount <= 0 || amount >= total ? undefined : { amount, untilOn: addDays(on, discount.days) };
}

/**
 * What the line that opens an item says of when it falls due: nothing where that is its own day, one day, or parts. `sign` -1 for what is owed
 * to others.
 */
export function whenDue(
  parts: readonly Instalment[],
  on: Day,
  sign: 1 | -1 = 1,
): { readonly dueOn?: Day; readonly instalments?: readonly Instalment[] } {
  const [first] = parts;
  if (first === undefined || (parts.length === 1 && first.dueOn === on)) return {};
  if (parts.length === 1) return { dueOn: first.dueOn };
  return { dueOn: first.dueOn, instalments: parts.map(({ dueOn, amount }) => ({ dueOn, amount: sign * amount })) };
}
