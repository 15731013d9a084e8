/**
 * Exact integer arithmetic for money, prices and quantities.
 *
 * Every amount in the house is a safe integer (at most 2^53 - 1 either way). Products of two of them are not, so they
 * pass through BigInt and come back checked. A result that does not fit is a RangeError, never a silently wrong number.
 */

/**
 * How an inexact quotient becomes an integer. `half-away` (half away from zero) is the default of the house: it treats
 * a credit note as the exact mirror of its invoice, which `Math.round` and rounding half up do not.
 */
export type Rounding = 'half-away' | 'half-even' | 'floor' | 'ceil' | 'trunc';

/** Returns `value` if it is a safe integer (minus zero becomes zero), otherwise throws a RangeError naming `what`. */
export function safeInt(value: number, what = 'value'): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${what} is not a safe integer: ${value}`);
  return value + 0;
}

/** Brings a BigInt result back to a number; throws a RangeError when it lies beyond the safe integers. */
export function toSafe(value: bigint): number {
  const result = Number(value);
  if (!Number.isSafeInteger(result)) throw new RangeError(`result exceeds the safe integers: ${value}`);
  return result;
}

/** Exact quotient of two BigInts, rounded once. Throws a RangeError for a zero divisor. */
export function divRound(dividend: bigint, divisor: bigint, rounding: Rounding = 'half-away'): bigint {
  if (divisor === 0n) throw new RangeError('division by zero');
  const n = divisor < 0n ? -dividend : dividend;
  const d = divisor < 0n ? -divisor : divisor;
  const quotient = n / d;
  const remainder = n % d;
  if (remainder === 0n) return quotient;
  const twice = (remainder < 0n ? -remainder : remainder) * 2n;
  const up = stepsAway(rounding, n < 0n, twice > d ? 1 : twice < d ? -1 : 0, quotient % 2n !== 0n);
  return up ? quotient + (n < 0n ? -1n : 1n) : quotient;
}

/** Whether a truncated, inexact quotient moves one step away from zero. `half` compares the remainder with one half. */
function stepsAway(rounding: Rounding, negative: boolean, half: number, odd: boolean): boolean {
  switch (rounding) {
    case 'half-away':
      return half >= 0;
    case 'half-even':
      return half > 0 || (half === 0 && odd);
    case 'floor':
      return negative;
    case 'ceil':
      return !negative;
    case 'trunc':
      return false;
  }
}

/**
 * `a * b / c`, exact and rounded once. Safe integers in and out; `c` may be negative but not zero.
 * Throws a RangeError for anything else, and when the result does not fit.
 */
export function mulDiv(a: number, b: number, c: number, rounding: Rounding = 'half-away'): number {
  safeInt(a, 'factor');
  safeInt(b, 'factor');
  safeInt(c, 'divisor');
  const product = a * b;
  // Twice the divisor is needed for the comparison with one half, so it has to be safe as well.
  if (c > 0 && Number.isSafeInteger(product) && Number.isSafeInteger(2 * c)) {
    const remainder = product % c;
    const quotient = (product - remainder) / c + 0;
    if (remainder === 0) return quotient;
    const half = 2 * Math.abs(remainder) - c;
    const up = stepsAway(rounding, product < 0, half, quotient % 2 !== 0);
    return up ? quotient + (product < 0 ? -1 : 1) : quotient;
  }
  return toSafe(divRound(BigInt(a) * BigInt(b), BigInt(c), rounding));
}

/**
 * Product of `factors` over the product of `divisors`, exact and rounded once at the very end: the way to multiply
 * quantity, price, rate and discount without an intermediate rounding. Refuses as `mulDiv` does.
 */
export function mulDivMany(factors: readonly number[], divisors: readonly number[], rounding: Rounding = 'half-away'): number {
  const dividend = product(factors, 'factor');
  const divisor = product(divisors, 'divisor');
  if (typeof dividend === 'number' && typeof divisor === 'number') return mulDiv(dividend, 1, divisor, rounding);
  return toSafe(divRound(BigInt(dividend), BigInt(divisor), rounding));
}

/** Exact product: a number while it stays among the safe integers (the usual case, and many times faster). */
function product(values: readonly number[], what: string): number | bigint {
  let small = 1;
  let large: bigint | undefined;
  for (const value of values) {
    safeInt(value, what);
    const next = small * value;
    if (large !== undefined) large *= BigInt(value);
    else if (Number.isSafeInteger(next)) small = next;
    else large = BigInt(small) * BigInt(value);
  }
  return large ?? small + 0;
}

/** Sum of safe integers. Only the sum has to fit, not every partial sum, so the order of the values never matters. */
export function sumSafe(values: Iterable<number>): number {
  let sum = 0;
  let spill = 0n;
  for (const value of values) {
    const next = sum + safeInt(value);
    if (Number.isSafeInteger(next)) {
      sum = next;
    } else {
      spill += BigInt(sum);
      sum = value;
    }
  }
  return spill === 0n ? sum + 0 : toSafe(spill + BigInt(sum));
}

/**
 * Splits `total` in proportion to `weights`; the parts add up to `total` exactly (largest remainder method, ties to the
 * lowest index). A negative total is split as the mirror of the positive one. When all weights are zero the first part
 * takes everything. Weights are integers of zero or more; refuses a negative one, and an empty list for a total that is
 * not zero, with a RangeError.
 */
export function allocate(total: number, weights: readonly number[]): number[] {
  safeInt(total, 'total');
  if (weights.length === 0) {
    if (total !== 0) throw new RangeError('nothing to allocate to');
    return [];
  }
  let weightSum = 0n;
  for (const weight of weights) {
    if (safeInt(weight, 'weight') < 0) throw new RangeError(`weight is negative: ${weight}`);
    weightSum += BigInt(weight);
  }
  if (weightSum === 0n) return weights.map((_, index) => (index === 0 ? total + 0 : 0));

  const magnitude = BigInt(Math.abs(total));
  const parts: { index: number; units: number; remainder: bigint }[] = [];
  let left = Math.abs(total);
  for (const [index, weight] of weights.entries()) {
    const exact = magnitude * BigInt(weight);
    const units = Number(exact / weightSum);
    parts.push({ index, units, remainder: exact % weightSum });
    left -= units;
  }
  const byRemainder = parts.toSorted((x, y) => (x.remainder === y.remainder ? x.index - y.index : x.remainder > y.remainder ? -1 : 1));
  for (const part of byRemainder.slice(0, left)) part.units += 1;
  return parts.map((part) => (total < 0 ? -part.units + 0 : part.units));
}

/**
 * Value that leaves with `quantity` units taken out of a pool of `totalQuantity` units worth `totalValue`: proportional,
 * rounded half away from zero, and all of `totalValue` when everything leaves, so that no value is left on nothing.
 * A pool that is short (negative quantity) works the same way. Throws a RangeError when `quantity` does not lie between
 * zero and `totalQuantity`.
 */
export function share(totalValue: number, totalQuantity: number, quantity: number): number {
  safeInt(totalQuantity, 'quantity');
  safeInt(quantity, 'quantity');
  if (quantity === totalQuantity) return safeInt(totalValue);
  const within = totalQuantity > 0 ? quantity >= 0 && quantity < totalQuantity : quantity <= 0 && quantity > totalQuantity;
  if (!within) throw new RangeError(`cannot take ${quantity} out of ${totalQuantity}`);
  return mulDiv(totalValue, quantity, totalQuantity);
}
