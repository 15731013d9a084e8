import { benchOrder, openBenchShop, type Setting } from './bench-shop.ts';
import { Stopwatch } from './measure.ts';
import { photograph, writeRaw } from './raw-reference.ts';
import { type Figure, ms } from './report.ts';

const LINES = 10;

/** 10,000 order lines against 25,000 articles in two warehouses, in one command. */
export async function benchAllocation(setting: Setting): Promise<Figure[]> {
  const articles = setting.quick ? 1000 : 25_000;
  const orders = setting.quick ? 50 : 1000;
  setting.line(`  stocking ${articles.toLocaleString('en')} articles in two warehouses ...`);
  const shop = await openBenchShop(setting, 'allocation', articles, 5);
  const watch = new Stopwatch(shop.engine);
  const drafts = Array.from({ length: orders }, (_, i) => benchOrder(shop, i + 1, LINES));
  const accepted = await watch.send('sales.acceptOrders', { orders: drafts });
  const before = await photograph(shop.engine, setting.folder, 'allocation-before');
  const sample = await watch.send<{ orders: number; reserved: number }>('fulfillment.allocateOrders', {
    orderIds: drafts.map((d) => d['id']),
  });
  const raw = writeRaw(before, await photograph(shop.engine, setting.folder, 'allocation-after'));
  await shop.engine.close();
  const lines = (orders * LINES).toLocaleString('en');
  return [
    { what: `accept ${lines} lines in one command`, engine: `${ms(accepted.engineMs)} + commit ${ms(accepted.commitMs)}` },
    {
      what: `allocate ${lines} lines over ${articles.toLocaleString('en')} articles x 2 warehouses`,
      engine: `${ms(sample.engineMs)} + commit ${ms(sample.commitMs)} (${sample.output.reserved.toLocaleString('en')} units promised)`,
      raw: `${ms(raw.totalMs)}, ${raw.rows.toLocaleString('en')} rows`,
      wanted: '< 1,000 ms',
    },
  ];
}
