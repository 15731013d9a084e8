/**
 * What a scanner reads: plain codes and GS1 element strings (GS1-128, GS1 DataMatrix, GS1 DataBar, GS1 QR), after the GS1 General
 * Specifications: application identifiers in section 3, their lengths in figure 7.8.5-2, check digits and dates in section 7.9 and 7.12.
 */
import type { Day } from './day.ts';

/** Lengths of the GTIN family; each ends with a modulo-10 check digit. */
export const GTIN_LENGTHS = { ean13: 13, ean8: 8, upca: 12, gtin14: 14 } as const;
const GTIN = 14;
const SSCC = 18;

/** The modulo-10 digit that stands behind these digits: counted from the right, every second one weighs three. */
function checkDigit(digits: string): number {
  const sum = Array.from(digits, Number).reduceRight((total, digit, i) => total + digit * ((digits.length - 1 - i) % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}

/** Whether the last digit is the modulo-10 check digit of the digits before it. False for anything but digits. */
export function hasCheckDigit(digits: string): boolean {
  return /^\d{2,}$/.test(digits) && checkDigit(digits.slice(0, -1)) === Number(digits.at(-1));
}

/**
 * The serial shipping container code of a logistic unit (GS1 General Specifications, section 2.2 and 7.9): extension digit, company prefix,
 * serial number, check digit; 18 digits in all. Serial numbers that do not fit begin again, which GS1 allows after a year.
 * @param prefix GS1 company prefix, 7 to 10 digits
 * @param serial number of the unit, a whole number from 0 on
 */
export function ssccOf(prefix: string, serial: number): string {
  if (!/^\d{7,10}$/.test(prefix)) throw new RangeError(`no GS1 company prefix: ${prefix}`);
  const room = SSCC - 2 - prefix.length;
  const digits = `0${prefix}${String(serial % 10 ** room).padStart(room, '0')}`;
  return `${digits}${checkDigit(digits)}`;
}

/** A code of the GTIN family as 14 digits, which is how codes of different length are compared; undefined where it is none. */
export function gtin14(code: string): string | undefined {
  const lengths: readonly number[] = Object.values(GTIN_LENGTHS);
  return lengths.includes(code.length) && hasCheckDigit(code) ? code.padStart(GTIN, '0') : undefined;
}

/** Every way one GTIN is printed: 14 digits, and 13, 12 and 8 where what is left out are zeros. */
export function writtenForms(gtin: string): string[] {
  return Object.values(GTIN_LENGTHS).flatMap((length) => {
    const cut = GTIN - length;
    return /^0*$/.test(gtin.slice(0, cut)) ? [gtin.slice(cut)] : [];
  });
}

/** What one scan says. */
export interface Scan {
  /** The code without what a scanner puts before and after it. */
  readonly text: string;
  /** 14 digits: of the article (01), or of what is inside (02); undefined for a plain code. */
  readonly gtin?: string;
  readonly lot?: string;
  readonly serial?: string;
  /** Last day (17), or the day it is best before (15) where only that is said. */
  readonly expiresOn?: Day;
  /** Pieces: a variable count (30), or how many are inside (37). */
  readonly count?: number;
  /** Number of a logistic unit (00), 18 digits. */
  readonly sscc?: string;
}

/** Why a scan cannot be read: a digit is wrong, a date does not exist, an element is cut off or unknown. */
export interface Misread {
  readonly why: 'check-digit' | 'date' | 'length' | 'unknown-identifier';
  /** The application identifier, or what stands in its place. */
  readonly at: string;
}

/** Separates elements of variable length, as scanners send FNC1. */
const SEPARATOR = '\u001d';
/** AIM symbology identifier, which a scanner sends before the data when it is set so. */
const AIM = /^\](?<kind>[A-Za-z]\d)/;
/** Symbology identifiers that promise element strings. */
const ELEMENTS = new Set(['C1', 'e0', 'd2', 'Q3', 'J1']);
/** Elements of predefined length by their first two digits: characters with the identifier. */
const PREDEFINED: Readonly<Record<string, number>> = {
  '00': 20,
  '01': 16,
  '02': 16,
  '03': 16,
  '04': 18,
  11: 8,
  12: 8,
  13: 8,
  14: 8,
  15: 8,
  16: 8,
  17: 8,
  18: 8,
  19: 8,
  20: 4,
  31: 10,
  32: 10,
  33: 10,
  34: 10,
  35: 10,
  36: 10,
  41: 16,
};
/** Digits of an identifier by its first two. */
const IDENTIFIER: readonly (readonly [digits: number, begins: RegExp])[] = [
  [2, /^(0[0-4]|1[0-9]|2[0-2]|30|37|9[0-9])/],
  [3, /^(23|24|25|40|41|42|71)/],
  [4, /^(31|32|33|34|35|36|39|43|70|72|80|81|82)/],
];
const LONGEST = 90;

interface Element {
  readonly ai: string;
  readonly data: string;
}

/** `(01)09506000134352(10)AB` as it is printed below a code: the brackets say where elements begin. */
function bracketed(text: string): Element[] | undefined {
  if (!/^(\(\d{2,4}\)[^()]+)+$/.test(text)) return undefined;
  return Array.from(text.matchAll(/\((\d{2,4})\)([^()]+)/g), ([, ai = '', data = '']) => ({ ai, data }));
}

function elementsOf(text: string): Element[] | Misread {
  const found: Element[] = [];
  let rest = text;
  while (rest !== '') {
    const digits = IDENTIFIER.find(([, begins]) => begins.test(rest))?.[0];
    const ai = rest.slice(0, digits ?? 2);
    if (digits === undefined || !/^\d+$/.test(ai)) return { why: 'unknown-identifier', at: ai };
    const fixed = PREDEFINED[ai.slice(0, 2)];
    const end = rest.indexOf(SEPARATOR);
    const length = fixed ?? (end < 0 ? rest.length : end);
    const data = rest.slice(digits, length);
    if (rest.length < length || data === '' || data.length > LONGEST || data.includes(SEPARATOR)) return { why: 'length', at: ai };
    found.push({ ai, data });
    rest = rest.slice(length);
    if (rest.startsWith(SEPARATOR)) rest = rest.slice(1);
  }
  return found;
}

const CENTURY = 100;
const HALF = 50;

/** YYMMDD as a day: the year nearest to this one, more than 49 years back being the next century; day 00 is the last of the month. */
function dayOf(yymmdd: string, thisYear: number): Day | undefined {
  if (!/^\d{6}$/.test(yymmdd)) return undefined;
  const [yy, month, day] = [0, 2, 4].map((at) => Number(yymmdd.slice(at, at + 2))) as [number, number, number];
  const apart = yy - (thisYear % CENTURY);
  const century = Math.floor(thisYear / CENTURY) + (apart > HALF ? -1 : apart < 1 - HALF ? 1 : 0);
  const date = new Date(Date.UTC(century * CENTURY + yy, day === 0 ? month : month - 1, day));
  const isThere = day === 0 ? month >= 1 && month <= 12 : date.getUTCMonth() === month - 1;
  return isThere ? date.toISOString().slice(0, 10) : undefined;
}

const NUMBER_TEXT = 20;
const COUNT_DIGITS = 8;

/**
 * Reads one scan. Plain codes come back as their text, with a GTIN where they are one. Element strings are recognised by their
 * symbology identifier, a leading separator, or printed brackets; text that only looks like one stays a plain code. `thisYear`
 * decides the century of a date. Elements the house has no use for are passed over.
 */
export function readScan(code: string, thisYear: number): Scan | Misread {
  const trimmed = code.trim();
  const kind = AIM.exec(trimmed)?.groups?.['kind'];
  const bare = kind === undefined ? trimmed : trimmed.slice(kind.length + 1);
  const text = bare.startsWith(SEPARATOR) ? bare.slice(1) : bare;
  const printed = bracketed(text);
  if (!printed && !(kind !== undefined && ELEMENTS.has(kind)) && text === bare) {
    const gtin = gtin14(text);
    return gtin === undefined ? { text } : { text, gtin };
  }
  const elements = printed ?? elementsOf(text);
  if (!Array.isArray(elements)) return elements;
  return put(text, elements, thisYear);
}

function put(text: string, elements: readonly Element[], thisYear: number): Scan | Misread {
  const scan: { -readonly [K in keyof Scan]: Scan[K] } = { text };
  for (const { ai, data } of elements) {
    if (ai === '00' || ai === '01' || ai === '02') {
      if (data.length !== (ai === '00' ? SSCC : GTIN)) return { why: 'length', at: ai };
      if (!hasCheckDigit(data)) return { why: 'check-digit', at: ai };
      if (ai === '00') scan.sscc = data;
      else scan.gtin = data;
    } else if (ai === '10' || ai === '21') {
      if (data.length > NUMBER_TEXT) return { why: 'length', at: ai };
      scan[ai === '10' ? 'lot' : 'serial'] = data;
    } else if (ai === '17' || ai === '15') {
      const day = dayOf(data, thisYear);
      if (day === undefined) return { why: 'date', at: ai };
      if (ai === '17' || scan.expiresOn === undefined) scan.expiresOn = day;
    } else if (ai === '30' || ai === '37') {
      if (!/^\d+$/.test(data) || data.length > COUNT_DIGITS) return { why: 'length', at: ai };
      scan.count = Number(data);
    }
  }
  return scan;
}
