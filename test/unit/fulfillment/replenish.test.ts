import { afterEach, describe, expect, test } from 'vitest';
import { replenishChecks } from '../../../main/domain/fulfillment/replenish/invariants.ts';
import { Workers } from '../../../main/engine/jobs/workers.ts';
import { expectHealthy } from '../../kit/doctor.ts';
import { where } from '../../kit/where.ts';
import { PickShop } from './pick-shop.ts';

let at: PickShop;
afterEach(async () => {
  await expectHealthy(at.shop);
  await at.shop.close();
});
const refused = (work: Promise<unknown>, code: string, words = '') =>
  expect(work).rejects.toMatchObject({ code, message: expect.stringContaining(words) as string });

/** Shelf A is the face, shelf B the reserve. */
const face = (sku: string, min: number, max: number, place = 'A-01') =>
  at.shop.dispatch('fulfillment.setPickFaces', { warehouseId: at.warehouseId, faces: [{ sku, place, min, max }] });
interface Proposed {
  tasks: number;
  qty: number;
  short: number;
}
const propose = (more: object = {}) =>
  at.shop.dispatch<Proposed>('fulfillment.proposeReplenishment', { warehouseId: at.warehouseId, ...more });
interface Task {
  taskId: number;
  sku: string;
  from: string;
  to: string;
  lot: string | null;
  qty: number;
  moved: number;
  reason: string;
  state: string;
}
const tasks = async (state = 'open') =>
  (await at.shop.ask<{ rows: Task[] }>('fulfillment.listReplenishTasks', where({ state }))).rows.toSorted((a, b) => a.taskId - b.taskId);
const confirm = (task: Task | undefined, more: object = {}) =>
  at.shop.dispatch<{ moved: number; short: number }>('fulfillment.confirmReplenishment', { taskId: task?.taskId, code: task?.to, ...more });
const faces = async () =>
  (
    await at.shop.ask<{ rows: { sku: string; free: number; coming: number; reserve: number }[] }>('fulfillment.listPickFaces', {
      warehouseId: at.warehouseId,
    })
  ).rows;

describe('a face below its minimum', () => {
  test('is filled up to its maximum, once, and posts nothing', async () => {
    at = await PickShop.open({ TEE: [2, 20], MUG: [5, 5] });
    await face('TEE', 4, 10);
    await face('MUG', 4, 10);
    expect(await propose()).toMatchObject({ tasks: 1, qty: 8, short: 0 });
    expect(await propose()).toMatchObject({ tasks: 0 });
    const [task] = await tasks();
    expect(task).toMatchObject({ sku: 'TEE', from: 'B-01', to: 'A-01', qty: 8, reason: 'below-min' });
    expect((await faces()).find((f) => f.sku === 'TEE')).toMatchObject({ free: 2, coming: 8, reserve: 20 });
    const before = await at.entries();
    expect(await confirm(task)).toMatchObject({ moved: 8, short: 0 });
    expect(await at.stock('TEE')).toMatchObject({ sellable: 22, places: { 'A-01': 10, 'B-01': 12 } });
    expect(await at.entries()).toBe(before);
    expect(await propose()).toMatchObject({ tasks: 0 });
  });

  test('gets what the reserve has, and says that it is too little', async () => {
    at = await PickShop.open({ TEE: [0, 3] });
    await face('TEE', 4, 10);
    expect(await propose()).toMatchObject({ tasks: 1, qty: 3, short: 1 });
  });

  test('counts without what pickers are sent for; what they take from reserve stays there', async () => {
    at = await PickShop.open({ TEE: [6, 5] });
    await face('TEE', 4, 10);
    await at.order({ TEE: 8 });
    await at.release();
    // Of eleven, eight are picked: six from the face, two from reserve.
    expect(await propose()).toMatchObject({ tasks: 1, qty: 3, short: 1 });
    const [task] = await tasks();
    await refused(confirm(task, { qty: 4 }), 'fulfillment.moreThanAsked', 'more than the 3');
    await confirm(task);
    const waves = await at.shop.ask<{ rows: { id: string }[] }>('fulfillment.listWaves', {});
    await at.pickAll(waves.rows[0]?.id ?? '');
    expect(await at.stock('TEE')).toMatchObject({ places: { 'A-01': 3, 'LON-STAGING': 8 } });
  });

  test('takes the lot that leaves first, whatever came in first', async () => {
    at = await PickShop.open({ CAP: [1, 0] });
    const { shop, warehouseId } = at;
    const { itemId } = await shop.dispatch<{ itemId: string }>('catalog.createItem', { sku: 'JAM', title: 'Jam' });
    await shop.dispatch('inventory.setTracking', { itemId, trackedBy: 'lot' }, { expect: [{ id: itemId, revision: 1 }] });
    for (const [code, expiresOn] of [
      ['LATE', '2027-06-01'],
      ['SOON', '2026-03-01'],
    ])
      await shop.dispatch('inventory.receiveStock', {
        warehouseId,
        locationId: at.shelves.get('B-01'),
        lines: [{ sku: 'JAM', qty: 4, unitCostMicros: 1_000_000, lots: [{ code, qty: 4, expiresOn }] }],
      });
    await face('JAM', 1, 6);
    await propose();
    expect((await tasks()).map((t) => [t.lot, t.qty])).toEqual([
      ['SOON', 4],
      ['LATE', 2],
    ]);
    for (const task of await tasks()) await confirm(task);
    const lots = await shop.ask<{ rows: { code: string; onHand: number }[] }>('inventory.listLots', {});
    expect(lots.rows.map((l) => l.onHand)).toEqual([4, 4]);
    // A lot at two places: the face is emptied before the reserve.
    await at.order({ JAM: 5 });
    expect((await at.wave(await at.release())).tasks.map((t) => [t.place, t.qty])).toEqual([
      ['A-01', 4],
      ['A-01', 1],
    ]);
  });

  test('a schedule fills up a whole warehouse', async () => {
    at = await PickShop.open({ TEE: [0, 9], MUG: [0, 9] });
    await face('TEE', 1, 5);
    await face('MUG', 1, 5);
    const payload = { warehouseId: at.warehouseId };
    at.shop.now = '2026-01-05T04:00:00.000Z';
    await at.shop.dispatch('engine.setSchedule', { id: 'faces', jobKind: 'fulfillment.replenish', cron: '0 5 * * *', payload });
    at.shop.now = '2026-01-05T05:00:00.000Z';
    await new Workers(at.shop.engine, { report: (error) => expect(error).toBeUndefined() }).runDue();
    expect((await tasks()).map((t) => t.qty)).toEqual([5, 5]);
  });
});

