/**
 * Rates of exchange as fractions of integers, and amounts brought over by them.
 *
 * A rate says how much of the company's currency so much of another is worth. Both sides are kept as they were quoted, so a rate
 * per unit (1 USD = 0.92 EUR), an inverse one (1 EUR = 1.0823 USD) and one crossed over a third currency lose nothing.
 */
import { z } from 'zod';
import { mulDivMany } from './int.ts';
import { formatDecimal, type Minor, minorPerMajor, parseDecimal } from './money.ts';

/** `foreign` of a currency are worth `company` of the company's currency, both in billionths of the major unit. */
export interface Rate {
  readonly foreign: number;
  readonly company: number;
}

/** Decimals of either side of a rate. */
export const RATE_DECIMALS = 9;
const ONE = 10 ** RATE_DECIMALS;
/** Largest side of a rate: a million of a currency. */
const SIDE_MAX = ONE * 1_000_000;
/** No currency is worth more than this many times another: beyond it digits were slipped. */
const TIMES_MAX = 10_000_000n;

/** Whether a rate lies where rates of currencies lie. */
const plausible = ({ foreign, company }: Rate): boolean => {
  const [f, c] = [BigInt(foreign), BigInt(company)];
  return c <= f * TIMES_MAX && f <= c * TIMES_MAX;
};

const zSide = z.int().positive().max(SIDE_MAX);
export const zRate = z
  .strictObject({ foreign: zSide, company: zSide })
  .refine(plausible, { error: 'is beyond what one currency is worth in another; check its decimals' });

/** The rate of `text` of the company's currency for one of the other, `0.92`; undefined for what is no rate above nought. */
export function rateFrom(text: string): Rate | undefined {
  const company = parseDecimal(text, RATE_DECIMALS);
  return company !== undefined && company > 0 && company <= SIDE_MAX && plausible({ foreign: ONE, company })
    ? { foreign: ONE, company }
    : undefined;
}

/** One of the currency in the company's, rounded to nine decimals and without zeros at the end: to be read, never reckoned with. */
export function rateText({ foreign, company }: Rate): string {
  return formatDecimal(mulDivMany([company, ONE], [foreign]), RATE_DECIMALS).replace(/\.?0+$/, '');
}

/** What an amount is worth in the company's currency: exact, then rounded once, half away from zero. Throws a RangeError when it does not fit. */
export const worth = (amount: Minor, currency: string, rate: Rate, home: string): Minor =>
  mulDivMany([amount, rate.company, minorPerMajor(home)], [rate.foreign, minorPerMajor(currency)]);

/** What amounts are worth one by one so that together they are worth what their sum is: each is what it adds to the sum before it. */
export function worthOfEach(amounts: readonly Minor[], currency: string, rate: Rate, home: string): Minor[] {
  let sum = 0;
  let told = 0;
  return amounts.map((amount) => {
    sum += amount;
    const part = worth(sum, currency, rate, home) - told;
    told += part;
    return part + 0;
  });
}
