import { ordersOfAYear } from '../../../db/seed/orders.ts';
import { SYSTEM } from '../../engine/engine.ts';
import { openBenchShop, type Setting } from './bench-shop.ts';
import { elapsed } from './measure.ts';
import { type Figure, ms } from './report.ts';

const BLOCK = 200;

/** First block and totals of a very long list, as a grid asks for them after a click on a column or a filter. */
export async function benchGrid(setting: Setting): Promise<Figure[]> {
  const rows = setting.quick ? 20_000 : 1_000_000;
  const shop = await openBenchShop(setting, 'grid', 10, 10);
  setting.line(`  writing ${rows.toLocaleString('en')} orders behind the engine's back ...`);
  await shop.engine.store.writer.exec(ordersOfAYear(rows, shop.customers.length));
  const ask = async (operation: string, input: unknown): Promise<number> => {
    const started = performance.now();
    await shop.engine.ask({ operation, input, actor: SYSTEM });
    return elapsed(started);
  };
  const filters = {
    open: [{ column: 'state', op: 'eq', value: 'open' }],
    customer: [{ column: 'partyId', op: 'eq', value: shop.customers[0] }],
    month: [{ column: 'orderedOn', op: 'between', from: '2025-03-01', to: '2025-03-31' }],
  };
  const list = [
    ['newest first', { sort: [{ column: 'orderedAt', direction: 'desc' }] }],
    ['sorted by total', { sort: [{ column: 'total', direction: 'desc' }] }],
    ['sorted by number', { sort: [{ column: 'number', direction: 'asc' }] }],
    ['open ones, newest first', { filter: filters.open, sort: [{ column: 'orderedAt', direction: 'desc' }] }],
    ['open ones by total', { filter: filters.open, sort: [{ column: 'total', direction: 'desc' }] }],
    ['of one customer by total', { filter: filters.customer, sort: [{ column: 'total', direction: 'desc' }] }],
    ['of one month by total', { filter: filters.month, sort: [{ column: 'total', direction: 'desc' }] }],
  ] as const;
  const figures: Figure[] = [];
  for (const [what, input] of list) {
    const first = await ask('sales.listOrders', { offset: 0, limit: BLOCK, ...input });
    const again = await ask('sales.listOrders', { offset: 0, limit: BLOCK, ...input });
    figures.push({
      what: `first ${BLOCK} of ${rows.toLocaleString('en')} orders, ${what}`,
      engine: `${ms(first)}, again ${ms(again)}`,
      wanted: '< 200 ms',
    });
  }
  for (const [what, input] of [
    ['all', {}],
    ['open ones', { filter: filters.open }],
    ['of one customer', { filter: filters.customer }],
    ['of one month', { filter: filters.month }],
  ] as const)
    figures.push({ what: `totals, ${what}`, engine: ms(await ask('sales.countOrders', input)), wanted: '< 1,000 ms' });
  const home = [await ask('insight.kpis', {}), await ask('insight.kpis', {})] as const;
  figures.push({ what: 'figures of Home', engine: `${ms(home[0])}, again ${ms(home[1])}`, wanted: '< 1,000 ms' });
  await shop.engine.close();
  return figures;
}
