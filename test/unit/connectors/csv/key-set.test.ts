import { expect, test } from 'vitest';
import { KeySet } from '../../../../main/connectors/csv/key-set.ts';

test('100,000 order numbers are told apart, and each is known the second time', () => {
  const keys = Array.from({ length: 100_000 }, (_, index) => `${index % 3 === 0 ? 'C' : ''}${500_000 + index}`);
  const set = new KeySet();
  expect(keys.filter((key) => set.add(key))).toEqual([]);
  expect(keys.every((key) => set.add(key))).toBe(true);
});
