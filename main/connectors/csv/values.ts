import { dayOfInstant, instantOfLocal } from '../../../preload/contract/values/day.ts';
import type { NumberFormat } from './format.ts';

const PLAIN = /^\d+(?:\.\d+)?$|^\.\d+$/;

/**
 * A number as the partner writes it, turned into plain decimal text (`-1234.56`) for exact parsing. Undefined for
 * anything the format does not allow: another separator, groups that are not three digits, scientific notation, blanks
 * inside, two signs. Nothing is rounded and no float is made.
 */
export function plainNumber(text: string, format: NumberFormat): string | undefined {
  let digits = text.trim();
  for (const symbol of format.currencySymbols) {
    if (digits.includes(symbol)) {
      digits = digits.replace(symbol, '').trim();
      break;
    }
  }
  let negative = false;
  if (format.parentheses && digits.startsWith('(') && digits.endsWith(')')) {
    negative = true;
    digits = digits.slice(1, -1).trim();
  } else if (digits.startsWith('-')) {
    negative = true;
    digits = digits.slice(1);
  } else if (format.trailingMinus && digits.endsWith('-')) {
    negative = true;
    digits = digits.slice(0, -1);
  }
  const plain = withoutGroups(digits, format);
  if (plain === undefined || !PLAIN.test(plain)) return undefined;
  return negative ? `-${plain}` : plain;
}

function withoutGroups(digits: string, { decimal, thousands }: NumberFormat): string | undefined {
  const [whole = '', fraction, ...more] = digits.split(decimal);
  if (more.length > 0) return undefined;
  const groups = thousands === '' ? [whole] : whole.split(thousands);
  const [first = '', ...rest] = groups;
  if (rest.length > 0 && (first.length < 1 || first.length > 3 || rest.some((group) => group.length !== 3))) return undefined;
  const joined = groups.join('');
  return fraction === undefined ? joined : `${joined}.${fraction}`;
}

const INTEGER = /^-?\d+$/;

/** A whole number in the partner's format, as a safe integer; undefined otherwise. `12.0` counts as whole. */
export function wholeNumber(text: string, format: NumberFormat): number | undefined {
  const plain = plainNumber(text, format)?.replace(/\.0+$/, '');
  if (plain === undefined || !INTEGER.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isSafeInteger(value) ? value + 0 : undefined;
}

const SCIENTIFIC = /^[+-]?\d+(?:[.,]\d+)?e[+-]?\d+$/i;

/** Whether a spreadsheet turned a code into a number: `4.00638E+12`, `1E5`, `12E-3`. The digits lost cannot be restored. */
export function isScientific(text: string): boolean {
  return SCIENTIFIC.test(text.trim());
}

const TOKENS: Readonly<Record<string, string>> = {
  yyyy: '(?<year>\\d{4})',
  MM: '(?<month>\\d{2})',
  dd: '(?<day>\\d{2})',
  HH: '(?<hour>\\d{2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
};

/**
 * - `instant`, `day`: the UTC instant and the local day.
 * - `overlap`: clocks showed this time twice; the earlier instant was taken.
 * - `gap`: clocks never showed this time, so the text is wrong; there is no instant.
 */
export type ReadDate =
  | { readonly kind: 'ok'; readonly instant: string; readonly day: string; readonly overlap: boolean }
  | { readonly kind: 'gap' }
  | { readonly kind: 'bad' };

/**
 * Reader of local dates in one fixed pattern and zone, e.g. `dd/MM/yyyy HH:mm` in Europe/London. Day and month are
 * never guessed. Missing time tokens mean midnight. Throws for a pattern without year, month and day.
 */
export function dateReader(pattern: string, zone: string): (text: string) => ReadDate {
  for (const token of ['yyyy', 'MM', 'dd']) {
    if (!pattern.includes(token)) throw new Error(`date pattern ${pattern} has no ${token}`);
  }
  const source = pattern
    .split(/(yyyy|MM|dd|HH|mm|ss)/)
    .map((part) => TOKENS[part] ?? part.replaceAll(/[^\p{L}\p{N}\s]/gu, '\\$&'))
    .join('');
  const form = new RegExp(`^${source}$`);
  // Rows of one order repeat their date.
  let lastText: string | null = null;
  let lastDate: ReadDate = { kind: 'bad' };
  return (text) => {
    if (text !== lastText) {
      lastDate = read(form, text.trim(), zone);
      lastText = text;
    }
    return lastDate;
  };
}

function read(form: RegExp, text: string, zone: string): ReadDate {
  const parts = form.exec(text)?.groups;
  if (parts === undefined) return { kind: 'bad' };
  const { year = '', month = '', day = '', hour = '00', minute = '00', second = '00' } = parts;
  const found = instantOfLocal(`${year}-${month}-${day} ${hour}:${minute}:${second}`, zone);
  if (found === undefined) return { kind: 'bad' };
  if (found.note === 'gap') return { kind: 'gap' };
  return {
    kind: 'ok',
    instant: found.instant,
    day: dayOfInstant(found.instant, zone),
    overlap: found.note === 'overlap',
  };
}
