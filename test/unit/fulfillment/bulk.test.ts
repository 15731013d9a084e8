import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy } from '../../kit/doctor.ts';

let shop: Shop;
let partyId: string;
let warehouses: { id: string; code: string }[];

async function stocked(
  policies: Record<string, string>,
  opening: Record<string, readonly [london: number, hamburg: number]>,
): Promise<void> {
  shop = await openShop({ spec: { policies } });
  ({ partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'customer', name: 'Ann', country: 'GB' }));
  ({ rows: warehouses } = await shop.ask<{ rows: { id: string; code: string }[] }>('inventory.listWarehouses', {}));
  await shop.dispatch('catalog.createItems', { items: Object.keys(opening).map((sku) => ({ sku, title: sku })) });
  for (const [place, code] of ['LON', 'HAM'].entries()) {
    const lines = Object.entries(opening).flatMap(([sku, qty]) =>
      (qty[place] ?? 0) > 0 ? [{ sku, qty: qty[place], unitCostMicros: 4_000_000 }] : [],
    );
    if (lines.length > 0) await shop.dispatch('inventory.postOpening', { warehouseId: idOf(code), lines });
  }
}

const idOf = (code: string) => warehouses.find((w) => w.code === code)?.id ?? '';
const order = (sku: string, qty: number, more: object = {}) => ({
  partyId,
  orderedAt: shop.now,
  orderedOn: shop.now.slice(0, 10),
  currency: 'GBP',
  country: 'GB',
  payment: 'at-shipment',
  lines: [{ sku, qty, unitPriceMicros: 10_000_000 }],
  ...more,
});
const stockOf = async (sku: string) => {
  const { id } = await shop.ask<{ id: string }>('catalog.getItem', { sku });
  const { rows } = await shop.ask<{ rows: { warehouseId: string; sellable: number; reserved: number }[] }>('inventory.stockByItem', {
    itemIds: [id],
  });
  return Object.fromEntries(warehouses.map((w) => [w.code, rows.find((r) => r.warehouseId === w.id) ?? { sellable: 0, reserved: 0 }]));
};

beforeEach(() => {
  shop = undefined as unknown as Shop;
});
afterEach(async () => {
  await expectHealthy(shop);
  await shop.close();
});

describe('orders accepted, shipped, invoiced and posted in one command', () => {
  test('what is there leaves, what is short waits, what is on hold stays; nothing is reserved in passing', async () => {
    await stocked({}, { TEE: [5, 0] });
    const orders = [
      order('TEE', 3),
      order('TEE', 4),
      order('TEE', 1, { holds: [{ code: 'fraud', severity: 'block', detail: 'new address' }] }),
    ];
    const done = await shop.dispatch<Record<string, number>>('fulfillment.acceptAndFulfill', { orders });
    expect(done).toEqual({ orders: 3, lines: 3, total: 8000, shipments: 2, invoices: 2, qty: 5, short: 2, onHold: 1, cost: 2000 });
    expect((await stockOf('TEE'))['LON']).toMatchObject({ sellable: 0, reserved: 0 });
    const { rows, short } = await shop.ask<{ rows: unknown[]; short: number }>('fulfillment.listShortages', {});
    expect([rows.length, short]).toEqual([1, 2]);
  });

  test('the same command sent twice ships once', async () => {
    await stocked({}, { TEE: [5, 0] });
    const input = { orders: [order('TEE', 3)] };
    const first = await shop.send('fulfillment.acceptAndFulfill', input, { commandId: 'order-2026-1' });
    const again = await shop.send('fulfillment.acceptAndFulfill', input, { commandId: 'order-2026-1' });
    expect(again).toMatchObject({ seq: first.seq, output: first.output, replayed: true });
    expect((await stockOf('TEE'))['LON']).toMatchObject({ sellable: 2 });
  });

  test('a history is shipped and invoiced on the day of each order', async () => {
    await stocked({}, { TEE: [5, 0] });
    const past = { orderedAt: '2026-01-02T23:30:00.000Z', orderedOn: '2026-01-02' };
    await shop.dispatch('fulfillment.acceptAndFulfill', { orders: [order('TEE', 1, past)], when: 'order-date' });
    const { rows } = await shop.ask<{ rows: { shippedAt: string; shippedOn: string }[] }>('fulfillment.listShipments', {});
    expect(rows).toMatchObject([{ shippedAt: past.orderedAt, shippedOn: past.orderedOn }]);
  });

  test('goods on hold stay behind and the rest of the order leaves', async () => {
    await stocked({}, { TEE: [5, 0], MUG: [5, 0] });
    const { id } = await shop.ask<{ id: string }>('catalog.getItem', { sku: 'MUG' });
    await shop.dispatch('inventory.placeHold', { subjectKind: 'item', subjectId: id, code: 'recall', detail: 'sharp edge' });
    const lines = [
      { sku: 'TEE', qty: 1, unitPriceMicros: 1_000_000 },
      { sku: 'MUG', qty: 1, unitPriceMicros: 1_000_000 },
    ];
    expect(await shop.dispatch('fulfillment.acceptAndFulfill', { orders: [order('TEE', 1, { lines })] })).toMatchObject({
      qty: 1,
      short: 1,
    });
  });
});

