import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { build } from 'vite';
import { ordersOfAYear } from '../../db/seed/orders.ts';
import { csvConnector, fileSource, onlineRetail } from '../../main/connectors/csv/index.ts';
import { startServer } from '../../main/hosts/server.ts';
import { issueSignInLink } from '../../main/server/tokens.ts';
import { openBenchShop } from '../../main/tools/bench/bench-shop.ts';
import { percentile } from '../../main/tools/bench/measure.ts';
import { type Figure, ms, printFigures } from '../../main/tools/bench/report.ts';
import { makeDemo } from '../../main/tools/demo/make-demo.ts';
import { openBrowser, type Page } from '../kit/browser.ts';

/**
 * A list in a real window: `npm run bench window [-- --quick] [-- --scrolls N]`. Opens the orders of the demo company and of a company with
 * 1,000,000 orders in Chromium, filters, sorts and scrolls, and prints how long a person waits until rows are drawn, beside the bare SQL of the
 * same page and the load of an empty page, taken in the same run. Prints, never asserts.
 */

const root = join(import.meta.dirname, '../..');
const TIMES = 7;
const MEGABYTE = 1_048_576;
/** Rows of one block of the list, and the height of a row. */
const BLOCK_ROWS = 200;
const ROW_PX = 28;
const LOOKS = 10;
/** Scrolls between two waits for rows to be there. */
const STRIDE = 5;

/**
 * In the page: what was done at `window.doing`, and the moment rows other than those before are drawn. A frame later the screen shows them.
 */
const WATCH = `
  window.firstRow = () => document.querySelector('.ag-row[row-index="0"] [col-id=number]')?.innerText ?? '';
  window.drawn = (before, started) => new Promise((done) => {
    const look = () => {
      const now = firstRow();
      if (now.startsWith('SO-') && now !== before) requestAnimationFrame(() => setTimeout(() => done(performance.now() - started)));
      else requestAnimationFrame(look);
    };
    look();
  });`;

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, scrolls: { type: 'string', default: '' }, rows: { type: 'string', default: '' } },
});
const ORDERS = Number(values.rows) || (values.quick ? 20_000 : 1_000_000);
const SCROLLS = Number(values.scrolls) || (values.quick ? 500 : 36_000);

const folder = mkdtempSync(join(root, '.countinghouse', 'bench-window-'));
const figures: Figure[] = [];

/** The middle and the longest of some times. */
const said = (times: readonly number[]): string => `${ms(percentile(times, 50))}, longest ${ms(Math.max(...times))}`;

async function several(times: number, measure: () => Promise<number>): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; i < times; i += 1) taken.push(await measure());
  return taken;
}

/** A company served and its owner at a window of it. */
async function withWindow(file: string, screens: string, work: (page: Page, url: string) => Promise<void>): Promise<void> {
  const server = await startServer({ companies: [{ name: 'shop', location: { file } }], screens });
  const page = await openBrowser();
  try {
    const engine = server.engines.get('shop');
    if (!engine) throw new Error('the server serves no company');
    const link = await issueSignInLink(engine);
    await page.tell('Page.addScriptToEvaluateOnNewDocument', { source: WATCH });
    await page.goto(`${server.url}/#link=${link?.secret}&to=/orders`);
    await page.until(`firstRow() !== ''`);
    await work(page, server.url);
  } finally {
    await page.close();
    await server.close();
  }
}

/** From asking for the address until rows can be worked with. */
async function loaded(page: Page, url: string): Promise<number> {
  await page.goto(`${url}/#/orders`);
  return page.run<number>(`drawn('', 0)`);
}

/** From another screen of the running window to the rows. */
async function opened(page: Page): Promise<number> {
  await page.run(`void (location.hash = '#/')`);
  await page.until(`firstRow() === ''`);
  return page.run<number>(`(() => { const at = performance.now(); location.hash = '#/orders'; return drawn('', at); })()`);
}

/** From a click until other rows are on top. */
const clicked = (page: Page, target: string) =>
  page.run<number>(`(() => { const before = firstRow(); const at = performance.now(); (${target}).click(); return drawn(before, at); })()`);

const tab = (name: string) => `[...document.querySelectorAll('.tabs button')].find((b) => b.innerText.startsWith('${name}'))`;
const header = (column: string) => `document.querySelector('.ag-header-cell[col-id=${column}] .ag-header-cell-label')`;

/** The bare SQL of a page, prepared and read by nothing but the driver. */
function bareSql(file: string, which: string): string {
  const db = new Database(file, { readonly: true });
  const statement = db.prepare(`select o.*, p.name from (select id from sales_order ${which} limit ${BLOCK_ROWS}) w
    join sales_order o on o.id = w.id join party p on p.id = o.party_id`);
  const times = Array.from({ length: TIMES }, () => {
    const started = performance.now();
    statement.all();
    return performance.now() - started;
  });
  db.close();
  return said(times);
}

/** Heap of the page after everything unused was thrown away. */
async function heap(page: Page): Promise<number> {
  await page.tell('HeapProfiler.collectGarbage');
  const { usedSize } = (await page.tell('Runtime.getHeapUsage')) as { usedSize: number };
  return usedSize / MEGABYTE;
}

