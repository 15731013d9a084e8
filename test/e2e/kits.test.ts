import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from '../kit/browser.ts';
import { openShopWindow } from '../kit/shop-window.ts';

/** A kit and a pack, from the page of the product to the order that sells them and leaves. */
describe.skipIf(!hasBrowser)('packs and kits in the browser', () => {
  let shop: Awaited<ReturnType<typeof openShopWindow>>;
  let kitId: string;
  let eggId: string;

  const readable = async () => {
    for (const scheme of ['light', 'dark'] as const) {
      await shop.browser.scheme(scheme);
      expect(await shop.breaches()).toEqual([]);
    }
  };
  /** Opens an action, answers what it asks, looks at what it does and does it. */
  const act = async (verb: string, answers: Readonly<Record<string, string>>) => {
    await shop.press(verb);
    for (const [name, text] of Object.entries(answers)) {
      const field = `[role=dialog] input[name=${name}]`;
      await shop.browser.until(`document.querySelector(${JSON.stringify(field)})`);
      await shop.browser.run(`document.querySelector(${JSON.stringify(field)}).select()`);
      await shop.browser.type(field, text);
    }
    await shop.press('Show what it does');
    await shop.confirm(verb);
  };
  const idOf = async (sku: string) => (await shop.ask<{ id: string }>('catalog.getItem', { sku })).id;

  beforeAll(async () => {
    shop = await openShopWindow({ warehouses: [{ code: 'LON', name: 'London', country: 'GB' }] });
    const items = [
      { sku: 'EGG', title: 'Egg', priceMicros: 500_000 },
      { sku: 'MUG', title: 'Mug', priceMicros: 8_000_000 },
      { sku: 'BREAKFAST', title: 'Breakfast for one', kind: 'service', priceMicros: 9_000_000 },
    ];
    await shop.dispatch('catalog.createItems', { items });
    kitId = await idOf('BREAKFAST');
    eggId = await idOf('EGG');
    await shop.enter(`/items/${eggId}?tab=packs`);
  }, 120_000);
  afterAll(() => shop?.close());

  test('a product gets a pack, and goods are received by it', async () => {
    await act('Add pack', { code: 'BOX6', name: 'Box of 6', qty: '6' });
    expect(await shop.shows('Box of 6')).toBe(true);
    await readable();
    await shop.go('/receipts/new');
    for (const [row, sku, qty, cost] of [
      [0, 'EGG', '2 BOX6', '1.20'],
      [1, 'MUG', '7', '4.00'],
    ] as const) {
      await shop.browser.until(`document.querySelector('[name="lines.${row}.sku"]')`);
      await shop.browser.type(`[name="lines.${row}.sku"]`, sku);
      await shop.browser.type(`[name="lines.${row}.qty"]`, qty);
      await shop.browser.type(`[name="lines.${row}.unitCostMicros"]`, cost);
    }
    await shop.browser.press('Control+Enter');
    await shop.confirm('Receive goods');
    await shop.browser.until(`location.hash.startsWith('#/stock-documents/')`);
    const { rows } = await shop.ask<{ rows: { sku: string; onHand: number }[] }>('inventory.listStock', {});
    expect(new Map(rows.map((r) => [r.sku, r.onHand]))).toEqual(
      new Map([
        ['EGG', 12],
        ['MUG', 7],
      ]),
    );
  });

  test('a kit is made component by component, and says how many can be had and what is scarce', async () => {
    await shop.go(`/items/${kitId}?tab=components`);
    await act('Set component', { sku: 'EGG', qty: '2' });
    await act('Set component', { sku: 'MUG', qty: '1' });
    expect(await shop.shows('How many can be had')).toBe(true);
    expect(await shop.ask('inventory.stockOfKit', { itemId: kitId })).toMatchObject({ rows: [{ available: 6, scarceSku: 'EGG' }] });
    await readable();
    await shop.go(`/items/${eggId}?tab=used-in`);
    expect(await shop.shows('BREAKFAST')).toBe(true);
  });

  test('an order shows the kit with its goods below it and leaves whole', async () => {
    const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'customer', name: 'Ann', country: 'GB' });
    const { orderId } = await shop.dispatch<{ orderId: string }>('sales.acceptOrder', {
      partyId,
      orderedAt: '2026-01-05T09:00:00.000Z',
      orderedOn: '2026-01-05',
      currency: 'GBP',
      country: 'GB',
      payment: 'at-shipment',
      lines: [
        { sku: 'BREAKFAST', qty: 2, unitPriceMicros: 9_000_000 },
        { sku: 'EGG', pack: 'BOX6', qty: 1, unitPriceMicros: 2_500_000 },
      ],
    });
    await shop.go(`/orders/${orderId}`);
    for (const text of ['Breakfast for one', '\u00b7 Egg', 'Egg, Box of 6']) expect(await shop.shows(text)).toBe(true);
    await readable();
    await shop.press('Ship order');
    await shop.confirm('Ship order');
    await shop.browser.until(`document.querySelector('.state')?.textContent === 'Completed'`);
    const { rows } = await shop.ask<{ rows: { sku: string; onHand: number }[] }>('inventory.listStock', {});
    expect(Object.fromEntries(rows.map((r) => [r.sku, r.onHand]))).toEqual({ EGG: 2, MUG: 5 });
    expect(await shop.ask('sales.countInvoices', {})).toMatchObject({ count: 1, total: 2050 });
    expect(shop.browser.complaints).toEqual([]);
  });
});
