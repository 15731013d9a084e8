import { afterEach, describe, expect, test } from 'vitest';
import { expectHealthy } from '../../kit/doctor.ts';
import { PickShop } from './pick-shop.ts';

/** A GTIN with its check digit, and the element strings a reader sends for it. */
const GTIN = '09506000134352';
const gs1 = (elements: string) => `]C1${elements}`;

let s: PickShop;
let jam: string;
async function open(steps: 1 | 2 | 3, tracking: Record<string, unknown> = { trackedBy: 'lot' }): Promise<void> {
  s = await PickShop.open({ CAP: [5, 0] }, steps);
  const { shop, warehouseId } = s;
  const item = { sku: 'JAM', title: 'Jam', barcodes: [{ code: GTIN, symbology: 'gtin14' }] };
  jam = (await shop.dispatch<{ itemId: string }>('catalog.createItem', item)).itemId;
  await shop.dispatch('inventory.setTracking', { itemId: jam, ...tracking }, { expect: [{ id: jam, revision: 1 }] });
  const lots = (at: string, ...own: readonly Record<string, unknown>[]) =>
    shop.dispatch('inventory.receiveStock', {
      warehouseId,
      locationId: s.shelves.get(at),
      lines: [{ sku: 'JAM', qty: own.reduce((n, l) => n + Number(l['qty'] ?? 1), 0), unitCostMicros: 4_000_000, lots: own }],
    });
  if (tracking['trackedBy'] === 'serial') return void (await lots('A-01', { code: 'S1' }, { code: 'S2' }, { code: 'S3' }));
  await lots('A-01', { code: 'LATE', qty: 6, expiresOn: '2026-06-01' });
  await lots('B-01', { code: 'SOON', qty: 4, expiresOn: '2026-03-01' });
}
afterEach(async () => {
  await expectHealthy(s.shop);
  await s.shop.close();
});

interface Task {
  taskId: number;
  place: string;
  lot: string | null;
  qty: number;
  state: string;
  lotScanned: boolean;
}
const tasksOf = async (waveId: string): Promise<Task[]> => (await s.wave(waveId)).tasks as unknown as Task[];
const refused = (answer: Promise<unknown>, code: string, words: string) =>
  expect(answer).rejects.toMatchObject({ code, message: expect.stringContaining(words) as string });
const lot = async (code: string) => {
  const { rows } = await s.shop.ask<{ rows: { id: string; code: string; revision: number; onHand: number; state: string }[] }>(
    'inventory.listLots',
    {},
  );
  const found = rows.find((l) => l.code === code);
  if (!found) throw new Error(`no lot ${code}`);
  return found;
};
const block = async (code: string) => {
  const { id, revision } = await lot(code);
  return s.shop.dispatch<{ released: number }>('inventory.blockLot', { lotId: id, reason: 'glass' }, { expect: [{ id, revision }] });
};
/** With how many customers a lot is, by its own page. */
const gone = async (code: string) =>
  (await s.shop.ask<{ withCustomers: number }>('inventory.getLot', { lotId: (await lot(code)).id })).withCustomers;

describe('off the shelf', () => {
  test('the lot that ends first leaves, and none that is blocked or has ended', async () => {
    await open(1);
    const first = await s.order({ JAM: 3 });
    await s.shop.dispatch('fulfillment.shipOrder', { orderId: first.orderId });
    expect([await gone('SOON'), await gone('LATE')]).toEqual([3, 0]);
    await block('SOON');
    const second = await s.order({ JAM: 6 });
    await s.shop.dispatch('fulfillment.shipOrder', { orderId: second.orderId });
    expect([await gone('SOON'), await gone('LATE')]).toEqual([3, 6]);
    expect(await s.stock('JAM')).toMatchObject({ sellable: 0, reserved: 0 });
  });

  test('a promise made yesterday does not let out what ended overnight', async () => {
    await open(1);
    const { orderId } = await s.order({ JAM: 10 });
    s.shop.now = '2026-03-02T00:00:10.000Z';
    await refused(s.shop.dispatch('fulfillment.shipOrder', { orderId }), 'inventory.lotStopped', 'SOON of JAM could be sold until');
    expect(await s.shop.dispatch('inventory.expireLots', {})).toMatchObject({ expired: 1, released: 4 });
    await s.shop.dispatch('fulfillment.shipOrder', { orderId });
    expect([await gone('SOON'), await gone('LATE')]).toEqual([0, 6]);
  });

  test('what comes back is the lot that was sold, and goes back on its shelf as that', async () => {
    await open(1);
    const { orderId, lineIds } = await s.order({ JAM: 5 });
    await s.shop.dispatch('fulfillment.shipOrder', { orderId });
    expect([await gone('SOON'), await gone('LATE')]).toEqual([4, 1]);
    const back = (qty: number, lots?: readonly { code: string }[]) =>
      s.shop.dispatch<{ returnId: string }>('returns.receiveReturn', {
        orderId,
        lines: [{ orderLineId: lineIds[0], qty, ...(lots ? { lots } : {}) }],
      });
    const { returnId } = await back(1, [{ code: 'LATE' }]);
    expect([await gone('SOON'), await gone('LATE')]).toEqual([4, 0]);
    await s.shop.dispatch('returns.restock', { returnId }, { expect: [{ id: returnId, revision: 1 }] });
    await back(4);
    expect([await gone('SOON'), await gone('LATE')]).toEqual([0, 0]);
  });
});

