import { expect, test } from 'vitest';
import { beforeAfter, type ChangedValue, columnWords } from '../../../renderer/kit/history/value.ts';

const value = (
  kind: ChangedValue['kind'],
  before: ChangedValue['before'],
  after: ChangedValue['after'],
  more: Partial<ChangedValue> = {},
) =>
  beforeAfter(
    { column: 'thing', kind, before, after, beforeName: null, afterName: null, erased: false, ...more },
    { currency: null },
    'GBP',
  );

test('a stored value reads as people write it', () => {
  expect(value('amount', null, 123_450)).toEqual({ before: '–', after: '1,234.50 GBP' });
  expect(
    beforeAfter(
      { column: 'x', kind: 'amount', before: 5, after: 1500, beforeName: null, afterName: null, erased: false },
      { currency: 'JPY' },
      'GBP',
    ),
  ).toEqual({
    before: '5 JPY',
    after: '1,500 JPY',
  });
  expect(value('price', 0, 9_990_000)).toEqual({ before: '0.00 GBP', after: '9.99 GBP' });
  expect(value('quantity', 1, 12_000)).toEqual({ before: '1', after: '12,000' });
  expect(value('rate', 0, 175_000)).toEqual({ before: '0%', after: '17.5%' });
  expect(value('flag', 0, 1)).toEqual({ before: 'No', after: 'Yes' });
  expect(value('day', '2026-01-05', '2026-11-27')).toEqual({ before: '01/05/2026', after: '11/27/2026' });
  expect(value('word', 'partly-shipped', 'completed')).toEqual({ before: 'Partly shipped', after: 'Completed' });
  expect(value('data', '"manual"', '{"rows":3,"on":true}')).toEqual({ before: 'manual', after: 'Rows: 3, On: Yes' });
});

test('a record is its name, and never its id', () => {
  const id = 'pty_01ke6p4ym0440wakyht0db49bq';
  expect(value('record', id, id, { beforeName: 'Ann' })).toEqual({ before: 'Ann', after: '(Thing)' });
  expect(columnWords('unit_price_micros')).toBe('Unit price');
  expect(columnWords('party_id')).toBe('Party');
});
