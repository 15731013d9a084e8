import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Engine, SYSTEM } from '../../main/engine/engine.ts';
import { type RunningServer, startServer } from '../../main/hosts/server.ts';
import { hasBrowser, openBrowser } from '../kit/browser.ts';
import { keyboardOf } from '../kit/keyboard.ts';

const root = join(import.meta.dirname, '../..');
const HEAD = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';

/** The whole path by keys alone, in a browser: no element is clicked, focused or filled by the driver. */
describe.skipIf(!hasBrowser)('from the setup link to balanced books, by keyboard alone', { timeout: 600_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'countinghouse-job-'));
  let server: RunningServer;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let keys: ReturnType<typeof keyboardOf>;

  beforeAll(async () => {
    const screens = join(folder, 'renderer');
    await build({ configFile: join(root, 'vite.config.ts'), build: { outDir: screens } });
    server = await startServer({ companies: [], folder: join(folder, 'data'), screens });
    browser = await openBrowser();
    keys = keyboardOf(browser);
    // The system's own dialog cannot be seen from here: the file is put into it as soon as the page opens it.
    await browser.tell('Page.setInterceptFileChooserDialog', { enabled: true });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const shows = (text: string) => browser.until(`document.body?.innerText.includes(${JSON.stringify(text)})`);
  const at = (path: string) => browser.until(`location.hash.startsWith(${JSON.stringify(`#${path}`)})`);
  const engine = (): Engine => {
    const [found] = server.engines.values();
    if (!found) throw new Error('there is no company yet');
    return found;
  };
  const ask = async <T>(operation: string, input: unknown) => (await engine().ask({ operation, input, actor: SYSTEM })).output as T;
  /** Goes to a screen as people do who know its name, and reads something on it. */
  const goTo = async (name: string, path: string, read: string) => {
    await keys.palette(name, `Go to ${name}`);
    await at(path);
    await shows(read);
  };
  /** What can be done here is in the palette. */
  const act = async (verb: string) => {
    await browser.until(
      `[...document.querySelectorAll('.page-head [role=group] button')].some((b) => b.textContent === ${JSON.stringify(verb)})`,
    );
    await keys.palette(verb.toLowerCase(), verb);
    await dialog(verb);
  };
  /** Shows what an action would do and does it, with Enter alone. */
  const confirm = async (verb: string) => {
    await browser.until(`document.activeElement?.textContent === ${JSON.stringify(verb)} && document.querySelector('.effects')`);
    await keys.press('Enter');
    await browser.until(`!document.querySelector('[role=dialog]')`);
  };
  const dialog = (verb: string) =>
    browser.until(
      `document.querySelector('[role=dialog] form') && document.querySelector('[role=dialog]').innerText.includes(${JSON.stringify(verb)})`,
    );
  /** Chooses a file where the page asks for one. */
  const choose = async (name: string, content: string) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    const opened = new Promise<number>((resolve) => browser.hear('Page.fileChooserOpened', (p) => resolve(p['backendNodeId'] as number)));
    await keys.tabTo('Choose a file');
    await keys.press('Enter');
    await browser.tell('DOM.setFileInputFiles', { files: [path], backendNodeId: await opened });
  };

  test('the setup link leads to the questions a company begins with, and its owner is in', async () => {
    await browser.goto(`${server.url}/#setup=${server.setupSecret()}`);
    await shows('Create the company');
    await keys.fill('Name', 'Tee and Mug Ltd');
    await keys.choose('Country', 'united k');
    await keys.choose('Currency', 'gbp');
    await keys.choose('Time zone', 'europe/lon');
    await keys.fill('Your name', 'Olive Owner');
    await keys.fill('Sign-in name', 'olive');
    await keys.fill('Password', 'four short words here');
    await keys.press('Enter');
    // The page goes to the company's own address, which ends whatever is being asked of it.
    await shows('Connected').catch(() => shows('Connected'));
  });

  test('a channel is connected, and a product is added', async () => {
    await goTo('Channels', '/channels', 'No channel is connected yet.');
    await act('Connect a channel');
    await keys.fill('Code', 'WEB');
    await keys.fill('Channel', 'Web shop');
    await keys.choose('Money', 'on account');
    await keys.press('Control+Enter');
    await confirm('Connect a channel');
    await shows('Web shop');
    await goTo('Products', '/items', 'Products appear here');
    await act('Add a product');
    await keys.fill('SKU', 'TEE');
    await keys.fill('Name', 'Tee');
    await keys.fill('Price', '12.00');
    await keys.press('Enter');
    await confirm('Add a product');
    await shows('12.00');
  });

  test('a file that is no table and a damaged one are refused in words; a sound one says what it holds and is imported', async () => {
    await goTo('Channels', '/channels', 'Web shop');
    await keys.tabTo('WEB');
    await keys.press('Enter');
    await at('/channels/chn_');
    await shows('Import a file');
    await keys.palette('import', 'Import a file');
    await shows('A file of orders as the channel delivers it');
    await choose('orders.pdf', '%PDF-1.7');
    await shows('orders.pdf is no table in a text file.');
    await choose('broken.csv', `${HEAD}\n536365,TEE,too few\n`);
    await shows('broken.csv cannot be taken: line 2');
    await keys.on('Choose another file');
    await keys.press('Enter');
    const { today } = await ask<{ today: string }>('engine.status', {});
    await choose('orders.csv', `${HEAD}\n536365,TEE-RED,Red tee,2,${today} 00:00:00,12.00,12345.0,United Kingdom\n`);
    await shows('What orders.csv holds');
    await shows('These SKUs mean nothing here yet');
    await keys.on('Import 1 record');
    await keys.press('Enter');
    await shows('0 records came in. 1 waits for a person.');
  });

  test('the unknown SKU is given a meaning, and the order that waited comes in', async () => {
    await keys.on('Say what the SKUs are');
    await keys.press('Enter');
    await at('/mapping');
    await keys.on('TEE-RED means');
    await keys.type('TEE');
    await keys.press('Enter');
    await shows('TEE-RED is mapped. 1 record came in.');
    await shows('Every SKU that came has a meaning here.');
  });

  test('goods are received, the order is allocated and shipped, and thereby invoiced', async () => {
    await goTo('Receipts', '/receipts', 'Press N to receive the first');
    await keys.press('n');
    await at('/receipts/new');
    await shows('Goods that have no purchase order');
    await keys.fill('SKU, line 1', 'TEE');
    await keys.fill('Quantity, line 1', '10');
    await keys.fill('Unit cost GBP, line 1', '4.00');
    await keys.press('Control+Enter');
    await confirm('Receive goods');
    await at('/stock-documents/');

    await goTo('Orders', '/orders', 'SO-');
    await keys.press('j', 'Enter');
    await at('/orders/so_');
    await act('Allocate order');
    await confirm('Allocate order');
    await act('Ship order');
    await confirm('Ship order');
    await browser.until(`document.querySelector('.facts')?.innerText.includes('Invoiced')`);
    expect(await ask('sales.countInvoices', {})).toMatchObject({ count: 1, total: 2400 });
  });

  test('one tee comes back from the invoice, the customer is credited, and the tee is put back on sale', async () => {
    await keys.tabTo('Invoiced');
    await keys.press('Enter');
    await shows('INV-');
    await keys.tabTo('INV-');
    await keys.press('Enter');
    await at('/invoices/');
    await act('Take goods back');
    await keys.type('1');
    await keys.press('Enter');
    await confirm('Take goods back');
    await goTo('Returns', '/returns', 'RET-');
    await keys.press('j', 'Enter');
    await at('/returns/ret_');
    await act('Credit customer');
    await confirm('Credit customer');
    await shows('CN-');
    await act('Put back on sale');
    await keys.press('Control+Enter');
    await confirm('Put back on sale');
    await shows('Restocked');
  });

  test('the books balance, and the doctor finds every gap at nought', async () => {
    await goTo('Trial balance', '/trial-balance', '12.00');
    const { today: on } = await ask<{ today: string }>('engine.status', {});
    const trial = await ask<{ total: { balance: number } }>('accounting.trialBalance', { on });
    expect(trial.total.balance).toBe(0);
    const receivable = await ask<{ balance: number; code: string }>('accounting.getAccount', { role: 'receivable' });
    expect(receivable.balance).toBe(1200);
    await keys.tabTo(receivable.code);
    await keys.press('Enter');
    await shows('Sum of these lines 12.00 GBP');
    await goTo('Doctor', '/doctor', 'Examine the company');
    await act('Examine the company');
    await confirm('Examine the company');
    await shows('Every gap is nought.');
  });

  test('nothing threw on the way', () => {
    // Who asks for news before the company is there, or the person is in, is answered by 401 or 404.
    expect(browser.complaints.filter((c) => !/status of 40[14]/.test(c.text))).toEqual([]);
  });
});
