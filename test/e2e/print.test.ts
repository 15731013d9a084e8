import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { hasBrowser } from '../kit/browser.ts';
import { openShopWindow } from '../kit/shop-window.ts';
import { where } from '../kit/where.ts';

/** Documents as a person prints them in a browser: the PDF opens in a tab of its own. */
describe.skipIf(!hasBrowser)('printing in a browser', () => {
  let shop: Awaited<ReturnType<typeof openShopWindow>>;
  let orderId = '';

  beforeAll(async () => {
    shop = await openShopWindow();
    await shop.dispatch('catalog.createItem', { sku: 'TEE-M', title: 'White tee shirt' });
    const { rows } = await shop.ask<{ rows: { id: string; code: string }[] }>('inventory.listWarehouses', {});
    const warehouseId = rows.find((w) => w.code === 'LON')?.id;
    await shop.dispatch('inventory.postOpening', { warehouseId, lines: [{ sku: 'TEE-M', qty: 5, unitCostMicros: 4_000_000 }] });
    const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'customer', name: 'Ann', country: 'GB' });
    ({ orderId } = await shop.dispatch<{ orderId: string }>('sales.acceptOrder', {
      partyId,
      currency: 'GBP',
      country: 'GB',
      orderedAt: '2026-01-05T09:00:00.000Z',
      orderedOn: '2026-01-05',
      lines: [{ sku: 'TEE-M', qty: 2, unitPriceMicros: 10_000_000 }],
    }));
    await shop.dispatch('fulfillment.allocateOrder', { orderId });
    await shop.enter(`/orders/${orderId}`);
  });
  afterAll(() => shop?.close());

  /** Addresses of the pages the browser has open. */
  const pages = async () => {
    const { targetInfos } = (await shop.browser.tell('Target.getTargets')) as { targetInfos: { type: string; url: string }[] };
    return targetInfos.filter((target) => target.type === 'page').map((target) => target.url);
  };

  /** Presses a button as a hand does: without one a browser opens no window. */
  const pressByHand = async (text: string) => {
    await shop.browser.until(`(() => {
      const found = [...document.querySelectorAll('button')].find((b) => b.textContent === ${JSON.stringify(text)} && !b.disabled);
      found?.focus();
      return Boolean(found);
    })()`);
    await shop.browser.press('Enter');
  };

  test('the pick list of an order opens as a PDF beside the page', async () => {
    await pressByHand('Print');
    const opened = async () => (await pages()).filter((url) => url.startsWith(`blob:${shop.server.url}/`));
    await vi.waitFor(async () => expect(await opened()).toHaveLength(1), { timeout: 30_000 });
    expect(shop.browser.complaints).toEqual([]);
  });

  test('a shipment offers its slip and its label, and its invoice is printed from its own page', async () => {
    await shop.dispatch('fulfillment.shipOrder', { orderId });
    const [shipment] = (await shop.ask<{ rows: { id: string; invoiceId: string }[] }>('fulfillment.listShipments', where({ orderId })))
      .rows;
    await shop.go(`/shipments/${shipment?.id}`);
    await shop.press('Print');
    await shop.shows('Packing slip SHP-');
    await shop.shows('Label SHP-');
    await shop.browser.press('Escape');
    const [invoice] = (await shop.ask<{ invoices: { id: string; number: string }[] }>('sales.getOrder', { orderId })).invoices;
    await shop.go(`/invoices/${invoice?.id}`);
    await shop.shows(invoice?.number ?? 'no invoice');
    // The window that opens belongs to the browser; what it is given is looked at on its way.
    await shop.browser.run(`URL.createObjectURL = (made) => { globalThis.made = made; return 'about:blank'; }`);
    await pressByHand('Print');
    await shop.browser.until('globalThis.made');
    expect(await shop.browser.run('globalThis.made.slice(0, 5).text()')).toBe('%PDF-');
    expect(await shop.ask('documents.getPrinted', { invoiceId: invoice?.id })).toMatchObject({ fileId: expect.any(String) as unknown });
  });
});
