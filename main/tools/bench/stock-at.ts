import Database from 'better-sqlite3';
import { movesOfYears, SEEDED_FROM, SEEDED_STEP } from '../../../db/seed/moves.ts';
import { SYSTEM } from '../../engine/engine.ts';
import { openBenchShop, type Setting } from './bench-shop.ts';
import { elapsed } from './measure.ts';
import { type Figure, ms } from './report.ts';

const PAGE = 200;

/** Reads the moves on the shorter side of an instant by one prepared statement and nets them per article and place. */
function readRaw(file: string, at: string, early: boolean): number {
  const raw = new Database(file, { readonly: true });
  try {
    const started = performance.now();
    const held = new Map<string, number>();
    const add = (item: string, place: string, qty: number) => held.set(`${item} ${place}`, (held.get(`${item} ${place}`) ?? 0) + qty);
    const rows = raw
      .prepare(`select item_id, from_location_id, to_location_id, qty from stock_move where effective_at ${early ? '<=' : '>'} ?`)
      .raw();
    for (const row of rows.iterate(at)) {
      const [item, from, to, qty] = row as [string, string, string, number];
      add(item, from, -qty);
      add(item, to, qty);
    }
    return elapsed(started);
  } finally {
    raw.close();
  }
}

/** What stood where at an instant, near the end, in the middle and near the start of a million moves. */
export async function benchStockAt(setting: Setting): Promise<Figure[]> {
  const [articles, moves] = setting.quick ? [500, 20_000] : [25_000, 1_000_000];
  const shop = await openBenchShop(setting, 'stock-at', articles, 1000);
  setting.line(`  writing ${moves.toLocaleString('en')} moves behind the engine's back ...`);
  await shop.engine.store.writer.exec(movesOfYears(moves, articles));
  const { location } = shop.engine.store;
  const file = 'file' in location ? location.file : '';
  const ask = async (operation: string, input: unknown): Promise<number> => {
    const started = performance.now();
    await shop.engine.ask({ operation, input, actor: SYSTEM });
    return elapsed(started);
  };
  const figures: Figure[] = [];
  for (const [when, part] of [
    ['last week', 0.99],
    ['the middle', 0.5],
    ['the start', 0.01],
  ] as const) {
    const at = new Date((SEEDED_FROM + Math.trunc(moves * part) * SEEDED_STEP) * 1000).toISOString();
    const raw = ms(readRaw(file, at, part < 0.5));
    const offset = articles - PAGE;
    figures.push(
      {
        what: `stock at ${when}: first ${PAGE} rows`,
        engine: ms(await ask('inventory.listStockAt', { at, limit: PAGE })),
        wanted: '< 1,000 ms',
      },
      {
        what: `stock at ${when}: ${PAGE} rows at ${offset}`,
        engine: ms(await ask('inventory.listStockAt', { at, limit: PAGE, offset })),
        wanted: '< 1,000 ms',
      },
      {
        what: `stock at ${when}: one article`,
        engine: ms(await ask('inventory.listStockAt', { at, filter: [{ column: 'sku', op: 'eq', value: shop.articles[7]?.sku }] })),
        wanted: '< 1,000 ms',
      },
      { what: `stock at ${when}: all rows counted`, engine: ms(await ask('inventory.countStockAt', { at })), raw, wanted: '< 1,000 ms' },
    );
  }
  await shop.engine.close();
  return figures;
}
