import { describe, expect, test } from 'vitest';
import { CostPool } from '../../../main/domain/inventory/costing/cost-pool.ts';
import { decideIssue, isShortage } from '../../../main/domain/inventory/costing/decide-issue.ts';
import { decideGain, decideReceipt } from '../../../main/domain/inventory/costing/decide-receipt.ts';
import { decideReturn, isExcess } from '../../../main/domain/inventory/costing/decide-return.ts';
import { decideTransfer } from '../../../main/domain/inventory/costing/decide-transfer.ts';
import type { Consumption, CostingMethod } from '../../../main/domain/inventory/costing/model.ts';

const day = (n: number) => {
  const on = `2010-12-${String(n).padStart(2, '0')}`;
  return { effectiveAt: `${on}T09:00:00.000Z`, effectiveOn: on };
};

/** A pool of one item worked on in memory, costs in whole units of money as in the golden vectors. */
function shop(method: CostingMethod, standard?: number) {
  const pool = new CostPool('item', 'area', method);
  let layers = 0;
  let date = 0;
  let ppv = 0;
  let cogs = 0;
  return {
    pool,
    receive(qty: number, unit: number) {
      const decided = decideReceipt(method, qty * unit, standard === undefined ? undefined : qty * standard);
      if (!decided) throw new Error('no standard cost');
      ppv += decided.ppv;
      pool.receive({ qty, value: decided.value, ...day((date += 1)), parentLayerId: null, originLineId: null }, () => (layers += 1));
      return pool.value;
    },
    deliver(qty: number) {
      const out = pool.issue(qty);
      if (isShortage(out)) throw new Error(`missing ${out.missing}`);
      cogs += out.reduce((sum, c) => sum + c.value, 0);
      return pool.value;
    },
    unit: () => pool.value / pool.qty,
    figures: () => ({ stock: pool.value, cogs, ppv }),
  };
}

const GOLDEN = [
  { method: 'average', standard: undefined, values: [80, 144, 24, 36], units: [10, 12, 12, 9], cogs: 120, ppv: 0 },
  { method: 'fifo', standard: undefined, values: [80, 144, 32, 44], units: [10, 12, 16, 11], cogs: 112, ppv: 0 },
  { method: 'standard', standard: 10, values: [80, 120, 20, 40], units: [10, 10, 10, 10], cogs: 100, ppv: 16 },
] as const;

describe('golden cost vectors: receive 8 @ 10, receive 4 @ 16, deliver 10, receive 2 @ 6', () => {
  test.each(GOLDEN)('$method', ({ method, standard, values, units, cogs, ppv }) => {
    const s = shop(method, standard);
    const steps = [() => s.receive(8, 10), () => s.receive(4, 16), () => s.deliver(10), () => s.receive(2, 6)];
    const seen = steps.map((step) => ({ value: step(), unit: s.unit() }));
    expect(seen.map((x) => x.value)).toEqual(values);
    expect(seen.map((x) => x.unit)).toEqual(units);
    expect(s.figures()).toEqual({ stock: values[3], cogs, ppv });
    expect(values[3] + cogs + ppv).toBe(156);
  });
});

test('goods that pass through an emptied pool in one command follow the costing chosen since', () => {
  const running = { layerId: 1, qtyLeft: 0, valueLeft: 0, ...day(1) };
  const stored = { itemId: 'i', areaId: 'a', method: 'average' as const, qty: 0, value: 0, runningLayerId: 1, layers: [running] };
  const pool = new CostPool('i', 'a', 'fifo', stored);
  pool.receive({ qty: 3, value: 30, ...day(2), parentLayerId: null, originLineId: null }, () => 2);
  expect(pool.issue(3)).toMatchObject([{ layerId: 2, qty: 3, value: 30 }]);
  expect([pool.qty, pool.value, pool.runningLayerId]).toEqual([0, 0, null]);
});

describe('an issue', () => {
  const layer = (layerId: number, qtyLeft: number, valueLeft: number) => ({ layerId, qtyLeft, valueLeft, ...day(layerId) });
  test('leaves no cent on an empty layer, however it is split', () => {
    const pool = new CostPool('i', 'a', 'fifo', {
      itemId: 'i',
      areaId: 'a',
      method: 'fifo',
      qty: 3,
      value: 100,
      runningLayerId: null,
      layers: [layer(1, 3, 100)],
    });
    const taken = [1, 1, 1].map((q) => (pool.issue(q) as readonly Consumption[]).map((c) => c.value));
    expect(taken).toEqual([[33], [34], [33]]);
    expect([pool.qty, pool.value]).toEqual([0, 0]);
  });
  test('takes the oldest layer first and splits the last one', () => {
    expect(decideIssue([layer(1, 2, 20), layer(2, 5, 35)], 4)).toMatchObject([
      { layerId: 1, qty: 2, value: 20 },
      { layerId: 2, qty: 2, value: 14 },
    ]);
  });
  test('says what is missing and takes nothing', () => {
    expect(decideIssue([layer(1, 2, 20)], 5)).toEqual({ missing: 3 });
    const pool = new CostPool('i', 'a', 'fifo', {
      itemId: 'i',
      areaId: 'a',
      method: 'fifo',
      qty: 2,
      value: 20,
      runningLayerId: null,
      layers: [layer(1, 2, 20)],
    });
    expect(pool.issue(5)).toEqual({ missing: 3 });
    expect([pool.qty, pool.value, pool.changedLayers()]).toEqual([2, 20, []]);
  });
});

