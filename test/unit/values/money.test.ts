import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  currencyCodes,
  extend,
  formatDecimal,
  formatMinor,
  minorUnits,
  parseDecimal,
  parseMicros,
  parseMinor,
  zCurrency,
  zMinor,
  zPositiveQty,
} from '../../../preload/contract/values/money.ts';

describe('currencies', () => {
  it.each([
    ['EUR', 2],
    ['HUF', 2],
    ['JPY', 0],
    ['ISK', 0],
    ['KWD', 3],
    ['TND', 3],
    ['CLF', 4],
    ['UYW', 4],
    ['BGN', 2],
  ])('%s has %d decimals', (code, decimals) => {
    expect(minorUnits(code)).toBe(decimals);
  });

  it('lists each code once and refuses what is none', () => {
    const codes = currencyCodes();
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
    expect(() => minorUnits('XAU')).toThrow(RangeError);
    expect(zCurrency.safeParse('eur').success).toBe(false);
    expect(zCurrency.safeParse('GBP').success).toBe(true);
  });
});

describe('extend', () => {
  it.each<[steps: number, perUnit: number, micros: number, currency: string, expected: number]>([
    [6, 1, 2_550_000, 'GBP', 1530],
    [1, 1, 8_125_000, 'GBP', 813],
    [-1, 1, 8_125_000, 'GBP', -813],
    [1250, 1000, 3_999_999, 'EUR', 500],
    [3, 1, 333_333, 'JPY', 1],
    [1, 1, 1_234_500, 'KWD', 1235],
    [80_995, 1, 2_080_000, 'GBP', 16_846_960],
    [9_000_000, 1, 9_000_000_000, 'EUR', 8_100_000_000_000],
  ])('%d steps (%d a unit) at %d micros in %s are %d', (steps, perUnit, micros, currency, expected) => {
    expect(extend(steps, perUnit, micros, currency)).toBe(expected);
  });
});

describe('decimal text', () => {
  it.each<[text: string, exponent: number, expected: number | undefined]>([
    ['12.5', 2, 1250],
    ['-12.50', 2, -1250],
    ['12.5000', 2, 1250],
    ['.5', 2, 50],
    ['007', 0, 7],
    ['7.0', 0, 7],
    ['90071992547409.91', 2, 9_007_199_254_740_991],
    ['90071992547409.92', 2, undefined],
    ['12.501', 2, undefined],
    ['5.', 2, undefined],
    ['', 2, undefined],
    ['-', 2, undefined],
    ['.', 2, undefined],
    ['+5', 2, undefined],
    [' 5', 2, undefined],
    ['5\n', 2, undefined],
    ['1e3', 2, undefined],
    ['1,234.00', 2, undefined],
    ['12,50', 2, undefined],
    ['1_000', 2, undefined],
    ['0x10', 2, undefined],
    ['NaN', 2, undefined],
    ['٣', 2, undefined],
  ])('%j with %d decimals is %s', (text, exponent, expected) => {
    expect(parseDecimal(text, exponent)).toBe(expected);
  });

  it('keeps the sign of small amounts and has no minus zero', () => {
    expect(formatMinor(-5, 'EUR')).toBe('-0.05');
    expect(formatMinor(123_456, 'EUR')).toBe('1234.56');
    expect(formatMinor(-7, 'JPY')).toBe('-7');
    expect(formatMinor(0, 'KWD')).toBe('0.000');
    expect(Object.is(parseMinor('-0.00', 'EUR'), 0)).toBe(true);
    expect(parseMicros('0.000001')).toBe(1);
    expect(parseMicros('0.0000001')).toBeUndefined();
  });

  it('reads back whatever it wrote', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 0, max: 6 }), (value, exponent) => {
        expect(parseDecimal(formatDecimal(value, exponent), exponent)).toBe(value + 0);
      }),
    );
  });
});

describe('schemas', () => {
  it('take whole safe numbers only', () => {
    expect(zMinor.safeParse(-150).success).toBe(true);
    expect(zMinor.safeParse(1.5).success).toBe(false);
    expect(zMinor.safeParse('150').success).toBe(false);
    expect(zMinor.safeParse(2 ** 53).success).toBe(false);
    expect(zPositiveQty.safeParse(0).success).toBe(false);
  });
});
