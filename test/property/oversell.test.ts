import { afterEach, describe, expect, test } from 'vitest';
import { notAllocated, nothingToShip } from '../../preload/contract/fulfillment.ts';
import { notEnough } from '../../preload/contract/inventory.ts';
import { Refusal } from '../../preload/contract/refusal.ts';
import { openShop, type Shop } from '../kit/company.ts';
import { expectHealthy } from '../kit/doctor.ts';

const BUYERS = 50;
const UNITS = 10;
let shop: Shop;
afterEach(() => shop.close());

const orderId = (buyer: number): string => `so_${String(buyer).padStart(26, '0')}`;

async function shopWithTenUnits(allocateAt: 'confirmation' | 'manual'): Promise<{ itemId: string; partyId: string }> {
  shop = await openShop({ spec: { policies: { allocateAt } } });
  const { itemId } = await shop.dispatch<{ itemId: string }>('catalog.createItem', {
    sku: 'LAST-TEN',
    title: 'The last ten',
    priceMicros: 12_000_000,
  });
  const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'customer', name: 'A buyer', country: 'GB' });
  const { rows } = await shop.ask<{ rows: { id: string; code: string }[] }>('inventory.listWarehouses', {});
  // Six in one warehouse, four in the other: the promise must hold across both.
  for (const [code, qty] of [
    ['LON', 6],
    ['HAM', UNITS - 6],
  ] as const)
    await shop.dispatch('inventory.receiveStock', {
      warehouseId: rows.find((w) => w.code === code)?.id,
      lines: [{ sku: 'LAST-TEN', qty, unitCostMicros: 5_000_000 }],
    });
  return { itemId, partyId };
}

const oneUnit = (buyer: number, { itemId, partyId }: { itemId: string; partyId: string }) => ({
  id: orderId(buyer),
  partyId,
  orderedAt: shop.now,
  orderedOn: '2026-01-05',
  currency: 'GBP',
  country: 'GB',
  lines: [{ itemId, sku: 'LAST-TEN', qty: 1, unitPriceMicros: 12_000_000 }],
});

async function stock(itemId: string): Promise<{ sellable: number; reserved: number }> {
  const { rows } = await shop.ask<{ rows: { sellable: number; reserved: number }[] }>('inventory.stockByItem', { itemIds: [itemId] });
  return { sellable: rows.reduce((n, r) => n + r.sellable, 0), reserved: rows.reduce((n, r) => n + r.reserved, 0) };
}

describe('fifty buyers at once for the last ten units', () => {
  test('exactly ten are promised when orders are allocated as they come in', async () => {
    const facts = await shopWithTenUnits('confirmation');
    await Promise.all(Array.from({ length: BUYERS }, (_, i) => shop.dispatch('sales.acceptOrder', oneUnit(i + 1, facts))));
    expect(await stock(facts.itemId)).toEqual({ sellable: UNITS, reserved: UNITS });
    expect(await shop.ask('fulfillment.listShortages', { limit: BUYERS })).toMatchObject({ orders: BUYERS - UNITS, short: BUYERS - UNITS });
    await expectHealthy(shop);
  });

  test('exactly ten are promised and shipped when allocating and shipping race each other', async () => {
    const facts = await shopWithTenUnits('manual');
    const buy = async (buyer: number): Promise<{ reserved: number; shipped: number }> => {
      await shop.dispatch('sales.acceptOrder', oneUnit(buyer, facts));
      const { reserved } = await shop.dispatch<{ reserved: number }>('fulfillment.allocateOrder', { orderId: orderId(buyer) });
      try {
        const { shipments } = await shop.dispatch<{ shipments: { qty: number }[] }>('fulfillment.shipOrder', { orderId: orderId(buyer) });
        return { reserved, shipped: shipments.reduce((n, s) => n + s.qty, 0) };
      } catch (error) {
        if (error instanceof Refusal && [notAllocated.code, nothingToShip.code, notEnough.code].includes(error.code as never))
          return { reserved, shipped: 0 };
        throw error;
      }
    };
    const got = await Promise.all(Array.from({ length: BUYERS }, (_, i) => buy(i + 1)));
    expect(got.reduce((n, g) => n + g.reserved, 0)).toBe(UNITS);
    expect(got.reduce((n, g) => n + g.shipped, 0)).toBe(UNITS);
    expect(await stock(facts.itemId)).toEqual({ sellable: 0, reserved: 0 });
    await expectHealthy(shop);
  });

  test('one command for each whole purchase comes to the same ten', async () => {
    const facts = await shopWithTenUnits('manual');
    const replies = await Promise.all(
      Array.from({ length: BUYERS }, (_, i) =>
        shop.dispatch<{ qty: number; short: number }>('fulfillment.acceptAndFulfill', { orders: [oneUnit(i + 1, facts)] }),
      ),
    );
    expect(replies.reduce((n, r) => n + r.qty, 0)).toBe(UNITS);
    expect(replies.reduce((n, r) => n + r.short, 0)).toBe(BUYERS - UNITS);
    expect(await stock(facts.itemId)).toEqual({ sellable: 0, reserved: 0 });
    await expectHealthy(shop);
  });
});

