import { formatDecimal, formatMinor, minorUnits } from '../../preload/contract/values/money.ts';
import { codeWords } from './codes.ts';
import { codeText, LOCALE } from './text.ts';

/**
 * Numbers and dates as the person's locale writes them. Amounts go from integers to decimal text exactly and are grouped
 * from that text; no amount ever becomes a fraction of a float.
 */

const formats = new Map<number, Intl.NumberFormat>();

function grouped(text: string, decimals: number): string {
  let format = formats.get(decimals);
  if (!format) {
    format = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    formats.set(decimals, format);
  }
  // Intl takes decimal text at its exact value; the typings know only the shape.
  return format.format(text as `${number}`).replace('-', '\u2212');
}

/** Minor units of a currency, without its code. */
export const money = (amount: number, currency: string): string => grouped(formatMinor(amount, currency), minorUnits(currency));

/** Decimal text with a point as the locale writes it, without zeros at its end. */
export function decimal(text: string): string {
  const plain = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return grouped(plain, plain.split('.')[1]?.length ?? 0);
}

const currencies = new Intl.DisplayNames(LOCALE, { type: 'currency', fallback: 'code' });

/** A currency by its code and its name: `USD US Dollar`. */
export const currencyName = (code: string): string => {
  const name = currencies.of(code) ?? code;
  return name === code ? code : `${code} ${name}`;
};

/** Micros per unit: as many decimals as the currency has, up to six where the price needs them. */
export function price(micros: number, currency: string): string {
  const text = formatDecimal(micros, 6);
  const needed = text.replace(/0+$/, '').split('.')[1]?.length ?? 0;
  return grouped(text, Math.max(needed, minorUnits(currency)));
}

/** A count or a quantity in steps. */
export const count = (value: number): string => grouped(String(value), 0);

const dayFormat = new Intl.DateTimeFormat(LOCALE, { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: 'UTC' });
const timeFormat = new Intl.DateTimeFormat(LOCALE, {
  month: '2-digit',
  day: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** A company-local day. It has no time zone, so it is never shifted into one. */
export const day = (on: string): string => dayFormat.format(Date.parse(`${on}T00:00:00Z`));

const shortDayFormat = new Intl.DateTimeFormat(LOCALE, { month: 'short', day: 'numeric', timeZone: 'UTC' });

/** A day where the year is known, as under an axis. */
export const shortDay = (on: string): string => shortDayFormat.format(Date.parse(`${on}T00:00:00Z`));

const percentFormat = new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 1 });

/** What a part is of a whole above nought. Only to be looked at: nothing is reckoned with it. */
export const percent = (part: number, whole: number): string => percentFormat.format(part / whole).replace('-', '\u2212');

const rateFormat = new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 4 });
const MILLION = 1_000_000;

/** A rate in millionths: 200000 is 20 %. */
export const rate = (ppm: number): string => rateFormat.format(ppm / MILLION).replace('-', '\u2212');

/** An instant in the person's own time. */
export const moment = (at: string): string => timeFormat.format(Date.parse(at));

/** A code as people read it: the words of the catalogue, else its own: `partly-shipped` is `Partly shipped`. */
export function words(code: string): string {
  const known = codeWords(code);
  if (known !== undefined) return known;
  const text = code.replaceAll('-', ' ').replaceAll('_', ' ');
  return codeText(code, text.charAt(0).toUpperCase() + text.slice(1));
}

/** The verb of an operation in words: `sales.acceptOrders` is `Accept orders`. */
export const verbWords = (name: string): string =>
  words((name.split('.')[1] ?? name).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));

/** What an operation does and in which room: `sales.acceptOrders` is `Accept orders (sales)`. */
export const operationWords = (name: string): string => `${verbWords(name)} (${words(name.split('.')[0] ?? '').toLowerCase()})`;

const regions = new Intl.DisplayNames(LOCALE, { type: 'region', fallback: 'code' });

/** A country by its name, from its two letters. */
export const country = (code: string): string => (/^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code);

/** A role that accounts play; that of one channel stands behind a slash. */
export const roleWords = (role: string): string => words(role.split('/')[0] ?? role);
