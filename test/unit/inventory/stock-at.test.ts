import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy } from '../../kit/doctor.ts';
import { where } from '../../kit/where.ts';

interface StockRow {
  sku: string;
  locationId: string;
  locationCode: string;
  onHand: number;
}
let shop: Shop;
let stock: string;
let quarantine: string;
let warehouseId: string;

beforeAll(async () => {
  shop = await openShop();
  const { rows } = await shop.ask<{ rows: { id: string; code: string; locations: { id: string; status: string }[] }[] }>(
    'inventory.listWarehouses',
    {},
  );
  const lon = rows.find((w) => w.code === 'LON');
  warehouseId = lon?.id ?? '';
  const at = (status: string) => lon?.locations.find((l) => l.status === status)?.id ?? '';
  [stock, quarantine] = [at('sellable'), at('quarantine')];
});
afterAll(() => shop.close());

const at = async (instant: string, more: object = {}) =>
  (await shop.ask<{ rows: StockRow[] }>('inventory.listStockAt', { at: instant, limit: 500, ...more })).rows;
const shown = (rows: StockRow[]) => rows.map((r) => `${r.onHand} ${r.sku} at ${r.locationCode}`);
const receive = (sku: string, qty: number, when: string, locationId = stock) =>
  shop.dispatch('inventory.receiveStock', { warehouseId, locationId, at: when, lines: [{ sku, qty, unitCostMicros: 4_000_000 }] });

test('stock stands where it stood at the instant, whatever was done since; paper that came late counts from the instant it states', async () => {
  await shop.dispatch('catalog.createItem', { sku: 'A-TEE', title: 'Tee' });
  await receive('A-TEE', 10, '2026-01-02T08:00:00.000Z');
  const move = { fromLocationId: stock, toLocationId: quarantine, lines: [{ sku: 'A-TEE', qty: 4 }] };
  await shop.dispatch('inventory.transferStock', { ...move, at: '2026-01-03T08:00:00.000Z' });
  await shop.dispatch('inventory.writeDown', {
    locationId: quarantine,
    reasonCode: 'damaged',
    lines: [{ sku: 'A-TEE', qty: 4 }],
    at: '2026-01-04T08:00:00.000Z',
  });
  await receive('A-TEE', 1, '2026-01-03T12:00:00.000Z');

  expect(shown(await at('2026-01-01T00:00:00.000Z'))).toEqual([]);
  expect(shown(await at('2026-01-02T07:59:59.999Z'))).toEqual([]);
  expect(shown(await at('2026-01-02T08:00:00.000Z'))).toEqual(['10 A-TEE at LON-STOCK']);
  expect(shown(await at('2026-01-03T09:00:00.000Z')).sort()).toEqual(['4 A-TEE at LON-QUARANTINE', '6 A-TEE at LON-STOCK']);
  expect(shown(await at('2026-01-03T12:00:00.000Z')).sort()).toEqual(['4 A-TEE at LON-QUARANTINE', '7 A-TEE at LON-STOCK']);
  expect(shown(await at('2026-01-05T00:00:00.000Z'))).toEqual(['7 A-TEE at LON-STOCK']);
  expect(await shop.ask('inventory.countStockAt', { at: '2026-01-03T09:00:00.000Z' })).toEqual({ count: 2 });
  expect(await shop.ask('inventory.facetStockAt', { at: '2026-01-03T09:00:00.000Z', column: 'status' })).toMatchObject({
    values: expect.arrayContaining([expect.objectContaining({ value: 'quarantine', count: 1 })]),
  });
  expect(shown(await at('2026-01-03T09:00:00.000Z', where({ status: 'quarantine' })))).toEqual(['4 A-TEE at LON-QUARANTINE']);
  // Left out: what is on hand now.
  const { rows } = await shop.ask<{ rows: StockRow[] }>('inventory.listStockAt', {});
  expect(shown(rows)).toEqual(['7 A-TEE at LON-STOCK']);
});

test('at every instant it is the sum of the moves until then, in whatever order they were entered', async () => {
  const numRuns = process.env['COUNTINGHOUSE_DB'] === 'postgres' ? 3 : 10;
  const hours = fc.integer({ min: 0, max: 96 });
  const instant = (hour: number) => new Date(Date.parse('2026-01-01T00:00:00.000Z') + hour * 3_600_000).toISOString();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ hour: hours, qty: fc.integer({ min: 1, max: 9 }), apart: fc.boolean() }), { minLength: 1, maxLength: 12 }),
      fc.array(hours, { minLength: 1, maxLength: 5 }),
      async (steps, asked) => {
        run += 1;
        const sku = `P-${run}`;
        const { itemId } = await shop.dispatch<{ itemId: string }>('catalog.createItem', { sku, title: sku });
        for (const { hour, qty, apart } of steps) await receive(sku, qty, instant(hour), apart ? quarantine : stock);
        for (const hour of asked) {
          const rows = await at(instant(hour), where({ itemId }));
          const sum = (apart: boolean) => steps.filter((s) => s.apart === apart && s.hour <= hour).reduce((n, s) => n + s.qty, 0);
          const held = (locationId: string) => rows.find((r) => r.locationId === locationId)?.onHand ?? 0;
          expect([held(stock), held(quarantine)]).toEqual([sum(false), sum(true)]);
        }
      },
    ),
    { numRuns, seed: Number(process.env['SEED'] ?? 20260105) },
  );
  await expectHealthy(shop);
});
