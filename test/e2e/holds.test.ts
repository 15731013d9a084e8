import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from '../kit/browser.ts';
import { channelSale } from '../kit/channel-sale.ts';
import { openShopWindow } from '../kit/shop-window.ts';

/** A rule, from its form to the order it holds, the queue it waits in, and the parcel that leaves when somebody decided. */
describe.skipIf(!hasBrowser)('orders on hold in the browser', () => {
  let shop: Awaited<ReturnType<typeof openShopWindow>>;
  let channelId: string;

  const looks = async (name: string) => {
    for (const scheme of ['light', 'dark'] as const) {
      await shop.browser.scheme(scheme);
      expect(await shop.breaches()).toEqual([]);
      await picture(`${name}-${scheme}`);
    }
    await shop.browser.scheme('light');
  };
  const picture = async (name: string) => {
    const folder = process.env['SHOTS'];
    if (folder === undefined) return;
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/${name}.png`, await shop.browser.screenshot());
  };
  const choose = (name: string, value: string) =>
    shop.browser.run(`(() => {
      const field = document.querySelector('select[name=${name}]');
      Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value').set.call(field, ${JSON.stringify(value)});
      field.dispatchEvent(new Event('change', { bubbles: true }));
    })()`);
  const chooseAll = async () => {
    await shop.browser.until(`document.querySelectorAll('.ag-row .cell').length > 0`);
    await shop.browser.press('j');
    await shop.browser.press('x');
    await shop.press('Choose all 2 that match');
  };
  const take = async (externalId: string, qty: number) => {
    await shop.dispatch('channels.importBatch', { channelId, runId: 'run_web', records: [channelSale({ externalId, sku: 'TEE', qty })] });
    return shop.ask<{ id: string; number: string }>('sales.getOrder', { channelId, externalId });
  };

  beforeAll(async () => {
    shop = await openShopWindow({ warehouses: [{ code: 'LON', name: 'London', country: 'GB' }] });
    await shop.dispatch('catalog.createItem', { sku: 'TEE', title: 'Tee' });
    const { rows } = await shop.ask<{ rows: { id: string }[] }>('inventory.listWarehouses', {});
    const lines = [{ sku: 'TEE', qty: 50, unitCostMicros: 4_000_000 }];
    await shop.dispatch('inventory.postOpening', { warehouseId: rows[0]?.id, on: '2026-01-05', at: '2026-01-05T08:00:00.000Z', lines });
    const web = { code: 'web', name: 'Web shop', connector: 'csv', zone: 'Europe/London', currency: 'GBP', payment: 'on-account' };
    ({ channelId } = await shop.dispatch<{ channelId: string }>('channels.createChannel', web));
    await shop.dispatch('channels.openRun', { runId: 'run_web', channelId, source: 'web.csv', sourceHash: 'c'.repeat(64) });
    await take('W-1', 2);
    await shop.enter('/hold-rules');
  }, 120_000);
  afterAll(() => shop?.close());

  test('a rule is typed, tried on the orders there are, and saved', async () => {
    expect(await shop.shows('Lines do not add up to the total of the channel')).toBe(true);
    await looks('rules');
    await shop.go('/hold-rules/new');
    await shop.browser.until(`document.querySelector('input[name=code]')`);
    await shop.browser.type('input[name=code]', 'dear');
    await shop.browser.type('input[name=name]', 'Dear orders');
    await choose('owner', 'role/support');
    await shop.browser.type('input[name=amount]', '20.00');
    await shop.browser.type('input[name=slaHours]', '4');
    await shop.browser.type('input[name=channels]', 'web');
    await shop.press('Try on the last orders');
    expect(await shop.shows('Would have held 1 of the last 1 orders')).toBe(true);
    await looks('rule');
    await shop.browser.run(`document.querySelector('input[name=name]').focus()`);
    await shop.browser.press('Control+Enter');
    await shop.confirm('Save rule');
    expect(await shop.shows('A total of more than 20.00 GBP')).toBe(true);
  });

  test('what comes in after that waits, and home says so', async () => {
    await take('W-2', 2);
    await take('W-3', 3);
    await shop.go('/');
    const tile = `document.querySelector('a[href="#/holds?severity=block"]')`;
    await shop.browser.until(`/\\b2\\b/.test(${tile}?.innerText ?? '')`);
    await shop.browser.run(`${tile}.click()`);
    expect(await shop.shows('comes to 24.00, the limit is 20.00')).toBe(true);
    expect(await shop.browser.run<string>('location.hash')).toBe('#/holds');
    await looks('queue');
  });

  test('the page of an order says why it is held, in figures', async () => {
    const order = await shop.ask<{ id: string }>('sales.getOrder', { channelId, externalId: 'W-3' });
    await shop.go(`/orders/${order.id}?tab=holds`);
    for (const text of ['Blocks: Dear orders', 'comes to 36.00, the limit is 20.00', 'Support', 'Decide by'])
      expect(await shop.shows(text)).toBe(true);
    await looks('order');
    await shop.go('/holds');
    await shop.shows('comes to 24.00');
  });

  test('holds are taken on and lifted together with one reason, and the orders leave', async () => {
    await shop.browser.until(`document.querySelectorAll('.ag-row .cell').length > 0`);
    await chooseAll();
    await shop.press('Take on');
    expect(await shop.shows('2 rows would be done.')).toBe(true);
    await shop.press('Take on (2)');
    await shop.shows('2 rows are done.');
    await shop.press('Close');
    await shop.browser.until(`document.querySelector('.ag-row [col-id=assignee]')?.innerText === 'Olive Owner'`);
    await shop.go('/orders');
    await shop.browser.until(`location.hash === '#/orders' && document.querySelector('h1')?.innerText === 'Orders'`);
    await shop.go('/holds');
    await shop.shows('comes to 24.00');
    await chooseAll();
    await shop.press('Lift holds');
    await shop.browser.until(`document.querySelector('[role=dialog] input[name=reason]')`);
    await shop.browser.type('[role=dialog] input[name=reason]', 'Called both of them');
    await shop.press('Show what it does with 2 rows');
    await shop.shows('2 rows would be done.');
    await looks('lift');
    await shop.press('Lift holds (2)');
    await shop.shows('2 rows are done.');
    await shop.press('Close');
    expect(await shop.shows('0 rows')).toBe(true);
    const order = await shop.ask<{ id: string }>('sales.getOrder', { channelId, externalId: 'W-2' });
    await shop.go(`/orders/${order.id}`);
    await shop.press('Ship order');
    await shop.confirm('Ship order');
    await shop.browser.until(`document.querySelector('.state')?.textContent === 'Completed'`);
    expect(shop.browser.complaints).toEqual([]);
  });
});
