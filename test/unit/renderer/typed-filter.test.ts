import { expect, test } from 'vitest';
import { filterOf, type Typed, typedOf } from '../../../renderer/kit/grid/typed-filter.ts';

const total = { by: 'total', kind: 'money', currency: 'EUR' } as const;
const qty = { by: 'qty', kind: 'number' } as const;
const atLeast = (from: string): Typed => ({ op: 'gte', from, to: '' });

test('an amount in a filter is read as the person writes amounts', () => {
  expect(filterOf(atLeast('1.234,56'), total, 'de-DE')).toEqual({ column: 'total', op: 'gte', value: 123_456 });
  expect(filterOf(atLeast('1,234.56'), total, 'en-US')).toEqual({ column: 'total', op: 'gte', value: 123_456 });
  expect(filterOf(atLeast('1,234.56'), total, 'de-DE')).toBeUndefined();
  expect(filterOf(atLeast('-1.000'), qty, 'de-DE')).toEqual({ column: 'qty', op: 'gte', value: -1000 });
  expect(filterOf(atLeast('1.5'), qty, 'en-US')).toBeUndefined();
  expect(filterOf({ op: 'between', from: '10', to: '' }, total, 'en-US')).toBeUndefined();
});

test('a condition that is opened again reads as it would be typed, and means the same', () => {
  const filter = { column: 'total', op: 'between', from: 100_000, to: 123_456_789 } as const;
  expect(filterOf(typedOf(filter, total), total)).toEqual(filter);
  const below = { column: 'total', op: 'lte', value: -5 } as const;
  expect(filterOf(typedOf(below, total), total)).toEqual(below);
});
