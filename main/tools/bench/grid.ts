import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ordersOfAYear } from '../../../db/seed/orders.ts';
import { SYSTEM } from '../../engine/engine.ts';
import { openBenchShop, type Setting } from './bench-shop.ts';
import { elapsed } from './measure.ts';
import { type Figure, ms } from './report.ts';

const BLOCK = 200;
const MONTH = ['2025-03-01', '2025-03-31'] as const;

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
  const customer = shop.customers[0] ?? '';
  const filters = {
    open: [{ column: 'state', op: 'eq', value: 'open' }],
    customer: [{ column: 'partyId', op: 'eq', value: customer }],
    month: [{ column: 'orderedOn', op: 'between', from: MONTH[0], to: MONTH[1] }],
  };
  const list = [
    ['newest first', { sort: [{ column: 'orderedAt', direction: 'desc' }] }, 'order by ordered_at desc, id desc', []],
    ['sorted by total', { sort: [{ column: 'total', direction: 'desc' }] }, 'order by total desc, id desc', []],
    ['sorted by number', { sort: [{ column: 'number', direction: 'asc' }] }, 'order by number, id', []],
    [
      'open ones, newest first',
      { filter: filters.open, sort: [{ column: 'orderedAt', direction: 'desc' }] },
      "where state = 'open' order by ordered_at desc, id desc",
      [],
    ],
    [
      'open ones by total',
      { filter: filters.open, sort: [{ column: 'total', direction: 'desc' }] },
      "where state = 'open' order by total desc, id desc",
      [],
    ],
    [
      'of one customer by total',
      { filter: filters.customer, sort: [{ column: 'total', direction: 'desc' }] },
      'where party_id = ? order by total desc, id desc',
      [customer],
    ],
    [
      'of one month by total',
      { filter: filters.month, sort: [{ column: 'total', direction: 'desc' }] },
      'where ordered_on between ? and ? order by total desc, id desc',
      MONTH,
    ],
  ] as const;
  const raw = new Database(join(setting.folder, 'grid.countinghouse'), { readonly: true });
  /** The same rows by one prepared statement, warm. */
  const bare = (text: string, given: readonly string[]): string => {
    const prepared = raw.prepare(text);
    prepared.all(...given);
    const started = performance.now();
    prepared.all(...given);
    return ms(elapsed(started));
  };
  const figures: Figure[] = [];
  for (const [what, input, which, given] of list) {
    const first = await ask('sales.listOrders', { offset: 0, limit: BLOCK, ...input });
    const again = await ask('sales.listOrders', { offset: 0, limit: BLOCK, ...input });
    figures.push({
      what: `first ${BLOCK} of ${rows.toLocaleString('en')} orders, ${what}`,
      engine: `${ms(first)}, again ${ms(again)}`,
      raw: bare(
        `select o.*, p.name from (select id from sales_order ${which} limit ${BLOCK}) w
          join sales_order o on o.id = w.id join party p on p.id = o.party_id`,
        given,
      ),
      wanted: '< 200 ms',
    });
  }
  for (const [what, input, which, given] of [
    ['all', {}, '', []],
    ['open ones', { filter: filters.open }, "where state = 'open'", []],
    ['of one customer', { filter: filters.customer }, 'where party_id = ?', [customer]],
    ['of one month', { filter: filters.month }, 'where ordered_on between ? and ?', MONTH],
  ] as const)
    figures.push({
      what: `totals, ${what}`,
      engine: ms(await ask('sales.countOrders', input)),
      raw: bare(`select count(*), sum(net), sum(tax), sum(total) from sales_order ${which}`, given),
      wanted: '< 1,000 ms',
    });
  raw.close();
  const home = [await ask('insight.kpis', {}), await ask('insight.kpis', {})] as const;
  figures.push({ what: 'figures of Home', engine: `${ms(home[0])}, again ${ms(home[1])}`, wanted: '< 1,000 ms' });
  await shop.engine.close();
  return figures;
}
