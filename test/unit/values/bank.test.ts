import { expect, test } from 'vitest';
import { inSepa, isIban, isRoutingNumber, masked, zBic, zIban, zUsAccountNumber } from '../../../preload/contract/values/bank.ts';

test.each([
  ['DE89370400440532013000', true],
  ['GB29NWBK60161331926819', true],
  ['NO9386011117947', true],
  ['MT84MALT011000012345MTLCAST001S', true],
  // one digit wrong, two digits swapped, a digit short, a country without IBANs, small letters
  ['DE89370400440532013001', false],
  ['DE89370400440532010300', false],
  ['DE8937040044053201300', false],
  ['US89370400440532013000', false],
  ['de89370400440532013000', false],
  ['', false],
])('%s is an IBAN: %s', (text, is) => {
  expect(isIban(text)).toBe(is);
});

test.each([
  ['021000021', true],
  ['091000019', true],
  ['021000022', false],
  ['12100021', false],
  ['000000000', false],
])('%s is a routing number: %s', (text, is) => {
  expect(isRoutingNumber(text)).toBe(is);
});

test('typed with blanks and small letters, kept without', () => {
  expect(zIban.parse('de89 3704 0044 0532 0130 00')).toBe('DE89370400440532013000');
  expect(zBic.parse('coba de ff')).toBe('COBADEFF');
  expect(zUsAccountNumber.safeParse('1'.repeat(18)).success).toBe(false);
  expect(zIban.safeParse('X'.repeat(5000)).success).toBe(false);
});

test('SEPA reaches its countries only, and a mask shows the end', () => {
  expect([inSepa('DE89370400440532013000'), inSepa('TR330006100519786457841326')]).toEqual([true, false]);
  expect([masked('DE89370400440532013000'), masked('123456789')]).toEqual(['DE…3000', '…6789']);
});
