import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rateFrom } from '../../preload/contract/values/rate.ts';
import { hasBrowser } from '../kit/browser.ts';
import { openShopWindow } from '../kit/shop-window.ts';

/** Buying abroad in a real browser: a rate is entered, a bill in dollars read and paid, and a month brought to the rate of its last day. */
describe.skipIf(!hasBrowser)('other currencies', () => {
  let shop: Awaited<ReturnType<typeof openShopWindow>>;
  let orderId: string;
  let billId: string;

  /** A picture in light and dark, where somebody wants to look; neither has anything axe objects to. */
  async function looked(name: string): Promise<void> {
    for (const scheme of ['light', 'dark'] as const) {
      await shop.browser.scheme(scheme);
      const folder = process.env['COUNTINGHOUSE_SHOTS'];
      if (folder !== undefined) writeFileSync(join(folder, `fx-${name}-${scheme}.png`), await shop.browser.screenshot());
      expect(await shop.breaches()).toEqual([]);
    }
    await shop.browser.scheme('light');
  }
  /** Answers what a dialog asks; a day cannot be typed through the protocol, so the field is told. */
  const answer = (name: string, text: string) =>
    shop.browser.until(`(() => {
      const field = document.querySelector('[role=dialog] input[name=${name}]');
      if (!field) return false;
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, ${JSON.stringify(text)});
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.focus();
      return true;
    })()`);
  const confirm = async (verb: string) => {
    await shop.browser.press('Control+Enter');
    await shop.browser.until(`document.querySelector('.effects') && document.activeElement?.textContent === ${JSON.stringify(verb)}`);
    await shop.browser.press('Enter');
    await shop.browser.until(`!document.querySelector('[role=dialog]')`);
  };
  const rate = (on: string, text: string) => shop.dispatch('accounting.setRate', { currency: 'USD', on, rate: rateFrom(text) });

  beforeAll(async () => {
    shop = await openShopWindow();
    await shop.dispatch('catalog.createItem', { sku: 'TEE', title: 'Organic tee' });
    await shop.dispatch('closing.openYear', { startsOn: '2026-01-01' });
    await shop.enter('/exchange-rates');
  }, 120_000);
  afterAll(() => shop?.close());

  test('a rate is entered; what is no rate is said beside its field', async () => {
    expect(await shop.shows('No rate is known')).toBe(true);
    await shop.press('Enter rate');
    await answer('currency', 'usd');
    await answer('on', '2026-01-20');
    await answer('rate', '0');
    await shop.browser.press('Control+Enter');
    expect(await shop.shows('Write a rate above nought')).toBe(true);
    await answer('rate', '0.9');
    await confirm('Enter rate');
    expect(await shop.shows('USD US Dollar')).toBe(true);
    expect(await shop.shows('1 USD = 0.9 GBP')).toBe(true);
    await looked('rates');
    await shop.go('/exchange-rates/USD.2026-01-20');
    expect(await shop.shows('Correct rate')).toBe(true);
    await looked('rate');
  });

  test('a file of rates is looked at before it comes in', async () => {
    await shop.go('/exchange-rates/import');
    const content = 'Date,USD,GBP\n2026-01-20,1.25,1\n2026-01-26,1.0,0.92\n2026-01-31,1.0,0.95\n';
    await shop.browser.until(`(() => {
      const place = document.querySelector('.drop');
      if (!place) return false;
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([${JSON.stringify(content)}], 'rates.csv'));
      place.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
      return true;
    })()`);
    expect(await shop.shows('There with another value')).toBe(true);
    await looked('import');
    await shop.press('Import 5 rates');
    expect(await shop.shows('5 rates came in, 0 were replaced')).toBe(true);
  });

  test('an order to a supplier abroad has its prices in their currency', async () => {
    const supplier = { kind: 'supplier', name: 'Denim Works', country: 'US', currency: 'USD' };
    const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', supplier);
    const { rows } = await shop.ask<{ rows: { id: string }[] }>('inventory.listWarehouses', {});
    await shop.go('/purchase-orders/new');
    expect(await shop.shows('Price USD')).toBe(true);
    const lines = [{ sku: 'TEE', qty: 100, priceMicros: 1_000_000 }];
    const order = { partyId, warehouseId: rows[0]?.id, confirm: true, on: '2026-01-19', lines };
    ({ orderId } = await shop.dispatch<{ orderId: string }>('purchasing.createOrder', order));
    await shop.dispatch('purchasing.receiveOrder', { orderId, on: '2026-01-20', at: '2026-01-20T09:00:00.000Z' });
    await shop.go(`/purchase-orders/${orderId}`);
    expect(await shop.shows('Price USD')).toBe(true);
    expect(await shop.shows('Not invoiced GBP')).toBe(true);
    await looked('order');
    const billed = [{ orderId, lineNo: 1, qty: 100, unitPriceMicros: 1_050_000 }];
    const bill = { partyId, reference: 'DW-1', on: '2026-01-26', lines: billed };
    ({ billId } = await shop.dispatch<{ billId: string }>('purchasing.postBill', bill));
    await shop.go(`/bills/${billId}`);
    expect(await shop.shows('To pay USD')).toBe(true);
    expect(await shop.shows('Rate for one USD')).toBe(true);
    expect(await shop.shows('96.60')).toBe(true);
    await looked('bill');
  });

  test('a month is brought to the rate of its last day', async () => {
    await shop.go('/accruals/2026-01');
    expect(await shop.shows('Revaluation of other currencies')).toBe(true);
    await shop.go('/revaluations/2026-01');
    expect(await shop.shows('\u221299.75')).toBe(true);
    expect(await shop.shows('\u22123.15')).toBe(true);
    await looked('revaluation');
    await shop.press('Post revaluation');
    expect(await shop.shows('Worth \u221299.75')).toBe(true);
    await looked('revaluation-preview');
    await shop.confirm('Post revaluation');
    expect(await shop.shows('Take revaluation back')).toBe(true);
    await looked('revalued');
  });

  test('the bill is paid at what the bank took, and the rest is a difference of rates', async () => {
    await rate('2026-02-02', '0.95');
    await shop.go(`/bills/${billId}`);
    await shop.press('Pay bill');
    await answer('on', '2026-02-02');
    await answer('taken', '99.75');
    await shop.browser.press('Control+Enter');
    expect(await shop.shows('Exchange differences')).toBe(true);
    expect(await shop.shows('3.15')).toBe(true);
    await looked('payment');
    await shop.browser.until(`document.activeElement?.textContent === 'Pay bill'`);
    await shop.browser.press('Enter');
    expect(await shop.shows('Paid')).toBe(true);
    expect(shop.browser.complaints).toEqual([]);
  });
});
