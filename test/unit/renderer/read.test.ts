import { expect, test } from 'vitest';
import { readMoney, readPrice, readQuantity } from '../../../renderer/kit/form/read.ts';

test.each([
  ['12.50', 'en-US', 1250],
  ['1,234.5', 'en-US', 123_450],
  ['12,50', 'en-US', undefined],
  ['1.234,56', 'de-DE', 123_456],
  ['12,5', 'de-DE', 1250],
  ['12.50', 'de-DE', undefined],
  ['1\u202f234,56', 'fr-FR', 123_456],
  ['0.10', 'en-US', 10],
  ['-3', 'en-US', -300],
  ['1.005', 'en-US', undefined],
  ['1e3', 'en-US', undefined],
  ['', 'en-US', undefined],
  ['90071992547409.93', 'en-US', undefined],
])('the amount %s of a person in %s is %s pence, or nothing', (text, locale, amount) => {
  expect(readMoney(text, 'GBP', locale)).toBe(amount);
});

test('a currency without decimals takes none; a price takes six', () => {
  expect(readMoney('1200', 'JPY', 'en-US')).toBe(1200);
  expect(readMoney('1200.5', 'JPY', 'en-US')).toBeUndefined();
  expect(readPrice('0.000001', 'en-US')).toBe(1);
  expect(readPrice('4.25', 'en-US')).toBe(4_250_000);
});

test('a quantity is whole and not below nought', () => {
  expect(['3', '1,000', '0', '-1', '2.5', ' 7 ', 'x'].map((q) => readQuantity(q, 'en-US'))).toEqual([
    3,
    1000,
    0,
    undefined,
    undefined,
    7,
    undefined,
  ]);
});
