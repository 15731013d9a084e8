import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SYSTEM } from '../../main/engine/engine.ts';
import { hasBrowser } from '../kit/browser.ts';
import { openShopWindow } from '../kit/shop-window.ts';

const ORDERS = 30;

/** A list in a real browser, by keys: what somebody does who works in it all day. */
describe.skipIf(!hasBrowser)('a list by keys', () => {
  const downloads = mkdtempSync(join(tmpdir(), 'countinghouse-downloads-'));
  let shop: Awaited<ReturnType<typeof openShopWindow>>;
  let browser: typeof shop.browser;
  let partyId: string;
  const accepted = (i: number) => ({
    partyId,
    orderedAt: `2026-01-05T08:00:${String(i % 60).padStart(2, '0')}.000Z`,
    orderedOn: '2026-01-05',
    currency: 'GBP',
    country: 'GB',
    lines: [{ sku: 'TEE', qty: 1, unitPriceMicros: (i + 1) * 1_000_000 }],
  });

  beforeAll(async () => {
    shop = await openShopWindow();
    ({ browser } = shop);
    await shop.dispatch('catalog.createItems', { items: [{ sku: 'TEE', title: 'Tee shirt' }] });
    ({ partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'customer', name: 'Ann', country: 'GB' }));
    await shop.dispatch('sales.acceptOrders', {
      orders: Array.from({ length: ORDERS }, (_, i) => accepted(i)),
    });
    await shop.enter('/orders');
    await browser.until(`document.querySelectorAll('.ag-row .cell').length > 20`);
  });
  afterAll(async () => {
    await shop?.close();
    rmSync(downloads, { recursive: true, force: true });
  });

  const shows = (text: string) => shop.shows(text);
  const press = (text: string) => shop.press(text);
  const first = () => browser.run<string>(`document.querySelector('.ag-row[row-index="0"] [col-id=number]').innerText`);
  const focusedRow = () =>
    browser.run<string | undefined>(`document.querySelector('.ag-cell-focus')?.closest('.ag-row')?.getAttribute('row-index')`);
  const violations = () => shop.breaches();

  test('J and K move, Space previews what is focused and follows it, Escape closes', async () => {
    await browser.press('j');
    await browser.press('j');
    await browser.press('j');
    await browser.press('k');
    await browser.until(`document.querySelector('.ag-cell-focus')?.closest('.ag-row')?.getAttribute('row-index') === '1'`);
    const place = () => browser.run<number>(`document.querySelector('.ag-row[row-index="1"]')?.getBoundingClientRect().top ?? -1`);
    const before = await place();
    await browser.press(' ');
    await browser.until(`document.querySelector('.grid-peek')?.innerText.includes('SO-2026-000029')`);
    expect(await place()).toBe(before);
    await browser.press('j');
    await browser.until(`document.querySelector('.grid-peek')?.innerText.includes('SO-2026-000028')`);
    expect(await violations()).toEqual([]);
    await browser.press('Escape');
    await browser.until(`!document.querySelector('.grid-peek')`);
  });

  test('X chooses, with Shift as one moves; the bar says how many, and they are copied with their titles', async () => {
    await browser.press('x');
    await browser.press('J');
    await browser.press('J');
    expect(await shows('3 rows chosen')).toBe(true);
    await browser.run(`document.addEventListener('copy', () => { window.copied = document.activeElement.value; }, { once: true });
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (text) => { window.copied = text; } } })`);
    await press('Copy');
    expect(await shows('3 rows copied')).toBe(true);
    const lines = (await browser.run<string>('window.copied')).split('\n');
    expect(lines.map((l) => l.split('\t')[0])).toEqual(['Order', 'SO-2026-000028', 'SO-2026-000027', 'SO-2026-000026']);
    expect(lines[1]?.split('\t').at(-1)).toBe('28.00');
    expect(await violations()).toEqual([]);
    await browser.press('Escape');
    await browser.until(`!document.querySelector('.grid-bulk')`);
  });

  test('. shows what can be done with the row; Enter opens it, and the list keeps its place', async () => {
    await browser.press('.');
    await browser.until(`document.querySelector('[role=menu]')?.innerText.includes('Copy this row')`);
    expect(await violations()).toEqual([]);
    await browser.press('Escape');
    await browser.until(`!document.querySelector('[role=menu]')`);
    await browser.until(`document.activeElement?.closest('.ag-row') !== null`);
    await browser.press('Enter');
    await browser.until(`location.hash.startsWith('#/orders/so_')`);
    await browser.run('history.back()');
    await browser.until(`document.querySelectorAll('.ag-row .cell').length > 20`);
  });

  test('a filter is built from what is there and reads as a sentence; rows and totals follow it', async () => {
    await press('+ Filter');
    await press('Total GBP');
    await browser.until(`document.querySelector('.grid-filter input')`);
    await browser.type('.grid-filter input', 'much');
    await press('Apply');
    expect(await shows('Write an amount such as 1,250.50.')).toBe(true);
    await browser.run(`document.querySelector('.grid-filter input').select()`);
    await browser.type('.grid-filter input', '25');
    await press('Apply');
    expect(await shows('Total GBP at least 25.00 GBP')).toBe(true);
    expect(await shows('6 rows')).toBe(true);
    expect(await shows('Total 165.00 GBP')).toBe(true);
    await press('+ Filter');
    await press('State');
    await browser.until(`document.querySelector('.grid-filter li')?.innerText.includes('Open')`);
    expect(await violations()).toEqual([]);
    await browser.press('Escape');
    await browser.until(`!document.querySelector('.grid-filter')`);
  });

  test('a view keeps columns, order and filters under a name, and a saved view is put on again as it was', async () => {
    await browser.run(`document.querySelector('[aria-label=View]').click()`);
    await press('Save as a view');
    await browser.until(`document.querySelector('[role=dialog] input[maxlength]')`);
    await browser.type('[role=dialog] input[maxlength]', 'Large ones');
    await press('Save view');
    await browser.until(`[...document.querySelectorAll('.tabs button[aria-pressed=true]')].some((b) => b.innerText === 'Large ones')`);
    await press('All');
    expect(await shows(`${ORDERS} rows`)).toBe(true);
    await press('Large ones');
    expect(await shows('Total GBP at least 25.00 GBP')).toBe(true);
    expect(await shows('6 rows')).toBe(true);
    await press('All');
    expect(await shows(`${ORDERS} rows`)).toBe(true);
  });

  test('/ goes to the search field, and what is typed there narrows the list', async () => {
    await browser.run(`document.activeElement.blur()`);
    await browser.press('/');
    await browser.until(`document.activeElement?.type === 'search'`);
    await browser.type('input[type=search]', 'SO-2026-00000');
    expect(await shows('9 rows')).toBe(true);
    await browser.press('Escape');
    expect(await shows(`${ORDERS} rows`)).toBe(true);
  });

  test('a column that is let go of stays away until it is wanted again', async () => {
    await press('Columns');
    await browser.until(`document.querySelector('.grid-choose')`);
    await browser.run(`[...document.querySelectorAll('.grid-choose label')].find((l) => l.innerText === 'Customer').click()`);
    await browser.until(`!document.querySelector('.ag-header-cell[col-id=partyName]')`);
    expect(await violations()).toEqual([]);
    await press('As they were');
    await browser.until(`document.querySelector('.ag-header-cell[col-id=partyName]')`);
    await browser.press('Escape');
  });

  test('who chooses rows and lets them go leaves the header as it was laid out', async () => {
    await browser.run(`(() => {
      window.laid = [];
      const seen = (all) => window.laid.push(...all.map((m) => m.target.className + ' ' + (m.attributeName ?? 'children')));
      new MutationObserver(seen).observe(document.querySelector('.ag-header'), { attributes: true, childList: true, subtree: true });
    })()`);
    const box = `document.querySelector('.ag-row[row-index="1"] input[type=checkbox]')`;
    await browser.run(`${box}.click()`);
    await browser.until(`document.querySelector('.ag-row-selected')`);
    await browser.run(`${box}.click()`);
    await browser.until(`!document.querySelector('.ag-row-selected')`);
    expect(await browser.run<string[]>('window.laid')).toEqual([]);
  });

  test('what changes elsewhere changes in view, without losing the place', async () => {
    const newest = await first();
    const engine = shop.engine();
    const found = await engine.ask({ operation: 'sales.getOrder', input: { number: newest }, actor: SYSTEM });
    const order = found?.output as { id: string; revision: number };
    await engine.dispatch({
      commandId: 'e2e-cancel-one',
      operation: 'sales.cancelOrder',
      input: { orderId: order.id, reason: 'Changed her mind' },
      expect: [{ id: order.id, revision: order.revision }],
      actor: SYSTEM,
    });
    await browser.until(`document.querySelector('.ag-row[row-index="0"] [col-id=state]').innerText.includes('Cancelled')`);
    expect(await first()).toBe(newest);
  });

  test('a row that changes elsewhere keeps its choice, the place and the keyboard', async () => {
    await browser.run(`document.querySelector('.ag-row[row-index="12"] [col-id=number]').scrollIntoView({ block: 'start' })`);
    await browser.press('j');
    for (let i = 0; i < 40 && (await focusedRow()) !== '12'; i += 1) {
      const from = await focusedRow();
      await browser.press('j');
      // A key counts once it is heard: a second one pressed meanwhile would go a row too far.
      await browser.until(`document.activeElement.closest('.ag-row')?.getAttribute('row-index') !== ${JSON.stringify(from)}`);
    }
    // Which elements there are is the list's own business; where they stand is what somebody sees.
    const top = `[...document.querySelectorAll('.grid-body *')].map((e) => e.scrollTop).filter((t) => t !== 0).join()`;
    await browser.press('x');
    await browser.until(`document.querySelector('.ag-row-selected')?.getAttribute('row-index') === '12'`);
    const before = await browser.run<string>(top);
    const number = await browser.run<string>(`document.querySelector('.ag-row[row-index="12"] [col-id=number]').innerText`);
    const order = await shop.ask<{ id: string; revision: number }>('sales.getOrder', { number });
    const expected = [{ id: order.id, revision: order.revision }];
    const input = { orderId: order.id, reason: 'Not wanted' };
    await shop.engine().dispatch({ commandId: 'e2e-cancel-two', operation: 'sales.cancelOrder', input, expect: expected, actor: SYSTEM });
    await browser.until(`document.querySelector('.ag-row[row-index="12"] [col-id=state]').innerText.includes('Cancelled')`);
    expect(await browser.run(`document.querySelector('.ag-row-selected')?.getAttribute('row-index')`)).toBe('12');
    expect(await focusedRow()).toBe('12');
    expect(await browser.run(`document.activeElement.closest('.ag-row')?.getAttribute('row-index')`)).toBe('12');
    expect(await browser.run<string>(top)).toBe(before);
    // A row that comes in above moves the list by one; what was chosen is the same order still.
    await shop.dispatch('sales.acceptOrders', { orders: [{ ...accepted(99), orderedAt: '2026-01-06T08:00:00.000Z' }] });
    await browser.until(`document.querySelector('.ag-row[row-index="13"] [col-id=number]')?.innerText === ${JSON.stringify(number)}`);
    await browser.until(`document.querySelector('.ag-row-selected [col-id=number]')?.innerText === ${JSON.stringify(number)}`);
    expect(await shows('1 row chosen')).toBe(true);
    await browser.press('Escape');
    await browser.until(`!document.querySelector('.grid-bulk')`);
  });

  test('all rows that match are cancelled at once: what it does is shown before, and what was refused is named', async () => {
    const open = (await shop.ask<{ count: number }>('sales.countOrders', { filter: [{ column: 'state', op: 'eq', value: 'open' }] })).count;
    const all = (await shop.ask<{ count: number }>('sales.countOrders', {})).count;
    await browser.press('x');
    await press(`Choose all ${all} that match`);
    expect(await shows(`All ${all} rows that match are chosen`)).toBe(true);
    await press('Cancel orders');
    await browser.until(`document.querySelector('[role=dialog] input[name=reason]')`);
    await browser.type('[role=dialog] input[name=reason]', 'Shop is closing');
    await press(`Show what it does with ${all} rows`);
    expect(await shows(`${open} rows would be done.`)).toBe(true);
    expect(await shows(`${all - open} would be refused and are left out.`)).toBe(true);
    await browser.until(`document.querySelectorAll('.bulk-refused tbody tr').length === ${all - open}`);
    expect(await violations()).toEqual([]);
    await press(`Cancel orders (${open})`);
    expect(await shows(`${open} rows are done.`)).toBe(true);
    await press('Close');
    await browser.until(`!document.querySelector('[role=dialog]')`);
    expect(await shop.ask('sales.countOrders', { filter: [{ column: 'state', op: 'eq', value: 'open' }] })).toMatchObject({ count: 0 });
    await browser.press('Escape');
    await browser.until(`!document.querySelector('.grid-bulk')`);
  });

  test('everything that matches is exported as a job and comes down as a file', async () => {
    await browser.tell('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads });
    await browser.run(`[...document.querySelectorAll('button')].find((b) => b.textContent === 'Export').click()`);
    const item = `[...document.querySelectorAll('[role=menuitem]')].find((b) => b.textContent.includes('as CSV'))`;
    await browser.until(item);
    await browser.run(`${item}.click()`);
    await browser.until(`document.body.innerText.includes('is exported')`);
    const written = () => readdirSync(downloads).filter((name) => name.endsWith('.csv'));
    await expect.poll(() => written().length, { timeout: 10_000 }).toBe(1);
    const text = readFileSync(join(downloads, written()[0] ?? ''), 'utf8');
    expect(text.trim().split(/\r?\n/)).toHaveLength(ORDERS + 2);
  });

  test('rows of a spreadsheet are pasted into the lines of a receipt after a look at them', async () => {
    await shop.go('/receipts/new');
    await browser.until(`document.querySelector('[name="lines.0.sku"]')`);
    await browser.run(`(() => {
      const field = document.querySelector('[name="lines.0.sku"]');
      field.focus();
      const clip = new DataTransfer();
      clip.setData('text/plain', 'SKU\\tQuantity\\tUnit cost GBP\\nTEE\\t5\\t4.00\\nNONE\\tmany\\t1.50\\n'.replaceAll('\\\\t', '\\t').replaceAll('\\\\n', '\\n'));
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: clip, bubbles: true, cancelable: true }));
    })()`);
    expect(await shows('Paste 2 rows')).toBe(true);
    expect(await shows('1 row cannot be used as it is')).toBe(true);
    await browser.until(`document.querySelector('.paste-rows .wrong')?.innerText === 'Write a whole number.'`);
    expect(await browser.run(`document.querySelector('[name="lines.0.sku"]').value`)).toBe('');
    expect(await violations()).toEqual([]);
    await press('Take over 2 rows');
    await browser.until(`!document.querySelector('[role=dialog]')`);
    expect(
      await browser.run(`[...document.querySelectorAll('.lines input')].filter((i) => /sku|qty|[cC]ost/.test(i.name)).map((i) => i.value)`),
    ).toEqual(['TEE', '5', '4.00', 'NONE', 'many', '1.50', '', '', '']);
  });

  test('nothing complained meanwhile', () => {
    expect(browser.complaints).toEqual([]);
  });
});
