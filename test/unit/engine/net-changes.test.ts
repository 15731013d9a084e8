import { expect, test } from 'vitest';
import type { CapturedChange } from '../../../main/engine/capture.ts';
import { netChanges } from '../../../main/engine/net-changes.ts';

const base = { table: 'hold', key: 'hld_1', parentKey: null } as const;
type Values = Readonly<Record<string, unknown>>;
const inserted = (row: Values): CapturedChange => ({ ...base, op: 'insert', row: Object.entries(row), delta: [] });
const deleted = (row: Values): CapturedChange => ({ ...base, op: 'delete', row: Object.entries(row), delta: [] });
const updated = (delta: Readonly<Record<string, readonly [unknown, unknown]>>): CapturedChange => ({
  ...base,
  op: 'update',
  row: [],
  delta: Object.entries(delta).map(([column, [before, after]]) => [column, before, after] as const),
});

test.each<[string, CapturedChange[], CapturedChange[]]>([
  [
    'a row written and then changed was written as it is now, its columns in order',
    [
      inserted({ id: 'hld_1', code: 'limit', revision: 1 }),
      updated({ revision: [1, 2], code: ['limit', null], detail: [null, 'looked at'] }),
    ],
    [inserted({ id: 'hld_1', detail: 'looked at', revision: 2 })],
  ],
  ['a row that came and went did not change', [inserted({ id: 'hld_1' }), deleted({ id: 'hld_1' })], []],
  [
    'two changes are one, from first to last',
    [updated({ revision: [1, 2], detail: [null, 'a'] }), updated({ revision: [2, 3], detail: ['a', 'b'], code: ['x', 'y'] })],
    [updated({ code: ['x', 'y'], detail: [null, 'b'], revision: [1, 3] })],
  ],
  [
    'what is again what it was did not change',
    [updated({ revision: [1, 2], detail: [null, 'a'] }), updated({ revision: [2, 3], detail: ['a', null] })],
    [updated({ revision: [1, 3] })],
  ],
  ['nothing is left of a change taken back', [updated({ detail: [null, 'a'] }), updated({ detail: ['a', null] })], []],
  [
    'a row changed and then removed was removed as it had been before',
    [updated({ code: ['x', 'y'], detail: [null, 'a'] }), deleted({ id: 'hld_1', code: 'y', detail: 'a', revision: 1 })],
    [deleted({ id: 'hld_1', code: 'x', revision: 1 })],
  ],
  [
    'a row removed and written anew stays two changes, the second as it is now',
    [deleted({ id: 'hld_1', code: 'x' }), inserted({ id: 'hld_1', code: 'y' }), updated({ code: ['y', 'z'] })],
    [deleted({ id: 'hld_1', code: 'x' }), inserted({ id: 'hld_1', code: 'z' })],
  ],
])('%s', (_name, captured, net) => {
  expect(netChanges(captured)).toEqual(net);
});

test('rows keep the order in which they were first changed, and never mix', () => {
  const other = { ...inserted({ id: 'hld_2' }), key: 'hld_2' };
  expect(netChanges([inserted({ id: 'hld_1', revision: 1 }), other, updated({ revision: [1, 2] })])).toEqual([
    inserted({ id: 'hld_1', revision: 2 }),
    other,
  ]);
});
