import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from '../kit/browser.ts';
import { openShopWindow } from '../kit/shop-window.ts';

/** The frame around every screen: palette, keys, jobs, how the window looks. */
describe.skipIf(!hasBrowser)('the frame', () => {
  let shop: Awaited<ReturnType<typeof openShopWindow>>;
  let orderId: string;

  beforeAll(async () => {
    shop = await openShopWindow();
    const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', {
      kind: 'customer',
      name: 'Carla Customer',
      country: 'GB',
    });
    await shop.dispatch('catalog.createItem', { sku: 'TEE', title: 'Tee' });
    ({ orderId } = await shop.dispatch<{ orderId: string }>('sales.acceptOrder', {
      partyId,
      orderedAt: '2026-01-05T09:00:00.000Z',
      orderedOn: '2026-01-05',
      currency: 'GBP',
      country: 'GB',
      lines: [{ sku: 'TEE', qty: 3, unitPriceMicros: 5_000_000 }],
    }));
  }, 120_000);
  afterAll(() => shop?.close());

  const picture = async (name: string) => {
    const folder = process.env['COUNTINGHOUSE_SHOTS'];
    if (!folder) return;
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/${name}.png`, await shop.browser.screenshot());
  };
  const lines = `[...document.querySelectorAll('.palette-line')].map((l) => l.innerText)`;
  const typed = (text: string) => shop.browser.type('input[placeholder^="Go to a room"]', text);

  test('Ctrl K lists what can be done on the screen in view and does it by keyboard alone', async () => {
    const { browser } = shop;
    await shop.enter(`/orders/${orderId}`);
    await shop.shows('Cancel order');
    await browser.press('Control+k');
    await browser.until(`${lines}[0] === 'Ship order' && ${lines}.includes('Cancel order')`);
    await picture('palette');
    expect(await shop.breaches()).toEqual([]);
    await typed('cancel');
    await browser.until(`${lines}.length === 1`);
    await browser.press('Enter');
    await browser.until(`document.querySelector('[role=dialog]')?.innerText.startsWith('Cancel order')`);
    await browser.press('Escape');
    await browser.until(`!document.querySelector('[role=dialog]')`);
  });

  test('the palette goes to rooms and back to records looked at last', async () => {
    const { browser } = shop;
    await browser.press('Control+k');
    await typed('trial');
    await browser.until(`${lines}.length === 1`);
    await browser.press('ArrowDown');
    await browser.press('Enter');
    await browser.until(`location.hash === '#/trial-balance'`);
    await browser.press('Control+k');
    await typed('orders so');
    await browser.until(`${lines}.length === 1`);
    await browser.press('Enter');
    await browser.until(`location.hash === '#/orders/${orderId}'`);
    expect(await shop.shows('Carla Customer')).toBe(true);
  });

  test('the palette finds records by SKU, number and name, and opens them', async () => {
    const { browser } = shop;
    await shop.go('/trial-balance');
    await browser.press('Control+k');
    await typed('carla');
    await browser.until(`${lines}.some((l) => l.startsWith('Carla Customer'))`);
    await picture('found');
    await browser.press('Escape');
    await browser.until(`${lines}.length === 0`);
    await browser.press('Control+k');
    await typed('SO-2026-000001');
    await browser.until(`${lines}.some((l) => l.includes('order'))`);
    await browser.press('Enter');
    await browser.until(`location.hash === '#/orders/${orderId}'`);
    expect(await shop.shows('Carla Customer')).toBe(true);
  });

  test('? shows the keys of the screen, and a letter typed into a field stays a letter', async () => {
    const { browser } = shop;
    await browser.press('?');
    expect(await shop.shows('Go to a room')).toBe(true);
    await picture('keys');
    expect(await shop.breaches()).toEqual([]);
    await browser.press('Escape');
    await browser.until(`!document.body.innerText.includes('Go to a room')`);
  });

  test('the tray of jobs says what will appear in it', async () => {
    await shop.press('Jobs');
    expect(await shop.shows('Nothing runs. Imports, exports and long calculations appear here.')).toBe(true);
    await picture('jobs');
    expect(await shop.breaches()).toEqual([]);
    await shop.browser.press('Escape');
  });

  test('colours and height of rows are the choice of the window and last over a reload', async () => {
    const { browser } = shop;
    await shop.press('Olive Owner: choose a password');
    expect(await shop.shows('As the system')).toBe(true);
    await picture('person');
    expect(await shop.breaches()).toEqual([]);
    await shop.press('Roomy');
    await shop.press('Dark');
    await browser.until(`document.documentElement.dataset.mantineColorScheme === 'dark'`);
    await browser.run('location.reload()');
    await browser.until(
      `document.documentElement?.dataset.density === 'roomy' && document.documentElement.dataset.mantineColorScheme === 'dark'`,
    );
    await shop.shows('Connected');
    await picture('dark');
  });

  test('nothing was blocked by the content security policy and nothing threw', () => {
    expect(shop.browser.complaints).toEqual([]);
  });
});
