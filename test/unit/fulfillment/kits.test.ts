import { afterEach, describe, expect, test } from 'vitest';
import { expectHealthy } from '../../kit/doctor.ts';
import { KitShop } from './kit-shop.ts';

let kit: KitShop;
afterEach(async () => {
  await expectHealthy(kit.at.shop);
  await kit.at.shop.close();
});
const refused = (work: Promise<unknown>, code: string) => expect(work).rejects.toMatchObject({ code });
const sell = (qty: number, more: object = {}) => kit.at.order({ BREAKFAST: qty }, more);
const lineOf = async (orderId: string, sku: string) => (await kit.view(orderId)).lines.find((l) => l.sku === sku)?.id ?? 0;

describe('a kit', () => {
  test('can be had as often as its scarcest component in each warehouse, wherever stock is shown', async () => {
    kit = await KitShop.open({ EGG: [10, 9], MUG: [4, 9], TEA: [9, 0] });
    expect(await kit.at.shop.ask('inventory.stockOfKit', { itemId: kit.kitId })).toMatchObject({
      rows: [
        { warehouseCode: 'HAM', available: 0, scarceSku: 'TEA' },
        { warehouseCode: 'LON', available: 4, scarceSku: 'MUG' },
      ],
    });
    const { rows } = await kit.at.shop.ask<{ rows: { sku: string; available: number | null }[] }>('catalog.listItems', {});
    expect(rows.find((r) => r.sku === 'BREAKFAST')).toMatchObject({ sellable: null, available: 4 });
    const egg = await kit.at.shop.ask('catalog.getItem', { sku: 'EGG' });
    expect(egg).toMatchObject({ components: [], usedIn: [{ sku: 'BREAKFAST', qty: 2 }] });
  });

  test('is an order line with its goods beside it; its amount is shared by what they cost alone, to the cent', async () => {
    kit = await KitShop.open({ EGG: [10, 0], MUG: [10, 0], TEA: [10, 0] });
    const { orderId } = await sell(3, { lines: [{ sku: 'BREAKFAST', qty: 3, unitPriceMicros: 9_990_000, discount: 1 }] });
    const order = await kit.view(orderId);
    expect(order.sets).toMatchObject([{ kind: 'kit', sku: 'BREAKFAST', qty: 3, net: 2996 }]);
    // Three times 9.98 as 1 : 8 : 3, and two cents more.
    expect(order.lines.map((l) => [l.sku, l.qty, l.net])).toEqual(
      expect.arrayContaining([
        ['EGG', 6, 249],
        ['MUG', 3, 1996],
        ['TEA', 3, 751],
      ]),
    );
    expect(order.net).toBe(2996);
  });

  test('is promised whole or not at all, each from one warehouse', async () => {
    kit = await KitShop.open({ EGG: [5, 2], MUG: [9, 1], TEA: [9, 9] });
    const { orderId } = await sell(4);
    // London has eggs for two, Hamburg for one; the odd egg is promised to nobody.
    expect(await kit.kept(orderId)).toEqual(['HAM EGG 2', 'HAM MUG 1', 'HAM TEA 1', 'LON EGG 4', 'LON MUG 2', 'LON TEA 2']);
    const later = await sell(1);
    expect(await kit.kept(later.orderId)).toEqual([]);
    // Nothing it could be made whole from: the sweep does not come back to it for its mugs and teas.
    expect(await kit.at.shop.dispatch('fulfillment.allocateOrders', {})).toMatchObject({ orders: 0, reserved: 0 });
    await kit.at.shop.dispatch('inventory.receiveStock', { warehouseId: kit.at.warehouseId, lines: [{ sku: 'EGG', qty: 3, value: 100 }] });
    expect(await kit.at.shop.dispatch('fulfillment.allocateOrders', {})).toMatchObject({ orders: 2, reserved: 8, short: 0 });
  });

  test('keeps no part of its promise when a component turns out to be gone', async () => {
    kit = await KitShop.open({ EGG: [6, 0], MUG: [3, 0], TEA: [3, 0] });
    const { orderId } = await sell(3);
    await kit.at.shop.dispatch('inventory.writeDown', {
      locationId: kit.at.shelves.get('A-01'),
      reasonCode: 'damaged',
      lines: [{ sku: 'EGG', qty: 1 }],
    });
    expect(await kit.kept(orderId)).toEqual(['LON EGG 4', 'LON MUG 2', 'LON TEA 2']);
    expect(await kit.at.stock('MUG')).toMatchObject({ sellable: 3, reserved: 2 });
  });

  test('gives its promise back altogether when a component is gone while the order is on hold', async () => {
    kit = await KitShop.open({ EGG: [6, 0], MUG: [3, 0], TEA: [3, 0] });
    const { orderId } = await sell(3);
    const { shop, shelves } = kit.at;
    await shop.dispatch('inventory.placeHold', { subjectKind: 'sales_order', subjectId: orderId, code: 'fraud', detail: 'Looks odd' });
    await shop.dispatch('inventory.writeDown', {
      locationId: shelves.get('A-01'),
      reasonCode: 'damaged',
      lines: [{ sku: 'TEA', qty: 1 }],
    });
    expect(await kit.kept(orderId)).toEqual([]);
    await refused(shop.dispatch('fulfillment.allocateOrder', { orderId }), 'inventory.onHold');
    await refused(shop.dispatch('fulfillment.shipOrder', { orderId }), 'inventory.onHold');
  });

  test('ships, is invoiced, cancelled and returned whole; cost is that of its components', async () => {
    kit = await KitShop.open({ EGG: [6, 0], MUG: [3, 0], TEA: [3, 0] });
    const { orderId } = await sell(3);
    const [egg, mug, tea] = [await lineOf(orderId, 'EGG'), await lineOf(orderId, 'MUG'), await lineOf(orderId, 'TEA')];
    const ship = (lines: object[]) =>
      kit.at.shop.dispatch<{ shipments: { shipmentId: string; cost: number }[] }>('fulfillment.shipOrder', { orderId, lines });
    await refused(ship([{ orderLineId: mug, qty: 1 }]), 'sales.setInParts');
    await refused(
      ship([
        { orderLineId: egg, qty: 1 },
        { orderLineId: mug, qty: 1 },
        { orderLineId: tea, qty: 1 },
      ]),
      'sales.setInParts',
    );
    const one = [
      { orderLineId: egg, qty: 2 },
      { orderLineId: mug, qty: 1 },
      { orderLineId: tea, qty: 1 },
    ];
    const { shipments } = await ship(one);
    // Four units at 4.00.
    expect(shipments).toMatchObject([{ cost: 1600 }]);
    await refused(kit.edit('sales.cancelLines', orderId, { reason: 'changed', lines: one.slice(1) }), 'sales.setInParts');
    await refused(kit.edit('sales.editOrder', orderId, { lines: [{ orderLineId: mug, qty: 1 }] }), 'sales.lineOfSet');
    await refused(kit.edit('sales.issueInvoice', orderId, { lines: one.slice(1) }), 'sales.setInParts');
    expect(await kit.edit('sales.cancelLines', orderId, { reason: 'changed', lines: one })).toMatchObject({ cancelled: 1000 });
    expect(await kit.kept(orderId)).toEqual(['LON EGG 2', 'LON MUG 1', 'LON TEA 1']);
    await kit.at.shop.dispatch('fulfillment.shipOrder', { orderId });
    expect(await kit.view(orderId)).toMatchObject({ state: 'completed', total: 3000 });
    const invoices = await kit.at.shop.ask<{ rows: { total: number }[] }>('sales.listInvoices', {});
    expect(invoices.rows.map((i) => i.total)).toEqual([1000, 1000]);
  });

  test('a kit that changes leaves orders as they were taken, and a change of one is no change of the other', async () => {
    kit = await KitShop.open({ EGG: [9, 0], MUG: [9, 0], TEA: [9, 0] });
    const { orderId } = await sell(1);
    await kit.madeOf({ EGG: 1 });
    const next = await sell(1);
    expect(await kit.kept(orderId)).toEqual(['LON EGG 2', 'LON MUG 1', 'LON TEA 1']);
    expect(await kit.kept(next.orderId)).toEqual(['LON EGG 1']);
    await refused(kit.madeOf({ BREAKFAST: 1 }), 'catalog.notAComponent');
    const { id } = await kit.at.shop.ask<{ id: string }>('catalog.getItem', { sku: 'EGG' });
    await refused(kit.madeOf({ MUG: 1 }, id), 'catalog.kitOfStock');
  });
});

