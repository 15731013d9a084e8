import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from '../kit/browser.ts';
import { openShopWindow } from '../kit/shop-window.ts';

/** Selling by hand in a real browser: prices agreed with a customer are pasted in, and an order takes them. */
describe.skipIf(!hasBrowser)('orders taken by hand', () => {
  let shop: Awaited<ReturnType<typeof openShopWindow>>;
  const choose = (name: string, value: string) =>
    shop.browser.until(`(() => {
      const field = document.querySelector('[role=dialog] select[name=${name}]');
      if (![...(field?.options ?? [])].some((o) => o.value === ${JSON.stringify(value)})) return false;
      Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value').set.call(field, ${JSON.stringify(value)});
      field.dispatchEvent(new Event('change', { bubbles: true }));
      return true;
    })()`);

  beforeAll(async () => {
    shop = await openShopWindow();
    await shop.dispatch('catalog.createItems', {
      items: [
        { sku: 'TEE', title: 'Organic tee', priceMicros: 20_000_000 },
        { sku: 'MUG', title: 'Mug', priceMicros: 10_000_000 },
      ],
    });
    for (const name of ['Ann Archer', 'Annabel Baker'])
      await shop.dispatch('parties.createParty', { kind: 'customer', name, country: 'GB' });
    await shop.enter('/price-lists/new');
  }, 120_000);
  afterAll(async () => {
    await shop?.close();
  });

  test('prices of a spreadsheet are pasted into a price list after a look at them', async () => {
    const { browser } = shop;
    await browser.type('input[name="name"]', 'Archer 2026');
    await browser.type('input[name="offPercent"]', '5');
    await browser.type('input[name="customers"]', 'Ann Archer');
    expect(await shop.shows('1 customer')).toBe(true);
    await browser.run(`(() => {
      const field = document.querySelector('input[name="lines.0.sku"]');
      field.focus();
      const clip = new DataTransfer();
      clip.setData('text/plain', 'TEE\\t1\\t18\\nTEE\\t10\\t15.50');
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: clip, bubbles: true, cancelable: true }));
    })()`);
    expect(await shop.shows('Paste 2 rows')).toBe(true);
    expect(await shop.breaches()).toEqual([]);
    await shop.press('Take over 2 rows');
    await browser.until(`document.querySelector('input[name="lines.1.priceMicros"]')?.value === '15.50'`);
    await browser.press('Control+Enter');
    expect(await shop.shows('1 new')).toBe(true);
    await browser.press('Control+Enter');
    await browser.until(`location.hash === '#/price-lists'`);
    expect(await shop.shows('Archer 2026')).toBe(true);
  });

  test('payment terms are made: half in ten days, the rest in forty, two per cent less in five', async () => {
    const { browser } = shop;
    await shop.go('/payment-terms');
    await shop.go('/payment-terms?add=yes');
    await browser.until(`document.querySelector('input[name="code"]')`);
    for (const [name, text] of Object.entries({ code: 'HALF', name: 'Half and half', discountShare: '2', discountDays: '5' }))
      await browser.type(`input[name="${name}"]`, text);
    await browser.type('input[name="share0"]', '50');
    await browser.type('input[name="days0"]', '10');
    await browser.type('input[name="days1"]', '40');
    await browser.press('Control+Enter');
    expect(await shop.shows('1 new')).toBe(true);
    await browser.press('Control+Enter');
    await browser.until(`location.hash === '#/payment-terms'`);
    expect(await shop.shows('the rest after 40 days')).toBe(true);
    expect(await shop.breaches()).toEqual([]);
  });

  test('a customer is given these terms', async () => {
    const { browser } = shop;
    const { rows } = await shop.ask<{ rows: { id: string }[] }>('parties.listParties', {
      filter: [{ column: 'name', op: 'eq', value: 'Ann Archer' }],
    });
    await shop.go(`/customers/${rows[0]?.id}`);
    await shop.press('Set terms');
    await browser.until(`document.querySelector('[role=dialog] select[name="paymentTerms"]')`);
    await choose('paymentTerms', 'HALF');
    await browser.press('Control+Enter');
    await shop.confirm('Set terms');
    expect(await shop.shows('Half and half')).toBe(true);
  });

  test('an order takes the price of the list and says so', async () => {
    const { browser } = shop;
    await shop.go('/orders/new');
    await browser.until(`document.querySelector('input[name="customer"]')`);
    await browser.type('input[name="customer"]', 'Ann Archer');
    await browser.type('input[name="lines.0.sku"]', 'TEE');
    await browser.type('input[name="lines.0.qty"]', '10');
    expect(await shop.shows('15.50 · Archer 2026')).toBe(true);
    await browser.type('input[name="lines.1.sku"]', 'MUG');
    await browser.type('input[name="lines.1.qty"]', '1');
    expect(await shop.shows('9.50 · Archer 2026')).toBe(true);
    expect(await shop.breaches()).toEqual([]);
    await browser.press('Control+Enter');
    expect(await shop.shows('new')).toBe(true);
    await browser.until(`document.activeElement?.textContent === 'Take order'`);
    await browser.press('Control+Enter');
    await browser.until(`location.hash.startsWith('#/orders/so_')`);
    expect(await shop.shows('164.50')).toBe(true);
    const link = `document.querySelector('a[href*="/price-lists/prl_"]')?.title`;
    await browser.until(`${link} === 'By the price list Archer 2026' || document.querySelector('[title="By the price list Archer 2026"]')`);
  });

  test('goods that came back of a sale nobody knows are taken into quarantine, at a cost somebody states', async () => {
    const { browser } = shop;
    await shop.go('/returns');
    expect(await shop.shows('Receive goods of no known sale')).toBe(true);
    await browser.press('n');
    await browser.until(`location.hash === '#/returns/new' && document.querySelector('input[name="customer"]')`);
    await browser.type('input[name="customer"]', 'Nobody');
    await browser.type('input[name="lines.0.sku"]', 'MUG');
    await browser.type('input[name="lines.0.qty"]', '2');
    await browser.press('Control+Enter');
    expect(await shop.shows('Choose a customer from those offered.')).toBe(true);
    await browser.run(`document.querySelector('input[name="customer"]').select()`);
    await browser.type('input[name="customer"]', 'Annabel Baker');
    expect(await shop.shows('Annabel Baker')).toBe(true);
    // A mug was never bought: nobody knows what it costs.
    await browser.until(`document.querySelector('[role=option]')`);
    await browser.press('Control+Enter');
    await browser.until(`document.querySelector('[name="lines.0.unitCostMicros"][aria-invalid=true]')`);
    expect(await shop.breaches()).toEqual([]);
    await browser.type('input[name="lines.0.unitCostMicros"]', '4');
    await browser.press('Control+Enter');
    await browser.until(`document.activeElement?.textContent === 'Receive goods of no known sale'`);
    await browser.press('Control+Enter');
    await browser.until(`location.hash.startsWith('#/returns/ret_')`);
    expect(await shop.shows('8.00')).toBe(true);
  });

  test('goods a customer announces are expected before they come', async () => {
    const { browser } = shop;
    const { rows } = await shop.ask<{ rows: { id: string; locations: { id: string }[] }[] }>('inventory.listWarehouses', {});
    const lines = [
      { sku: 'TEE', qty: 20, unitCostMicros: 4_000_000 },
      { sku: 'MUG', qty: 5, unitCostMicros: 4_000_000 },
    ];
    await shop.dispatch('inventory.receiveStock', { warehouseId: rows[0]?.id, lines });
    const order = await shop.ask<{ rows: { id: string }[] }>('sales.listOrders', { limit: 1 });
    await shop.dispatch('fulfillment.fulfillOrder', { orderId: order.rows[0]?.id });
    const invoices = await shop.ask<{ rows: { id: string }[] }>('sales.listInvoices', { limit: 1 });
    await shop.go(`/invoices/${invoices.rows[0]?.id}`);
    expect(await shop.shows('Due on')).toBe(true);
    await shop.press('Expect goods back');
    await browser.until(`document.querySelector('[role=dialog] form input')`);
    await browser.type('[role=dialog] form input', '3');
    await browser.press('Enter');
    await shop.confirm('Expect goods back');
    await shop.go('/returns');
    expect(await shop.shows('Expected')).toBe(true);
  });
});
