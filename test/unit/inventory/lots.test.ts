import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy } from '../../kit/doctor.ts';

let shop: Shop;
let site: { warehouseId: string; stock: string; quarantine: string; other: string };
beforeEach(async () => {
  shop = await openShop({ now: '2026-01-05T09:00:00.000Z' });
  const { rows } = await shop.ask<{ rows: { id: string; locations: { id: string; status: string }[] }[] }>('inventory.listWarehouses', {});
  const at = (i: number, status: string) => rows[i]?.locations.find((l) => l.status === status)?.id ?? '';
  // Warehouses come by code: HAM, LON.
  site = { warehouseId: rows[1]?.id ?? '', stock: at(1, 'sellable'), quarantine: at(1, 'quarantine'), other: at(0, 'sellable') };
});
afterEach(async () => {
  await expectHealthy(shop);
  await shop.close();
});

async function product(sku: string, tracking: Record<string, unknown> = { trackedBy: 'lot' }): Promise<string> {
  const { itemId } = await shop.dispatch<{ itemId: string }>('catalog.createItem', { sku, title: sku, priceMicros: 5_000_000 });
  await shop.dispatch('inventory.setTracking', { itemId, ...tracking }, { expect: [{ id: itemId, revision: 1 }] });
  return itemId;
}
const receive = (sku: string, qty: number, lots?: readonly Record<string, unknown>[]) =>
  shop.dispatch<{ documentId: string }>('inventory.receiveStock', {
    warehouseId: site.warehouseId,
    lines: [{ sku, qty, unitCostMicros: 2_000_000, ...(lots ? { lots } : {}) }],
  });
interface Lot {
  id: string;
  code: string;
  state: string;
  expiresOn: string | null;
  onHand: number;
  revision: number;
}
const lotsOf = async (itemId: string): Promise<Lot[]> =>
  (await shop.ask<{ rows: Lot[] }>('inventory.listLots', { filter: [{ column: 'itemId', op: 'eq', value: itemId }] })).rows;
const lot = async (itemId: string, code: string): Promise<Lot> => {
  const found = (await lotsOf(itemId)).find((l) => l.code === code);
  if (!found) throw new Error(`no lot ${code}`);
  return found;
};
const available = async (itemId: string) => {
  const { rows } = await shop.ask<{ rows: { warehouseId: string; sellable: number; reserved: number; available: number }[] }>(
    'inventory.stockByItem',
    { itemIds: [itemId] },
  );
  const row = rows.find((r) => r.warehouseId === site.warehouseId);
  return [row?.sellable ?? 0, row?.reserved ?? 0, row?.available ?? 0];
};
const promise = (itemId: string, qty: number, subjectId = 'a customer', priority = 0) =>
  shop.dispatch<{ granted: number }>('inventory.reserveStock', { subjectId, itemId, warehouseId: site.warehouseId, qty, priority });
const refused = (answer: Promise<unknown>, code: string, words?: string) =>
  expect(answer).rejects.toMatchObject({ code, ...(words === undefined ? {} : { message: expect.stringContaining(words) as string }) });
const stop = async (itemId: string, code: string) => {
  const { id, revision } = await lot(itemId, code);
  return shop.dispatch<{ released: number; lines: number }>(
    'inventory.blockLot',
    { lotId: id, reason: 'glass in the jar' },
    { expect: [{ id, revision }] },
  );
};

describe('receiving', () => {
  test('tracked goods come in by lot, and every unit has one', async () => {
    const itemId = await product('JAM');
    await refused(receive('JAM', 5), 'inventory.lotNeeded', 'JAM is tracked by lot');
    await refused(receive('JAM', 5, [{ code: 'A', qty: 2 }]), 'inventory.lotsDiffer');
    await receive('JAM', 5, [
      { code: 'A', qty: 2, expiresOn: '2026-03-01' },
      { code: 'B', qty: 3, expiresOn: '2026-02-01' },
    ]);
    // Those that end first come first.
    expect((await lotsOf(itemId)).map((l) => [l.code, l.onHand, l.expiresOn])).toEqual([
      ['B', 3, '2026-02-01'],
      ['A', 2, '2026-03-01'],
    ]);
    await refused(receive('JAM', 1, [{ code: 'A', expiresOn: '2026-04-01' }]), 'inventory.lotDatesDiffer', '2026-03-01');
    await receive('JAM', 1, [{ code: 'A' }]);
    expect((await lot(itemId, 'A')).onHand).toBe(3);
  });

  test('a serial number is one unit, here once', async () => {
    const itemId = await product('PHONE', { trackedBy: 'serial' });
    await refused(receive('PHONE', 2, [{ code: 'S1' }, { code: 'S1' }]), 'inventory.serialTaken', 'S1');
    await refused(receive('PHONE', 2, [{ code: 'S1', qty: 2 }]), 'inventory.serialTaken');
    await receive('PHONE', 2, [{ code: 'S1' }, { code: 'S2' }]);
    await refused(receive('PHONE', 1, [{ code: 'S2' }]), 'inventory.serialTaken', 'S2');
    expect((await lotsOf(itemId)).map((l) => [l.code, l.onHand])).toEqual([
      ['S1', 1],
      ['S2', 1],
    ]);
  });

  test('a product that ends is not taken in without its last day, and one that is not tracked not with a lot', async () => {
    const itemId = await product('MILK', { trackedBy: 'lot', dated: true });
    await refused(receive('MILK', 1, [{ code: 'A' }]), 'inventory.lotDateNeeded', 'MILK');
    await shop.dispatch('catalog.createItem', { sku: 'MUG', title: 'Mug' });
    await refused(receive('MUG', 1, [{ code: 'A' }]), 'inventory.notTracked', 'MUG');
    expect(await lotsOf(itemId)).toEqual([]);
  });

  test('how a product is tracked changes only while none is in stock', async () => {
    const { itemId } = await shop.dispatch<{ itemId: string }>('catalog.createItem', { sku: 'MUG', title: 'Mug' });
    await receive('MUG', 4);
    const set = shop.dispatch('inventory.setTracking', { itemId, trackedBy: 'lot' }, { expect: [{ id: itemId, revision: 1 }] });
    await refused(set, 'inventory.trackingInUse', '4 of MUG');
    expect(await lotsOf(itemId)).toEqual([]);
  });
});

