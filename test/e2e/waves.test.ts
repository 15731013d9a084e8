import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from '../kit/browser.ts';
import { openShopWindow } from '../kit/shop-window.ts';

/** A service with its cut-off, a template of what leaves by then, its preview, and the wave it releases. */
describe.skipIf(!hasBrowser)('waves by template in the browser', () => {
  let shop: Awaited<ReturnType<typeof openShopWindow>>;
  let warehouseId: string;
  let express: { id: string; number: string };
  let other: { id: string; number: string };

  const order = async (partyId: string): Promise<{ id: string; number: string }> => {
    const { orderId } = await shop.dispatch<{ orderId: string }>('sales.acceptOrder', {
      partyId,
      orderedAt: '2026-01-05T09:00:00.000Z',
      orderedOn: '2026-01-05',
      currency: 'GBP',
      country: 'GB',
      payment: 'at-shipment',
      lines: [{ sku: 'TEE', qty: 2, unitPriceMicros: 10_000_000 }],
    });
    return { id: orderId, number: (await shop.ask<{ number: string }>('sales.getOrder', { orderId })).number };
  };
  const choose = (name: string, text: string) =>
    shop.browser.until(`(() => {
      const field = [...document.querySelectorAll('select[name=${name}]')].at(-1);
      const option = field && [...field.options].find((o) => o.text === ${JSON.stringify(text)});
      if (!option) return false;
      Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value').set.call(field, option.value);
      field.dispatchEvent(new Event('change', { bubbles: true }));
      return true;
    })()`);
  const type = async (name: string, text: string) => {
    const field = `input[name="${name}"]`;
    await shop.browser.until(`document.querySelector('${field}')`);
    await shop.browser.run(`document.querySelector('${field}').select()`);
    await shop.browser.type(field, text);
  };
  /** Shows what a dialog would do, then does it. */
  const confirm = async (verb: string) => {
    await shop.press('Show what it does');
    await shop.browser.until(`(() => {
      const button = [...document.querySelectorAll('[role=dialog] button')].find((b) => b.textContent.trim() === ${JSON.stringify(verb)} && !b.disabled);
      button?.click();
      return button !== undefined;
    })()`);
  };
  const follow = (text: string) =>
    shop.browser.until(`(() => {
      const link = [...document.querySelectorAll('main a, section a')].find((a) => a.textContent.trim() === ${JSON.stringify(text)});
      link?.click();
      return link !== undefined;
    })()`);

  beforeAll(async () => {
    shop = await openShopWindow();
    const { rows } = await shop.ask<{ rows: { id: string; code: string }[] }>('inventory.listWarehouses', {});
    warehouseId = rows.find((w) => w.code === 'LON')?.id ?? '';
    await shop.dispatch('catalog.createItem', { sku: 'TEE', title: 'Organic tee' });
    await shop.dispatch('inventory.receiveStock', { warehouseId, lines: [{ sku: 'TEE', qty: 9, unitCostMicros: 4_000_000 }] });
    await shop.dispatch('fulfillment.setDelivery', { warehouseId, steps: 2 });
    const customer = { kind: 'customer', name: 'Carla Customer', country: 'GB' };
    const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', customer);
    express = await order(partyId);
    other = await order(partyId);
    await shop.enter('/wave-templates');
  }, 180_000);

  afterAll(async () => {
    await shop?.close();
  });

  test('a service of a carrier is kept with its cut-off, and an order is sent with it', async () => {
    expect(await shop.shows('No service of a carrier is known')).toBe(true);
    await follow('Add service');
    expect(await shop.shows('New carrier service')).toBe(true);
    await type('code', 'EXP');
    await type('name', 'Express');
    await type('carrier', 'dhl');
    await choose('level', 'Express');
    await type('lines.0.warehouse', 'PAR');
    await type('lines.0.at', '3pm');
    await shop.press('Show what it does');
    expect(await shop.shows('PAR is no warehouse')).toBe(true);
    expect(await shop.shows('Write a time of the day such as 15:00')).toBe(true);
    await type('lines.0.warehouse', 'LON');
    await type('lines.0.at', '15:00');
    await shop.press('Show what it does');
    await shop.press('Save service');
    expect(await shop.shows('LON 15:00')).toBe(true);
    await shop.go(`/orders/${express.id}?tab=delivery`);
    await shop.press('Choose carrier service');
    await choose('serviceId', 'EXP Express');
    await confirm('Choose carrier service');
    expect(await shop.shows('Sent with Express')).toBe(true);
  });

  test('a template takes what leaves by the cut-off, shows what it would be, and releases exactly that', async () => {
    await shop.go('/wave-templates/new');
    expect(await shop.shows('New wave template')).toBe(true);
    await type('name', '15:00 express');
    await choose('level', 'Express');
    await shop.press('Show what it does');
    await shop.press('Save template');
    expect(await shop.shows('A wave released now')).toBe(true);
    expect(await shop.shows(express.number)).toBe(true);
    expect(await shop.browser.run<boolean>(`document.body.innerText.includes(${JSON.stringify(other.number)})`)).toBe(false);
    await shop.press('Release wave');
    await confirm('Release wave');
    expect(await shop.shows('In another wave')).toBe(true);
    const { rows } = await shop.ask<{ rows: { id: string }[] }>('fulfillment.listWaves', {});
    expect(await shop.ask('fulfillment.getWave', { waveId: rows[0]?.id })).toMatchObject({ orders: [{ orderId: express.id }] });
  });

  test('a schedule releases it every day', async () => {
    await shop.press('Release every day');
    await type('time', '14:15');
    await confirm('Release every day');
    await shop.browser.until(`document.querySelector('[role=dialog]') === null`);
    await shop.go('/schedules');
    expect(await shop.shows('Release a wave by a template')).toBe(true);
    expect(shop.browser.complaints).toEqual([]);
  });

  test('a product gets its pick face, typed as in a spreadsheet; what cannot be a face is said beside it', async () => {
    const bin = { warehouseId, code: 'F-01', name: 'Face', status: 'sellable', type: 'bin', pathOrder: 1 };
    await shop.dispatch('inventory.createLocation', bin);
    await shop.go('/pick-faces');
    expect(await shop.shows('No product has a pick face here')).toBe(true);
    await follow('Set pick faces');
    for (const [column, text] of [
      ['sku', 'TEE'],
      ['place', 'F-99'],
      ['min', '3'],
      ['max', '4'],
    ] as const)
      await type(`lines.0.${column}`, text);
    await choose('warehouseId', 'LON London');
    await shop.press('Show what it does');
    expect(await shop.shows('TEE is not picked from F-99')).toBe(true);
    await type('lines.0.place', 'F-01');
    await shop.press('Show what it does');
    await shop.press('Save pick faces');
    await shop.browser.until(
      `document.querySelector('main, section h1, h1')?.textContent === 'Pick faces' || document.body.innerText.includes('In reserve')`,
    );
    shop.browser.complaints.length = 0; // The refusal above is expected in the console.
  });

  test('the face is filled up on the bench, by scan, and the next wave is picked from it', async () => {
    await shop.go('/replenishment');
    await shop.press('Fill faces up');
    await choose('warehouseId', 'LON London');
    await confirm('Fill faces up');
    expect(await shop.shows('Below minimum')).toBe(true);
    const { rows } = await shop.ask<{ rows: { from: string }[] }>('fulfillment.listReplenishTasks', {});
    const from = rows[0]?.from ?? '';
    const scan = async (code: string) => {
      await shop.browser.until(`document.activeElement?.name === 'scan' && document.activeElement.value === ''`);
      await shop.browser.type('input[name=scan]', code);
      await shop.browser.press('Enter');
    };
    await shop.go('/bench/replenish');
    expect(await shop.shows(`Go to ${from} and scan it`)).toBe(true);
    await scan('F-01');
    expect(await shop.shows('Nothing is to be taken from F-01')).toBe(true);
    await scan(from);
    expect(await shop.shows(`${from}: take 4 TEE`)).toBe(true);
    await scan('F-02');
    expect(await shop.shows('F-02 is the wrong place')).toBe(true);
    await scan('9');
    expect(await shop.shows('9 are more than the 4 asked for')).toBe(true);
    await scan('f-01');
    expect(await shop.shows('4 TEE are in F-01')).toBe(true);
    const { number, waveId } = await shop.dispatch<{ number: string; waveId: string }>('fulfillment.releaseWave', { warehouseId });
    const { tasks } = await shop.ask<{ tasks: { place: string; qty: number }[] }>('fulfillment.getWave', { waveId });
    expect(tasks).toMatchObject([{ place: 'F-01', qty: 2 }]);
    await shop.go('/bench/pick');
    for (const [code, says] of [
      [number, 'Go to F-01 and scan it'],
      ['F-01', 'F-01: scan TEE, or type how many'],
      ['TEE', 'TEE: 1 of 2'],
    ] as const) {
      await scan(code);
      expect(await shop.shows(says)).toBe(true);
    }
    await scan('2');
    expect(await shop.shows(`${number} is picked`)).toBe(true);
  });
});
