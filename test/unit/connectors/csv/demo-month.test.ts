import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { csvConnector, fileSource, onlineRetail } from '../../../../main/connectors/csv/index.ts';
import type { ChannelRecord } from '../../../../main/domain/channels/port.ts';
import { demoQuantities, demoUnitCost, planDemo, skuHash } from '../../../../main/tools/demo-rules.ts';

const MONTH = fileURLToPath(new URL('../../../../data/demo/online-retail-2011-08.csv.gz', import.meta.url));

async function* month(): AsyncGenerator<ChannelRecord> {
  const connector = csvConnector(onlineRetail);
  const from = fileSource(MONTH);
  const summary = await connector.inspect(from);
  if (summary.type === 'file-rejected') throw new Error(summary.detail);
  yield* connector.readOrders(from, summary);
}

test('the demo month gives its known orders, lines and pence by kind', async () => {
  const orders: Record<string, number> = {};
  const lines: Record<string, [count: number, minor: number]> = {};
  let total = 0;
  for await (const record of month()) {
    if (record.type === 'rejected') throw new Error(record.detail);
    orders[record.kind] = (orders[record.kind] ?? 0) + 1;
    total += record.totalMinor;
    for (const line of record.lines) {
      const [count, minor] = lines[`${record.kind} ${line.kind}`] ?? [0, 0];
      lines[`${record.kind} ${line.kind}`] = [count + 1, minor + line.amountMinor];
    }
  }
  expect(total).toBe(68_268_051);
  expect(orders).toEqual({ sale: 1361, cancellation: 270, adjustment: 106 });
  expect(lines).toEqual({
    'sale item': [34_360, 72_551_350],
    'sale shipping': [139, 1_915_912],
    'sale manual': [13, 331_204],
    'sale voucher': [5, 9166],
    'cancellation item': [617, -2_292_952],
    'cancellation shipping': [8, -22_360],
    'cancellation discount': [14, -101_304],
    'cancellation manual': [16, -610_570],
    'cancellation sample': [5, -79_920],
    'adjustment stock-loss': [50, 0],
    'adjustment stock-gain': [44, 0],
    'adjustment voucher': [2, 0],
    'adjustment marketplace-fee': [4, -2_248_717],
    'adjustment bank-charge': [3, -77_392],
    'adjustment commission': [1, -160],
    'adjustment bad-debt': [3, -1_106_206],
  });
});

describe('invented costs and stock', () => {
  test.each([
    ['2.55', 2_550_000, 1_150_000],
    ['0.19', 190_000, 90_000],
    ['0.01, at least one cent', 10_000, 10_000],
    ['0.30', 300_000, 140_000],
  ])('a price of %s costs 45 %% of it, to the cent', (_, price, cost) => {
    expect(demoUnitCost(price)).toBe(cost);
  });

  test('enough stock covers demand, a tenth more and the losses; a short SKU gets six tenths and the losses', () => {
    const skus = Array.from({ length: 2000 }, (_, index) => String(20_000 + index));
    const short = skus.filter((sku) => skuHash(sku) % 20 === 7);
    expect(short.length).toBeGreaterThan(60);
    expect(short.length).toBeLessThan(140);
    for (const sku of skus) {
      const [first, second] = demoQuantities(sku, 101, 4);
      expect(first + second).toBe(short.includes(sku) ? 60 + 4 : 101 + 11 + 4);
      expect(Math.min(first, second)).toBeGreaterThanOrEqual(0);
    }
  });

  test('the plan of the month is the same every time, and starts the day before', async () => {
    const plan = await planDemo(month());
    expect(plan).toMatchObject({ openingOn: '2011-07-31', lastOn: '2011-08-31', openingValueMinor: 39_749_481 });
    expect(plan.items).toHaveLength(2565);
    expect(plan.opening).toHaveLength(3753);
    expect(plan.items.filter((item) => item.short && item.demand > 0)).toHaveLength(133);
    expect(plan.items.find((item) => item.sku === '85123A')).toMatchObject({
      title: 'WHITE HANGING HEART T-LIGHT HOLDER',
    });
    expect(plan.charges.map((charge) => charge.sku).join(' ')).toBe(
      'AMAZONFEE B BANK CHARGES C2 CRUK D DOT GIFT_0001_10 GIFT_0001_20 GIFT_0001_30 M POST S',
    );
  });

  test('a month without orders has no plan', async () => {
    const nothing: AsyncIterable<ChannelRecord> = {
      async *[Symbol.asyncIterator]() {
        yield* [];
      },
    };
    await expect(planDemo(nothing)).rejects.toThrow('no orders');
  });
});
