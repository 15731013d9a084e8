import { expect, test } from 'vitest';
import { cellsOf, isTable, pasteInto } from '../../../renderer/kit/form/paste.ts';

const columns = [
  { id: 'sku', title: 'SKU' },
  { id: 'qty', title: 'Quantity' },
  { id: 'cost', title: 'Unit cost GBP' },
];
const at = (row: number, column: string, over: object = {}) => ({ columns, key: 'sku', row, column, grows: true, ...over });

test('cells are read as a spreadsheet writes them', () => {
  expect(cellsOf('TEE\t5\r\n"MUG ""blue"""\t"1\t2"\n\n')).toEqual([
    ['TEE', '5'],
    ['MUG "blue"', '1\t2'],
  ]);
  expect([isTable('TEE'), isTable('TEE\n'), isTable('TEE\t5'), isTable('TEE\nMUG')]).toEqual([false, false, true, true]);
});

test('rows begin where the keyboard is and new lines follow; an empty one is left at the end', () => {
  const pasted = pasteInto([{}], cellsOf('TEE\t5\t4.00\nMUG\t3\t1.50'), at(0, 'sku'));
  expect(pasted.lines).toEqual([{ sku: 'TEE', qty: '5', cost: '4.00' }, { sku: 'MUG', qty: '3', cost: '1.50' }, {}]);
  expect(pasted.rows.map((r) => [r.row, r.before])).toEqual([
    [0, undefined],
    [1, undefined],
  ]);
});

test('a row finds the line of its SKU and leaves what was not pasted', () => {
  const lines = [{ sku: 'TEE', qty: '1', cost: '4.00' }, { sku: 'MUG', qty: '2' }, {}];
  const pasted = pasteInto(lines, cellsOf('Quantity\tsku\n7\tmug\n9\tHAT'), at(0, 'sku'));
  expect(pasted.lines).toEqual([{ sku: 'TEE', qty: '1', cost: '4.00' }, { sku: 'mug', qty: '7' }, { sku: 'HAT', qty: '9' }, {}]);
  expect(pasted.rows).toMatchObject([
    { row: 1, before: { qty: '2' }, after: { qty: '7' } },
    { row: 2, before: undefined },
  ]);
});

test('SKUs pasted beside another column name their lines, digits or not', () => {
  const lines = [{ sku: '22423' }, { sku: '85123A' }];
  const counted = {
    columns: [
      { id: 'sku', title: 'SKU' },
      { id: 'counted', title: 'Counted' },
      { id: 'cost', title: 'Cost' },
    ],
    key: 'sku',
    row: 0,
    column: 'counted',
    grows: false,
  };
  expect(pasteInto(lines, cellsOf('85123A\t4\n22423\t0\nNONE\t1'), counted)).toMatchObject({
    lines: [
      { sku: '22423', counted: '0' },
      { sku: '85123A', counted: '4' },
    ],
    surplus: 1,
  });
  expect(pasteInto(lines, cellsOf('4\n0'), counted).lines).toEqual([
    { sku: '22423', counted: '4' },
    { sku: '85123A', counted: '0' },
  ]);
});

test('rows of one SKU stay apart where something else tells their lines apart', () => {
  const lines = [{ sku: 'TEE', qty: '1', cost: '20' }, { sku: 'TEE', qty: '10', cost: '18' }, {}];
  const pasted = pasteInto(lines, cellsOf('TEE\t10\t17\nTEE\t50\t15'), at(2, 'sku', { besides: 'qty' }));
  expect(pasted.lines).toEqual([
    { sku: 'TEE', qty: '1', cost: '20' },
    { sku: 'TEE', qty: '10', cost: '17' },
    { sku: 'TEE', qty: '50', cost: '15' },
    {},
  ]);
});
