import { describe, expect, test } from 'vitest';
import type { ReservationWant } from '../../../main/domain/inventory/model.ts';
import { stockPosting } from '../../../main/domain/inventory/posting.ts';
import { decideArrivals, decideReservations, type UnderWay } from '../../../main/domain/inventory/rules.ts';

const want = (order: string, qty: number, priority = 0, itemId = 'TEE'): ReservationWant => ({
  subjectKind: 'order',
  subjectId: order,
  subjectLine: 1,
  itemId,
  warehouseId: 'LON',
  qty,
  priority,
});
const free = (tee: number, mug = 0) =>
  new Map([
    ['TEE|LON', tee],
    ['MUG|LON', mug],
  ]);

describe('who is promised what', () => {
  test.each([
    { name: 'in the order given', wants: [want('a', 4), want('b', 4), want('c', 4)], stock: free(10), granted: [4, 4, 2] },
    { name: 'smaller rank first', wants: [want('a', 4, 9), want('b', 4, 1), want('c', 4, 5)], stock: free(6), granted: [0, 4, 2] },
    { name: 'nothing where nothing is free', wants: [want('a', 4)], stock: free(0), granted: [0] },
    { name: 'nothing of an item never stocked', wants: [want('a', 4, 0, 'CAP')], stock: free(9), granted: [0] },
  ])('partial: $name', ({ wants, stock, granted }) => {
    expect(decideReservations(wants, stock, 'partial')).toEqual(granted);
  });

  test('all or nothing: an order that cannot be served whole leaves its stock to the next', () => {
    const wants = [want('a', 4), want('a', 1, 0, 'MUG'), want('b', 3), want('b', 2)];
    const stock = free(5);
    expect(decideReservations(wants, stock, 'all-or-nothing')).toEqual([0, 0, 3, 2]);
    expect(stock.get('TEE|LON')).toBe(0);
  });

  test('all or nothing: two lines of one order do not count the same units twice', () => {
    expect(decideReservations([want('a', 4), want('a', 4)], free(7), 'all-or-nothing')).toEqual([0, 0]);
  });
});

describe('what arrives of a transfer', () => {
  const line = (lineNo: number, qty: number, received = 0, lost = 0): UnderWay => ({
    id: lineNo,
    lineNo,
    itemId: 'TEE',
    sku: 'TEE',
    qty,
    received,
    lost,
  });

  test('everything under way when nothing is said', () => {
    expect(decideArrivals([line(1, 6, 2, 1), line(2, 4, 4)], undefined)).toMatchObject([{ line: { lineNo: 1 }, received: 3, lost: 0 }]);
  });
  test('never more than is under way, also over several rows of one line', () => {
    const said = [
      { lineNo: 1, received: 3, lost: 0 },
      { lineNo: 1, received: 2, lost: 2 },
    ];
    expect(decideArrivals([line(1, 6)], said)).toMatchObject({ code: 'inventory.transferExceeded', params: { asked: 7, underWay: 6 } });
  });
  test('a line the transfer does not have is refused', () => {
    expect(decideArrivals([line(1, 6)], [{ lineNo: 2, received: 1, lost: 0 }])).toMatchObject({ code: 'engine.notFound' });
  });
});

test('one line per account and side: what came in and what went out of transit stay visible', () => {
  const area = (areaId: string) => ({ areaId, accountId: `account of ${areaId}` });
  const results = [
    { moveId: 1, itemId: 'TEE', qty: 2, out: { ...area('LON'), value: 800 }, in: { ...area('transit'), value: 800, ppv: 0 } },
    { moveId: 2, itemId: 'MUG', qty: 1, out: { ...area('LON'), value: 300 }, in: { ...area('transit'), value: 300, ppv: 0 } },
    { moveId: 3, itemId: 'TEE', qty: 2, out: { ...area('transit'), value: 800 }, in: { ...area('HAM'), value: 800, ppv: 0 } },
  ];
  const { lines, net } = stockPosting(results, (areaId) => (areaId === 'HAM' ? 'wh_ham' : null));
  expect(net).toBe(0);
  expect(lines).toEqual([
    { account: { id: 'account of transit' }, amount: 1100 },
    { account: { id: 'account of LON' }, amount: -1100 },
    { account: { id: 'account of HAM' }, amount: 800, warehouseId: 'wh_ham' },
    { account: { id: 'account of transit' }, amount: -800 },
  ]);
});
