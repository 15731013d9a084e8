import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from '../kit/browser.ts';
import { channelSale } from '../kit/channel-sale.ts';
import { openShopWindow } from '../kit/shop-window.ts';

const AT = '2026-01-05T09:00:00.000Z';
const ON = '2026-01-05';

/** What a channel delivers: two tees under a SKU nobody here knows. */
const RECORD = channelSale({ externalId: 'WEB-1', sku: 'TEE-RED' });

/** A day of the books by keyboard: what a channel sold becomes an order, goods, an invoice, a return, a credit note. */
describe.skipIf(!hasBrowser)('from an unknown SKU to balanced books, by keyboard', () => {
  let shop: Awaited<ReturnType<typeof openShopWindow>>;
  let browser: typeof shop.browser;

  beforeAll(async () => {
    shop = await openShopWindow({
      policies: { allocateAt: 'manual' },
      warehouses: [{ code: 'LON', name: 'London', country: 'GB' }],
    });
    ({ browser } = shop);
    await shop.dispatch('catalog.createItem', { sku: 'TEE', title: 'Tee' });
    const { rows } = await shop.ask<{ rows: { id: string }[] }>('inventory.listWarehouses', {});
    await shop.dispatch('inventory.postOpening', {
      warehouseId: rows[0]?.id,
      on: ON,
      at: AT,
      lines: [{ sku: 'TEE', qty: 10, unitCostMicros: 4_000_000 }],
    });
    const { channelId } = await shop.dispatch<{ channelId: string }>('channels.createChannel', {
      code: 'web',
      name: 'Web shop',
      connector: 'csv',
      zone: 'Europe/London',
      currency: 'GBP',
      payment: 'on-account',
    });
    const { runId } = await shop.dispatch<{ runId: string }>('channels.openRun', {
      runId: 'run_books',
      channelId,
      source: 'orders.csv',
      sourceHash: 'b'.repeat(64),
    });
    await shop.dispatch('channels.importBatch', { channelId, runId, records: [RECORD] });
    await shop.enter();
  });
  afterAll(() => shop?.close());

  const shows = (text: string) => shop.shows(text);
  const to = (path: string) => shop.go(path);
  const ask = <T>(operation: string, input: unknown) => shop.ask<T>(operation, input);
  const first = async (operation: string, input: unknown = { offset: 0, limit: 1 }) =>
    (await ask<{ rows: { id: string }[] }>(operation, input)).rows[0]?.id ?? '';
  /** `.` goes to the actions, Enter opens the next step. */
  const nextStep = async (verb: string) => {
    await browser.until(`document.querySelector('.page-head [role=group] button')?.textContent === ${JSON.stringify(verb)}`);
    await browser.press('.');
    await browser.until(`document.activeElement?.textContent === ${JSON.stringify(verb)}`);
    await browser.press('Enter');
    await browser.until(`document.querySelector('[role=dialog] form')`);
  };
  /** Follows the link that says this as somebody does who came to it with the tab key. */
  const follow = async (text: string) => {
    const link = `[...document.querySelectorAll('main a')].find((a) => a.textContent === ${JSON.stringify(text)})`;
    await browser.until(link);
    await browser.run(`${link}.focus()`);
    await browser.press('Enter');
  };

  test('the SKU is mapped where the cursor stands, and the order that waited comes in', async () => {
    await to('/mapping');
    await shows('TEE-RED');
    await browser.until(`document.activeElement?.name === 'meaning'`);
    await browser.type('input[name=meaning]', 'MUG');
    await browser.press('Enter');
    await shows('TEE-RED: there is no item MUG here.');
    await browser.run(`document.querySelector('input[name=meaning]').select()`);
    await browser.type('input[name=meaning]', 'TEE');
    await browser.press('Enter');
    await shows('TEE-RED is mapped. 1 record came in.');
    await shows('Every SKU that came has a meaning here.');
    expect(await ask('sales.countOrders', {})).toMatchObject({ count: 1, total: 2400 });
  });

  test('the order is shipped and thereby invoiced', async () => {
    await to(`/orders/${await first('sales.listOrders')}`);
    await nextStep('Ship order');
    await shop.confirm('Ship order');
    await browser.until(`document.querySelector('.facts')?.innerText.includes('Invoiced')`);
    expect(await ask('sales.countInvoices', {})).toMatchObject({ count: 1, total: 2400 });
  });

  test('one tee comes back from the invoice and the customer is credited for it', async () => {
    await to(`/invoices/${await first('sales.listInvoices')}`);
    await nextStep('Take goods back');
    await browser.type('[role=dialog] input', '1');
    await browser.press('Enter');
    await shop.confirm('Take goods back');
    await to(`/returns/${await first('returns.listReturns', { limit: 1 })}`);
    await nextStep('Credit customer');
    await shop.confirm('Credit customer');
    await shows('CN-');
    expect(await ask('sales.countInvoices', { filter: [{ column: 'kind', op: 'eq', value: 'credit-note' }] })).toMatchObject({
      total: -1200,
    });
    await nextStep('Put back on sale');
    await browser.press('Enter');
    await shop.confirm('Put back on sale');
    await shows('Restocked');
  });

  test('the books balance, and a figure leads to account, entry and document, each with the sum of its rows', async () => {
    const trial = await ask<{ rows: { accountId: string; code: string; balance: number }[]; total: { balance: number } }>(
      'accounting.trialBalance',
      { on: (await ask<{ today: string }>('engine.status', {})).today },
    );
    expect(trial.total.balance).toBe(0);
    const receivable = await ask<{ id: string; code: string; balance: number }>('accounting.getAccount', { role: 'receivable' });
    expect(trial.rows.find((r) => r.accountId === receivable.id)?.balance).toBe(1200);
    await to('/trial-balance');
    await follow(receivable.code);
    await shows('Sum of these lines 12.00 GBP');
    const lines = await ask<{ rows: { amount: number; number: string; entryId: number }[]; sum: number }>('accounting.listLines', {
      role: 'receivable',
      newestFirst: true,
    });
    expect(lines.rows.reduce((sum, l) => sum + l.amount, 0)).toBe(receivable.balance);
    await follow(lines.rows[0]?.number ?? '');
    await browser.until(`location.hash === '#/journal-entries/${lines.rows[0]?.entryId}'`);
    await browser.until(`document.querySelector('tfoot')?.innerText.includes('12.00')`);
    const note = await first('sales.listInvoices', { offset: 0, limit: 1, filter: [{ column: 'kind', op: 'eq', value: 'credit-note' }] });
    await browser.run(`document.querySelector('main a[href="#/invoices/${note}"]').focus()`);
    await browser.press('Enter');
    await browser.until(`location.hash === '#/invoices/${note}'`);
    await shows('\u221212.00');
  });

  test('what was left of it stands beside the books: channel, its product, the order line, the order', async () => {
    await to('/margins');
    await shows('Revenue, cost and fees are those of the books');
    await follow('Web shop');
    await shows('Only Web shop');
    await follow('TEE');
    await browser.until(`location.hash.includes('by=order-line')`);
    const order = await ask<{ rows: { id: string; number: string }[] }>('sales.listOrders', { limit: 1 });
    await follow(order.rows[0]?.number ?? '');
    await browser.until(`location.hash === '#/orders/${order.rows[0]?.id}'`);
  });

  test('the doctor finds nothing, and the day is backed up', async () => {
    await to('/doctor');
    await browser.until(`document.querySelector('.page-head [role=group] button')`);
    await browser.run(`document.querySelector('.page-head [role=group] button').focus()`);
    await browser.press('Enter');
    await shop.confirm('Examine the company');
    await shows('Every gap is nought.');
    await to('/backups');
    await browser.until(`document.querySelector('.page-head [role=group] button')`);
    await browser.run(`document.querySelector('.page-head [role=group] button').focus()`);
    await browser.press('Enter');
    await shop.confirm('Back up now');
    await shows('npm run restore');
    expect(browser.complaints).toEqual([]);
  }, 120_000);

  test('nothing threw on the way', () => {
    expect(browser.complaints).toEqual([]);
  });
});
