import { describe, expect, test } from 'vitest';
import { bestPrice, type ListFor, reduced } from '../../../main/domain/sales/prices/choose.ts';

const ON = '2026-01-05';

describe('the price that fits best', () => {
  const list = (over: Partial<ListFor>): ListFor => ({
    id: 'a',
    name: 'a',
    basis: 'tier',
    currency: 'GBP',
    includesTax: false,
    validFrom: null,
    validTo: null,
    offPpm: null,
    ...over,
  });
  const asked = { on: ON, currency: 'GBP', includesTax: false, steps: 10, basePriceMicros: 10_000_000 };
  const prices: Readonly<Record<string, { minQty: number; priceMicros: number }[]>> = {
    a: [
      { minQty: 1, priceMicros: 9_000_000 },
      { minQty: 10, priceMicros: 8_000_000 },
      { minQty: 11, priceMicros: 7_000_000 },
    ],
    b: [{ minQty: 1, priceMicros: 9_500_000 }],
  };
  test.each([
    ['the largest quantity that is reached', [list({})], 8_000_000],
    ['a list of the customer before one of the tier, though it is dearer', [list({}), list({ id: 'b', basis: 'customer' })], 9_500_000],
    ['a price before a percentage, though the list began before', [list({}), list({ id: 'c', offPpm: 500_000, validFrom: ON })], 8_000_000],
    [
      'a percentage of the customer before a price of the tier',
      [list({}), list({ id: 'c', basis: 'customer', offPpm: 10_000 })],
      9_900_000,
    ],
    ['of two lists the one that began last', [list({ validFrom: '2025-12-31' }), list({ id: 'b', validFrom: '2026-01-01' })], 9_500_000],
    ['a list from its first day to its last', [list({ validFrom: ON, validTo: ON })], 8_000_000],
    ['no list that is over', [list({ validTo: '2026-01-04' })], undefined],
    ['no list that has not begun', [list({ validFrom: '2026-01-06' })], undefined],
    ['no list of prices with tax', [list({ includesTax: true })], undefined],
    ['no list of another currency', [list({ currency: 'EUR' })], undefined],
  ] as const)('%s', (_, lists, price) => {
    expect(bestPrice(lists, (id) => prices[id] ?? [], asked)?.priceMicros).toBe(price);
  });

  test('a percentage is rounded once to whole cents, half away from zero; a finer price stays as fine', () => {
    expect(reduced(9_990_000, 50_000, 'GBP')).toBe(9_490_000);
    expect(reduced(10_000_000, 333_333, 'GBP')).toBe(6_670_000);
    expect(reduced(12_345, 500_000, 'GBP')).toBe(6173);
    expect(reduced(1_500_000_000, 333_333, 'JPY')).toBe(1_000_000_000);
  });
});