describe('the demand of a wave', () => {
  test('is what it needs beyond its faces, less what is on its way; the wave then takes the face first', async () => {
    at = await PickShop.open({ TEE: [2, 20], MUG: [9, 0] });
    await face('TEE', 0, 4);
    await at.order({ TEE: 5, MUG: 1 });
    expect(await propose()).toMatchObject({ tasks: 0 });
    expect(await propose({ wave: { maxOrders: 10 } })).toMatchObject({ tasks: 1, qty: 3 });
    expect(await propose({ wave: {} })).toMatchObject({ tasks: 0 });
    const [task] = await tasks();
    expect(task).toMatchObject({ reason: 'wave-demand', qty: 3 });
    await confirm(task);
    expect((await at.wave(await at.release())).tasks.map((t) => [t.sku, t.place, t.qty].join(' ')).toSorted()).toEqual([
      'MUG A-01 1',
      'TEE A-01 5',
    ]);
  });

  test('a company that never picks from reserve waits for it', async () => {
    at = await PickShop.open({ TEE: [2, 20] });
    await at.shop.dispatch('company.setPolicies', { pickFromReserve: 'never' });
    await face('TEE', 0, 4);
    const { number } = await at.order({ TEE: 5 });
    await at.shop.dispatch('fulfillment.setWaveTemplate', {
      templateId: `wvt_${'1'.padStart(26, '0')}`,
      name: 'All',
      warehouseId: at.warehouseId,
    });
    expect(await propose({ templateId: `wvt_${'1'.padStart(26, '0')}` })).toMatchObject({ tasks: 1, qty: 3 });
    const [task] = await tasks();
    await confirm(task);
    const waveId = await at.release();
    expect((await at.wave(waveId)).tasks.map((t) => [t.place, t.qty])).toEqual([['A-01', 5]]);
    const second = await at.order({ TEE: 1 });
    await refused(at.release(), 'fulfillment.nothingToPick');
    expect(await at.shop.ask('fulfillment.previewWave', { warehouseId: at.warehouseId })).toMatchObject({
      leftOut: [
        { reason: 'in-wave', numbers: [number] },
        { reason: 'no-goods', numbers: [second.number] },
      ],
    });
  });
});