describe('promises', () => {
  test('50 buyers of 10 units at once: exactly 10 units are promised', async () => {
    await stocked({}, { TEE: [6, 4] });
    await Promise.all(Array.from({ length: 50 }, () => shop.dispatch('sales.acceptOrder', order('TEE', 1))));
    const { LON, HAM } = await stockOf('TEE');
    expect([LON?.reserved, HAM?.reserved]).toEqual([6, 4]);
    expect(await shop.ask('fulfillment.listShortages', {})).toMatchObject({ orders: 40, short: 40 });
  });

  test('a sweep serves who was promised first, and only from what the warehouse named has', async () => {
    await stocked({ allocateAt: 'manual' }, { TEE: [0, 2], MUG: [1, 0] });
    await shop.dispatch('sales.acceptOrder', order('TEE', 2, { id: 'so_00000000000000000000000001' }));
    await shop.dispatch('sales.acceptOrder', order('TEE', 2, { id: 'so_00000000000000000000000002', promisedOn: '2026-01-06' }));
    await shop.dispatch('sales.acceptOrder', order('MUG', 1));
    expect(await shop.dispatch('fulfillment.allocateOrders', { warehouseId: idOf('HAM') })).toEqual({
      orders: 2,
      reserved: 2,
      short: 2,
      onHold: 0,
    });
    expect(await shop.dispatch('fulfillment.allocateOrders', {})).toEqual({ orders: 1, reserved: 1, short: 0, onHold: 0 });
    const done = await shop.dispatch('fulfillment.shipOrders', {
      orders: ['1', '2'].map((n) => ({ orderId: `so_0000000000000000000000000${n}` })),
    });
    expect(done).toMatchObject({ orders: 1, shipments: 1, qty: 2 });
    expect(await shop.ask('sales.getOrder', { orderId: 'so_00000000000000000000000002' })).toMatchObject({ state: 'completed' });
  });

  test('promised goods that a count finds gone are promised from elsewhere', async () => {
    await stocked({}, { TEE: [3, 3] });
    await shop.dispatch('sales.acceptOrder', order('TEE', 3));
    expect((await stockOf('TEE'))['LON']).toMatchObject({ reserved: 3 });
    const { rows } = await shop.ask<{ rows: { code: string; locations: { id: string; status: string }[] }[] }>(
      'inventory.listWarehouses',
      {},
    );
    const locationId = rows.find((w) => w.code === 'LON')?.locations.find((l) => l.status === 'sellable')?.id;
    await shop.dispatch('inventory.postCount', { locationId, reasonCode: 'count-difference', lines: [{ sku: 'TEE', counted: 1 }] });
    const { LON, HAM } = await stockOf('TEE');
    expect([LON?.reserved, HAM?.reserved]).toEqual([1, 2]);
  });
});

test('somebody limited to one warehouse ships from there only', async () => {
  await stocked({}, { TEE: [1, 0], MUG: [0, 1] });
  await shop.dispatch('sales.acceptOrder', order('TEE', 1, { id: 'so_00000000000000000000000001' }));
  await shop.dispatch('sales.acceptOrder', order('MUG', 1, { id: 'so_00000000000000000000000002' }));
  const actor = {
    id: 'usr_hans',
    device: 'scanner',
    permissions: new Set(['fulfillment.*']),
    scopes: { warehouse: new Set([idOf('HAM')]) },
  };
  const ship = (n: number) => shop.send('fulfillment.shipOrder', { orderId: `so_0000000000000000000000000${n}` }, { actor });
  await expect(ship(1)).rejects.toMatchObject({ code: 'engine.outOfScope', params: { scope: 'warehouse', id: idOf('LON') } });
  await ship(2);
  const { rows } = (
    await shop.engine.ask({
      operation: 'fulfillment.listShipments',
      input: {},
      actor: { ...actor, scopes: { warehouse: new Set([idOf('LON')]) } },
    })
  ).output as { rows: unknown[] };
  expect(rows).toEqual([]);
});
