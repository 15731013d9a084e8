import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from '../kit/browser.ts';
import { openShopWindow } from '../kit/shop-window.ts';

const BARCODE = '96385074';

/** From the shelf to the carrier in three steps: received, promised, released, picked, packed and handed over, with a scanner. */
describe.skipIf(!hasBrowser)('pick, pack and ship in the browser', () => {
  let shop: Awaited<ReturnType<typeof openShopWindow>>;
  let warehouseId: string;
  let partyId: string;
  let orderId: string;
  let number: string;
  let waveId: string;
  let waveNumber: string;

  const order = async (sku: string): Promise<string> => {
    const accepted = await shop.dispatch<{ orderId: string }>('sales.acceptOrder', {
      partyId,
      orderedAt: '2026-01-05T09:00:00.000Z',
      orderedOn: '2026-01-05',
      currency: 'GBP',
      country: 'GB',
      payment: 'at-shipment',
      lines: [{ sku, qty: 2, unitPriceMicros: 10_000_000 }],
    });
    return accepted.orderId;
  };
  /** Types into the field that has the keyboard and presses Enter, as a scanner does. */
  const scan = async (code: string) => {
    await shop.browser.until(`document.activeElement?.name === 'scan' && document.activeElement.value === ''`);
    await shop.browser.type('input[name=scan]', code);
    await shop.browser.press('Enter');
  };
  const wrong = () => shop.browser.run<boolean>(`document.querySelector('.bench').classList.contains('wrong')`);

  beforeAll(async () => {
    shop = await openShopWindow();
    const { rows } = await shop.ask<{ rows: { id: string; code: string }[] }>('inventory.listWarehouses', {});
    warehouseId = rows.find((w) => w.code === 'LON')?.id ?? '';
    const shelf = { warehouseId, code: 'A-01', name: 'First shelf', status: 'sellable', type: 'bin', pathOrder: 1 };
    const { locationId } = await shop.dispatch<{ locationId: string }>('inventory.createLocation', shelf);
    const barcodes = [{ code: BARCODE, symbology: 'ean8' }];
    await shop.dispatch('catalog.createItem', { sku: 'TEE', title: 'Organic tee', barcodes });
    await shop.dispatch('catalog.createItem', { sku: 'MUG', title: 'Mug' });
    const lines = ['TEE', 'MUG'].map((sku) => ({ sku, qty: 9, unitCostMicros: 4_000_000 }));
    await shop.dispatch('inventory.receiveStock', { warehouseId, locationId, lines });
    const customer = { kind: 'customer', name: 'Carla Customer', country: 'GB' };
    ({ partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', customer));
    orderId = await order('TEE');
    ({ number } = await shop.ask<{ number: string }>('sales.getOrder', { orderId }));
    await shop.enter('/waves');
  }, 180_000);

  afterAll(async () => {
    await shop?.close();
  });

  test('a warehouse is set to pick, pack and ship, and a wave is released over what is promised', async () => {
    await shop.press('Set delivery');
    for (const [name, value] of [
      ['warehouseId', warehouseId],
      ['steps', '3'],
    ])
      await shop.browser.run(`(() => {
        const field = document.querySelector('select[name=${name}]');
        Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value').set.call(field, ${JSON.stringify(value)});
        field.dispatchEvent(new Event('change', { bubbles: true }));
      })()`);
    await shop.press('Show what it does');
    expect(await shop.shows('Warehouse delivery')).toBe(true);
    await shop.press('Set delivery');
    await shop.press('Release wave');
    expect(await shop.shows('LON: 1 to pick')).toBe(true);
    await shop.press('Show what it does');
    expect(await shop.shows('Pick task')).toBe(true);
    await shop.press('Release wave');
    expect(await shop.shows('WAV-')).toBe(true);
    const { rows } = await shop.ask<{ rows: { id: string; number: string }[] }>('fulfillment.listWaves', {});
    [{ id: waveId = '', number: waveNumber = '' } = {}] = rows;
    await shop.go(`/waves/${waveId}?tab=tasks`);
    expect(await shop.shows('A-01')).toBe(true);
  });

  test('it is picked by scan: a wrong place and a wrong product are said and change nothing', async () => {
    await shop.go('/bench/pick');
    await scan('WAV-1');
    expect(await shop.shows('There is no wave WAV-1')).toBe(true);
    await scan(waveNumber);
    expect(await shop.shows('Go to A-01 and scan it')).toBe(true);
    await scan('B-01');
    expect(await shop.shows('B-01 is the wrong place. TEE lies in A-01.')).toBe(true);
    expect(await wrong()).toBe(true);
    await scan('a-01');
    expect(await shop.shows('A-01: scan TEE, or type how many')).toBe(true);
    await scan('MUG');
    expect(await shop.shows('MUG is the wrong product. Take TEE from A-01.')).toBe(true);
    await scan(BARCODE);
    expect(await shop.shows('TEE: 1 of 2')).toBe(true);
    await scan('2');
    expect(await shop.shows(`${waveNumber} is picked`)).toBe(true);
    expect(await shop.ask('fulfillment.getWave', { waveId })).toMatchObject({ state: 'picked', orders: [{ staged: 2 }] });
    shop.browser.complaints.length = 0; // Wrong scans are expected refusals in the console.
  });

  test('it is packed by scan, closed with its label and handed over by the number on it', async () => {
    await shop.go('/bench/parcel');
    await scan(number);
    expect(await shop.shows('for Carla Customer is open')).toBe(true);
    await scan('MUG');
    expect(await shop.shows(`MUG does not belong to ${number}`)).toBe(true);
    await scan(BARCODE);
    expect(await shop.shows('TEE: 1 of 2')).toBe(true);
    await scan(BARCODE);
    expect(await shop.shows('TEE: 2 of 2')).toBe(true);
    await scan('1250 g');
    expect(await shop.shows('It weighs 1,250 g')).toBe(true);
    await shop.browser.until(`document.activeElement?.name === 'scan' && document.activeElement.value === ''`);
    await shop.browser.press('Enter');
    expect(await shop.shows('is packed. Print its label')).toBe(true);
    expect(await shop.ask('fulfillment.listParcels', {})).toMatchObject({ rows: [{ weightGrams: 1250, carrier: null }] });
    await scan('PCL-2026-00001'.replace('2026', new Date().toISOString().slice(0, 4)));
    expect(await shop.shows('is handed over')).toBe(true);
    expect(await shop.ask('sales.getOrder', { orderId })).toMatchObject({ state: 'completed' });
    shop.browser.complaints.length = 0;
  });

  test('what left is not taken back: the refusal names the shipment and says what is left to do', async () => {
    const taken = shop.dispatch('fulfillment.takeBack', { orderId });
    await expect(taken).rejects.toMatchObject({ code: 'fulfillment.handedOver', params: { orderNumber: number } });
    await shop.go(`/waves/${waveId}`);
    await shop.browser.until(`document.querySelector('.state')?.textContent === 'Shipped'`);
    expect(await shop.browser.run<boolean>(`document.body.innerText.includes('Cancel wave')`)).toBe(false);
    await shop.go(`/waves/${waveId}?tab=scans`);
    expect(await shop.shows('Olive Owner')).toBe(true);
  });

  test('parcels wait for their carrier in a list, and leave together with the list of the carrier', async () => {
    const next = await order('MUG');
    const going = await shop.dispatch<{ waveId: string; number: string }>('fulfillment.releaseWave', { warehouseId, orderIds: [next] });
    const { number: nextNumber } = await shop.ask<{ number: string }>('sales.getOrder', { orderId: next });
    await shop.go('/bench/pick');
    await scan(going.number);
    expect(await shop.shows('Go to A-01 and scan it')).toBe(true);
    await scan('a-01');
    expect(await shop.shows('A-01: scan MUG, or type how many')).toBe(true);
    await scan('MUG');
    expect(await shop.shows('MUG: 1 of 2')).toBe(true);
    await scan('2');
    expect(await shop.shows(`${going.number} is picked`)).toBe(true);
    await shop.go('/bench/parcel');
    await scan('carrier DHL');
    expect(await shop.shows('Parcels go by DHL')).toBe(true);
    await scan(nextNumber);
    expect(await shop.shows('for Carla Customer is open')).toBe(true);
    await scan('MUG');
    expect(await shop.shows('MUG: 1 of 2')).toBe(true);
    await scan('MUG');
    expect(await shop.shows('MUG: 2 of 2')).toBe(true);
    await shop.browser.until(`document.activeElement?.name === 'scan' && document.activeElement.value === ''`);
    await shop.browser.press('Enter');
    expect(await shop.shows('is packed. Print its label')).toBe(true);
    await shop.go('/parcels');
    expect(await shop.shows(nextNumber)).toBe(true);
    await shop.press('Hand over by carrier');
    await shop.press('Show what it does');
    await shop.confirm('Hand over by carrier');
    expect(await shop.shows('No parcel waits for its carrier')).toBe(true);
    await shop.press('All');
    expect(await shop.shows('MNF-')).toBe(true);
    expect(await shop.ask('sales.getOrder', { orderId: next })).toMatchObject({ state: 'completed' });
  });

  test('the page of an order shows what its delivery is made of, and takes it back before it leaves', async () => {
    const back = await order('MUG');
    await shop.dispatch('fulfillment.releaseWave', { warehouseId, orderIds: [back] });
    await shop.go(`/orders/${orderId}?tab=delivery`);
    expect(await shop.shows('By intercept or return only')).toBe(true);
    await shop.go(`/orders/${back}?tab=delivery`);
    expect(await shop.shows('MUG A-01')).toBe(true);
    await shop.press('Take back from the warehouse');
    expect(await shop.shows('Pick task')).toBe(true);
    await shop.press('Take back from the warehouse');
    expect(await shop.shows('Nothing left to take back')).toBe(true);
    const { nodes } = await shop.ask<{ nodes: { kind: string; state: string }[] }>('fulfillment.reversal', { orderId: back });
    expect(nodes.filter((n) => n.kind === 'task')).toMatchObject([{ state: 'cancelled' }]);
    shop.browser.complaints.length = 0;
  });

  test.each(['light', 'dark'] as const)('waves, their work and the benches are readable for everybody, %s', async (scheme) => {
    await shop.browser.scheme(scheme);
    const going = await shop.dispatch<{ waveId: string; number: string }>('fulfillment.releaseWave', {
      warehouseId,
      orderIds: [await order('MUG')],
    });
    const found: Record<string, string[]> = {};
    for (const path of [
      '/waves',
      '/wave-work',
      `/waves/${going.waveId}`,
      `/waves/${waveId}?tab=tasks`,
      `/waves/${waveId}?tab=parcels`,
      `/waves/${waveId}?tab=scans`,
      `/bench/pick?wave=${going.number}`,
      '/bench/parcel',
      '/parcels',
      `/orders/${orderId}?tab=delivery`,
    ]) {
      await shop.go(path);
      await shop.browser.until(
        `location.hash === ${JSON.stringify(`#${path}`)} && document.querySelector('h1') && !document.querySelector('.waiting')`,
      );
      const breaches = await shop.breaches();
      if (breaches.length > 0) found[path] = breaches;
    }
    expect(found).toEqual({});
    expect(shop.browser.complaints).toEqual([]);
  });
});
