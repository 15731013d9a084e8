import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CancellationWant } from '../../../main/domain/returns/index.ts';
import { matchCancellations } from '../../../main/domain/returns/index.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy } from '../../kit/doctor.ts';

let shop: Shop;
let partyId: string;
let itemId: string;

beforeEach(async () => {
  shop = await openShop();
  ({ partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'customer', name: 'Ann', country: 'GB' }));
  ({ itemId } = await shop.dispatch<{ itemId: string }>('catalog.createItem', { sku: 'TEE', title: 'Tee' }));
  const { rows } = await shop.ask<{ rows: { id: string }[] }>('inventory.listWarehouses', {});
  await shop.dispatch('inventory.postOpening', { warehouseId: rows[0]?.id, lines: [{ itemId, qty: 5, unitCostMicros: 4_000_000 }] });
  await shop.dispatch('inventory.postOpening', { warehouseId: rows[0]?.id, lines: [{ itemId, qty: 5, unitCostMicros: 6_000_000 }] });
  await sell('2026-01-05T10:00:00.000Z', 5);
  await sell('2026-01-06T10:00:00.000Z', 3);
});
afterEach(async () => {
  await expectHealthy(shop);
  await shop.close();
});

async function sell(at: string, qty: number): Promise<void> {
  shop.now = at;
  const lines = [{ itemId, sku: 'TEE', qty, unitPriceMicros: 10_000_000 }];
  await shop.dispatch('fulfillment.acceptAndFulfill', {
    orders: [{ partyId, orderedAt: at, orderedOn: at.slice(0, 10), currency: 'GBP', country: 'GB', payment: 'at-shipment', lines }],
  });
}

const match = (wants: readonly CancellationWant[]) => shop.engine.writer.exclusively((tx) => matchCancellations(tx, wants));
const balance = async (role: string) => {
  const { rows } = await shop.ask<{ rows: { amount: number }[] }>('accounting.balances', { role, by: 'channel', on: '2026-12-31' });
  return rows.reduce((sum, r) => sum + r.amount, 0);
};

test('a cancellation finds the latest sale by customer and SKU, comes back at its cost and is credited as the channel says', async () => {
  shop.now = '2026-01-07T10:00:00.000Z';
  const [found] = await match([{ partyId, itemId, qty: 4, before: shop.now }]);
  expect(found?.pieces.map((p) => p.qty)).toEqual([3, 1]);
  expect(found?.unmatched).toBe(0);
  const lines = (found?.pieces ?? []).map((p) => ({
    itemId,
    qty: p.qty,
    shipmentLineId: p.shipmentLineId,
    orderLineId: p.orderLineId,
    net: p.qty * 1000,
    tax: 0,
  }));
  const done = await shop.dispatch('returns.receiveAndCredit', {
    returns: [{ partyId, externalId: 'C1', lines, charges: [{ title: 'Postage', revenueRole: 'shipping-revenue', net: 150, tax: 0 }] }],
  });
  // Three left at 6.00, one at 4.00.
  expect(done).toEqual({ returns: 1, lines: 2, qty: 4, value: 2200, flagged: 0, credited: 1 });
  expect(await balance('returns-clearing')).toBe(0);
  expect(await balance('revenue')).toBe(-(8 - 4) * 1000);
  expect(await balance('shipping-revenue')).toBe(150);
  const again = await match([{ partyId, itemId, qty: 8 }]);
  expect(again.map((m) => [m.pieces.map((p) => p.qty), m.unmatched])).toEqual([[[4], 4]]);
});

test('a credit above what was invoiced is kept to the cent, on a line of its own', async () => {
  const [found] = await match([{ partyId, itemId, qty: 3 }]);
  const lines = (found?.pieces ?? []).map((p) => ({
    itemId,
    qty: p.qty,
    shipmentLineId: p.shipmentLineId,
    orderLineId: p.orderLineId,
    net: 3500,
    tax: 0,
  }));
  await shop.dispatch('returns.receiveAndCredit', { returns: [{ partyId, lines }] });
  expect(await balance('revenue')).toBe(-8000 + 3500);
});

test('what has no sale comes in at the cost the item has now, flagged, and is credited as stated', async () => {
  const [found] = await match([{ partyId, itemId, qty: 1, before: '2026-01-01T00:00:00.000Z' }]);
  expect(found).toEqual({ pieces: [], unmatched: 1 });
  const done = await shop.dispatch('returns.receiveAndCredit', { returns: [{ partyId, lines: [{ itemId, qty: 1, net: 900, tax: 0 }] }] });
  expect(done).toMatchObject({ value: 600, flagged: 1, credited: 1 });
  expect(await balance('revenue')).toBe(-8000 + 900);
});

test('the same unit is never returned twice, in one command or in two', async () => {
  const [found] = await match([{ partyId, itemId, qty: 3 }]);
  const shipmentLineId = found?.pieces[0]?.shipmentLineId;
  const back = (qty: number) => ({ partyId, lines: [{ itemId, qty, shipmentLineId }] });
  await expect(shop.dispatch('returns.receiveAndCredit', { returns: [back(2), back(2)] })).rejects.toMatchObject({
    code: 'returns.tooMany',
    params: { asked: 2, returnable: 1 },
  });
  await shop.dispatch('returns.receiveAndCredit', { returns: [back(2), back(1)] });
  await expect(shop.dispatch('returns.receiveAndCredit', { returns: [back(1)] })).rejects.toMatchObject({ code: 'returns.tooMany' });
});
