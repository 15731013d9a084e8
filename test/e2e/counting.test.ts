import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from '../kit/browser.ts';
import { openShopWindow } from '../kit/shop-window.ts';

/** A place is planned, counted blind, counted again where it is far off, and booked. */
describe.skipIf(!hasBrowser)('counting by plan', () => {
  let shop: Awaited<ReturnType<typeof openShopWindow>>;

  beforeAll(async () => {
    shop = await openShopWindow({ warehouses: [{ code: 'LON', name: 'London', country: 'GB' }] });
    await shop.dispatch('catalog.createItem', { sku: 'TEE', title: 'Tee' });
    const { rows } = await shop.ask<{ rows: { id: string }[] }>('inventory.listWarehouses', {});
    await shop.dispatch('inventory.receiveStock', {
      warehouseId: rows[0]?.id,
      lines: [{ sku: 'TEE', qty: 12, unitCostMicros: 4_000_000 }],
    });
    await shop.enter('/count-tasks');
  });
  afterAll(() => shop?.close());

  const type = async (counted: string) => {
    const field = `[...document.querySelectorAll('main input')].find((i) => /counted/i.test(i.name + i.getAttribute('aria-label')))`;
    await shop.browser.until(field);
    await shop.browser.run(`${field}.focus()`);
    await shop.browser.type(':focus', counted);
    await shop.browser.press('Control+Enter');
    await shop.confirm('Keep what was counted');
  };

  test('the plan makes a count of the place that is due', async () => {
    await shop.shows('Plan counts makes one of each place that is due');
    await shop.press('Plan counts');
    await shop.browser.until(`document.querySelector('[role=dialog] input[name=limit]')`);
    await shop.browser.press('Control+Enter');
    await shop.confirm('Plan counts');
    expect(await shop.shows('LON-STOCK')).toBe(true);
  });

  test('what is expected is told only after it was counted, twice where it is far off', async () => {
    const { rows } = await shop.ask<{ rows: { id: string }[] }>('inventory.listCountTasks', {});
    await shop.go(`/count-tasks/${rows[0]?.id}`);
    await shop.shows('Type what stands there');
    expect(await shop.browser.text()).not.toContain('12');
    await type('9');
    await shop.shows('Count the products marked once more');
    await type('9');
    await shop.shows('Expected');
    await shop.shows('12');
    await shop.press('Book differences');
    await shop.browser.until(`document.querySelector('[role=dialog] form')`);
    await shop.browser.press('Control+Enter');
    await shop.confirm('Book differences');
    await shop.shows('Posted');
    const { rows: held } = await shop.ask<{ rows: { onHand: number }[] }>('inventory.listStock', {});
    expect(held.map((r) => r.onHand)).toEqual([9]);
  });

  test('the browser has nothing to complain about', () => expect(shop.browser.complaints).toEqual([]));
});
