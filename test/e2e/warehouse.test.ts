import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from '../kit/browser.ts';
import { openShopWindow } from '../kit/shop-window.ts';
import { where } from '../kit/where.ts';

const BARCODE = '96385074';

/** The warehouse by keyboard: what waits is allocated, packed and shipped, and seen as stock, moves and layers. */
describe.skipIf(!hasBrowser)('a day in the warehouse, without a mouse', () => {
  let shop: Awaited<ReturnType<typeof openShopWindow>>;
  let itemId: string;
  let first: string;

  const order = async (partyId: string, qty: number, promisedOn: string) => {
    const { orderId } = await shop.dispatch<{ orderId: string }>('sales.acceptOrder', {
      partyId,
      orderedAt: '2026-01-05T09:00:00.000Z',
      orderedOn: '2026-01-05',
      promisedOn,
      currency: 'GBP',
      country: 'GB',
      lines: [{ sku: 'TEE', qty, unitPriceMicros: 10_000_000 }],
    });
    return (await shop.ask<{ number: string }>('sales.getOrder', { orderId })).number;
  };
  /** Types into the field that has the keyboard and presses Enter, as a scanner does. */
  const scan = async (code: string) => {
    await shop.browser.until(`document.activeElement?.name === 'scan' && document.activeElement.value === ''`);
    await shop.browser.type('input[name=scan]', code);
    await shop.browser.press('Enter');
  };
  const gone = async (key: string, path: string) => {
    await shop.browser.press('g');
    await shop.browser.press(key);
    await shop.browser.until(`location.hash.startsWith('#${path}')`);
  };

  beforeAll(async () => {
    shop = await openShopWindow();
    const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', {
      kind: 'customer',
      name: 'Carla Customer',
      country: 'GB',
    });
    ({ itemId } = await shop.dispatch<{ itemId: string }>('catalog.createItem', {
      sku: 'TEE',
      title: 'Organic tee',
      barcodes: [{ code: BARCODE, symbology: 'ean8' }],
    }));
    // Taken in before there is stock, so that both wait: the second is promised earlier and comes first.
    await order(partyId, 4, '2026-01-09');
    first = await order(partyId, 3, '2026-01-07');
    await shop.enter('/receipts/new');
  }, 120_000);

  afterAll(async () => {
    await shop?.close();
  });

  test('goods are received in a form: what is wrong stands beside its field and nothing typed is lost', async () => {
    const { browser } = shop;
    await browser.type('input[name="lines.0.sku"]', 'TEEX');
    await browser.type('input[name="lines.0.qty"]', '2.5');
    await browser.type('input[name="lines.0.unitCostMicros"]', '4.25');
    await browser.press('Control+Enter');
    expect(await shop.shows('Write a whole number.')).toBe(true);
    await browser.until(`document.activeElement?.name === 'lines.0.qty'`);
    await browser.run(`document.activeElement.select()`);
    await browser.type('input[name="lines.0.qty"]', '5');
    await browser.press('Control+Enter');
    expect(await shop.shows('There is no item TEEX.')).toBe(true);
    await browser.until(`document.activeElement?.name === 'lines.0.sku'`);
    await browser.run(`document.activeElement.select()`);
    await browser.type('input[name="lines.0.sku"]', 'TEE');
    await browser.press('Control+Enter');
    expect(await shop.shows('21.25')).toBe(true);
    await browser.press('Control+Enter');
    await browser.until(`location.hash.startsWith('#/stock-documents/')`);
    expect(await shop.shows('GRN-')).toBe(true);
    expect(await shop.ask('inventory.stockByItem', { itemIds: [itemId] })).toMatchObject({ rows: [{ sellable: 5 }] });
    // The refused dry run is an expected 404 in the console.
    browser.complaints.length = 0;
  });

  test('an allocation says who gets what and who stays short, and then does exactly that', async () => {
    await gone('w', '/stock');
    await gone('6', '/allocate');
    expect(await shop.shows('2 orders wait for 7 units')).toBe(true);
    await shop.browser.until(`document.activeElement?.textContent === 'Show who gets what'`);
    await shop.browser.press('Enter');
    expect(await shop.shows('2 orders get 5 units')).toBe(true);
    expect(await shop.shows('1 order stays short by 2 units')).toBe(true);
    expect(await shop.shows(`2 TEE; ${first} served first`)).toBe(true);
    await shop.browser.until(`document.activeElement?.textContent === 'Allocate 2 orders'`);
    await shop.browser.press('Enter');
    expect(await shop.shows('Nobody waits for goods that are there.')).toBe(true);
    expect(await shop.ask('inventory.stockByItem', { itemIds: [itemId] })).toMatchObject({ rows: [{ reserved: 5, available: 0 }] });
  });

  test('an order is packed by scanning and shipped; a wrong scan is said and changes nothing', async () => {
    await gone('8', '/bench/pack');
    await scan('SO-1');
    expect(await shop.shows('There is no order SO-1')).toBe(true);
    await scan(first);
    expect(await shop.shows(`${first} for Carla Customer: 3 units`)).toBe(true);
    await scan('4006381333931');
    expect(await shop.shows('4006381333931 is no barcode and no SKU of ours')).toBe(true);
    expect(await shop.browser.run<boolean>(`document.querySelector('.bench').classList.contains('wrong')`)).toBe(true);
    for (const done of [1, 2, 3]) {
      await scan(BARCODE);
      expect(await shop.shows(`TEE: ${done} of 3`)).toBe(true);
    }
    await scan('TEE');
    expect(await shop.shows('scanned 1, but only 0 more belong')).toBe(true);
    await shop.shows('Enter: ship 3 units');
    await shop.browser.until(`document.activeElement?.name === 'scan'`);
    await shop.browser.press('Enter');
    expect(await shop.shows(`${first} is shipped`)).toBe(true);
    await shop.browser.press('Escape');
    await shop.browser.until(`location.hash === '#/shipments'`);
    expect(await shop.shows('SHP-')).toBe(true);
    shop.browser.complaints.length = 0; // Codes that name nothing are expected 404s in the console.
  });

  test('what happened is seen as stock, moves and layers, and a cost leads to its receipt', async () => {
    await gone('1', '/stock');
    expect(await shop.shows('Organic tee')).toBe(true);
    await gone('2', '/moves');
    expect(await shop.shows('SHP-')).toBe(true);
    expect(await shop.shows('12.75')).toBe(true);
    await shop.go(`/items/${itemId}?tab=layers`);
    expect(await shop.shows('8.50')).toBe(true);
    const { rows } = await shop.ask<{ rows: { moveId: number }[] }>('inventory.listMoves', {
      ...where({ itemId }),
      limit: 1,
    });
    await shop.go(`/items/${itemId}?tab=why&move=${rows[0]?.moveId}`);
    expect(await shop.shows('GRN-')).toBe(true);
    expect(shop.browser.complaints).toEqual([]);
  });

  test.each(['light', 'dark'] as const)('benches, forms and the allocation are readable for everybody, %s', async (scheme) => {
    await shop.browser.scheme(scheme);
    const found: Record<string, string[]> = {};
    for (const path of [
      '/allocate',
      '/receipts/new',
      '/transfers/new',
      '/counts/new',
      '/write-downs/new',
      '/standard-costs/new',
      '/bench/pack',
      '/bench/receive',
    ]) {
      await shop.go(path);
      await shop.browser.until(`location.hash === '#${path}' && document.querySelector('h1') && !document.querySelector('.waiting')`);
      const wrong = await shop.breaches();
      if (wrong.length > 0) found[path] = wrong;
    }
    expect(found).toEqual({});
  });
});
