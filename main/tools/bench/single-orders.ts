import { benchOrder, openBenchShop, type Setting } from './bench-shop.ts';
import { elapsed, percentile, type Sample, Stopwatch, sum } from './measure.ts';
import { photograph, type RawRun, writeRaw } from './raw-reference.ts';
import { type Figure, ms, perSecond } from './report.ts';

const LINES = 3;

const timesOf = (samples: readonly Sample[]): string => {
  const engine = samples.map((s) => s.engineMs);
  const commit = samples.map((s) => s.commitMs);
  return `${ms(percentile(engine, 50))} (p95 ${ms(percentile(engine, 95))}) + commit ${ms(percentile(commit, 50))} (p95 ${ms(percentile(commit, 95))})`;
};
const rawTimesOf = (raw: RawRun): string =>
  `${ms(percentile(raw.insertMs, 50))} + commit ${ms(percentile(raw.commitMs, 50))}, ${Math.round(raw.rows / Math.max(1, raw.commits))} rows each`;

/** What a click costs: accepting, allocating and shipping one order of three lines, one command and one commit each. */
export async function benchClicks(setting: Setting): Promise<Figure[]> {
  const count = setting.quick ? 40 : 400;
  const shop = await openBenchShop(setting, 'click', setting.quick ? 200 : 2000, 10_000);
  const watch = new Stopwatch(shop.engine);
  const figures: Figure[] = [];
  const orders = Array.from({ length: count }, (_, i) => benchOrder(shop, i + 1, LINES));
  const steps = [
    ['accept order', 'sales.acceptOrder', (order: Record<string, unknown>) => order],
    ['allocate order', 'fulfillment.allocateOrder', ({ id }: Record<string, unknown>) => ({ orderId: id })],
    ['ship order (stock, cost, invoice)', 'fulfillment.shipOrder', ({ id }: Record<string, unknown>) => ({ orderId: id })],
  ] as const;
  for (const [what, operation, inputOf] of steps) {
    const before = await photograph(shop.engine, setting.folder, `${operation}-before`);
    const samples: Sample[] = [];
    for (const order of orders) samples.push(await watch.send(operation, inputOf(order)));
    const raw = writeRaw(before, await photograph(shop.engine, setting.folder, `${operation}-after`));
    // The first tenth warms the compiler and the page cache; a person clicks into a program that has been running.
    figures.push({
      what: `${what}, ${LINES} lines, p50`,
      engine: timesOf(samples.slice(Math.trunc(count / 10))),
      raw: rawTimesOf(raw),
      wanted: 'engine < 5 ms',
    });
  }
  await shop.engine.close();
  return figures;
}

/** Three-line orders from nothing to shipped, invoiced and posted, one command and one durable commit each. */
export async function benchOrders(setting: Setting): Promise<Figure[]> {
  const count = setting.quick ? 60 : 1500;
  const shop = await openBenchShop(setting, 'orders', setting.quick ? 200 : 2000, 10_000);
  const watch = new Stopwatch(shop.engine);
  const warm = Math.trunc(count / 10);
  // Ids are ordered by time, so what comes later sorts later.
  for (let n = 1; n <= warm; n += 1) await watch.send('fulfillment.acceptAndFulfill', { orders: [benchOrder(shop, n, LINES)] });
  const before = await photograph(shop.engine, setting.folder, 'orders-before');
  const samples: Sample[] = [];
  const started = performance.now();
  for (let n = 1; n <= count; n += 1)
    samples.push(await watch.send('fulfillment.acceptAndFulfill', { orders: [benchOrder(shop, warm + n, LINES)] }));
  const total = elapsed(started);
  const raw = writeRaw(before, await photograph(shop.engine, setting.folder, 'orders-after'));
  await shop.engine.close();
  return [
    {
      what: `${count} orders of ${LINES} lines, accepted to posted`,
      engine: `${perSecond(count, total, 'orders')} (commits ${Math.round((sum(samples.map((s) => s.commitMs)) * 100) / total)} % of the time)`,
      raw: perSecond(raw.commits, raw.totalMs, 'orders'),
      wanted: '300 orders/s',
    },
    { what: 'one of them, p50', engine: timesOf(samples), raw: rawTimesOf(raw) },
  ];
}
