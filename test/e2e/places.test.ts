import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from '../kit/browser.ts';
import { openShopWindow } from '../kit/shop-window.ts';

/** Goods come in at a dock, the rules say where they belong, and the dock is emptied from the screen. */
describe.skipIf(!hasBrowser)('places of a warehouse', () => {
  let shop: Awaited<ReturnType<typeof openShopWindow>>;
  let dockId: string;

  beforeAll(async () => {
    shop = await openShopWindow({ warehouses: [{ code: 'LON', name: 'London', country: 'GB' }] });
    await shop.dispatch('catalog.createItems', {
      items: [
        { sku: 'MUG', title: 'Mug' },
        { sku: 'TEE', title: 'Tee' },
      ],
    });
    const { rows } = await shop.ask<{ rows: { id: string }[] }>('inventory.listWarehouses', {});
    const warehouseId = rows[0]?.id;
    const place = async (code: string, name: string, more: object = {}) =>
      (
        await shop.dispatch<{ locationId: string }>('inventory.createLocation', {
          warehouseId,
          code,
          name,
          status: 'sellable',
          ...more,
        })
      ).locationId;
    dockId = await place('LON-DOCK', 'Gate 1', { type: 'dock', status: 'hold' });
    const zone = await place('A', 'Small goods', { type: 'zone' });
    await place('A-02', 'Shelf 2', { parentId: zone, pathOrder: 20 });
    await place('A-01', 'Shelf 1', { parentId: zone, pathOrder: 10 });
    await shop.dispatch('inventory.setPutawayRule', { sku: 'TEE', locationId: zone });
    const lines = [
      { sku: 'TEE', qty: 12, unitCostMicros: 4_000_000 },
      { sku: 'MUG', qty: 5, unitCostMicros: 3_000_000 },
    ];
    await shop.dispatch('inventory.receiveStock', { warehouseId, locationId: dockId, lines });
    await shop.enter('/places');
  });
  afterAll(() => shop?.close());

  const held = async (code: string) => {
    const { rows } = await shop.ask<{ rows: { locationCode: string; sku: string; onHand: number }[] }>('inventory.listStock', {});
    return rows.filter((r) => r.locationCode === code).map((r) => `${r.onHand} ${r.sku}`);
  };

  test('a place is added from the list, below the zone it lies in', async () => {
    await shop.shows('Shelf 1');
    await shop.press('Add place');
    await shop.browser.until(`document.querySelector('[role=dialog] input[name=code]')`);
    await shop.browser.type('[role=dialog] input[name=code]', 'A-03');
    await shop.browser.type('[role=dialog] input[name=name]', 'Shelf 3');
    const zone = await shop.ask<{ id: string }>('inventory.getLocation', { code: 'A' });
    await shop.browser.run(`(() => {
      const choice = document.querySelector('[role=dialog] select[name=parentId]');
      Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value').set.call(choice, ${JSON.stringify(zone.id)});
      choice.dispatchEvent(new Event('change', { bubbles: true }));
    })()`);
    await shop.browser.press('Control+Enter');
    await shop.browser.until(`document.querySelector('.effects') && document.activeElement?.textContent === 'Add place'`);
    await shop.browser.press('Enter');
    await shop.shows('Shelf 3');
    expect(await shop.ask('inventory.getLocation', { code: 'A-03' })).toMatchObject({ parentCode: 'A', type: 'bin', status: 'sellable' });
  });

  test('a place that holds stock says why it cannot be closed', async () => {
    await shop.go(`/places/${dockId}`);
    await shop.shows('Gate 1');
    await shop.shows('Stock here');
    await shop.press('Close place');
    expect(await shop.shows('LON-DOCK holds 5 MUG and 1 other products. Move the stock to another place first.')).toBe(true);
    await shop.browser.press('Escape');
    await shop.browser.until(`!document.querySelector('[role=dialog] form')`);
  });

  test('what stands at the dock is put away to the places suggested', async () => {
    await shop.go('/put-away');
    await shop.shows('Rule for the product');
    await shop.shows('Stock place of the warehouse');
    await shop.press('Put all away');
    await shop.browser.until(`document.querySelector('.effects') && document.activeElement?.textContent === 'Put all away'`);
    await shop.browser.press('Enter');
    await shop.shows('Nothing stands here that would be put away.');
    expect([await held('A-03'), await held('LON-STOCK'), await held('LON-DOCK')]).toEqual([['12 TEE'], ['5 MUG'], []]);
  });

  test('the browser has nothing to complain about', () => expect(shop.browser.complaints).toEqual([]));
});