/** Scrolls block by block, to the end and back again, and says what the page holds on the way. */
async function scrolled(page: Page, scrolls: number): Promise<void> {
  const sizes: number[] = [];
  const started = performance.now();
  for (let look = 0; look <= LOOKS; look += 1) {
    if (look > 0)
      await page.run(`(async () => {
        const body = [...document.querySelectorAll('.grid-body *')].find((e) => e.scrollHeight > e.clientHeight + 1000 && e.scrollTop >= 0 && getComputedStyle(e).overflowY !== 'hidden');
        const frame = () => new Promise(requestAnimationFrame);
        window.down ??= true;
        for (let i = 0; i < ${Math.ceil(scrolls / LOOKS)}; i += 1) {
          body.scrollTop += (window.down ? 1 : -1) * ${BLOCK_ROWS * ROW_PX};
          if (body.scrollTop + body.clientHeight >= body.scrollHeight - 2) window.down = false;
          if (body.scrollTop <= 0) window.down = true;
          await frame();
          for (let wait = 0; i % ${STRIDE} === 0 && wait < 200 && !document.querySelector('.ag-row [col-id=number]')?.innerText.startsWith('SO-'); wait += 1) await frame();
        }
      })()`);
    sizes.push(await heap(page));
    console.log(`  after ${Math.round((look * scrolls) / LOOKS).toLocaleString('en')} blocks: heap ${sizes.at(-1)?.toFixed(1)} MB`);
  }
  figures.push({
    what: `heap after scrolling ${scrolls.toLocaleString('en')} blocks (${Math.round((performance.now() - started) / 1000)} s)`,
    engine: `${sizes.at(-1)?.toFixed(1)} MB`,
    raw: `${sizes[1]?.toFixed(1)} MB after a tenth`,
    wanted: 'flat',
  });
}

try {
  const screens = join(folder, 'renderer');
  await build({ configFile: join(root, 'vite.config.ts'), build: { outDir: screens } });

  console.log('  making the demo company ...');
  const demo = join(folder, 'demo.countinghouse');
  const source = fileSource(join(root, 'data/demo/online-retail-2011-08.csv.gz'));
  const made = await makeDemo({ file: demo, source, connector: csvConnector(onlineRetail), progress: () => undefined });
  await made.engine.close();
  await withWindow(demo, screens, async (page, url) => {
    const blank = await several(TIMES, async () => {
      await page.goto(`${url}/icon.svg`);
      return page.run<number>(`performance.getEntriesByType('navigation')[0].loadEventEnd`);
    });
    figures.push({
      what: 'demo company: window usable after its page was asked for',
      engine: said(await several(TIMES, () => loaded(page, url))),
      raw: said(blank),
      wanted: '< 2,000 ms',
    });
    await loaded(page, url);
    figures.push({
      what: 'demo company: first rows of orders, window open',
      engine: said(await several(TIMES, () => opened(page))),
      raw: bareSql(demo, 'order by ordered_at desc, id desc'),
      wanted: '< 100 ms',
    });
  });

  console.log(`  writing ${ORDERS.toLocaleString('en')} orders behind the engine's back ...`);
  const shop = await openBenchShop({ folder, quick: values.quick, line: console.log }, 'million', 10, 10);
  await shop.engine.store.writer.exec(ordersOfAYear(ORDERS, shop.customers.length));
  await shop.engine.close();
  const million = join(folder, 'million.countinghouse');
  await withWindow(million, screens, async (page, url) => {
    const of = `${ORDERS.toLocaleString('en')} orders: `;
    figures.push({
      what: `${of}window usable after its page was asked for`,
      engine: said(await several(TIMES, () => loaded(page, url))),
      wanted: '< 2,000 ms',
    });
    figures.push({
      what: `${of}first rows, window open`,
      engine: said(await several(TIMES, () => opened(page))),
      raw: bareSql(million, 'order by ordered_at desc, id desc'),
      wanted: '< 200 ms',
    });
    const filters: number[] = [];
    const back: number[] = [];
    for (let i = 0; i < TIMES; i += 1) {
      filters.push(await clicked(page, tab('Open')));
      back.push(await clicked(page, tab('All')));
    }
    figures.push({
      what: `${of}rows after a filter`,
      engine: said(filters),
      raw: bareSql(million, "where state = 'open' order by ordered_at desc, id desc"),
      wanted: '< 200 ms',
    });
    figures.push({ what: `${of}rows after the filter is taken away`, engine: said(back), wanted: '< 200 ms' });
    const sorts: number[] = [];
    for (let i = 0; i < TIMES; i += 1) sorts.push(await clicked(page, header(i % 2 === 0 ? 'total' : 'number')));
    figures.push({
      what: `${of}rows after a sort`,
      engine: said(sorts),
      raw: bareSql(million, 'order by total desc, id desc'),
      wanted: '< 200 ms',
    });
    await loaded(page, url);
    await scrolled(page, SCROLLS);
  });
  printFigures(figures, (line) => console.log(line));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
