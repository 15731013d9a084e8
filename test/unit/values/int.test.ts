import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rounding } from '../../../preload/contract/values/int.ts';
import { allocate, mulDiv, mulDivMany, share, sumSafe } from '../../../preload/contract/values/int.ts';

const MAX = Number.MAX_SAFE_INTEGER;

describe('mulDiv', () => {
  it.each<[dividend: number, divisor: number, rounding: Rounding, expected: number]>([
    [5, 2, 'half-away', 3],
    [-5, 2, 'half-away', -3],
    [5, 2, 'half-even', 2],
    [7, 2, 'half-even', 4],
    [-5, 2, 'half-even', -2],
    [-7, 2, 'half-even', -4],
    [5, 3, 'half-even', 2],
    [5, 2, 'floor', 2],
    [-5, 2, 'floor', -3],
    [5, 2, 'ceil', 3],
    [-5, 2, 'ceil', -2],
    [5, 2, 'trunc', 2],
    [-5, 2, 'trunc', -2],
    [5, -2, 'floor', -3],
    [-5, -2, 'half-away', 3],
    [6, 3, 'ceil', 2],
    [0, 7, 'half-away', 0],
  ])('%d / %d rounded %s is %d', (dividend, divisor, rounding, expected) => {
    expect(mulDiv(dividend, 1, divisor, rounding)).toBe(expected);
    expect(mulDivMany([dividend, 1], [divisor, 1], rounding)).toBe(expected);
  });

  it('is exact where the product leaves the safe integers', () => {
    expect(mulDiv(MAX, MAX, MAX)).toBe(MAX);
    expect(mulDiv(7_654_321_987_654_321, 998_877, 1_000_000)).toBe(7_645_726_184_062_185);
  });

  it('never yields minus zero', () => {
    expect(Object.is(mulDiv(-1, 1, 3), 0)).toBe(true);
    expect(Object.is(mulDiv(-0, 5, 3), 0)).toBe(true);
  });

  it.each([
    ['a fraction', 1.5, 1, 1],
    ['not a number', Number.NaN, 1, 1],
    ['an unsafe factor', MAX + 1, 1, 1],
    ['a zero divisor', 1, 1, 0],
    ['a result that does not fit', MAX, MAX, 1],
  ])('refuses %s', (_, a, b, c) => {
    expect(() => mulDiv(a, b, c)).toThrow(RangeError);
  });

  it('agrees with the definition of every rounding mode, and is odd for the symmetrical ones', () => {
    const modes: Rounding[] = ['half-away', 'half-even', 'floor', 'ceil', 'trunc'];
    const small = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });
    fc.assert(
      fc.property(small, fc.integer({ min: -5000, max: 5000 }), fc.maxSafeNat(), fc.constantFrom(...modes), (a, b, c, mode) => {
        const divisor = c + 1;
        fc.pre(Number.isSafeInteger(divisor));
        const exact = BigInt(a) * BigInt(b);
        const result = BigInt(mulDiv(a, b, divisor, mode));
        const error = exact - result * BigInt(divisor);
        const size = error < 0n ? -error : error;
        if (mode.startsWith('half')) expect(size * 2n <= BigInt(divisor)).toBe(true);
        else expect(size < BigInt(divisor)).toBe(true);
        if (mode === 'floor') expect(error >= 0n).toBe(true);
        if (mode === 'ceil') expect(error <= 0n).toBe(true);
        if (mode !== 'floor' && mode !== 'ceil') expect(mulDiv(-a, b, divisor, mode)).toBe(Number(-result) + 0);
      }),
    );
  });
});

describe('sumSafe', () => {
  it('needs only the sum to fit, in any order', () => {
    expect(sumSafe([MAX, 5, -5])).toBe(MAX);
    expect(sumSafe([])).toBe(0);
    expect(() => sumSafe([MAX, 1])).toThrow(RangeError);
    expect(() => sumSafe([0.1])).toThrow(RangeError);
  });
});

describe('allocate', () => {
  it.each<[total: number, weights: number[], parts: number[]]>([
    [100, [1, 1, 1], [34, 33, 33]],
    [-100, [1, 1, 1], [-34, -33, -33]],
    [5, [3, 7], [2, 3]],
    [10, [0, 0], [10, 0]],
    [10, [0, 3, 0], [0, 10, 0]],
    [1, [1, 2, 2], [0, 1, 0]],
    [0, [4, 5], [0, 0]],
    [0, [], []],
    [MAX, [MAX, MAX], [4_503_599_627_370_496, 4_503_599_627_370_495]],
  ])('splits %d over %j as %j', (total, weights, parts) => {
    expect(allocate(total, weights)).toEqual(parts);
  });

  it('refuses negative weights and a total nobody takes', () => {
    expect(() => allocate(1, [2, -1])).toThrow(RangeError);
    expect(() => allocate(1, [])).toThrow(RangeError);
  });

  it('loses nothing and leaves no part a unit or more from its fair share', () => {
    const amount = fc.integer({ min: -1e9, max: 1e9 });
    const weights = fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(amount, weights, (total, list) => {
        const parts = allocate(total, list);
        const sum = sumSafe(list);
        expect(sumSafe(parts)).toBe(total);
        if (sum === 0) return;
        for (const [index, part] of parts.entries()) {
          const gap = BigInt(part) * BigInt(sum) - BigInt(total) * BigInt(list[index] ?? 0);
          expect((gap < 0n ? -gap : gap) < BigInt(sum)).toBe(true);
        }
      }),
    );
  });
});

describe('share', () => {
  it('gives the last taker everything that is left', () => {
    let value = 1000;
    let quantity = 3;
    const taken: number[] = [];
    while (quantity > 0) {
      const part = share(value, quantity, 1);
      taken.push(part);
      value -= part;
      quantity -= 1;
    }
    expect(taken).toEqual([333, 334, 333]);
    expect(value).toBe(0);
  });

  it('works on a short pool and refuses more than there is', () => {
    expect(share(-4000, -4, -2)).toBe(-2000);
    expect(share(700, 7, 0)).toBe(0);
    expect(() => share(700, 7, 8)).toThrow(RangeError);
    expect(() => share(700, 7, -1)).toThrow(RangeError);
    expect(() => share(700, 0, 1)).toThrow(RangeError);
  });
});
