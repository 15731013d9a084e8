import { minorUnits, parseDecimal } from '../../../preload/contract/values/money.ts';
import { LOCALE } from '../text.ts';

/**
 * Numbers as people type them, read digit by digit into the integers the engine keeps. Never a float, never a guess: what
 * could mean two things is not read at all.
 */

interface Marks {
  readonly decimal: string;
  readonly group: string;
}
const marksOf = (locale: string): Marks => {
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(11_111.5);
  const of = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  return { decimal: of('decimal'), group: of('group') };
};

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Text of the locale as plain decimal text: `1.234,5` of a German is `1234.5`. Undefined where groups stand in the wrong place. */
function plain(text: string, { decimal, group }: Marks): string | undefined {
  const typed = text
    .trim()
    .replace('\u2212', '-')
    .replaceAll(/[\u00a0\u202f ]/g, ' ');
  const [whole = '', fraction, ...rest] = typed.split(decimal);
  if (rest.length > 0) return undefined;
  const mark = /\s/.test(group) ? ' ' : group;
  const grouped = mark !== '' && whole.includes(mark);
  if (grouped && !new RegExp(`^-?\\d{1,3}(${escaped(mark)}\\d{3})+$`).test(whole)) return undefined;
  const digits = grouped ? whole.replaceAll(mark, '') : whole;
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}

function read(text: string, exponent: number, locale: string): number | undefined {
  const decimal = plain(text, marksOf(locale));
  return decimal === undefined ? undefined : parseDecimal(decimal, exponent);
}

/** An amount in minor units of a currency; undefined for what is no amount or has more decimals than the currency. */
export const readMoney = (text: string, currency: string, locale = LOCALE): number | undefined => read(text, minorUnits(currency), locale);

/** A price or unit cost in micros: up to six decimals. */
export const readPrice = (text: string, locale = LOCALE): number | undefined => read(text, 6, locale);

/** Decimal text with a point, of any number of decimals. */
export const readDecimal = (text: string, locale = LOCALE): string | undefined => plain(text, marksOf(locale));

/** A whole number, which may be below zero. */
export const readWhole = (text: string, locale = LOCALE): number | undefined => read(text, 0, locale);

/** A quantity in steps of the stock unit: a whole number of zero or more. */
export function readQuantity(text: string, locale = LOCALE): number | undefined {
  const qty = readWhole(text, locale);
  return qty === undefined || qty < 0 ? undefined : qty;
}

/** A quantity and the code of the pack it counts in, as in `3 BOX12` or `3 x BOX12`. */
const PACKED = /^(?<qty>\S.*?)(?:\s*[x×*])?\s+(?<pack>[A-Za-z][A-Za-z0-9._-]{0,39})$/;

/** Reads a quantity of single units, or of packs where a pack is named behind it; undefined when it is neither. */
export function readPacked(text: string, locale = LOCALE): { readonly qty: number; readonly pack?: string } | undefined {
  const { qty: typed = text, pack } = PACKED.exec(text.trim())?.groups ?? {};
  const qty = readQuantity(typed, locale);
  return qty === undefined ? undefined : { qty, ...(pack === undefined ? {} : { pack }) };
}

const PPM_PER_CENT = 10_000;
const WHOLE_PPM = 1_000_000;

/** A percentage from 0 to 100 in millionths, with up to four decimals. */
export function readShare(text: string, locale = LOCALE): number | undefined {
  const ppm = read(text, 4, locale);
  return ppm === undefined || ppm < 0 || ppm > WHOLE_PPM ? undefined : ppm;
}

/** Millionths as the percentage a person types: in the marks of the locale, with the decimals it has. */
export const typedShare = (ppm: number, locale = LOCALE): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 4, useGrouping: false }).format(ppm / PPM_PER_CENT);
