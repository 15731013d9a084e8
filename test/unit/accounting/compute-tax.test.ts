import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TaxableLine, TaxRate, TaxRounding } from '../../../main/domain/accounting/tax/index.ts';
import { computeTax } from '../../../main/domain/accounting/tax/index.ts';
import { sumSafe } from '../../../preload/contract/values/int.ts';
import { parseMicros } from '../../../preload/contract/values/money.ts';

function percent(rate: number, code = `vat-${rate}`): TaxRate {
  return { code, kind: 'percent', ratePpm: Math.round(rate * 10_000) };
}

function line(price: string, taxRates: readonly TaxRate[], more: Partial<TaxableLine> = {}): TaxableLine {
  const unitPrice = parseMicros(price);
  if (unitPrice === undefined) throw new RangeError(`not a price: ${price}`);
  return { quantity: 1, stepsPerUnit: 1, unitPrice, taxRates, priceIncludesTax: false, ...more };
}

function lines(prices: readonly string[], rate: number, more: Partial<TaxableLine> = {}): TaxableLine[] {
  return prices.map((price) => line(price, [percent(rate)], more));
}

function negated(list: readonly TaxableLine[]): TaxableLine[] {
  return list.map((each) => ({
    ...each,
    quantity: -each.quantity,
    ...(each.discountAmount === undefined ? {} : { discountAmount: -each.discountAmount }),
  }));
}

/** Money in the order base, tax, total, in cents. */
function figures(list: readonly TaxableLine[], rounding: TaxRounding, currency = 'EUR'): [number, number, number] {
  const { base, tax, total } = computeTax({ lines: list, rounding, currency });
  return [base, tax, total];
}

describe('golden vectors', () => {
  const discounted = [line('348.35', [percent(22)], { quantity: 16, discountPpm: 40_000 })];
  const mixed = lines(['54.45', '600', '-500'], 10);
  const sales = lines(['598.89', '329.84', '-59.89', '-32.98'], 8.5);

  it.each<[name: string, list: TaxableLine[], rounding: TaxRounding, expected: [number, number, number]]>([
    ['348.35 x 16 less 4 % plus 22 %', discounted, 'document', [535_066, 117_714, 652_780]],
    ['348.35 x 16 less 4 % plus 22 %', discounted, 'line', [535_066, 117_715, 652_781]],
    ['54.45, 600, -500 at 10 %', mixed, 'document', [15_445, 1545, 16_990]],
    ['54.45, 600, -500 at 10 %', mixed, 'line', [15_445, 1545, 16_990]],
    ['its credit note', negated(mixed), 'document', [-15_445, -1545, -16_990]],
    ['its credit note', negated(mixed), 'line', [-15_445, -1545, -16_990]],
    ['598.89 + 329.84 - 59.89 - 32.98 at 8.5 %', sales, 'document', [83_586, 7105, 90_691]],
    ['598.89 + 329.84 - 59.89 - 32.98 at 8.5 %', sales, 'line', [83_586, 7106, 90_692]],
    ['8.01 including 20 %', lines(['8.01'], 20, { priceIncludesTax: true }), 'document', [667, 134, 801]],
    ['8.01 including 20 %', lines(['8.01'], 20, { priceIncludesTax: true }), 'line', [667, 134, 801]],
    ['-8.01 including 20 %', lines(['-8.01'], 20, { priceIncludesTax: true }), 'line', [-667, -134, -801]],
  ])('%s ($2)', (_, list, rounding, expected) => {
    expect(figures(list, rounding)).toEqual(expected);
  });

  it('8.5 % per line falls on the lines as 50.91 + 28.04 - 5.09 - 2.80', () => {
    const taxed = computeTax({ lines: sales, rounding: 'line', currency: 'EUR' });
    expect(taxed.lines.map(({ tax }) => tax)).toEqual([5091, 2804, -509, -280]);
  });

  it('8.5 % per document takes the cent from the line whose rounding gained most', () => {
    const taxed = computeTax({ lines: sales, rounding: 'document', currency: 'EUR' });
    expect(taxed.lines.map(({ tax }) => tax)).toEqual([5090, 2804, -509, -280]);
  });
});

