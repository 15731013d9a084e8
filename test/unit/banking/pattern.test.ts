import { describe, expect, test } from 'vitest';
import { find, readPattern } from '../../../main/domain/banking/pattern.ts';

const found = (pattern: string, text: string) => find(readPattern(pattern), text);

test.each([
  ['fee', 'Monthly FEE', true],
  ['^fee', 'Monthly fee', false],
  ['fee$', 'Monthly fee', true],
  ['a.c', 'xabcx', true],
  ['colou?r', 'color', true],
  ['a{2,3}b', 'ab', false],
  ['a{2,3}b', 'aaab', true],
  ['^(visa|master)card', 'Mastercard 1', true],
  ['[^0-9]x', '1x', false],
  ['\\d+-\\d+', '12-34', true],
  ['\\.', 'abc', false],
  ['größe', 'GRÖSSE', false],
  ['öl', 'ÖL', true],
  ['(a|ab)(c|bcd)$', 'abcd', true],
])('%s in %s: %s', (pattern, text, there) => {
  expect(found(pattern, text) !== undefined).toBe(there);
});

test('the first brackets are what is asked for, as much as they can hold', () => {
  expect(found('fee ([0-9.,]+)', 'The FEE 1,234.50 of January')?.group).toBe('1,234.50');
  expect(found('fee ([0-9.,]+)?', 'fee none')?.group).toBeUndefined();
});

test('no pattern makes it slow: what explodes elsewhere walks the text once', () => {
  for (const pattern of ['(a+)+$', '(a|a)*b', '(.*)*x', 'a*a*a*a*a*a*a*a*b']) {
    expect(found(pattern, `${'a'.repeat(1000)}!`)).toBeUndefined();
  }
});

describe('refused', () => {
  test.each(['(a', 'a)', '[a', '[]', '*a', 'a**', '(?=a)', '\\', '\\b', '[z-a]', 'a{60}', `${'a'.repeat(121)}`, '(((a{50}){50}){50})'])(
    '%s',
    (pattern) => {
      expect(() => readPattern(pattern)).toThrow(/cannot be used/);
    },
  );
});
