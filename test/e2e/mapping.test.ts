import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from '../kit/browser.ts';
import { channelSale } from '../kit/channel-sale.ts';
import { openShopWindow } from '../kit/shop-window.ts';

/** SKUs of a channel that mean nothing yet: mapped many at once out of a spreadsheet, changed, and exceptions closed together. */
describe.skipIf(!hasBrowser)('unknown SKUs are mapped many at once', () => {
  let shop: Awaited<ReturnType<typeof openShopWindow>>;
  let channelId: string;

  beforeAll(async () => {
    shop = await openShopWindow();
    const items = ['TEE', 'MUG'].map((sku) => ({ sku, title: `Our ${sku.toLowerCase()}` }));
    await shop.dispatch('catalog.createItems', { items });
    const web = { code: 'web', name: 'Web shop', connector: 'csv', zone: 'Europe/London', currency: 'GBP', payment: 'on-account' };
    ({ channelId } = await shop.dispatch<{ channelId: string }>('channels.createChannel', web));
    await shop.dispatch('channels.openRun', { runId: 'run_web', channelId, source: 'web.csv', sourceHash: 'a'.repeat(64) });
    const records = ['W-TEE', 'W-MUG', 'W-POST'].map((sku, i) => channelSale({ externalId: `W-${i}`, sku }));
    await shop.dispatch('channels.importBatch', { channelId, runId: 'run_web', records });
    await shop.enter('/mapping');
  }, 120_000);
  afterAll(() => shop?.close());

  const paste = (text: string) =>
    shop.browser.until(`(() => {
      const field = document.querySelector('table.lines input[name="lines.0.item"]');
      if (!field) return false;
      field.focus();
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', ${JSON.stringify(text)});
      field.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }));
      return true;
    })()`);

  test('what is pasted is shown with what is wrong beside its line, and nothing is sent', async () => {
    await shop.browser.until(
      `[...document.querySelectorAll('a')].find((a) => a.textContent === 'Map many')?.click() ?? location.hash.includes(${JSON.stringify(channelId)})`,
    );
    await paste('W-TEE\tTEE\nW-MUG\tMOG');
    expect(await shop.shows('W-MUG: there is no item MOG here.')).toBe(true);
    expect(await shop.breaches()).toEqual([]);
    await shop.browser.press('Escape');
    await shop.browser.until(`!document.querySelector('[role=dialog]')`);
    expect(await shop.ask('channels.listSkuMeanings', {})).toEqual({ rows: [] });
  });

  test('corrected, it is taken over, looked at and done: what waited came in', async () => {
    await paste('SKU of the channel\tItem here, or item and pack\tOr a charge\nW-TEE\tTEE\t\nW-MUG\tMUG\t\nW-POST\t\tShipping revenue');
    await shop.browser.until(`document.querySelector('[role=dialog] .effects')`);
    await shop.press('Take over 3 rows');
    expect(await shop.shows('Our mug')).toBe(true);
    await shop.browser.press('Control+Enter');
    await shop.browser.until(`document.querySelector('.effects') && !document.querySelector('[role=dialog]')`);
    await shop.browser.press('Control+Enter');
    await shop.browser.until(`location.hash.startsWith('#/sku-meanings')`);
    expect(await shop.shows('Shipping revenue')).toBe(true);
    const { rows } = await shop.ask<{ rows: unknown[] }>('channels.listUnknownSkus', {});
    expect(rows).toEqual([]);
    // Two are orders; postage alone is a charge without one.
    expect(await shop.ask('sales.countOrders', {})).toMatchObject({ count: 2 });
  });

  test('a meaning is changed where it is shown', async () => {
    await shop.go(`/sku-meanings/${channelId}/W-MUG`);
    await shop.press('Change meaning');
    const field = '[role=dialog] input[name=item]';
    await shop.browser.until(`document.querySelector('${field}') && (document.querySelector('${field}').select(), true)`);
    await shop.browser.type(field, 'TEE');
    await shop.browser.press('Control+Enter');
    await shop.confirm('Change meaning');
    expect(await shop.shows('TEE Our tee')).toBe(true);
    expect(shop.browser.complaints).toEqual([]);
  });
});