describe('what may be sold', () => {
  test('a blocked lot is not promised, and promises it stood behind end, those served last first', async () => {
    const itemId = await product('JAM');
    await receive('JAM', 10, [
      { code: 'A', qty: 6 },
      { code: 'B', qty: 4 },
    ]);
    await promise(itemId, 5, 'first');
    await promise(itemId, 3, 'second', 1);
    expect(await available(itemId)).toEqual([10, 8, 2]);
    expect(await stop(itemId, 'A')).toEqual({ released: 4, lines: 2 });
    expect(await available(itemId)).toEqual([4, 4, 0]);
    expect(await promise(itemId, 1, 'third')).toMatchObject({ granted: 0 });
    const { id, revision } = await lot(itemId, 'A');
    await shop.dispatch('inventory.releaseLot', { lotId: id, reason: 'it was another lot' }, { expect: [{ id, revision }] });
    expect(await available(itemId)).toEqual([10, 4, 6]);
  });

  test('what ended at midnight is promised to nobody, whether or not the nightly run has been', async () => {
    const itemId = await product('MILK', { trackedBy: 'lot', removalDays: 2 });
    await receive('MILK', 6, [
      { code: 'OLD', qty: 4, expiresOn: '2026-01-08' },
      { code: 'NEW', qty: 2, expiresOn: '2026-02-08' },
    ]);
    await promise(itemId, 3);
    // Taken off sale two days before its last day: the sixth is the first day it may not be sold.
    shop.now = '2026-01-06T00:00:30.000Z';
    expect(await available(itemId)).toEqual([6, 3, 0]);
    expect(await promise(itemId, 1, 'late')).toMatchObject({ granted: 0 });
    expect(await shop.dispatch('inventory.expireLots', {})).toMatchObject({ expired: 1, released: 1, more: false });
    expect(await available(itemId)).toEqual([2, 2, 0]);
    expect((await lot(itemId, 'OLD')).state).toBe('expired');
    // A date that was read wrong is put right, and the lot is on sale again.
    const { id, revision } = await lot(itemId, 'OLD');
    await shop.dispatch('inventory.changeLot', { lotId: id, expiresOn: '2026-03-08' }, { expect: [{ id, revision }] });
    expect(await available(itemId)).toEqual([6, 2, 4]);
  });
});

describe('in the warehouse', () => {
  test('transfers, scrap and counts say which lot, and take what stands there where that is plain', async () => {
    const itemId = await product('JAM');
    await receive('JAM', 9, [
      { code: 'A', qty: 5 },
      { code: 'B', qty: 4 },
    ]);
    const move = (qty: number, lots?: readonly { code: string; qty?: number }[]) =>
      shop.dispatch<{ documentId: string }>('inventory.shipTransfer', {
        fromLocationId: site.stock,
        toLocationId: site.other,
        lines: [{ sku: 'JAM', qty, ...(lots ? { lots } : {}) }],
      });
    await refused(move(3), 'inventory.lotNeeded', 'A, B');
    await refused(move(5, [{ code: 'B' }]), 'inventory.lotNotThere', '4 of it at LON-STOCK');
    const { documentId } = await move(3, [
      { code: 'A', qty: 1 },
      { code: 'B', qty: 2 },
    ]);
    const arrive = (input: Record<string, unknown>, revision: number) =>
      shop.dispatch('inventory.receiveTransfer', { documentId, ...input }, { expect: [{ id: documentId, revision }] });
    await refused(arrive({ lines: [{ lineNo: 1, received: 2 }] }, 1), 'inventory.lotNeeded');
    await arrive({ lines: [{ lineNo: 1, received: 2, lots: [{ code: 'B' }] }] }, 1);
    await arrive({}, 2);
    const scrap = { locationId: site.stock, reasonCode: 'damaged', lines: [{ sku: 'JAM', qty: 1, lots: [{ code: 'B' }] }] };
    await shop.dispatch('inventory.writeDown', scrap);
    const count = (lines: readonly Record<string, unknown>[]) =>
      shop.dispatch('inventory.postCount', { locationId: site.stock, reasonCode: 'count-difference', lines });
    await refused(count([{ sku: 'JAM', counted: 4 }]), 'inventory.lotNeeded');
    await refused(count([{ sku: 'JAM', counted: 0, lot: { code: 'X' } }]), 'inventory.unknownLot', 'X');
    await count([
      { sku: 'JAM', counted: 3, lot: { code: 'A' } },
      { sku: 'JAM', counted: 2, lot: { code: 'C', expiresOn: '2027-01-01' } },
    ]);
    const { places } = await shop.ask<{ places: { locationId: string; onHand: number }[] }>('inventory.getLot', {
      lotId: (await lot(itemId, 'A')).id,
    });
    expect(places.map((p) => [p.locationId, p.onHand])).toEqual([
      [site.other, 1],
      [site.stock, 3],
    ]);
    expect((await lotsOf(itemId)).toSorted((a, b) => a.code.localeCompare(b.code)).map((l) => [l.code, l.onHand])).toEqual([
      ['A', 4],
      ['B', 3],
      ['C', 2],
    ]);
  });
});