describe('picked in a wave', () => {
  test('the pick names the lot, and a wrong one stops the line', async () => {
    await open(2);
    await s.order({ JAM: 5 });
    const waveId = await s.release();
    expect((await tasksOf(waveId)).map((t) => [t.place, t.lot, t.qty])).toEqual([
      ['A-01', 'LATE', 1],
      ['B-01', 'SOON', 4],
    ]);
    const [late, soon] = (await tasksOf(waveId)).map((t) => t.taskId);
    expect(await s.scan(late, 'A-01')).toMatchObject({ expects: 'lot' });
    await refused(s.scan(late, 'SOON'), 'fulfillment.wrongLot', 'Take lot LATE of JAM from A-01');
    await refused(s.scan(late, GTIN), 'fulfillment.wrongLot', 'names no lot');
    expect(await s.scan(late, 'late')).toMatchObject({ expects: 'product' });
    expect(await s.scan(late, GTIN)).toMatchObject({ expects: 'done' });
    await s.scan(soon, 'B-01');
    // Product, lot and last day in one code: the lot is told and a unit counted.
    await refused(s.scan(soon, gs1(`01${GTIN}10OTHER`)), 'fulfillment.wrongLot', 'OTHER is the wrong lot');
    expect(await s.scan(soon, gs1(`01${GTIN}1726030110SOON`))).toMatchObject({ expects: 'product', counted: 1 });
    await refused(s.scan(soon, gs1(`01${GTIN}10LATE`)), 'fulfillment.wrongLot', 'LATE');
    expect(await s.scan(soon, '4')).toMatchObject({ expects: 'done' });
    await s.shop.dispatch('fulfillment.handOverPicked', { waveId });
    expect([await gone('SOON'), await gone('LATE')]).toEqual([4, 1]);
  });

  test('a serial number is the unit: scanned once, it is picked', async () => {
    await open(2, { trackedBy: 'serial' });
    await s.order({ JAM: 2 });
    const waveId = await s.release();
    const [one, two] = await tasksOf(waveId);
    expect([one?.lot, two?.lot]).toEqual(['S1', 'S2']);
    await s.scan(one?.taskId, 'A-01');
    await refused(s.scan(one?.taskId, 'S3'), 'fulfillment.wrongLot', 'S1');
    expect(await s.scan(one?.taskId, 'S1')).toMatchObject({ expects: 'done' });
    expect(await s.scan(two?.taskId, gs1(`01${GTIN}21S2`))).toMatchObject({ expects: 'done' });
    await s.shop.dispatch('fulfillment.handOverPicked', { waveId });
    expect([await gone('S1'), await gone('S2'), await gone('S3')]).toEqual([1, 1, 0]);
  });

  test('a blocked lot is not picked any more: pickers are sent for others', async () => {
    await open(2);
    await s.order({ JAM: 3 });
    const waveId = await s.release();
    await block('SOON');
    const open_ = (await tasksOf(waveId)).filter((t) => t.state === 'open');
    expect(open_.map((t) => [t.place, t.lot, t.qty])).toEqual([['A-01', 'LATE', 3]]);
  });

  test('what was picked and then blocked is not handed over, and goes back to its shelf', async () => {
    await open(2);
    const { orderId } = await s.order({ JAM: 2 });
    const waveId = await s.release();
    const [task] = await tasksOf(waveId);
    await s.scan(task?.taskId, 'B-01');
    await s.scan(task?.taskId, 'SOON');
    await s.scan(task?.taskId, 'JAM');
    await s.scan(task?.taskId, '2');
    await block('SOON');
    await refused(s.shop.dispatch('fulfillment.handOverPicked', { waveId }), 'inventory.lotStopped', 'SOON of JAM is blocked: glass');
    await s.shop.dispatch('fulfillment.takeBack', { orderId });
    const { rows } = await s.shop.ask<{ rows: { putBackId: number; to: string }[] }>('fulfillment.listPutBacks', {});
    await s.shop.dispatch('fulfillment.confirmPutBack', { putBackId: rows[0]?.putBackId, code: rows[0]?.to });
    expect((await s.stock('JAM')).sellable).toBe(6);
  });

  test('a lot that is not where it should be is looked for as that lot, and found by its count', async () => {
    await open(2);
    await s.order({ JAM: 3 });
    const waveId = await s.release();
    const [task] = await tasksOf(waveId);
    await s.scan(task?.taskId, 'B-01');
    await s.shop.dispatch('fulfillment.shortPick', { taskId: task?.taskId });
    expect((await tasksOf(waveId)).filter((t) => t.state === 'open').map((t) => [t.lot, t.qty])).toEqual([
      ['SOON', 1],
      ['LATE', 2],
    ]);
    await s.shop.dispatch('inventory.postCount', {
      locationId: s.shelves.get('B-01'),
      reasonCode: 'count-difference',
      lines: [{ sku: 'JAM', counted: 4, lot: { code: 'SOON' } }],
    });
    expect((await s.shop.ask<{ rows: unknown[] }>('fulfillment.listMissing', {})).rows).toEqual([]);
    expect((await lot('SOON')).onHand).toBe(4);
  });
});