describe('first dates', () => {
  test('a receipt entered late but dated early is issued first', () => {
    const pool = new CostPool('i', 'a', 'fifo');
    let id = 0;
    const arrive = (qty: number, value: number, on: number) =>
      pool.receive({ qty, value, ...day(on), parentLayerId: null, originLineId: null }, () => (id += 1));
    arrive(5, 50, 10);
    arrive(5, 25, 3);
    expect(pool.issue(6)).toMatchObject([
      { layerId: 2, qty: 5, value: 25 },
      { layerId: 1, qty: 1, value: 10 },
    ]);
  });
  test('a transfer carries dates and costs piece by piece, so FIFO order survives it', () => {
    const from = new CostPool('i', 'a', 'fifo');
    let id = 0;
    const next = () => (id += 1);
    from.receive({ qty: 4, value: 40, ...day(1), parentLayerId: null, originLineId: null }, next);
    from.receive({ qty: 4, value: 64, ...day(5), parentLayerId: null, originLineId: null }, next);
    const to = new CostPool('i', 'b', 'fifo');
    to.receive({ qty: 2, value: 10, ...day(3), parentLayerId: null, originLineId: null }, next);
    const out = from.issue(6) as readonly Consumption[];
    for (const arrival of decideTransfer(out, [71, 72])) to.receive(arrival, next);
    expect(decideTransfer(out, [71, 72])).toMatchObject([
      { qty: 4, value: 40, parentLayerId: 1, originLineId: 71, effectiveOn: '2010-12-01' },
      { qty: 2, value: 32, parentLayerId: 2, originLineId: 72, effectiveOn: '2010-12-05' },
    ]);
    expect((to.issue(8) as readonly Consumption[]).map((c) => c.value)).toEqual([40, 10, 32]);
    expect([from.value, to.value]).toEqual([32, 0]);
  });
});

describe('a return', () => {
  const line = (lineId: number, qty: number, value: number) => ({ lineId, layerId: lineId + 100, qty, value, ...day(lineId) });
  const issued = [line(1, 3, 100), line(2, 2, 15)];
  test('comes back at the cost it left at, oldest line first', () => {
    expect(decideReturn(issued, new Map(), 4)).toMatchObject([
      { qty: 3, value: 100, originLineId: 1, parentLayerId: 101 },
      { qty: 1, value: 8, originLineId: 2, parentLayerId: 102 },
    ]);
  });
  test('the last unit takes the remainder, so all that left comes back to the cent', () => {
    const back = new Map<number, { qty: number; value: number }>();
    let total = 0;
    for (let i = 0; i < 5; i += 1) {
      const decided = decideReturn(issued, back, 1);
      if (isExcess(decided)) throw new Error('nothing left');
      for (const a of decided) {
        const before = back.get(a.originLineId ?? 0) ?? { qty: 0, value: 0 };
        back.set(a.originLineId ?? 0, { qty: before.qty + a.qty, value: before.value + a.value });
        total += a.value;
      }
    }
    expect(total).toBe(115);
    expect(decideReturn(issued, back, 1)).toEqual({ returnable: 0 });
  });
  test('never brings back more than went out', () => {
    expect(decideReturn(issued, new Map([[1, { qty: 1, value: 33 }]]), 5)).toEqual({ returnable: 4 });
  });
});

describe('a gain without a stated cost', () => {
  test('is valued at average, newest layer or standard, and not at all where no cost is known', () => {
    const average = shop('average');
    average.receive(8, 10);
    average.receive(4, 16);
    expect(decideGain(average.pool.basis(undefined, undefined), 2)).toBe(24);
    const fifo = shop('fifo');
    fifo.receive(8, 10);
    fifo.receive(4, 16);
    expect(decideGain(fifo.pool.basis(undefined, undefined), 2)).toBe(32);
    expect(decideGain(new CostPool('i', 'a', 'fifo').basis(undefined, undefined), 2)).toBeUndefined();
    expect(decideGain(new CostPool('i', 'a', 'fifo').basis(undefined, { qty: 4, value: 10 }), 2)).toBe(5);
  });
});