describe('a pack that is sold', () => {
  test('is ordered, promised and shipped by whole packs at the price of a pack', async () => {
    kit = await KitShop.open({ EGG: [10, 7], MUG: [1, 0], TEA: [1, 0] });
    const { shop } = kit.at;
    const { id, revision } = await shop.ask<{ id: string; revision: number }>('catalog.getItem', { sku: 'EGG' });
    await shop.send('catalog.setPack', { itemId: id, code: 'BOX6', name: 'Box of 6', qty: 6 }, { expect: [{ id, revision }] });
    await refused(kit.at.order({}, { lines: [{ sku: 'EGG', pack: 'BOX9', qty: 1, unitPriceMicros: 1 }] }), 'catalog.unknownPack');
    const { orderId } = await kit.at.order({}, { lines: [{ sku: 'EGG', pack: 'BOX6', qty: 3, unitPriceMicros: 3_330_000 }] });
    expect(await kit.view(orderId)).toMatchObject({
      total: 999,
      lines: [{ sku: 'EGG', qty: 18 }],
      sets: [{ kind: 'pack', sku: 'EGG', title: 'EGG, Box of 6', qty: 3, total: 999 }],
    });
    // Seventeen eggs make two boxes: one here, one there.
    expect(await kit.kept(orderId)).toEqual(['HAM EGG 6', 'LON EGG 6']);
    await shop.dispatch('fulfillment.shipOrder', { orderId });
    expect((await kit.view(orderId)).lines).toMatchObject([{ qtyShipped: 12, qtyInvoiced: 12 }]);
    await refused(
      kit.edit('sales.cancelLines', orderId, { reason: 'changed', lines: [{ orderLineId: await lineOf(orderId, 'EGG'), qty: 3 }] }),
      'sales.setInParts',
    );
    await kit.edit('sales.cancelOrder', orderId, { reason: 'changed' });
    expect(await kit.view(orderId)).toMatchObject({ state: 'completed' });
  });
});

