/**
 * Money, prices and quantities as integers, and their way from and to decimal text.
 *
 * Minor units carry amounts (documents, ledger, layers), micros carry prices and unit costs, steps carry quantities.
 * An amount is only meaningful together with its currency, which is kept in the row or document beside it.
 */
import { z } from 'zod';
import { mulDivMany, safeInt } from './int.ts';

/** Amount in minor units of its currency (cents for EUR, yen for JPY). A safe integer, negative for credits. */
export type Minor = number;

/** Price or unit cost in millionths of the major unit, whatever the currency. A safe integer. */
export type Micros = number;

/** Micros in one major unit. */
export const MICROS_PER_MAJOR = 1_000_000;

const MICROS_EXPONENT = 6;

/**
 * Number of decimals per currency code, from ISO 4217. Grouped by that number. Not taken from Intl, which reports the
 * decimals customary on price tags (HUF 0) and not the standard's (HUF 2). Codes without minor units (gold, XDR, test
 * codes) are left out: no document is written in them.
 */
const CODES_BY_EXPONENT: readonly (readonly [exponent: number, codes: string])[] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [
    2,
    `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY
     COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS
     INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR
     MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP
     STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG`,
  ],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
  // Withdrawn in the last years, and still the currency of documents a company brings along with its history.
  [2, 'ANG BGN HRK'],
];

const EXPONENTS: ReadonlyMap<string, number> = new Map(
  CODES_BY_EXPONENT.flatMap(([exponent, codes]) => codes.split(/\s+/).map((code): [string, number] => [code, exponent])),
);

const POWERS_OF_TEN: readonly number[] = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);

/** Whether `code` is a currency the house can write documents in (upper-case ISO 4217 code). */
export function isCurrency(code: string): boolean {
  return EXPONENTS.has(code);
}

/** All known currency codes, sorted. */
export function currencyCodes(): string[] {
  return [...EXPONENTS.keys()].toSorted();
}

/** Number of decimals of a currency: EUR 2, JPY 0, KWD 3, CLF 4. Throws a RangeError for an unknown code. */
export function minorUnits(currency: string): number {
  const exponent = EXPONENTS.get(currency);
  if (exponent === undefined) throw new RangeError(`unknown currency: ${currency}`);
  return exponent;
}

/** Minor units in one major unit: EUR 100, JPY 1, KWD 1000. Throws a RangeError for an unknown code. */
export function minorPerMajor(currency: string): number {
  return powerOfTen(minorUnits(currency));
}

function powerOfTen(exponent: number): number {
  const power = POWERS_OF_TEN[exponent];
  if (power === undefined) throw new RangeError(`exponent out of range: ${exponent}`);
  return power;
}

/**
 * Value of a quantity at a unit price: exact, then rounded once to minor units, half away from zero.
 * `quantitySteps` in steps of the stock unit, `stepsPerUnit` steps make the unit the price is for (pieces 1, kilograms
 * kept in grams 1000). Throws a RangeError for an unknown currency, and when the value does not fit.
 */
export function extend(quantitySteps: number, stepsPerUnit: number, unitPrice: Micros, currency: string): Minor {
  return mulDivMany([quantitySteps, unitPrice, minorPerMajor(currency)], [stepsPerUnit, MICROS_PER_MAJOR]);
}

const DECIMAL = /^(-?)(\d*)(?:\.(\d+))?$/;

/**
 * Decimal text to an integer of `10^exponent` per whole, exactly: `parseDecimal('12.5', 2)` is 1250. Returns undefined
 * for anything that would need a guess or a rounding: blanks, plus signs, thousands separators, decimal commas,
 * scientific notation, more digits than the exponent holds (unless they are zeros), values beyond the safe integers.
 */
export function parseDecimal(text: string, exponent: number): number | undefined {
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  if (whole === '' && fraction === '') return undefined;
  if (/[^0]/.test(fraction.slice(exponent))) return undefined;
  const value = Number(whole + fraction.slice(0, exponent).padEnd(exponent, '0'));
  if (!Number.isSafeInteger(value)) return undefined;
  return sign === '-' ? -value + 0 : value;
}

/** Integer to decimal text with exactly `exponent` decimals and a point: `formatDecimal(-5, 2)` is `-0.05`. */
export function formatDecimal(value: number, exponent: number): string {
  safeInt(value);
  const digits = String(Math.abs(value)).padStart(exponent + 1, '0');
  const sign = value < 0 ? '-' : '';
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** Amount as plain decimal text, `1234.56`, for files, logs and messages to machines. Screens word it by locale. */
export function formatMinor(amount: Minor, currency: string): string {
  return formatDecimal(amount, minorUnits(currency));
}

/** Decimal text to an amount of `currency`; undefined as `parseDecimal`. Throws a RangeError for an unknown currency. */
export function parseMinor(text: string, currency: string): Minor | undefined {
  return parseDecimal(text, minorUnits(currency));
}

/** Decimal text of a price or unit cost in major units to micros; undefined as `parseDecimal` (seven decimals refuse). */
export function parseMicros(text: string): Micros | undefined {
  return parseDecimal(text, MICROS_EXPONENT);
}

/** Amount in minor units, either sign. */
export const zMinor = z.int();

/** Price or unit cost in micros, either sign. */
export const zMicros = z.int();

/** Quantity in steps of the stock unit, one or more. */
export const zPositiveQty = z.int().positive();

const noCurrency = 'has to be the code of a currency, such as EUR';
/** Upper-case ISO 4217 code of a known currency. */
export const zCurrency = z.string().length(3, { error: noCurrency, abort: true }).refine(isCurrency, { error: noCurrency });