describe('fifty buyers at once for kits that share a component, and for the component alone', () => {
  test('every kit is promised whole or not at all, and nothing beyond what is on hand', async () => {
    shop = await openShop({ spec: { policies: { allocateAt: 'confirmation' } } });
    const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', {
      kind: 'customer',
      name: 'A buyer',
      country: 'GB',
    });
    const { rows } = await shop.ask<{ rows: { id: string; code: string }[] }>('inventory.listWarehouses', {});
    await shop.dispatch('catalog.createItems', {
      items: ['CUP', 'SAUCER', 'SPOON']
        .map((sku) => ({ sku, title: sku }))
        .concat(
          [
            { sku: 'ONE', title: 'One' },
            { sku: 'TWO', title: 'Two' },
          ].map((i) => ({ ...i, kind: 'service' })),
        ),
    });
    const idOf = async (sku: string) => (await shop.ask<{ id: string }>('catalog.getItem', { sku })).id;
    for (const [sku, components] of [
      [
        'ONE',
        [
          { sku: 'CUP', qty: 1 },
          { sku: 'SAUCER', qty: 1 },
        ],
      ],
      [
        'TWO',
        [
          { sku: 'CUP', qty: 2 },
          { sku: 'SPOON', qty: 1 },
        ],
      ],
    ] as const) {
      const itemId = await idOf(sku);
      await shop.dispatch('catalog.setKit', { itemId, components }, { expect: [{ id: itemId, revision: 1 }] });
    }
    for (const [code, cups] of [
      ['LON', 13],
      ['HAM', 8],
    ] as const)
      await shop.dispatch('inventory.receiveStock', {
        warehouseId: rows.find((w) => w.code === code)?.id,
        lines: [
          { sku: 'CUP', qty: cups, value: 100 },
          { sku: 'SAUCER', qty: 40, value: 100 },
          { sku: 'SPOON', qty: 40, value: 100 },
        ],
      });
    const buy = (buyer: number) =>
      shop.dispatch('sales.acceptOrder', {
        id: orderId(buyer),
        partyId,
        orderedAt: shop.now,
        orderedOn: '2026-01-05',
        currency: 'GBP',
        country: 'GB',
        lines: [{ sku: ['ONE', 'TWO', 'CUP'][buyer % 3], qty: 1, unitPriceMicros: 12_000_000 }],
      });
    await Promise.all(Array.from({ length: BUYERS }, (_, i) => buy(i + 1)));
    const [cups, saucers, spoons] = await Promise.all(['CUP', 'SAUCER', 'SPOON'].map(async (sku) => stock(await idOf(sku))));
    expect(cups).toEqual({ sellable: 21, reserved: 21 });
    // Cups in kits: one with each saucer, two with each spoon; the rest are kept alone, one by one.
    const alone = 21 - (saucers?.reserved ?? 0) - 2 * (spoons?.reserved ?? 0);
    expect(alone).toBeGreaterThan(0);
    expect((saucers?.reserved ?? 0) + (spoons?.reserved ?? 0)).toBeGreaterThan(0);
    await expectHealthy(shop);
  });
});
