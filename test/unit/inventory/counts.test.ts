import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CountPlan, decideClasses, decideDue } from '../../../main/domain/inventory/count-rules.ts';
import type { Actor } from '../../../main/engine/context.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy } from '../../kit/doctor.ts';
import { stockroomRegistry } from '../../kit/stockroom.ts';
import { where } from '../../kit/where.ts';

let shop: Shop;
let warehouseId: string;
let stock: string;
let quarantine: string;
let outside: { customer: string; supplier: string };

beforeEach(async () => {
  shop = await openShop({ registry: stockroomRegistry() });
  const { rows } = await shop.ask<{ rows: { id: string; code: string; locations: { id: string; status: string }[] }[] }>(
    'inventory.listWarehouses',
    {},
  );
  const lon = rows.find((w) => w.code === 'LON');
  const at = (status: string) => lon?.locations.find((l) => l.status === status)?.id ?? '';
  warehouseId = lon?.id ?? '';
  [stock, quarantine] = [at('sellable'), at('quarantine')];
  const places = await shop.engine.store.writer.db.selectFrom('location').select(['id', 'kind']).execute();
  const of = (kind: string) => places.find((p) => p.kind === kind)?.id ?? '';
  outside = { customer: of('customer'), supplier: of('supplier') };
  for (const sku of ['TEE', 'MUG']) await shop.dispatch('catalog.createItem', { sku, title: sku });
});
afterEach(() => shop.close());

const minute = () => {
  shop.now = new Date(Date.parse(shop.now) + 60_000).toISOString();
};
const receive = (sku: string, qty: number) =>
  shop.dispatch('inventory.receiveStock', { warehouseId, lines: [{ sku, qty, unitCostMicros: 4_000_000 }] });
const move = (sku: string, qty: number, fromLocationId = stock, toLocationId = quarantine) =>
  shop.dispatch('inventory.transferStock', { fromLocationId, toLocationId, lines: [{ sku, qty }] });
const held = async (sku: string, locationId = stock) =>
  (await shop.ask<{ rows: { onHand: number }[] }>('inventory.listStock', where({ sku, locationId }))).rows[0]?.onHand ?? 0;

interface Task {
  id: string;
  number: string;
  state: string;
  revision: number;
  lines: { sku: string; counted: number | null; expected: number | null; again: boolean; firstCounted: number | null }[];
}
const plan = async (more: object = {}) => {
  await shop.dispatch('inventory.planCounts', { warehouseId, ...more });
  const { rows } = await shop.ask<{ rows: { id: string }[] }>('inventory.listCountTasks', where({ state: 'open' }));
  return rows.map((r) => r.id);
};
const look = (taskId: string) => shop.ask<Task>('inventory.getCountTask', { taskId });
const edit = async <T = { state: string; again: number }>(operation: string, taskId: string, input: object = {}, actor?: Actor) => {
  const { revision } = await look(taskId);
  return shop.dispatch<T>(operation, { taskId, ...input }, { expect: [{ id: taskId, revision }], ...(actor ? { actor } : {}) });
};
const record = (taskId: string, counted: Record<string, number>, at?: string) =>
  edit('inventory.recordCount', taskId, {
    ...(at === undefined ? {} : { at }),
    lines: Object.entries(counted).map(([sku, n]) => ({ sku, counted: n })),
  });
const post = (taskId: string) =>
  edit<{ gained: number; lost: number; value: number }>('inventory.postCountTask', taskId, { reasonCode: 'count-difference' });