describe('packed in parcels', () => {
  test('a parcel remembers its lots, and takes only those that were picked', async () => {
    await open(3);
    const { orderId } = await s.order({ JAM: 5 });
    const waveId = await s.release();
    for (const t of await tasksOf(waveId)) {
      await s.scan(t.taskId, t.place);
      await s.scan(t.taskId, t.lot ?? '');
      await s.scan(t.taskId, 'JAM');
      if (t.qty > 1) await s.scan(t.taskId, String(t.qty));
    }
    const { parcelId } = await s.shop.dispatch<{ parcelId: string }>('fulfillment.openParcel', { orderId });
    const pack = (code: string) => s.shop.dispatch('fulfillment.scanPack', { parcelId, code });
    await refused(pack('JAM'), 'fulfillment.scanLot', 'LATE');
    await refused(pack(gs1(`01${GTIN}10OTHER`)), 'fulfillment.lotNotPicked', 'OTHER');
    await pack('LATE');
    await pack(gs1(`01${GTIN}10SOON`));
    // One lot is left, so the product alone says it.
    await pack('JAM');
    await refused(pack('LATE'), 'fulfillment.tooMany', 'JAM');
    await pack('SOON');
    await pack('SOON');
    const { lines } = await s.shop.ask<{ lines: { lots: { code: string; qty: number }[] }[] }>('fulfillment.getParcel', { parcelId });
    expect(lines[0]?.lots.map((l) => [l.code, l.qty])).toEqual([
      ['LATE', 1],
      ['SOON', 4],
    ]);
    await s.shop.dispatch('fulfillment.closeParcel', { parcelId });
    await s.shop.dispatch('fulfillment.handOverParcels', { parcelIds: [parcelId] });
    expect([await gone('SOON'), await gone('LATE')]).toEqual([4, 1]);
  });
});

test('a kit of tracked goods is sold like any other: its components leave by lot', async () => {
  await open(1);
  const set = { sku: 'BREAKFAST', title: 'Breakfast', kind: 'service', priceMicros: 9_000_000 };
  const { itemId } = await s.shop.dispatch<{ itemId: string }>('catalog.createItem', set);
  const components = [
    { sku: 'JAM', qty: 2 },
    { sku: 'CAP', qty: 1 },
  ];
  await s.shop.dispatch('catalog.setKit', { itemId, components }, { expect: [{ id: itemId, revision: 1 }] });
  const { orderId } = await s.order({ BREAKFAST: 2 });
  await s.shop.dispatch('fulfillment.shipOrder', { orderId });
  expect(await gone('SOON')).toBe(4);
});