describe('a line', () => {
  it('takes its percentage off before its amount, and neither is rounded in between', () => {
    // 3 x 9.995 = 29.985, less 10 % = 26.9865, less 1.00 = 25.9865
    const list = [line('9.995', [percent(20)], { quantity: 3, discountPpm: 100_000, discountAmount: 100 })];
    expect(figures(list, 'document')).toEqual([2599, 520, 3119]);
  });

  it('may be counted in steps finer than the unit of its price', () => {
    const list = [line('3.99', [percent(7)], { quantity: 1250, stepsPerUnit: 1000 })];
    expect(figures(list, 'line')).toEqual([499, 35, 534]);
  });

  it('may carry no tax at all', () => {
    expect(figures([line('12.34', [])], 'document')).toEqual([1234, 0, 1234]);
  });

  it('carries several taxes side by side, and they share an included price', () => {
    const rates = [percent(5, 'gst'), percent(9.975, 'qst')];
    const excluded = computeTax({ lines: [line('100', rates)], rounding: 'line', currency: 'CAD' });
    expect(excluded.lines[0]?.taxes).toEqual([
      { code: 'gst', amount: 500 },
      { code: 'qst', amount: 998 },
    ]);
    const included = [line('114.98', rates, { priceIncludesTax: true })];
    expect(figures(included, 'line', 'CAD')).toEqual([10_000, 1498, 11_498]);
  });

  it('adds a fixed tax by the unit, and takes it out of an included price first', () => {
    const fee: TaxRate = { code: 'weee', kind: 'fixed', perUnit: 250_000 };
    const excluded = computeTax({
      lines: [line('10', [fee, percent(20)], { quantity: 3 })],
      rounding: 'line',
      currency: 'EUR',
    });
    expect(excluded.codes).toEqual([
      { code: 'weee', base: 3000, tax: 75 },
      { code: 'vat-20', base: 3000, tax: 600 },
    ]);
    const included = [line('12.25', [fee, percent(20)], { quantity: 3, priceIncludesTax: true })];
    expect(figures(included, 'line')).toEqual([3000, 675, 3675]);
    expect(figures(included, 'document')).toEqual([3000, 675, 3675]);
  });

  it('is rounded to the decimals of its currency', () => {
    expect(figures(lines(['105'], 10, { priceIncludesTax: true }), 'line', 'JPY')).toEqual([95, 10, 105]);
    expect(figures(lines(['1.2345'], 5), 'line', 'KWD')).toEqual([1235, 62, 1297]);
  });
});

describe('a document', () => {
  it('shows base and tax by code, in order of appearance', () => {
    const list = [...lines(['10', '20'], 20), ...lines(['30'], 5)];
    expect(computeTax({ lines: list, rounding: 'document', currency: 'GBP' }).codes).toEqual([
      { code: 'vat-20', base: 3000, tax: 600 },
      { code: 'vat-5', base: 3000, tax: 150 },
    ]);
  });

  it('hands remainders only to lines that were rounded, one unit each', () => {
    const list = [...lines(['10'], 10), ...lines(['0.03', '0.03', '0.03', '0.03', '0.03'], 10)];
    const taxed = computeTax({ lines: list, rounding: 'document', currency: 'EUR' });
    expect(taxed.tax).toBe(102);
    expect(taxed.lines.map(({ tax }) => tax)).toEqual([100, 1, 1, 0, 0, 0]);
  });

  it('may be empty', () => {
    expect(computeTax({ lines: [], rounding: 'document', currency: 'EUR' })).toEqual({
      lines: [],
      codes: [],
      base: 0,
      tax: 0,
      total: 0,
    });
  });

  it.each<[what: string, list: TaxableLine[]]>([
    ['a price in fractions of a micro', [{ ...line('1', []), unitPrice: 1.5 }]],
    ['a discount above 100 %', [line('1', [], { discountPpm: 1_000_001 })]],
    ['a negative discount rate', [line('1', [], { discountPpm: -1 })]],
    ['no steps in a unit', [line('1', [], { stepsPerUnit: 0 })]],
    ['a code twice on a line', [line('1', [percent(5, 'a'), percent(6, 'a')])]],
    ['an included rate of -100 %', lines(['1'], -100, { priceIncludesTax: true })],
  ])('refuses %s', (_, list) => {
    expect(() => computeTax({ lines: list, rounding: 'line', currency: 'EUR' })).toThrow(RangeError);
  });

  it('refuses an unknown currency', () => {
    expect(() => computeTax({ lines: [], rounding: 'line', currency: 'EURO' })).toThrow(RangeError);
  });
});

