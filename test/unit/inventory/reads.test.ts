import { afterEach, beforeEach, expect, test } from 'vitest';
import { openShop, type Shop } from '../../kit/company.ts';
import { where } from '../../kit/where.ts';

interface Warehouse {
  id: string;
  code: string;
  locations: { id: string; status: string }[];
}
let shop: Shop;
let lon: Warehouse;
let ham: Warehouse;
let partyId: string;

const placeOf = (w: Warehouse, status: string) => w.locations.find((l) => l.status === status)?.id ?? '';

beforeEach(async () => {
  shop = await openShop();
  const { rows } = await shop.ask<{ rows: Warehouse[] }>('inventory.listWarehouses', {});
  const find = (code: string) => {
    const found = rows.find((w) => w.code === code);
    if (!found) throw new Error(`no warehouse ${code}`);
    return found;
  };
  lon = find('LON');
  ham = find('HAM');
  await shop.dispatch('catalog.createItems', { items: ['MUG', 'TEE'].map((sku) => ({ sku, title: sku })) });
  ({ partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'customer', name: 'Ann', country: 'GB' }));
});
afterEach(() => shop.close());

const receive = (sku: string, qty: number, unitCostMicros: number, warehouse = lon) =>
  shop.dispatch<{ documentId: string }>('inventory.receiveStock', {
    warehouseId: warehouse.id,
    lines: [{ sku, qty, unitCostMicros }],
  });
const sell = async (sku: string, qty: number) => {
  const { orderId } = await shop.dispatch<{ orderId: string }>('sales.acceptOrder', {
    partyId,
    orderedAt: shop.now,
    orderedOn: shop.now.slice(0, 10),
    currency: 'GBP',
    country: 'GB',
    lines: [{ sku, qty, unitPriceMicros: 10_000_000 }],
  });
  return orderId;
};
const scoped = (warehouseId: string) => ({ ...shop.actor, scopes: { warehouse: new Set([warehouseId]) } });

test('stock says what is promised, what may still be, and what it is worth, place by place', async () => {
  await receive('TEE', 3, 3_333_333);
  await receive('MUG', 2, 5_000_000, ham);
  await shop.dispatch('inventory.transferStock', {
    fromLocationId: placeOf(lon, 'sellable'),
    toLocationId: placeOf(lon, 'quarantine'),
    lines: [{ sku: 'TEE', qty: 1 }],
  });
  await shop.dispatch('fulfillment.allocateOrder', { orderId: await sell('TEE', 1) });
  const { rows } = await shop.ask<{ rows: Record<string, unknown>[] }>('inventory.listStock', {});
  const brief = rows.map((r) => [r['sku'], r['locationCode'], r['onHand'], r['reserved'], r['available'], r['value']]);
  expect(brief).toEqual([
    ['MUG', 'HAM-STOCK', 2, 0, 2, 1000],
    ['TEE', 'LON-STOCK', 2, 1, 1, 667],
    ['TEE', 'LON-QUARANTINE', 1, null, null, 333],
  ]);
  expect(await shop.ask('inventory.countStock', {})).toEqual({ count: 3, onHand: 5 });
  const only = async (input: object) => (await shop.ask<{ rows: { sku: string }[] }>('inventory.listStock', input)).rows.length;
  expect([
    await only(where({ status: 'quarantine' })),
    await only({ search: 'MU' }),
    await only(where({ locationId: placeOf(lon, 'sellable') })),
  ]).toEqual([1, 1, 1]);
});

