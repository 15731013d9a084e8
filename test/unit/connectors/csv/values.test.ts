import { describe, expect, test } from 'vitest';
import { PLAIN_NUMBERS } from '../../../../main/connectors/csv/index.ts';
import { dateReader, isScientific, plainNumber, wholeNumber } from '../../../../main/connectors/csv/values.ts';

const GERMAN = { ...PLAIN_NUMBERS, decimal: ',', thousands: '.' } as const;
const LEDGER = {
  ...PLAIN_NUMBERS,
  thousands: ',',
  trailingMinus: true,
  parentheses: true,
  currencySymbols: ['\u00a3', 'EUR'],
} as const;

describe('numbers are read by contract, exactly or not at all', () => {
  test.each([
    ['2.55', PLAIN_NUMBERS, '2.55'],
    [' -0.001 ', PLAIN_NUMBERS, '-0.001'],
    ['.5', PLAIN_NUMBERS, '.5'],
    ['1,234.50', PLAIN_NUMBERS, undefined],
    ['1.234', GERMAN, '1234'],
    ['1.234,5', GERMAN, '1234.5'],
    ['1.23,5', GERMAN, undefined],
    ['1.2345', GERMAN, undefined],
    ['.234', GERMAN, undefined],
    ['1,234,567.89-', LEDGER, '-1234567.89'],
    ['(\u00a35.00)', LEDGER, '-5.00'],
    ['EUR 12', LEDGER, '12'],
    ['--5', LEDGER, undefined],
    ['5.00-', PLAIN_NUMBERS, undefined],
    ['1E3', PLAIN_NUMBERS, undefined],
    ['12 500', PLAIN_NUMBERS, undefined],
    ['1.2.3', PLAIN_NUMBERS, undefined],
    ['NaN', PLAIN_NUMBERS, undefined],
    ['', PLAIN_NUMBERS, undefined],
    ['-', PLAIN_NUMBERS, undefined],
  ])('%s', (text, format, plain) => {
    expect(plainNumber(text, format)).toBe(plain);
  });

  test.each([
    ['6', 6],
    ['-80995', -80_995],
    ['12.0', 12],
    ['12.5', undefined],
    ['90071992547409920', undefined],
    ['1E3', undefined],
  ])('whole number %s', (text, value) => {
    expect(wholeNumber(text, PLAIN_NUMBERS)).toBe(value);
  });
});

test.each([
  ['4.00638E+12', true],
  ['1E5', true],
  ['12e-3', true],
  ['85123E', false],
  ['E14', false],
  ['00123', false],
])('%s is damage done by a spreadsheet: %s', (text, damaged) => {
  expect(isScientific(text)).toBe(damaged);
});

describe('dates are local times of a stated zone in a stated pattern', () => {
  const london = dateReader('dd/MM/yyyy HH:mm', 'Europe/London');
  test.each([
    ['03/04/2011 09:30', { kind: 'ok', instant: '2011-04-03T08:30:00.000Z', day: '2011-04-03', overlap: false }],
    ['01/12/2010 23:59', { kind: 'ok', instant: '2010-12-01T23:59:00.000Z', day: '2010-12-01', overlap: false }],
    ['01/07/2011 00:10', { kind: 'ok', instant: '2011-06-30T23:10:00.000Z', day: '2011-07-01', overlap: false }],
    ['27/03/2011 01:30', { kind: 'gap' }],
    ['30/10/2011 01:30', { kind: 'ok', instant: '2011-10-30T00:30:00.000Z', day: '2011-10-30', overlap: true }],
    ['31/04/2011 10:00', { kind: 'bad' }],
    ['12/13/2011 10:00', { kind: 'bad' }],
    ['3/4/2011 10:00', { kind: 'bad' }],
    ['2011-04-03 10:00', { kind: 'bad' }],
    ['03/04/2011 24:00', { kind: 'bad' }],
  ])('%s', (text, date) => {
    expect(london(text)).toEqual(date);
  });

  test('a pattern that leaves out the day is refused when the contract is made', () => {
    expect(() => dateReader('MM/yyyy', 'UTC')).toThrow('no dd');
  });
});
