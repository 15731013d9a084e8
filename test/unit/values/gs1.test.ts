import { expect, test } from 'vitest';
import { gtin14, hasCheckDigit, readScan, ssccOf, writtenForms } from '../../../preload/contract/values/gs1.ts';

const GS = '\u001d';
const read = (code: string) => readScan(code, 2026);

test('a check digit is the last one, and one changed digit shows', () => {
  expect(hasCheckDigit('4006381333931')).toBe(true);
  for (let at = 0; at < 13; at += 1) {
    const digits = Array.from('4006381333931');
    digits[at] = String((Number(digits[at]) + 1) % 10);
    expect(hasCheckDigit(digits.join(''))).toBe(false);
  }
  expect(hasCheckDigit('400638133393x')).toBe(false);
});

test('a UPC and its EAN are one GTIN, and every printed form of it is known', () => {
  expect(gtin14('036000291452')).toBe('00036000291452');
  expect(gtin14('0036000291452')).toBe('00036000291452');
  expect(writtenForms('00036000291452')).toEqual(['0036000291452', '036000291452', '00036000291452']);
  expect(gtin14('036000291453')).toBeUndefined();
  expect(gtin14('1234')).toBeUndefined();
});

test('a plain code stays as it is, with its GTIN where it is one', () => {
  expect(read(' TEE-M/1 ')).toEqual({ text: 'TEE-M/1' });
  expect(read('4006381333931')).toEqual({ text: '4006381333931', gtin: '04006381333931' });
  expect(read(']E04006381333931')).toEqual({ text: '4006381333931', gtin: '04006381333931' });
  // A SKU may begin like an application identifier.
  expect(read('10-BOLT')).toEqual({ text: '10-BOLT' });
});

test.each([
  [']C1', 'with the identifier of GS1-128'],
  [']d2', 'with the identifier of GS1 DataMatrix'],
  [GS, 'with a leading separator'],
])('element strings are read %j, %s', (begin) => {
  expect(read(`${begin}01040063813339311728063010LOT-7${GS}21SER 9${GS}3012`)).toMatchObject({
    gtin: '04006381333931',
    expiresOn: '2028-06-30',
    lot: 'LOT-7',
    serial: 'SER 9',
    count: 12,
  });
});

test('what is printed below a code can be typed', () => {
  expect(read('(01)04006381333931(10)AB(37)6')).toMatchObject({ gtin: '04006381333931', lot: 'AB', count: 6 });
});

test('elements of no use are passed over: weight, price, country, company data', () => {
  expect(read(`${GS}01040063813339313103001250${GS}422276${GS}91own${GS}10L`)).toMatchObject({ gtin: '04006381333931', lot: 'L' });
});

test('the number of a parcel is made of prefix and serial number, with the check digit its readers ask for', () => {
  expect(ssccOf('4012345', 1)).toBe('040123450000000016');
  expect([0, 1, 7, 999_999_999, 123_456_789_012].map((n) => hasCheckDigit(ssccOf('4012345678', n)))).toEqual([
    true,
    true,
    true,
    true,
    true,
  ]);
  // Six digits are left beside a prefix of ten: a million parcels later it begins again.
  expect(ssccOf('4012345678', 1_000_001)).toBe(ssccOf('4012345678', 1));
  expect(() => ssccOf('12', 1)).toThrow('no GS1 company prefix');
});

test('a logistic unit is read with its own check digit', () => {
  expect(read(']C100106141411234567897')).toMatchObject({ sscc: '106141411234567897' });
  expect(read(']C100106141411234567898')).toEqual({ why: 'check-digit', at: '00' });
});

test.each([
  ['17260200', '2026-02-28', 'day 00 is the last of the month'],
  ['17240200', '2024-02-29', 'also in a leap year'],
  ['17760101', '2076-01-01', 'fifty years ahead is ahead'],
  ['17770101', '1977-01-01', 'more is behind'],
  ['15261231', '2026-12-31', 'best before counts where no expiry is said'],
])('date %s is %s: %s', (element, day) => {
  expect(read(`${GS}${element}`)).toMatchObject({ expiresOn: day });
});
test('beyond the turn of a century a low year is the next one', () => {
  expect(readScan(`${GS}17100101`, 2080)).toMatchObject({ expiresOn: '2110-01-01' });
});

test.each([
  [`${GS}0104006381333932`, 'check-digit', '01'],
  [`${GS}17261301`, 'date', '17'],
  [`${GS}17260230`, 'date', '17'],
  [`${GS}17000000`, 'date', '17'],
  [`${GS}0104006381`, 'length', '01'],
  [`${GS}10${GS}21X`, 'length', '10'],
  [`${GS}10${'x'.repeat(21)}`, 'length', '10'],
  [`${GS}30twelve`, 'length', '30'],
  [`${GS}05123`, 'unknown-identifier', '05'],
  [`${GS}AB`, 'unknown-identifier', 'AB'],
])('a scan that cannot be is told apart from one that is unknown: %j', (code, why, at) => {
  expect(read(code)).toEqual({ why, at });
});

/** A small generator with a seed, so that a failure can be seen again. */
function* randoms(seed: number): Generator<number> {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

test('no text whatever breaks the reader, and lot and serial come back as they went in', () => {
  const seed = Date.now() % 1_000_000;
  const next = randoms(seed);
  const pick = (upTo: number) => Math.floor((next.next().value ?? 0) * upTo);
  const alphabet = `0123456789()ABab-/]C1${GS}`;
  const text = (length: number, of: string) => Array.from({ length }, () => of[pick(of.length)]).join('');
  for (let i = 0; i < 3000; i += 1) expect(read(text(pick(60), alphabet)), `seed ${seed}, round ${i}`).toBeTypeOf('object');
  for (let i = 0; i < 500; i += 1) {
    const [lot, serial] = [text(1 + pick(20), 'ABC0123-/.'), text(1 + pick(20), 'ABC0123-/.')];
    expect(read(`]d20104006381333931${`10${lot}`}${GS}21${serial}`), `seed ${seed}, round ${i}`).toMatchObject({ lot, serial });
  }
});