test('why this cost: a cost is followed through a transfer back to the receipt it came in with', async () => {
  await receive('TEE', 5, 4_000_000);
  const second = await receive('TEE', 5, 6_000_000);
  await shop.dispatch('inventory.transferStock', {
    fromLocationId: placeOf(lon, 'sellable'),
    toLocationId: placeOf(ham, 'sellable'),
    lines: [{ sku: 'TEE', qty: 10 }],
  });
  await shop.dispatch('fulfillment.fulfillOrder', { orderId: await sell('TEE', 7) });
  const { rows: moves } = await shop.ask<{ rows: { moveId: number; value: number; sourceKind: string }[] }>('inventory.listMoves', {
    limit: 1,
  });
  expect(moves[0]).toMatchObject({ sourceKind: 'shipment', value: 3200 });
  interface Trace {
    uses: { layerId: number; kind: string; qty: number; value: number }[];
    layers: { layerId: number; parentLayerId: number | null; areaCode: string; sourceId: string }[];
  }
  const trace = await shop.ask<Trace>('inventory.traceCost', { moveId: moves[0]?.moveId });
  expect(trace.uses.map((u) => [u.kind, u.qty, u.value])).toEqual([
    ['out', -5, -2000],
    ['out', -2, -1200],
  ]);
  const chain = (layerId: number | null): string[] => {
    const layer = trace.layers.find((l) => l.layerId === layerId);
    return layer ? [layer.areaCode, ...chain(layer.parentLayerId)] : [];
  };
  expect(trace.uses.map((u) => chain(u.layerId))).toEqual([
    ['HAM', 'TRANSIT', 'LON'],
    ['HAM', 'TRANSIT', 'LON'],
  ]);
  expect(trace.layers.find((l) => l.sourceId === second.documentId)).toMatchObject({ unitCostMicros: 6_000_000 });
  const born = trace.layers.filter((l) => l.parentLayerId === null).map((l) => l.sourceId);
  expect(born).toContain(second.documentId);
});

test('documents and costs of a warehouse are shown to those who may see that warehouse', async () => {
  const { documentId } = await receive('TEE', 5, 4_000_000);
  const { rows: moves } = await shop.ask<{ rows: { moveId: number }[] }>('inventory.listMoves', {});
  const as = (warehouse: Warehouse, operation: string, input: unknown) =>
    shop.engine.ask({ operation, input, actor: scoped(warehouse.id) }).then((r) => r.output as { rows: unknown[] });
  expect((await as(lon, 'inventory.listDocuments', where({ kind: 'receipt' }))).rows).toMatchObject([
    { id: documentId, toCode: 'LON-STOCK', lines: 1, value: 2000 },
  ]);
  expect((await as(ham, 'inventory.listDocuments', where({ kind: 'receipt' }))).rows).toEqual([]);
  await expect(as(ham, 'inventory.getDocument', { documentId })).rejects.toMatchObject({ code: 'engine.notFound' });
  await expect(as(ham, 'inventory.traceCost', { moveId: moves[0]?.moveId })).rejects.toMatchObject({ code: 'engine.outOfScope' });
  expect(await as(lon, 'inventory.traceCost', { moveId: moves[0]?.moveId })).toMatchObject({ sku: 'TEE' });
});

test('warehouses say what stands in them and what it is worth, to those who may see them', async () => {
  await receive('TEE', 10, 4_000_000);
  await receive('MUG', 5, 2_000_000, ham);
  await shop.dispatch('inventory.transferStock', {
    fromLocationId: placeOf(lon, 'sellable'),
    toLocationId: placeOf(lon, 'quarantine'),
    lines: [{ sku: 'TEE', qty: 3 }],
  });
  const shown = (await shop.ask<{ rows: { code: string }[] }>('inventory.sumWarehouses', {})).rows;
  expect(shown.find((w) => w.code === 'LON')).toMatchObject({
    places: 2,
    onHand: 10,
    areas: [
      { code: 'LON', value: 2800 },
      { code: 'LON-Q', value: 1200 },
    ],
  });
  const theirs = await shop.engine.ask({ operation: 'inventory.sumWarehouses', input: {}, actor: scoped(ham.id) });
  expect((theirs.output as { rows: unknown[] }).rows).toEqual([expect.objectContaining({ code: 'HAM', onHand: 5, places: 2 })]);
});