describe('laws', () => {
  const rates: TaxRate[] = [percent(20), percent(5), percent(8.875), percent(0), { code: 'fee', kind: 'fixed', perUnit: 123_457 }];
  const anyLine = (priceIncludesTax: fc.Arbitrary<boolean>): fc.Arbitrary<TaxableLine> =>
    fc.record({
      quantity: fc.integer({ min: -500, max: 500 }),
      stepsPerUnit: fc.constantFrom(1, 1, 1, 3, 1000),
      unitPrice: fc.integer({ min: 0, max: 500_000_000 }),
      discountPpm: fc.constantFrom(0, 0, 40_000, 333_333, 1_000_000),
      discountAmount: fc.integer({ min: -500, max: 500 }),
      taxRates: fc.subarray(rates),
      priceIncludesTax,
    });
  const anyDocument = fc.array(anyLine(fc.boolean()), { maxLength: 12 });
  const anyRounding = fc.constantFrom<TaxRounding>('line', 'document');
  const anyCurrency = fc.constantFrom('EUR', 'JPY', 'KWD');

  it('every figure of a document is the sum of its lines, and base + tax = total', () => {
    fc.assert(
      fc.property(anyDocument, anyRounding, anyCurrency, (list, rounding, currency) => {
        const taxed = computeTax({ lines: list, rounding, currency });
        expect(taxed.lines.length).toBe(list.length);
        for (const each of taxed.lines) {
          expect(each.base + each.tax).toBe(each.total);
          expect(sumSafe(each.taxes.map(({ amount }) => amount))).toBe(each.tax);
        }
        expect(sumSafe(taxed.lines.map(({ base }) => base))).toBe(taxed.base);
        expect(sumSafe(taxed.lines.map(({ total }) => total))).toBe(taxed.total);
        expect(sumSafe(taxed.codes.map(({ tax }) => tax))).toBe(taxed.tax);
        expect(taxed.base + taxed.tax).toBe(taxed.total);
      }),
    );
  });

  it('a credit note of everything is the exact negative, line by line', () => {
    fc.assert(
      fc.property(anyDocument, anyRounding, anyCurrency, (list, rounding, currency) => {
        const invoice = computeTax({ lines: list, rounding, currency });
        const credit = computeTax({ lines: negated(list), rounding, currency });
        const flipped = invoice.lines.map(({ base, taxes, tax, total }) => ({
          base: -base + 0,
          taxes: taxes.map(({ code, amount }) => ({ code, amount: -amount + 0 })),
          tax: -tax + 0,
          total: -total + 0,
        }));
        expect(credit.lines).toEqual(flipped);
        expect(credit.total).toBe(-invoice.total + 0);
      }),
    );
  });

  it('an included price stands: each line totals its own rounded price, per line', () => {
    const list = fc.array(anyLine(fc.constant(true)), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(list, (included) => {
        const untaxed = included.map((each) => ({ ...each, taxRates: [] }));
        for (const rounding of ['line', 'document'] as const) {
          const taxed = computeTax({ lines: included, rounding, currency: 'EUR' });
          const prices = computeTax({ lines: untaxed, rounding, currency: 'EUR' });
          expect(taxed.lines.map(({ total }) => total)).toEqual(prices.lines.map(({ total }) => total));
        }
      }),
    );
  });

  it('rounding per line and per document differ by at most two units a tax, and one a line over the document', () => {
    fc.assert(
      fc.property(anyDocument, anyCurrency, (list, currency) => {
        const perLine = computeTax({ lines: list, rounding: 'line', currency });
        const perDocument = computeTax({ lines: list, rounding: 'document', currency });
        for (const [index, each] of perLine.lines.entries()) {
          const other = perDocument.lines[index];
          if (other === undefined) throw new RangeError('a line is missing');
          // Both are less than one unit from the exact figure; the line's tax also carries the rounding of its base.
          for (const [column, { amount }] of each.taxes.entries()) {
            expect(Math.abs(amount - (other.taxes[column]?.amount ?? 0))).toBeLessThanOrEqual(2);
          }
          expect(Math.abs(each.tax - other.tax)).toBeLessThanOrEqual(2 * Math.max(1, each.taxes.length));
        }
        for (const code of perLine.codes) {
          const other = perDocument.codes.find((each) => each.code === code.code);
          expect(Math.abs(code.tax - (other?.tax ?? 0))).toBeLessThanOrEqual(list.length + 1);
        }
      }),
    );
  });
});