describe('picking a kit', () => {
  test('goes component by component; what is picked short keeps the rest of that kit back, and it leaves when it is whole', async () => {
    kit = await KitShop.open({ EGG: [6, 0], MUG: [3, 0], TEA: [3, 0] }, 2);
    const { orderId } = await sell(3);
    const { at } = kit;
    const waveId = await at.release();
    const tasks = (await at.wave(waveId)).tasks;
    expect(tasks.map((t) => `${t.sku} ${t.qty}`).sort()).toEqual(['EGG 6', 'MUG 3', 'TEA 3']);
    const mug = tasks.find((t) => t.sku === 'MUG');
    await at.scan(mug?.taskId, 'A-01');
    await at.scan(mug?.taskId, 'MUG');
    await at.shop.dispatch('fulfillment.shortPick', { taskId: mug?.taskId });
    // One mug was there: promises of the other two breakfasts are given back.
    expect(await kit.kept(orderId)).toEqual(['LON EGG 2', 'LON TEA 1']);
    await at.pickAll(waveId);
    expect(await at.shop.dispatch('fulfillment.handOverPicked', { waveId })).toMatchObject({ shipments: 1, qty: 4 });
    expect((await kit.view(orderId)).lines.map((l) => `${l.sku} ${l.qtyShipped}`).sort()).toEqual(['EGG 2', 'MUG 1', 'TEA 1']);
  });

  test('parcels leave with whole kits only; a kit in two parcels leaves when both do', async () => {
    kit = await KitShop.open({ EGG: [2, 0], MUG: [1, 0], TEA: [1, 0] }, 3);
    const { orderId } = await sell(1);
    const { at } = kit;
    await at.pickAll(await at.release());
    const pack = async (codes: readonly string[]) => {
      const { parcelId } = await at.shop.dispatch<{ parcelId: string }>('fulfillment.openParcel', { orderId });
      for (const code of codes) await at.shop.dispatch('fulfillment.scanPack', { parcelId, code });
      await at.shop.dispatch('fulfillment.closeParcel', { parcelId });
      return parcelId;
    };
    const first = await pack(['EGG', 'EGG', 'MUG']);
    await refused(at.shop.dispatch('fulfillment.handOverParcels', { parcelIds: [first] }), 'sales.setInParts');
    const second = await pack(['TEA']);
    expect(await at.shop.dispatch('fulfillment.handOverParcels', { parcelIds: [first, second] })).toMatchObject({ shipments: 2, qty: 4 });
    expect(await kit.view(orderId)).toMatchObject({ state: 'completed' });
  });
});
