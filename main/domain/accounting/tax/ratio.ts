import { divRound, toSafe } from '../../../../preload/contract/values/int.ts';

/** An exact fraction of a minor unit. The divisor is positive. */
export interface Ratio {
  readonly n: bigint;
  readonly d: bigint;
}

/** A whole number as a fraction. */
export function whole(value: number): Ratio {
  return { n: BigInt(value), d: 1n };
}

/** Exact sum. Lines of a document mostly share their divisor, so it is only brought to a common one where they do not. */
export function add(a: Ratio, b: Ratio): Ratio {
  if (a.d === b.d) return { n: a.n + b.n, d: a.d };
  const common = gcd(a.d, b.d);
  return { n: a.n * (b.d / common) + b.n * (a.d / common), d: a.d * (b.d / common) };
}

/** Exact difference. */
export function subtract(a: Ratio, b: Ratio): Ratio {
  return add(a, { n: -b.n, d: b.d });
}

/** Exact product with `numerator / divisor`; the divisor has to be positive. */
export function scale(a: Ratio, numerator: bigint, divisor: bigint): Ratio {
  return { n: a.n * numerator, d: a.d * divisor };
}

/** To minor units, half away from zero. */
export function round(a: Ratio): number {
  return toSafe(divRound(a.n, a.d));
}

/**
 * Rounds every fraction so that the results add up to the rounded exact sum. Each is first rounded on its own; what is
 * then missing or too much goes, one unit each, to those whose own rounding went furthest the other way (ties to the
 * lowest index). So no result is a whole unit off, whole figures stay as they are, and the mirror of the input gives
 * the mirror of the result.
 */
export function roundTogether(values: readonly Ratio[]): number[] {
  const results = values.map(round);
  if (values.length < 2) return results;
  const target = round(values.reduce(add));
  const missing = toSafe(BigInt(target) - results.reduce((sum, value) => sum + BigInt(value), 0n));
  if (missing === 0) return results;

  const step = missing > 0 ? 1 : -1;
  const errors = values.map((value, index) => ({
    index,
    error: scale(subtract(value, whole(results[index] ?? 0)), BigInt(step), 1n),
  }));
  errors.sort((a, b) => {
    const difference = a.error.n * b.error.d - b.error.n * a.error.d;
    return difference === 0n ? a.index - b.index : difference > 0n ? -1 : 1;
  });
  for (const { index } of errors.slice(0, Math.abs(missing))) results[index] = (results[index] ?? 0) + step;
  return results;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
