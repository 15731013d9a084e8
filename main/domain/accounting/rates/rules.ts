import { noRate, staleRate } from '../../../../preload/contract/accounting-rates.ts';
import { type Refusal, refuse } from '../../../../preload/contract/refusal.ts';
import { type Day, daysBetween } from '../../../../preload/contract/values/day.ts';
import type { Rate } from '../../../../preload/contract/values/rate.ts';

/** A rate as it is kept. */
export interface KeptRate {
  readonly currency: string;
  readonly on: Day;
  readonly rate: Rate;
}

/** Whether two rates are the same fraction: 0.5 for 1 and 1 for 2 are. */
export const sameRate = (a: Rate, b: Rate): boolean => BigInt(a.company) * BigInt(b.foreign) === BigInt(b.company) * BigInt(a.foreign);

/** The last rate up to a day, refused where there is none or it is older than the company lets a rate be. */
export function decideRate(currency: string, on: Day, last: KeptRate | undefined, most: number): KeptRate | Refusal {
  if (!last) return refuse(noRate, { currency, on });
  const age = daysBetween(last.on, on);
  return age <= most ? last : refuse(staleRate, { currency, on, rateOn: last.on, age, most });
}

/** A rate that moves by more than this many per cent from the one before it is worth a look. */
export const JUMP_PERCENT = 20;
const WHOLE = 100n;

/** Whether a rate lies further from another than currencies move in a few days. */
export function jumps(rate: Rate, before: Rate): boolean {
  const [is, was] = [BigInt(rate.company) * BigInt(before.foreign), BigInt(before.company) * BigInt(rate.foreign)];
  const away = is > was ? is - was : was - is;
  return away * WHOLE > was * BigInt(JUMP_PERCENT);
}

/** What taking rates in brings, each against the one that is there for its currency and day. */
export interface Sorted {
  readonly fresh: readonly KeptRate[];
  readonly known: number;
  /** There with another value. */
  readonly differing: readonly KeptRate[];
}

/** Key of a rate: currency and day. */
export const rateId = ({ currency, on }: Pick<KeptRate, 'currency' | 'on'>): string => `${currency}.${on}`;

/** Sorts rates by what is there already. One that is given twice counts by its last. */
export function sortRates(given: readonly KeptRate[], there: ReadonlyMap<string, Rate>): Sorted {
  const last = [...new Map(given.map((r) => [rateId(r), r])).values()];
  const fresh: KeptRate[] = [];
  const differing: KeptRate[] = [];
  let known = 0;
  for (const rate of last) {
    const kept = there.get(rateId(rate));
    if (!kept) fresh.push(rate);
    else if (sameRate(kept, rate.rate)) known += 1;
    else differing.push(rate);
  }
  return { fresh, known, differing };
}
