import type { Micros, Minor } from '../../../../preload/contract/values/money.ts';

/**
 * One tax on a line. `percent`: `ratePpm` millionths of the base (20 % is 200000, 8.875 % is 88750). `fixed`:
 * `perUnit` micros for each unit of the line (a recycling fee, a bottle deposit that is taxed as such).
 */
export type TaxRate =
  | { readonly code: string; readonly kind: 'percent'; readonly ratePpm: number }
  | { readonly code: string; readonly kind: 'fixed'; readonly perUnit: Micros };

/**
 * One line to tax, as exact figures rather than as a rounded amount: its value is
 * quantity x unit price x (1 - discountPpm) - discountAmount, and nothing of it is rounded before the tax is known.
 */
export interface TaxableLine {
  /** Steps of the stock unit; negative on a line that gives back. */
  readonly quantity: number;
  /** Steps that make the unit the price is for: 1 for pieces, 1000 for kilograms counted in grams. */
  readonly stepsPerUnit: number;
  readonly unitPrice: Micros;
  /** Millionths off, 0 to 1000000. 4 % is 40000. */
  readonly discountPpm?: number;
  /** Amount off the whole line, after the percentage; in the same sense as the price (gross where it includes tax). */
  readonly discountAmount?: Minor;
  /** Taxes of the line, each code once. All apply to the base side by side; none is taxed by another. */
  readonly taxRates: readonly TaxRate[];
  /** Whether price and discount amount contain the taxes. */
  readonly priceIncludesTax: boolean;
}

/** Where rounding happens: each line on its own, or the sums of the document, handed down to the lines afterwards. */
export type TaxRounding = 'line' | 'document';

/** What a document is taxed by. */
export interface TaxRequest {
  readonly lines: readonly TaxableLine[];
  readonly rounding: TaxRounding;
  readonly currency: string;
}

/** One tax of a line, in minor units. */
export interface LineTax {
  readonly code: string;
  readonly amount: Minor;
}

/** A taxed line in minor units: `base + tax = total`, and `tax` is the sum of `taxes`. */
export interface TaxedLine {
  readonly base: Minor;
  readonly taxes: readonly LineTax[];
  readonly tax: Minor;
  readonly total: Minor;
}

/** What a document owes under one tax code: the bases of the lines that carry it, and their tax. */
export interface TaxCodeTotal {
  readonly code: string;
  readonly base: Minor;
  readonly tax: Minor;
}

/** A taxed document. Every figure is the sum of the same figure of the lines. */
export interface TaxedDocument {
  readonly lines: readonly TaxedLine[];
  /** In order of first appearance. */
  readonly codes: readonly TaxCodeTotal[];
  readonly base: Minor;
  readonly tax: Minor;
  readonly total: Minor;
}