describe('classes', () => {
  const plans: CountPlan[] = [
    { code: 'A', upToPercent: 80, everyDays: 30, tolerancePercent: 0 },
    { code: 'B', upToPercent: 95, everyDays: 90, tolerancePercent: 2 },
    { code: 'C', upToPercent: 100, everyDays: 365, tolerancePercent: 5 },
  ];
  test('reach to their share of the value moved; what moved nothing is in the last', () => {
    const items = [70, 15, 9, 5, 1, 0].map((value, i) => ({ itemId: `i${i}`, value }));
    expect([...decideClasses(items, plans).values()]).toEqual(['A', 'A', 'B', 'B', 'C', 'C']);
    expect([...decideClasses([{ itemId: 'only', value: 10 }], plans).values()]).toEqual(['A']);
  });
  test('say when a place is due: the one that waits longest first, none that is being counted', () => {
    const day = 86_400_000;
    const stock = [
      { locationId: 'x', itemId: 'often', lastMillis: 70 * day },
      { locationId: 'x', itemId: 'seldom', lastMillis: 60 * day },
      { locationId: 'y', itemId: 'often', lastMillis: 0 },
      { locationId: 'z', itemId: 'often', lastMillis: 0 },
      { locationId: 'w', itemId: 'seldom', lastMillis: 50 * day },
    ];
    const [a, , c] = plans;
    const classOf = (id: string) => (id === 'often' ? a : c) as CountPlan;
    expect(decideDue(stock, classOf, 101 * day, new Set(['z']))).toEqual([
      { locationId: 'y', itemIds: ['often'] },
      { locationId: 'x', itemIds: ['often'] },
    ]);
  });
  test('of a year of shipments are kept with the plan and can be asked for', async () => {
    await receive('TEE', 10);
    await receive('MUG', 10);
    const { id } = await shop.ask<{ id: string }>('catalog.getItem', { sku: 'TEE' });
    await shop.dispatch('stockroom.move', { moves: [{ itemId: id, qty: 5, from: stock, to: outside.customer, day: 4 }] });
    await plan();
    const { rows } = await shop.ask<{ rows: { code: string; items: number; movedValue: number }[] }>('inventory.countPlan', {});
    expect(rows.map((r) => [r.code, r.items, r.movedValue])).toEqual([
      ['A', 1, 2000],
      ['B', 0, 0],
      ['C', 1, 0],
    ]);
  });
});

describe('a count by plan', () => {
  test('is blind until it was counted, and due again only after its days', async () => {
    await receive('TEE', 10);
    await receive('MUG', 4);
    const [taskId = '', ...others] = await plan();
    expect(others).toEqual([]);
    expect((await look(taskId)).lines.map((l) => [l.sku, l.counted, l.expected])).toEqual([
      ['MUG', null, null],
      ['TEE', null, null],
    ]);
    expect(await plan()).toEqual([taskId]);
    await expect(post(taskId)).rejects.toMatchObject({ code: 'inventory.countClosed', params: { state: 'open' } });
    expect(await record(taskId, { TEE: 10, MUG: 4 })).toEqual({ state: 'counted', again: 0 });
    expect((await look(taskId)).lines.map((l) => [l.sku, l.expected])).toEqual([
      ['MUG', 4],
      ['TEE', 10],
    ]);
    expect(await post(taskId)).toMatchObject({ gained: 0, lost: 0 });
    expect(await plan()).toEqual([]);
    shop.now = '2027-03-01T09:00:00.000Z';
    expect(await plan()).toHaveLength(1);
  });

  test('further off than the tolerance is counted again; the second count holds, and lines that were right need not be named', async () => {
    await receive('TEE', 100);
    await receive('MUG', 50);
    await shop.dispatch('inventory.setCountClass', { code: 'C', upToPercent: 100, everyDays: 365, tolerancePercent: 5 });
    const [taskId = ''] = await plan();
    expect(await record(taskId, { TEE: 90, MUG: 49 })).toEqual({ state: 'recount', again: 1 });
    const seen = await look(taskId);
    expect(seen.lines.map((l) => [l.sku, l.again, l.expected])).toEqual([
      ['MUG', false, null],
      ['TEE', true, null],
    ]);
    minute();
    await move('MUG', 9);
    expect(await record(taskId, { TEE: 92 })).toEqual({ state: 'counted', again: 0 });
    expect((await look(taskId)).lines.map((l) => [l.sku, l.firstCounted, l.counted, l.expected])).toEqual([
      ['MUG', null, 40, 41],
      ['TEE', 90, 92, 100],
    ]);
    expect(await post(taskId)).toMatchObject({ gained: 0, lost: 9, value: -3600 });
    expect([await held('TEE'), await held('MUG'), await held('MUG', quarantine)]).toEqual([92, 40, 9]);
    await expectHealthy(shop);
  });

  test('says what stood there at its instant: what moved before it was booked is neither lost nor undone', async () => {
    await receive('TEE', 10);
    const [taskId = ''] = await plan();
    minute();
    const counted = shop.now;
    minute();
    await move('TEE', 4);
    await receive('TEE', 3);
    expect(await record(taskId, { TEE: 11 }, counted)).toMatchObject({ state: 'recount' });
    await record(taskId, { TEE: 11 }, counted);
    minute();
    await move('TEE', 1);
    expect(await post(taskId)).toMatchObject({ gained: 1, lost: 0 });
    expect([await held('TEE'), await held('TEE', quarantine)]).toEqual([9, 5]);
    const then = await shop.ask<{ rows: { onHand: number }[] }>('inventory.listStockAt', { ...where({ locationId: stock }), at: counted });
    expect(then.rows.map((r) => r.onHand)).toEqual([11]);
    await expect(record(taskId, { TEE: 1 })).rejects.toMatchObject({ code: 'inventory.countClosed', params: { state: 'posted' } });
    await expectHealthy(shop);
  });

  test('of more value than one person may book waits for another', async () => {
    const { userId } = await shop.dispatch<{ userId: string }>('company.createUser', { login: 'walt', name: 'Walt', roles: ['warehouse'] });
    const walt = (await shop.engine.actorNow(userId, 'scanner')) as Actor;
    await shop.dispatch('company.setApprovalPolicy', {
      code: 'counts',
      name: 'Counts above 10',
      operation: 'inventory.postCountTask',
      measure: 'posted',
      above: 1000,
      approverKind: 'role',
      approver: 'owner',
    });
    await receive('TEE', 10);
    const [taskId = ''] = await plan();
    await record(taskId, { TEE: 7 });
    await record(taskId, { TEE: 7 });
    const asked = edit('inventory.postCountTask', taskId, { reasonCode: 'count-difference' }, walt);
    await expect(asked).rejects.toMatchObject({ code: expect.stringMatching(/approval/i) });
    expect(await held('TEE')).toBe(10);
  });

  test('cannot be of a time to come, names no product twice, and can be given up', async () => {
    await receive('TEE', 10);
    const [taskId = ''] = await plan();
    await expect(record(taskId, { TEE: 10 }, '2030-01-01T00:00:00.000Z')).rejects.toMatchObject({ code: 'inventory.countAhead' });
    const twice = { lines: [1, 2].map((counted) => ({ sku: 'TEE', counted })) };
    await expect(edit('inventory.recordCount', taskId, twice)).rejects.toMatchObject({
      code: 'inventory.countTwice',
      params: { sku: 'TEE' },
    });
    await edit('inventory.cancelCountTask', taskId);
    expect(await plan()).toHaveLength(1);
  });
});