describe('carrying', () => {
  test('ends at the face: another place is refused, and so is a task twice', async () => {
    at = await PickShop.open({ TEE: [0, 9] });
    await face('TEE', 1, 5);
    await propose();
    const [task] = await tasks();
    await refused(confirm(task, { code: 'B-01' }), 'fulfillment.wrongPlace', 'A-01');
    await confirm(task, { code: 'a-01' });
    await refused(confirm(task), 'fulfillment.replenishDone', 'done already');
    await refused(at.shop.dispatch('fulfillment.cancelReplenishment', { taskIds: [task?.taskId] }), 'fulfillment.replenishDone');
    expect(await at.stock('TEE')).toMatchObject({ places: { 'A-01': 5, 'B-01': 4 } });
  });

  test('a reserve that holds less is counted; what was there is moved', async () => {
    at = await PickShop.open({ TEE: [0, 9] });
    await face('TEE', 1, 5);
    await propose();
    const [task] = await tasks();
    expect(await confirm(task, { qty: 2 })).toMatchObject({ moved: 2, short: 3 });
    expect(await tasks('done')).toMatchObject([{ qty: 5, moved: 2 }]);
    const { rows } = await at.shop.ask<{ rows: { place: string }[] }>('inventory.listCountTasks', {});
    expect(JSON.stringify(rows)).toContain('B-01');
  });

  test('never takes what a picker is sent to the reserve for', async () => {
    at = await PickShop.open({ TEE: [0, 5] });
    await face('TEE', 1, 5);
    await propose();
    const [task] = await tasks();
    await at.shop.dispatch('fulfillment.setPickFaces', {
      warehouseId: at.warehouseId,
      faces: [{ sku: 'TEE', place: 'A-01', min: 1, max: 3 }],
    });
    // Somebody else carries two of them away meanwhile.
    const from = { fromLocationId: at.shelves.get('B-01'), toLocationId: at.shelves.get('A-01') };
    await at.shop.dispatch('inventory.transferStock', { ...from, lines: [{ sku: 'TEE', qty: 2 }] });
    await refused(confirm(task), 'fulfillment.reserveHoldsLess', 'B-01 has 3 TEE');
    await confirm(task, { qty: 0 });
    expect(await at.stock('TEE')).toMatchObject({ places: { 'A-01': 2, 'B-01': 3 } });
  });

  test('is called off when its face moves or goes', async () => {
    at = await PickShop.open({ TEE: [0, 9] });
    await face('TEE', 1, 5);
    await propose();
    await face('TEE', 1, 5, 'B-01');
    expect((await tasks('cancelled')).length).toBe(1);
    await face('TEE', 1, 5);
    await propose();
    const dropped = { warehouseId: at.warehouseId, skus: ['TEE'] };
    expect(await at.shop.dispatch('fulfillment.dropPickFaces', dropped)).toEqual({ faces: 1, cancelled: 1 });
    await refused(at.shop.dispatch('fulfillment.dropPickFaces', dropped), 'engine.notFound');
    expect([await faces(), await tasks()]).toEqual([[], []]);
  });
});

test('a face is an open bin goods are sold from, one of a product, its minimum not above its maximum', async () => {
  at = await PickShop.open({ TEE: [1, 1] });
  await refused(face('TEE', 1, 5, 'LON-STAGING'), 'fulfillment.noFace', 'open bin of LON');
  await refused(face('TEE', 1, 5, 'NOWHERE'), 'fulfillment.noFace');
  await refused(face('TEE', 6, 5), 'fulfillment.minAboveMax', 'minimum of TEE is 6');
  await refused(face('NONE', 1, 5), 'engine.notFound');
  const twice = { sku: 'TEE', place: 'A-01', min: 1, max: 2 };
  await refused(
    at.shop.dispatch('fulfillment.setPickFaces', { warehouseId: at.warehouseId, faces: [twice, twice] }),
    'fulfillment.faceTwice',
  );
  await face('TEE', 1, 5);
  expect(await faces()).toMatchObject([{ sku: 'TEE', free: 1, reserve: 1 }]);
});

test('the doctor finds a face that is no bin, and a replenishment its move does not say', async () => {
  at = await PickShop.open({ TEE: [0, 9] });
  await face('TEE', 1, 5);
  await propose();
  await confirm((await tasks())[0]);
  const found = await at.shop.engine.writer.exclusively(async (tx) => {
    await tx.begin('write');
    try {
      await tx.exec(`update location set type = 'main' where code = 'A-01'`);
      await tx.exec(`update replenish_task set moved = 1 where moved > 0`);
      return await Promise.all(replenishChecks.map(async (c) => (await c.run(tx)).findings.map((f) => [f.row, f.gap])));
    } finally {
      await tx.rollback();
    }
  });
  expect(found).toEqual([[['1', 1]], [['1', -4]]]);
});
