import { afterEach, beforeEach, expect, test } from 'vitest';
import { openShop, type Shop } from '../../kit/company.ts';

let shop: Shop;
let partyId: string;

beforeEach(async () => {
  shop = await openShop({ spec: { policies: { allocateAt: 'manual' } } });
  ({ partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'customer', name: 'Ann', country: 'GB' }));
  const { rows } = await shop.ask<{ rows: { id: string; code: string }[] }>('inventory.listWarehouses', {});
  await shop.dispatch('catalog.createItems', { items: ['TEE', 'MUG'].map((sku) => ({ sku, title: sku })) });
  await shop.dispatch('inventory.receiveStock', {
    warehouseId: rows.find((w) => w.code === 'LON')?.id,
    lines: [{ sku: 'TEE', qty: 5, unitCostMicros: 4_000_000 }],
  });
});
afterEach(() => shop.close());

const order = async (sku: string, qty: number, promisedOn: string, more: object = {}) => {
  const { orderId } = await shop.dispatch<{ orderId: string }>('sales.acceptOrder', {
    partyId,
    orderedAt: shop.now,
    orderedOn: shop.now.slice(0, 10),
    promisedOn,
    currency: 'GBP',
    country: 'GB',
    lines: [{ sku, qty, unitPriceMicros: 10_000_000 }],
    ...more,
  });
  return orderId;
};
interface Due {
  orderId: string;
  wanted: number;
  kept: number;
  hold: string | null;
  reason: string | null;
}
const due = async (servable = false) => (await shop.ask<{ rows: Due[] }>('fulfillment.listDue', { servable })).rows;

test('orders due stand in the order they are served, with what they want, keep and wait for', async () => {
  const later = await order('TEE', 4, '2026-01-09');
  const first = await order('TEE', 3, '2026-01-07');
  const nowhere = await order('MUG', 1, '2026-01-06');
  const held = await order('TEE', 1, '2026-01-05', { holds: [{ code: 'call-first', severity: 'block', detail: 'New address' }] });
  expect((await due()).map((d) => d.orderId)).toEqual([held, nowhere, first, later]);
  expect((await due(true)).map((d) => d.orderId)).toEqual([first, later]);
  expect(await shop.ask('fulfillment.countDue', { servable: true })).toEqual({ orders: 2, missing: 7 });

  const run = { orderIds: [later, first, nowhere] };
  const { preview } = await shop.send('fulfillment.allocateOrders', run, { dryRun: true });
  expect(preview?.messages).toEqual([
    'SO-2026-000003: nothing promised, 1 wait: 1 MUG (there is not enough sellable stock; the rest waits)',
    'SO-2026-000001: 2 from LON, 2 wait: 2 TEE; SO-2026-000002 served first (there is not enough sellable stock; the rest waits)',
  ]);
  await shop.dispatch('fulfillment.allocateOrders', run);
  expect(await due()).toMatchObject([
    { orderId: held, wanted: 1, kept: 0, hold: 'call-first', reason: null },
    { orderId: nowhere, wanted: 1, kept: 0, hold: null, reason: 'stock-short' },
    { orderId: later, wanted: 4, kept: 2, reason: 'stock-short' },
  ]);
});

test('promises name the orders they are kept for; what is shipped says what it cost', async () => {
  const orderId = await order('TEE', 3, '2026-01-07');
  await shop.dispatch('fulfillment.allocateOrder', { orderId });
  const { id: itemId } = await shop.ask<{ id: string }>('catalog.getItem', { sku: 'TEE' });
  const { rows } = await shop.ask<{ rows: unknown[] }>('fulfillment.listPromises', { itemId });
  expect(rows).toMatchObject([{ sku: 'TEE', warehouseCode: 'LON', qty: 3, orderNumber: 'SO-2026-000001', partyName: 'Ann' }]);
  const { shipments } = await shop.dispatch<{ shipments: { shipmentId: string }[] }>('fulfillment.shipOrder', { orderId });
  const shipment = await shop.ask('fulfillment.getShipment', { shipmentId: shipments[0]?.shipmentId });
  expect(shipment).toMatchObject({ warehouseCode: 'LON', partyName: 'Ann', cost: 1200, lines: [{ sku: 'TEE', qty: 3, cost: 1200 }] });
  expect((shipment as { invoiceNumber: string | null }).invoiceNumber).not.toBeNull();
  expect(await shop.ask('fulfillment.listPromises', { orderId })).toEqual({ rows: [] });
});
