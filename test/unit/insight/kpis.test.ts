import { afterEach, beforeEach, expect, test } from 'vitest';
import { FIGURES } from '../../../preload/contract/insight.ts';
import { expectHealthy } from '../../kit/doctor.ts';
import { InsightShop } from '../../kit/insight-shop.ts';

interface Figure {
  figure: string;
  unit: string;
  value: number;
  filter: object;
}
interface Kpis {
  from: string;
  to: string;
  figures: Figure[];
  fillRate: { ppm: number | null } | null;
  days: { on: string; channelId: string | null; revenue: number; margin: number }[] | null;
}
interface Rows {
  count: number;
  sum: number;
  rows: { label: string; path: string | null; value: number; on: string | null }[];
}
type Who = Parameters<InsightShop['as']>[0];

let at: InsightShop;
const owner: Who = { may: ['*'] };
const kpis = (input: object = {}, who = owner) => at.as<Kpis>(who, 'insight.kpis', input);
const rows = (filter: object, who = owner) => at.as<Rows>(who, 'insight.rows', { ...filter, limit: 500 });
const valuesOf = ({ figures }: Kpis) => Object.fromEntries(figures.map((f) => [f.figure, f.value]));

/** Every figure a person sees is the sum of the rows it leads to. */
async function expectRowsToSum(input: object, who: Who): Promise<void> {
  for (const f of (await kpis(input, who)).figures) {
    const found = await rows(f.filter, who);
    expect(found.sum, f.figure).toBe(f.value);
    expect(found.count, f.figure).toBe(found.rows.length);
    expect(
      found.rows.reduce((sum, r) => sum + r.value, 0),
      f.figure,
    ).toBe(f.value);
  }
}

/** Two channels, two warehouses: one order shipped each, one on hold, one short, one promised for later. */
beforeEach(async () => {
  at = await InsightShop.open();
  await at.stock('LON', { 'TEE-M': 10 });
  await at.stock('HAM', { MUG: 4 });
  for (const [sku, qty, channel] of [
    ['TEE-M', 3, 'web'],
    ['MUG', 2, 'market'],
  ] as const) {
    const orderId = await at.order(sku, qty, { channelId: at.channels[channel], externalId: `x-${sku}` });
    await at.shop.dispatch('fulfillment.allocateOrder', { orderId });
    await at.shop.dispatch('fulfillment.shipOrder', { orderId });
  }
  await at.order('TEE-M', 1, { holds: [{ code: 'fraud', severity: 'block', detail: 'new address' }] });
  const short = await at.order('MUG', 5, { channelId: at.channels['market'], externalId: 'x-short' });
  await at.shop.dispatch('fulfillment.allocateOrder', { orderId: short });
  await at.order('TEE-M', 1, { promisedOn: '2026-01-20' });
});
afterEach(async () => {
  await expectHealthy(at.shop);
  await at.shop.close();
});

test('each figure says what a person would count by hand', async () => {
  const seen = await kpis();
  expect(valuesOf(seen)).toEqual({
    'ordered-today': 5,
    'orders-due': 2,
    'orders-on-hold': 1,
    'holds-overdue': 0,
    'orders-short': 1,
    'exceptions-open': 0,
    'shipped-today': 2,
    'units-shipped-today': 5,
    'units-still-due': 6,
    'stock-value': 3600,
    revenue: 5000,
    margin: 3000,
  });
  expect(seen.fillRate?.ppm).toBe(454545);
  expect(seen.days?.toSorted((a, b) => b.revenue - a.revenue)).toEqual([
    { on: '2026-01-05', channelId: expect.any(String), revenue: 3000, margin: 1800 },
    { on: '2026-01-05', channelId: expect.any(String), revenue: 2000, margin: 1200 },
  ]);
  expect([seen.from, seen.to]).toEqual(['2025-12-07', '2026-01-05']);
});

test('every figure is the sum of the rows it leads to, whole and by channel and warehouse', async () => {
  const inputs = [{}, { channelId: at.channels['web'] }, { channelId: at.channels['market'] }, { warehouseId: at.warehouse('HAM') }];
  for (const input of inputs) await expectRowsToSum(input, owner);
  expect(valuesOf(await kpis(inputs[1]))).toMatchObject({ 'orders-due': 0, 'shipped-today': 1, revenue: 3000, margin: 1800 });
  expect(valuesOf(await kpis(inputs[3]))).toMatchObject({ 'shipped-today': 1, 'stock-value': 800, revenue: 2000 });
});

test('who is limited sees figures of their rows, and rows that sum to them', async () => {
  const market: Who = { may: ['*'], channels: [at.channels['market'] ?? ''] };
  const hamburg: Who = { may: ['*'], warehouses: [at.warehouse('HAM')] };
  await expectRowsToSum({}, market);
  await expectRowsToSum({}, hamburg);
  // An order entered by hand belongs to no channel and is everybody's.
  expect(valuesOf(await kpis({}, market))).toMatchObject({ 'ordered-today': 4, 'shipped-today': 1, revenue: 2000 });
  expect(valuesOf(await kpis({}, hamburg))).toMatchObject({ 'shipped-today': 1, 'stock-value': 800, revenue: 2000 });
  await expect(kpis({ channelId: at.channels['web'] }, market)).rejects.toMatchObject({ code: 'engine.outOfScope' });
  await expect(rows({ figure: 'revenue', warehouseId: at.warehouse('LON') }, hamburg)).rejects.toMatchObject({ code: 'engine.outOfScope' });
});

test('who may not read a room is shown no figure of it and no rows', async () => {
  const picker: Who = { may: ['fulfillment.*'] };
  const seen = await kpis({}, picker);
  expect(seen.figures.map((f) => f.figure)).toEqual(['shipped-today', 'units-shipped-today']);
  expect([seen.days, seen.fillRate]).toEqual([null, null]);
  await expect(rows({ figure: 'revenue' }, picker)).rejects.toMatchObject({ code: 'engine.notPermitted' });
});

test('rows lead to what they are about, oldest first', async () => {
  const { rows: dueRows } = await rows({ figure: 'orders-due' });
  expect(dueRows.map((r) => r.label)).toEqual(['SO-2026-000003', 'SO-2026-000004']);
  for (const figure of ['orders-due', 'shipped-today', 'units-still-due', 'revenue', 'margin'])
    for (const row of (await rows({ figure })).rows) expect(row.path, figure).toMatch(/^\/orders\/so_/);
  expect(FIGURES.length).toBe((await kpis()).figures.length);
});

test('a shop that has been quiet is shown at the days it last sold something', async () => {
  at.shop.now = '2026-06-01T09:00:00.000Z';
  const seen = await kpis();
  expect([seen.from, seen.to]).toEqual(['2025-12-07', '2026-01-05']);
  expect(valuesOf(seen)).toMatchObject({ 'ordered-today': 0, 'shipped-today': 0, 'orders-due': 3, revenue: 5000 });
  expect(valuesOf(await kpis({ from: '2026-05-01', to: '2026-05-31' }))).toMatchObject({ revenue: 0, margin: 0 });
});

test('the proofs hold at a glance', async () => {
  const seen = await at.as<Record<'stock' | 'items', { name: string; parts: number; books: number; gap: number }[]>>(
    owner,
    'insight.proof',
    {},
  );
  expect(seen.stock.filter((r) => r.gap !== 0)).toEqual([]);
  expect(seen.items.filter((r) => r.gap !== 0)).toEqual([]);
  expect(seen.stock.reduce((sum, r) => sum + r.parts, 0)).toBe(3600);
  expect(seen.items.reduce((sum, r) => sum + r.parts, 0)).toBe(-600);
});
