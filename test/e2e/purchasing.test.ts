import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from '../kit/browser.ts';
import { openShopWindow } from '../kit/shop-window.ts';

/** Buying in a real browser: ordered, received, billed at another price after some were sold, paid. */
describe.skipIf(!hasBrowser)('from purchase order to payment', () => {
  let shop: Awaited<ReturnType<typeof openShopWindow>>;

  beforeAll(async () => {
    shop = await openShopWindow();
    await shop.dispatch('catalog.createItem', { sku: 'TEE', title: 'Organic tee' });
    await shop.dispatch('parties.createParty', { kind: 'supplier', name: 'Cotton Mill', country: 'GB' });
    await shop.enter('/purchase-orders/new');
  }, 120_000);
  afterAll(async () => {
    await shop?.close();
  });

  test('an order is written, confirmed and received by keyboard', async () => {
    const { browser } = shop;
    expect(await shop.shows('Cotton Mill')).toBe(true);
    await browser.type('input[name="lines.0.sku"]', 'TEE');
    await browser.type('input[name="lines.0.qty"]', '10');
    await browser.type('input[name="lines.0.priceMicros"]', '48');
    await browser.press('Control+Enter');
    expect(await shop.shows('1 new')).toBe(true);
    await browser.press('Control+Enter');
    await browser.until(`location.hash.startsWith('#/purchase-orders/po_')`);
    const order = await browser.run<string>('location.hash.slice(1)');
    expect(await shop.shows('Change order')).toBe(true);
    await browser.run(`[...document.querySelectorAll('a')].find((a) => a.textContent === 'Change order').click()`);
    await browser.until(`document.querySelector('input[name="lines.0.priceMicros"]')?.value === '48.00'`);
    await browser.type('input[name="memo"]', 'By sea');
    await browser.type('input[name="lines.1.sku"]', 'TEE');
    await browser.type('input[name="lines.1.qty"]', '5');
    await browser.type('input[name="lines.1.priceMicros"]', '47.5');
    await browser.type('input[name="lines.1.landedMicros"]', '1');
    await browser.press('Control+Enter');
    await browser.until(`document.querySelector('.effects')`);
    await browser.press('Control+Enter');
    await browser.until(`location.hash === ${JSON.stringify(`#${order}`)} && document.body.innerText.includes('717.50')`);
    // Opened again, it is as it was left, what is expected on top included; the second line is taken out again.
    await shop.go(`${order}/edit`);
    await browser.until(`document.querySelector('input[name="lines.1.landedMicros"]')?.value === '1.00'`);
    expect(await shop.breaches()).toEqual([]);
    await browser.run(`document.querySelector('input[name="lines.1.sku"]').focus()`);
    await browser.press('Control+Backspace');
    await browser.press('Control+Enter');
    await browser.until(`document.querySelector('.effects')`);
    await browser.press('Control+Enter');
    await browser.until(`location.hash === ${JSON.stringify(`#${order}`)} && document.body.innerText.includes('By sea')`);
    await shop.press('Confirm order');
    expect(await shop.shows('1 changed')).toBe(true);
    await shop.press('Confirm order');
    expect(await shop.shows('Receive goods')).toBe(true);
    await shop.go(`${await browser.run<string>('location.hash.slice(1)')}/receive`);
    expect(await shop.shows('Arrives')).toBe(true);
    await browser.run(`document.querySelector('input[name="lines.0.qty"]').focus()`);
    await browser.press('Control+Enter');
    expect(await shop.shows('480.00')).toBe(true);
    await browser.press('Control+Enter');
    await browser.until(`location.hash.endsWith('?tab=receipts')`);
    expect(await shop.shows('GRN-')).toBe(true);
  });

  test('a bill at another price shows where the difference goes before it is posted', async () => {
    const { browser } = shop;
    const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'customer', name: 'Ann', country: 'GB' });
    const { orderId } = await shop.dispatch<{ orderId: string }>('sales.acceptOrder', {
      partyId,
      orderedAt: '2026-01-05T09:00:00.000Z',
      orderedOn: '2026-01-05',
      currency: 'GBP',
      country: 'GB',
      lines: [{ sku: 'TEE', qty: 4, unitPriceMicros: 90_000_000 }],
    });
    await shop.dispatch('fulfillment.fulfillOrder', { orderId });
    const path = (await browser.run<string>('location.hash.slice(1)')).split('?')[0];
    await shop.go(`${path}/bill`);
    expect(await shop.shows('Bill says')).toBe(true);
    await browser.type('input[name="reference"]', 'CM-77');
    await browser.run(`(() => { const f = document.querySelector('input[name="lines.0.unitPriceMicros"]'); f.focus(); f.select(); })()`);
    await browser.type('input[name="lines.0.unitPriceMicros"]', '50');
    await browser.press('Control+Enter');
    // 10 received at 48, 4 sold: 12.00 onto stock, 8.00 after what was sold.
    expect(await shop.shows('Cost of goods sold, price differences')).toBe(true);
    expect(await shop.shows('12.00')).toBe(true);
    expect(await shop.shows('8.00')).toBe(true);
    await browser.press('Control+Enter');
    await browser.until(`location.hash.startsWith('#/bills/bill_')`);
    expect(await shop.shows('CM-77')).toBe(true);
    await shop.go(`${await browser.run<string>('location.hash.slice(1)')}?tab=difference`);
    expect(await shop.shows('Stock in LEE')).toBe(true);
    expect(await shop.shows('Cost of sales, variance')).toBe(true);
  });

  test('the bill is paid, and nothing is left open', async () => {
    await shop.press('Pay bill');
    await shop.press('Show what it does');
    expect(await shop.shows('500.00')).toBe(true);
    await shop.press('Pay bill');
    expect(await shop.shows('Paid')).toBe(true);
    await shop.go('/grni');
    expect(await shop.shows('Everything that came has been billed')).toBe(true);
    await shop.go('/bills');
    expect(await shop.shows('CM-77')).toBe(true);
    expect(shop.browser.complaints).toEqual([]);
  });
});
