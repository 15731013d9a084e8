import Database from 'better-sqlite3';
import { SYSTEM } from '../../engine/engine.ts';
import { type BenchShop, openBenchShop, type Setting } from './bench-shop.ts';
import { elapsed } from './measure.ts';
import { type Figure, ms } from './report.ts';

const PAGE = 200;
/** Seconds from one move to the next: a million of them fill two years. */
const STEP = 63;

/**
 * Fills a company with moves behind the engine's back: two units in, one unit out, over all articles of the first warehouse. Balances follow;
 * costs do not, so that nothing else may ever be done with such a file.
 */
async function fillMoves(shop: BenchShop, moves: number): Promise<void> {
  const articles = shop.articles.length;
  await shop.engine.store.writer.exec(`
    begin immediate;
    create temp table place as select (select id from location where kind = 'supplier') as supplier, (select id from location where kind = 'customer') as customer,
      (select id from location where type = 'main' and status = 'sellable' order by code limit 1) as stock;
    create temp table article as select row_number() over (order by sku) - 1 as n, id from item;
    create index temp.article_n on article (n);
    insert into stock_move (id, seq, row_hash, item_id, qty, from_location_id, to_location_id, effective_at, effective_on, source_kind, source_id)
    with recursive n (i) as (select 1 union all select i + 1 from n where i < ${moves})
    select (select max(id) from stock_move) + n.i, 1, 0, a.id, 1 + n.i / ${articles} % 2, case n.i / ${articles} % 2 when 1 then p.supplier else p.stock end,
           case n.i / ${articles} % 2 when 1 then p.stock else p.customer end, strftime('%Y-%m-%dT%H:%M:%S.000Z', 1767600000 + n.i * ${STEP}, 'unixepoch'),
           date(1767600000 + n.i * ${STEP}, 'unixepoch'), 'bench', 'bench'
    from n join article a on a.n = n.i * 7919 % ${articles} cross join place p;
    update stock_balance set on_hand = on_hand + d.qty from (
      select m.item_id, sum(case when m.to_location_id = p.stock then m.qty else -m.qty end) as qty from stock_move m, place p where m.source_kind = 'bench' group by m.item_id) d
     where d.item_id = stock_balance.item_id and stock_balance.location_id = (select stock from place);
    drop table temp.place;
    drop table temp.article;
    commit;
    analyze;
    pragma wal_checkpoint(TRUNCATE);`);
}

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
  await fillMoves(shop, moves);
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
    const at = new Date((1_767_600_000 + Math.trunc(moves * part) * STEP) * 1000).toISOString();
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
