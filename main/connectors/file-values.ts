import { type Day, isDay } from '../../preload/contract/values/day.ts';
import { isCurrency, minorUnits, parseDecimal } from '../../preload/contract/values/money.ts';
import { FileDefect } from './file-defect.ts';

/** Marks of a number as the file writes it. */
export interface Marks {
  readonly decimal: '.' | ',';
  readonly thousands: string;
}

/** Minor units of a number as it was written; refuses what would need a guess, a rounding, or is beyond what books can hold. */
export function amountIn(text: string, currency: string, marks: Marks, line: number): number {
  const { decimal, thousands } = marks;
  const plain = text.trim().replaceAll(/[\u00a0\u202f]/g, ' ');
  const trailing = /^(.*[0-9])\s*-$/.exec(plain);
  const signed = trailing ? `-${trailing[1]}` : plain.replace(/^\+\s*/, '').replace(/^-\s+/, '-');
  const [whole = '', fraction, ...more] = signed.split(decimal);
  const grouped = thousands === '' ? whole : ungrouped(whole, thousands);
  const value =
    more.length > 0 || grouped === undefined || fraction?.trim() === ''
      ? parseDecimal(grouped ?? 'x', minorUnits(currency))
      : parseDecimal(fraction === undefined ? grouped : `${grouped}.${fraction}`, minorUnits(currency));
  if (value === undefined || more.length > 0) throw new FileDefect(line, `"${text.slice(0, 40)}" is no amount in ${currency}`);
  return value;
}

/** Digits without the marks of thousands; undefined where the marks do not stand between groups of three. */
function ungrouped(whole: string, mark: string): string | undefined {
  if (!whole.includes(mark)) return whole;
  const groups = whole.split(mark);
  const sound = /^-?\d{1,3}$/.test(groups[0] ?? '') && groups.slice(1).every((g) => /^\d{3}$/.test(g));
  return sound ? groups.join('') : undefined;
}

/** Amounts of formats that know no thousands: a point or a comma before the decimals. */
export const plainAmount = (text: string, currency: string, line: number): number =>
  amountIn(text, currency, { decimal: text.includes(',') ? ',' : '.', thousands: '' }, line);

/** The day these parts name. */
export function dayOf(year: string, month: string, day: string, text: string, line: number): Day {
  const full = year.length === 2 ? `20${year}` : year;
  const on = `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isDay(on)) throw new FileDefect(line, `"${text.slice(0, 40)}" is no day`);
  return on;
}

/** A currency the house can keep amounts in. */
export function currencyIn(text: string, line: number): string {
  const code = text.trim().toUpperCase();
  if (!isCurrency(code)) throw new FileDefect(line, `"${text.slice(0, 20)}" is no currency`);
  return code;
}