test('whatever moves while a place is being counted, the books end at what is really there', async () => {
  const numRuns = process.env['COUNTINGHOUSE_DB'] === 'postgres' ? 3 : 12;
  const qty = fc.integer({ min: 1, max: 6 });
  const step = fc.oneof(
    fc.record({ what: fc.constant('in' as const), qty }),
    fc.record({ what: fc.constant('out' as const), qty }),
    fc.record({ what: fc.constant('back' as const), qty }),
    fc.record({ what: fc.constant('count' as const), qty }),
    fc.record({ what: fc.constant('book' as const), qty }),
  );
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: -8, max: 8 }), fc.array(step, { minLength: 3, maxLength: 14 }), async (off, steps) => {
      run += 1;
      const sku = `R-${run}`;
      await shop.dispatch('catalog.createItem', { sku, title: sku });
      await receive(sku, 20);
      // What is really there differs from the books from here on; everything that moves is moved in both.
      let real = 20 + off;
      let apart = 0;
      minute();
      const [taskId = ''] = await plan({ locationIds: [stock] });
      let state = 'open';
      const count = async () => {
        ({ state } = await record(taskId, { [sku]: real }));
        minute();
      };
      for (const s of steps) {
        const booked = await held(sku);
        if (s.what === 'in') {
          await receive(sku, s.qty);
          real += s.qty;
        } else if (s.what === 'out' && s.qty <= Math.min(real, booked)) {
          await move(sku, s.qty);
          real -= s.qty;
          apart += s.qty;
        } else if (s.what === 'back' && s.qty <= apart) {
          await move(sku, s.qty, quarantine, stock);
          real += s.qty;
          apart -= s.qty;
        } else if (s.what === 'count' && state !== 'counted') await count();
        else if (s.what === 'book' && state === 'counted') break;
        minute();
      }
      while (state !== 'counted') await count();
      await post(taskId);
      // No more can be booked out than the books hold: what is left then is found by the next count.
      expect(await held(sku)).toBe(real);
      expect(await held(sku, quarantine)).toBe(apart);
    }),
    { numRuns, seed: Number(process.env['SEED'] ?? 20260105) },
  );
  await expectHealthy(shop);
});
