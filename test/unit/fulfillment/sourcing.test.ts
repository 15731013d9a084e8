import { describe, expect, test } from 'vitest';
import type { FreeStock, WaitingOrder } from '../../../main/domain/fulfillment/model.ts';
import { byPriority, decideSourcing, explainPlan, priorityOf } from '../../../main/domain/fulfillment/rules.ts';

const LEEDS = { id: 'wh_l', code: 'LEEDS', country: 'GB' };
const PARIS = { id: 'wh_p', code: 'PARIS', country: 'FR' };
const BOTH = [LEEDS, PARIS];

/** Stock as `{ TEE: [leeds, paris] }`. */
const stock = (levels: Record<string, readonly [number, number]>): FreeStock =>
  new Map(
    Object.entries(levels).map(([item, [leeds, paris]]) => [
      item,
      new Map([
        [LEEDS.id, leeds],
        [PARIS.id, paris],
      ]),
    ]),
  );

const order = (orderId: string, lines: Record<string, number>, more: Partial<WaitingOrder> = {}): WaitingOrder => ({
  orderId,
  country: 'GB',
  promisedOn: null,
  orderedAt: '2026-03-02T10:00:00.000Z',
  held: new Set(),
  lines: Object.entries(lines).map(([itemId, qty], i) => ({ orderLineId: i + 1, itemId, qty })),
  ...more,
});

const from = (plan: { picks: readonly { warehouseId: string; itemId: string; qty: number }[] }) =>
  plan.picks.map((p) => `${p.qty} ${p.itemId} ${p.warehouseId === LEEDS.id ? 'LEEDS' : 'PARIS'}`);

describe('where an order is served from', () => {
  const cases = [
    [
      'the warehouse in the customer country, when both cover it',
      { TEE: [5, 5], MUG: [5, 5] },
      { TEE: 2, MUG: 1 },
      'GB',
      'single',
      ['2 TEE LEEDS', '1 MUG LEEDS'],
      0,
    ],
    [
      'the other one, when only that covers the whole order',
      { TEE: [9, 2], MUG: [0, 1] },
      { TEE: 2, MUG: 1 },
      'GB',
      'single',
      ['2 TEE PARIS', '1 MUG PARIS'],
      0,
    ],
    [
      'split, when no single warehouse covers it',
      { TEE: [2, 0], MUG: [0, 1] },
      { TEE: 2, MUG: 1 },
      'GB',
      'split',
      ['2 TEE LEEDS', '1 MUG PARIS'],
      0,
    ],
    ['split within a line', { TEE: [2, 3] }, { TEE: 5 }, 'GB', 'split', ['3 TEE PARIS', '2 TEE LEEDS'], 0],
    ['what is there now, the rest waits', { TEE: [2, 0], MUG: [0, 0] }, { TEE: 3, MUG: 1 }, 'GB', 'partial', ['2 TEE LEEDS'], 2],
    ['nothing', { TEE: [0, 0] }, { TEE: 3 }, 'GB', 'none', [], 3],
    ['the warehouse in the customer country (France)', { TEE: [5, 5] }, { TEE: 1 }, 'FR', 'single', ['1 TEE PARIS'], 0],
    ['by code, when neither is in the customer country', { TEE: [5, 5] }, { TEE: 1 }, 'US', 'single', ['1 TEE LEEDS'], 0],
  ] as const;
  test.each(cases)('%s', (_name, levels, lines, country, outcome, expected, short) => {
    const [plan] = decideSourcing([order('so_1', lines, { country })], stock(levels), BOTH, 'always');
    expect(plan).toMatchObject({ outcome, short });
    expect(plan && from(plan)).toEqual(expected);
  });

  test('two lines of one SKU are counted together before a warehouse is said to cover them', () => {
    const twice = order('so_1', {}, {});
    const lines = [
      { orderLineId: 1, itemId: 'TEE', qty: 3 },
      { orderLineId: 2, itemId: 'TEE', qty: 3 },
    ];
    const [plan] = decideSourcing([{ ...twice, lines }], stock({ TEE: [5, 6] }), BOTH, 'always');
    expect(plan && from(plan)).toEqual(['3 TEE PARIS', '3 TEE PARIS']);
  });

  test('the rest of an order comes from where the first part is kept', () => {
    const [plan] = decideSourcing([order('so_1', { TEE: 1 }, { held: new Set([PARIS.id]) })], stock({ TEE: [9, 1] }), BOTH, 'always');
    expect(plan).toMatchObject({ outcome: 'single' });
    expect(plan && from(plan)).toEqual(['1 TEE PARIS']);
  });

  test('an order that may not be split over time gets all or nothing, and leaves the stock to others', () => {
    const free = stock({ TEE: [2, 0] });
    const plans = decideSourcing([order('so_1', { TEE: 3 }), order('so_2', { TEE: 2 })], free, BOTH, 'never');
    expect(plans.map((p) => [p.outcome, p.reason, p.short])).toEqual([
      ['none', 'waits-for-whole-order', 3],
      ['single', 'one-warehouse-covers', 0],
    ]);
  });

  test('what one order gets the next cannot have', () => {
    const plans = decideSourcing(
      ['a', 'b', 'c'].map((id) => order(`so_${id}`, { TEE: 4 })),
      stock({ TEE: [6, 3] }),
      BOTH,
      'always',
    );
    expect(plans.flatMap(from)).toEqual(['4 TEE LEEDS', '3 TEE PARIS', '1 TEE LEEDS', '1 TEE LEEDS']);
    expect(plans.map((p) => p.short)).toEqual([0, 0, 3]);
  });
});

describe('who is served first', () => {
  test('promise date, then age, and no promise last', () => {
    const orders = [
      order('so_none', {}, { orderedAt: '2026-01-01T00:00:00.000Z' }),
      order('so_late', {}, { promisedOn: '2026-03-09', orderedAt: '2026-03-01T00:00:00.000Z' }),
      order('so_young', {}, { promisedOn: '2026-03-05', orderedAt: '2026-03-02T00:00:00.000Z' }),
      order('so_old', {}, { promisedOn: '2026-03-05', orderedAt: '2026-03-01T00:00:00.000Z' }),
    ];
    expect(byPriority(orders).map((o) => o.orderId)).toEqual(['so_old', 'so_young', 'so_late', 'so_none']);
    expect(Number.isSafeInteger(priorityOf({ promisedOn: null, orderedAt: '9999-12-31T23:59:59.000Z' }))).toBe(true);
  });

  test('the reason can be read', () => {
    const [plan] = decideSourcing([order('so_1', { TEE: 6 })], stock({ TEE: [2, 3] }), BOTH, 'always');
    const code = (id: string) => BOTH.find((w) => w.id === id)?.code ?? id;
    expect(plan && explainPlan(plan, 'SO-2026-00001', code)).toBe(
      'SO-2026-00001: 3 from PARIS, 2 from LEEDS, 1 wait (there is not enough sellable stock; the rest waits)',
    );
  });
});
