import { safeInt, sumSafe } from '../../../../preload/contract/values/int.ts';
import { MICROS_PER_MAJOR, minorPerMajor } from '../../../../preload/contract/values/money.ts';
import type { TaxableLine, TaxCodeTotal, TaxedDocument, TaxedLine, TaxRate, TaxRequest } from './model.ts';
import type { Ratio } from './ratio.ts';
import { round, roundTogether, scale, subtract, whole } from './ratio.ts';

const PPM = 1_000_000;

/**
 * Taxes a document. Amounts come back in minor units of `currency`; base + tax = total on every line, and every total
 * of the document is the sum of its lines.
 *
 * Rounding is half away from zero, once. Per `line`: the line's value is rounded, its taxes are taken from that. Per
 * `document`: value and each tax code are summed exactly, the sums rounded, and the remainders handed to the lines.
 * Where prices include tax, the tax is rounded and the base is what remains of the price, so that the price stands.
 * Lines whose prices include tax and lines whose do not are summed apart when a document mixes them.
 *
 * Negating all quantities and discount amounts negates every figure, so a full credit note mirrors its invoice.
 *
 * Throws a RangeError for what no checked input contains: figures that are not safe integers, a discount outside 0 to
 * 100 %, a code twice on one line, included rates of -100 % or less, an unknown currency.
 */
export function computeTax(request: TaxRequest): TaxedDocument {
  const perMajor = minorPerMajor(request.currency);
  const exact = request.lines.map((line) => exactLine(line, perMajor));
  const lines = request.rounding === 'line' ? exact.map(roundLine) : roundDocument(exact);
  return totalled(lines);
}

/** A line before any rounding. */
interface ExactLine {
  /** Price less discounts: the base, or base and taxes together where the price includes them. */
  readonly value: Ratio;
  readonly includesTax: boolean;
  readonly rates: readonly TaxRate[];
  /** Fixed taxes by position in `rates`; undefined for a percentage. */
  readonly fixed: readonly (Ratio | undefined)[];
}

function exactLine(line: TaxableLine, perMajor: number): ExactLine {
  const { quantity, stepsPerUnit, unitPrice, discountPpm = 0, discountAmount = 0, taxRates } = line;
  if (safeInt(stepsPerUnit, 'steps per unit') < 1) throw new RangeError('steps per unit have to be positive');
  if (safeInt(discountPpm, 'discount') < 0 || discountPpm > PPM) throw new RangeError('discount outside 0 to 100 %');
  if (new Set(taxRates.map(({ code }) => code)).size < taxRates.length) throw new RangeError('tax code twice on a line');

  const unitDivisor = BigInt(stepsPerUnit) * BigInt(MICROS_PER_MAJOR);
  const extended = (price: number): bigint =>
    BigInt(safeInt(quantity, 'quantity')) * BigInt(safeInt(price, 'unit price')) * BigInt(perMajor);
  const price = { n: extended(unitPrice) * BigInt(PPM - discountPpm), d: unitDivisor * BigInt(PPM) };
  const value = discountAmount === 0 ? price : subtract(price, whole(safeInt(discountAmount, 'discount amount')));
  const fixed = taxRates.map((rate) => (rate.kind === 'fixed' ? { n: extended(rate.perUnit), d: unitDivisor } : undefined));
  return { value, includesTax: line.priceIncludesTax, rates: taxRates, fixed };
}

/**
 * Taxes of a line by position in its rates, exactly, for a given value and given fixed taxes. Included percentages are
 * taken out of what the fixed taxes leave: base = (value - fixed) / (1 + sum of rates).
 */
function exactTaxes(line: ExactLine, value: Ratio, fixed: readonly (Ratio | undefined)[]): Ratio[] {
  let percentOf = value;
  let divisor = PPM;
  if (line.includesTax) {
    for (const amount of fixed) if (amount !== undefined) percentOf = subtract(percentOf, amount);
    divisor = sumSafe([PPM, ...line.rates.map((rate) => (rate.kind === 'percent' ? rate.ratePpm : 0))]);
    if (divisor <= 0) throw new RangeError('included rates of -100 % or less');
  }
  return line.rates.map((rate, index) => {
    if (rate.kind === 'fixed') return fixed[index] ?? whole(0);
    return scale(percentOf, BigInt(safeInt(rate.ratePpm, 'rate')), BigInt(divisor));
  });
}

function roundLine(line: ExactLine): TaxedLine {
  const value = round(line.value);
  // What a fixed tax takes out of an included price is the rounded amount that is shown beside it.
  const fixed = line.fixed.map((amount) => (amount === undefined ? undefined : whole(round(amount))));
  return assembled(line, value, exactTaxes(line, whole(value), fixed).map(round));
}

function roundDocument(lines: readonly ExactLine[]): TaxedLine[] {
  const taxed = new Map<ExactLine, TaxedLine>();
  for (const includesTax of [false, true]) {
    const part = lines.filter((line) => line.includesTax === includesTax);
    const values = roundTogether(part.map(({ value }) => value));
    const exact = part.map((line) => exactTaxes(line, line.value, line.fixed));
    const amounts = exact.map((taxes): number[] => taxes.map(() => 0));
    for (const code of new Set(part.flatMap(({ rates }) => rates.map((rate) => rate.code)))) {
      const places = part.flatMap((line, row) => {
        const column = line.rates.findIndex((rate) => rate.code === code);
        const tax = exact[row]?.[column];
        const amount = amounts[row];
        return tax === undefined || amount === undefined ? [] : [{ tax, amount, column }];
      });
      const rounded = roundTogether(places.map(({ tax }) => tax));
      for (const [index, { amount, column }] of places.entries()) amount[column] = rounded[index] ?? 0;
    }
    for (const [row, line] of part.entries()) taxed.set(line, assembled(line, values[row] ?? 0, amounts[row] ?? []));
  }
  return lines.flatMap((line) => taxed.get(line) ?? []);
}

/** Puts a line together from its rounded value and taxes; an included base is what the taxes leave of the price. */
function assembled(line: ExactLine, value: number, amounts: readonly number[]): TaxedLine {
  const taxes = line.rates.map(({ code }, index) => ({ code, amount: amounts[index] ?? 0 }));
  const tax = sumSafe(amounts);
  const base = line.includesTax ? sumSafe([value, -tax]) : value;
  return { base, taxes, tax, total: sumSafe([base, tax]) };
}

function totalled(lines: readonly TaxedLine[]): TaxedDocument {
  const codes = new Map<string, TaxCodeTotal>();
  for (const line of lines) {
    for (const { code, amount } of line.taxes) {
      const known = codes.get(code) ?? { code, base: 0, tax: 0 };
      codes.set(code, { code, base: sumSafe([known.base, line.base]), tax: sumSafe([known.tax, amount]) });
    }
  }
  const base = sumSafe(lines.map((line) => line.base));
  const tax = sumSafe(lines.map((line) => line.tax));
  return { lines, codes: [...codes.values()], base, tax, total: sumSafe([base, tax]) };
}
