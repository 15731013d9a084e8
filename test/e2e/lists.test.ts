import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lists } from '../../preload/contract/lists.ts';
import { bankStatement, settlementOf } from '../kit/bank-shop.ts';
import { hasBrowser } from '../kit/browser.ts';
import { channelSale } from '../kit/channel-sale.ts';
import { paidByRun } from '../kit/payment-shop.ts';
import { openShopWindow } from '../kit/shop-window.ts';

const ON = '2026-01-05';
const AT = '2026-01-05T09:00:00.000Z';

interface Walk {
  readonly path: string;
  readonly list: string;
  /** View of the screen that shows most, where it does not open with it. */
  readonly view?: string;
  /** Title of a column with a choice of values, and the field it is filtered by. */
  readonly facet: readonly [title: string, field: string];
  /** Id of a column that can be sorted. */
  readonly sort: string;
  /** Saving and exporting add to the list itself. */
  readonly grows?: true;
  /** The list is of a time, and opens with the start of today. */
  readonly ofToday?: true;
}

const WALKS: readonly Walk[] = [
  { path: '/orders', list: 'sales.orders', facet: ['State', 'state'], sort: 'number' },
  { path: '/holds', list: 'sales.holds', facet: ['Hold', 'severity'], sort: 'placedAt' },
  { path: '/invoices', list: 'sales.invoices', facet: ['Kind', 'kind'], sort: 'number' },
  { path: '/customers', list: 'parties.parties', view: 'Everybody', facet: ['Kind', 'kind'], sort: 'name' },
  { path: '/price-lists', list: 'sales.priceLists', facet: ['Prices', 'includesTax'], sort: 'name' },
  { path: '/quotes', list: 'sales.quotes', facet: ['State', 'state'], sort: 'number' },
  { path: '/parcels', list: 'fulfillment.parcels', view: 'All', facet: ['Warehouse', 'warehouseId'], sort: 'number' },
  { path: '/shipments', list: 'fulfillment.shipments', facet: ['Warehouse', 'warehouseId'], sort: 'number' },
  { path: '/items', list: 'catalog.items', facet: ['Category', 'categoryId'], sort: 'title' },
  { path: '/stock', list: 'inventory.stock', facet: ['Place', 'locationId'], sort: 'sku' },
  { path: '/moves', list: 'inventory.moves', facet: ['From', 'fromLocationId'], sort: 'effectiveOn' },
  { path: '/stock-at', list: 'inventory.stockAt', facet: ['Status', 'status'], sort: 'sku', ofToday: true },
  { path: '/stock-value', list: 'inventory.stockValues', facet: ['Area', 'areaId'], sort: 'sku' },
  { path: '/places', list: 'inventory.locations', view: 'All', facet: ['Kind', 'type'], sort: 'code' },
  { path: '/lot-shipments', list: 'fulfillment.lotShipments', facet: ['Lot or serial number', 'lotId'], sort: 'lot' },
  { path: '/lots', list: 'inventory.lots', facet: ['State', 'state'], sort: 'code' },
  { path: '/count-tasks', list: 'inventory.countTasks', view: 'All', facet: ['State', 'state'], sort: 'number' },
  { path: '/waves', list: 'fulfillment.waves', view: 'All', facet: ['State', 'state'], sort: 'number' },
  { path: '/replenishment', list: 'fulfillment.replenishTasks', view: 'All', facet: ['State', 'state'], sort: 'madeAt' },
  { path: '/receipts', list: 'inventory.documents', facet: ['To', 'toLocationId'], sort: 'number' },
  { path: '/purchase-orders', list: 'purchasing.orders', facet: ['State', 'state'], sort: 'number' },
  { path: '/bills', list: 'purchasing.bills', facet: ['Supplier', 'partyId'], sort: 'number' },
  { path: '/grni', list: 'purchasing.grni', facet: ['Supplier', 'partyId'], sort: 'openedOn' },
  { path: '/returns', list: 'returns.returns', facet: ['Warehouse', 'warehouseId'], sort: 'number' },
  { path: '/journal-entries', list: 'accounting.entries', facet: ['Journal', 'journal'], sort: 'number' },
  { path: '/open-items', list: 'accounting.openItems', view: 'All accounts', facet: ['Account', 'accountId'], sort: 'openedOn' },
  { path: '/payments', list: 'accounting.payments', facet: ['Kind', 'kind'], sort: 'number' },
  { path: '/exchange-rates', list: 'accounting.rates', facet: ['Currency', 'currency'], sort: 'rateOn' },
  { path: '/bank-lines', list: 'banking.bankLines', view: 'All', facet: ['Bank account', 'bankAccountId'], sort: 'bookedOn' },
  { path: '/bank-statements', list: 'banking.bankStatements', facet: ['Bank account', 'bankAccountId'], sort: 'toOn' },
  { path: '/settlements', list: 'banking.settlements', facet: ['Channel', 'channelId'], sort: 'paidOn' },
  { path: '/payment-runs', list: 'banking.paymentRuns', facet: ['State', 'state'], sort: 'payOn' },
  { path: '/dunning-letters', list: 'receivables.letters', facet: ['Level', 'level'], sort: 'number' },
  { path: '/exceptions', list: 'channels.exceptions', view: 'All', facet: ['What', 'kind'], sort: 'openedAt' },
  { path: '/mapping', list: 'channels.unknownSkus', facet: ['Channel', 'channelId'], sort: 'amount' },
  { path: '/sku-meanings', list: 'channels.skuMeanings', facet: ['Charge', 'charge'], sort: 'sku' },
  { path: '/runs', list: 'channels.runs', facet: ['Channel', 'channelId'], sort: 'startedAt' },
  { path: '/inbox', list: 'channels.inbox', view: 'All', facet: ['State', 'state'], sort: 'id' },
  { path: '/audit-log', list: 'engine.commands', facet: ['What was done', 'operation'], sort: 'seq', grows: true },
  { path: '/jobs', list: 'engine.jobs', facet: ['Kind', 'kind'], sort: 'createdAt', grows: true },
];

/** Each list of the house in a real browser: a value is chosen, the order turned, a view saved, the rows exported. */
describe.skipIf(!hasBrowser)('every list', () => {
  const downloads = mkdtempSync(join(tmpdir(), 'countinghouse-lists-'));
  let shop: Awaited<ReturnType<typeof openShopWindow>>;
  let browser: typeof shop.browser;

  beforeAll(async () => {
    shop = await openShopWindow();
    ({ browser } = shop);
    await fill(shop);
    await shop.enter('/orders');
    await browser.tell('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads });
  });
  afterAll(async () => {
    await shop?.close();
    rmSync(downloads, { recursive: true, force: true });
  });

  const say = JSON.stringify;
  const foot = (count: number) => `document.querySelector('.grid-foot')?.innerText.match(/^${count} rows?\\b/)`;
  const rowsShown = `[...document.querySelectorAll('.ag-row')].filter((r) => r.querySelector('.cell')).length`;

  test('is walked', () => {
    expect([...new Set(WALKS.map((w) => w.list))].sort()).toEqual(
      lists
        .map((l) => l.name)
        .filter((n) => n !== 'engine.outbox' && n !== 'banking.settlementLines')
        .sort(),
    );
  });

  test.each(WALKS.map((w) => [w.path, w] as const))('%s is filtered, sorted, saved as a view and exported', async (path, walk) => {
    const list = lists.find((l) => l.name === walk.list);
    if (!list) throw new Error(`no list ${walk.list}`);
    const [title, field] = walk.facet;
    const { today } = await shop.ask<{ today: string }>('engine.status', {});
    const given = walk.ofToday ? { at: `${today}T00:00:00.000Z` } : {};
    await shop.go(path);
    await browser.until(`document.querySelector('.grid-foot') && ${rowsShown} > 0`);
    if (walk.view !== undefined) await shop.press(walk.view);

    // What the screen opens with stands as chips; without them every row is there.
    await browser.until(
      `(document.querySelector('.grid-bar .chip button:last-child')?.click(), !document.querySelector('.grid-bar .chip'))`,
    );
    const { count } = await shop.ask<{ count: number }>(list.count.name, given);
    await browser.until(foot(count));

    await shop.press('+ Filter');
    await shop.press(title);
    await browser.until(`document.querySelector('.grid-filter li')`);
    const { values } = await shop.ask<{ values: { count: number }[] }>(list.facet.name, { ...given, column: field });
    const kept = values[0]?.count ?? 0;
    await browser.run(`document.querySelector('.grid-filter li input').click()`);
    await browser.press('Escape');
    await browser.until(`document.querySelector('.grid-bar .chip')`);
    await browser.until(foot(kept));

    const head = `.ag-header-cell[col-id=${say(walk.sort)}]`;
    if (await browser.run<boolean>(`Boolean(document.querySelector(${say(head)}))`)) {
      await browser.run(`document.querySelector(${say(`${head} .ag-header-cell-label`)}).click()`);
      await browser.until(`document.querySelector(${say(head)}).getAttribute('aria-sort') !== 'none'`);
    }

    const name = `Mine ${path}`;
    await browser.run(`document.querySelector('[aria-label=View]').click()`);
    await shop.press('Save as a view');
    await browser.until(`document.querySelector('[role=dialog] input[maxlength]')`);
    await browser.type('[role=dialog] input[maxlength]', name);
    await shop.press('Save view');
    await browser.until(`[...document.querySelectorAll('.tabs button[aria-pressed=true]')].some((b) => b.innerText === ${say(name)})`);

    const before = readdirSync(downloads).length;
    await browser.run(`[...document.querySelectorAll('button')].find((b) => b.textContent === 'Export').click()`);
    const item = `[...document.querySelectorAll('[role=menuitem]')].find((b) => b.textContent.includes('as CSV'))`;
    await browser.until(item);
    await browser.run(`${item}.click()`);
    const written = () => readdirSync(downloads).filter((file) => file.endsWith('.csv'));
    await expect.poll(() => written().length, { timeout: 40_000 }).toBe(before + 1);
    const newest = written().find((file) => !seen.has(file)) ?? '';
    seen.add(newest);
    const lines = readFileSync(join(downloads, newest), 'utf8').trim().split(/\r?\n/).length;
    if (walk.grows) expect(lines).toBeGreaterThan(kept);
    else expect(lines).toBe(kept + 1);
  });
  const seen = new Set<string>();

  test('a link opens a list filtered, and the address forgets it', async () => {
    await shop.go('/moves?sku=TEE');
    await shop.shows('SKU is TEE');
    const { count } = await shop.ask<{ count: number }>('inventory.countMoves', { filter: [{ column: 'sku', op: 'eq', value: 'TEE' }] });
    await browser.until(foot(count));
    expect(await browser.run<string>('location.hash')).toBe('#/moves');
  });

  test('nothing complained meanwhile', () => {
    expect(browser.complaints).toEqual([]);
  });
});

/** A company in which something of everything happened. */
async function fill(shop: Awaited<ReturnType<typeof openShopWindow>>): Promise<void> {
  const does = <T>(operation: string, input: unknown) => shop.dispatch<T>(operation, input);
  await does('catalog.createItems', {
    items: [
      { sku: 'MUG', title: 'Mug' },
      { sku: 'TEE', title: 'Tee' },
      { sku: 'PEN', title: 'Pen' },
    ],
  });
  const { rows } = await shop.ask<{ rows: { id: string; locations: { id: string; status: string }[] }[] }>('inventory.listWarehouses', {});
  const warehouseId = rows[0]?.id;
  const stock = (qty: number) => ({
    warehouseId,
    on: ON,
    at: AT,
    lines: ['MUG', 'TEE'].map((sku) => ({ sku, qty, unitCostMicros: 4_000_000 })),
  });
  await does('inventory.postOpening', stock(10));
  await does('inventory.receiveStock', stock(5));
  const { itemId: jam } = await does<{ itemId: string }>('catalog.createItem', { sku: 'JAM', title: 'Jam' });
  await shop.dispatch('inventory.setTracking', { itemId: jam, trackedBy: 'lot' }, [{ id: jam, revision: 1 }]);
  const lots = [
    { code: 'L1', qty: 2 },
    { code: 'L2', qty: 3 },
  ];
  await does('inventory.receiveStock', { warehouseId, lines: [{ sku: 'JAM', qty: 5, unitCostMicros: 1_000_000, lots }] });
  const { partyId } = await does<{ partyId: string }>('parties.createParty', { kind: 'customer', name: 'Ann', country: 'GB' });
  const { partyId: supplierId } = await does<{ partyId: string }>('parties.createParty', {
    kind: 'supplier',
    name: 'Potters',
    country: 'DE',
  });
  const wanted = { partyId: supplierId, warehouseId, on: ON, lines: [{ sku: 'MUG', qty: 4, priceMicros: 4_000_000 }] };
  const { orderId: bought } = await does<{ orderId: string }>('purchasing.createOrder', { ...wanted, confirm: true });
  await does('purchasing.createOrder', wanted);
  await does('purchasing.receiveOrder', { orderId: bought, on: ON, at: AT, lines: [{ lineNo: 1, qty: 3 }] });
  const bill = (reference: string) => ({ partyId: supplierId, reference, on: ON, lines: [{ orderId: bought, lineNo: 1, qty: 1 }] });
  await does('purchasing.postBill', bill('P-1'));
  await does('purchasing.postBill', bill('P-2'));
  for (const [name, includesTax] of [
    ['Gold', true],
    ['Silver', false],
  ] as const)
    await does('sales.setPriceList', {
      id: `prl_0000000000000000000000000${name.length}`,
      name,
      includesTax,
      lines: [{ sku: 'MUG', priceMicros: 9_000_000 }],
    });
  const offer = { partyId, validUntil: '2026-12-31', country: 'GB', lines: [{ sku: 'MUG', qty: 2, unitPriceMicros: 9_000_000 }] };
  const { quoteId } = await does<{ quoteId: string }>('sales.makeQuote', offer);
  await shop.dispatch('sales.sendQuote', { quoteId }, [{ id: quoteId, revision: 1 }]);
  await does('sales.makeQuote', offer);
  const sell = (sku: string) =>
    does<{ orderId: string }>('sales.acceptOrder', {
      partyId,
      orderedAt: AT,
      orderedOn: ON,
      currency: 'GBP',
      country: 'GB',
      lines: [{ sku, qty: 2, unitPriceMicros: 10_000_000 }],
    });
  const picks = { warehouseId: rows[1]?.id };
  await does('inventory.receiveStock', { ...picks, lines: [{ sku: 'PEN', qty: 5, unitCostMicros: 1_000_000 }] });
  await does('fulfillment.setDelivery', { ...picks, steps: 3 });
  const { orderId: pens } = await sell('PEN');
  const { waveId } = await does<{ waveId: string }>('fulfillment.releaseWave', picks);
  const { tasks } = await shop.ask<{ tasks: { taskId: number; place: string }[] }>('fulfillment.getWave', { waveId });
  for (const code of [tasks[0]?.place, 'PEN', '2']) await does('fulfillment.scanPick', { taskId: tasks[0]?.taskId, code });
  const { parcelId } = await does<{ parcelId: string }>('fulfillment.openParcel', { orderId: pens });
  for (let packed = 0; packed < 2; packed += 1) await does('fulfillment.scanPack', { parcelId, code: 'PEN' });
  await does('fulfillment.closeParcel', { parcelId, carrier: 'DHL', weightGrams: 250 });
  await does('inventory.planCounts', { warehouseId });
  const bin = { ...picks, code: 'FACE-1', name: 'Face', status: 'sellable', type: 'bin' };
  await does('inventory.createLocation', bin);
  for (const least of [1, 2]) {
    await does('fulfillment.setPickFaces', { ...picks, faces: [{ sku: 'PEN', place: 'FACE-1', min: least, max: least }] });
    await does('fulfillment.proposeReplenishment', picks);
    const waits = { filter: [{ column: 'state', op: 'eq', value: 'open' }] };
    const { rows: open } = await shop.ask<{ rows: { taskId: number }[] }>('fulfillment.listReplenishTasks', waits);
    if (least === 1) await does('fulfillment.confirmReplenishment', { taskId: open[0]?.taskId, code: 'FACE-1' });
  }
  const [first] = [await sell('TEE'), await sell('MUG')];
  await does('fulfillment.fulfillOrder', { orderId: first.orderId });
  const jar = await sell('JAM');
  await does('fulfillment.shipOrder', { orderId: jar.orderId });
  const { lines } = await shop.ask<{ lines: { id: number }[] }>('sales.getOrder', { orderId: first.orderId });
  await does('returns.receiveReturn', { orderId: first.orderId, warehouseId, lines: [{ orderLineId: lines[0]?.id, qty: 1 }] });
  await does('accounting.recordReceipt', { on: ON, amount: 300, partyId, settles: [] });
  const { bankAccountId } = await does<{ bankAccountId: string }>('banking.openBankAccount', { name: 'Current', currency: 'GBP' });
  await paidByRun((operation, input, expect) => shop.dispatch(operation, input, expect), bankAccountId);
  await does('accounting.setRate', { currency: 'USD', on: '2026-01-05', rate: { foreign: 10, company: 8 } });
  await does('accounting.setRate', { currency: 'EUR', on: '2026-01-06', rate: { foreign: 10, company: 9 } });
  await does('banking.takeStatements', bankStatement(bankAccountId, [300, -20]));
  const { channelId } = await does<{ channelId: string }>('channels.createChannel', {
    code: 'web',
    name: 'Web shop',
    connector: 'csv',
    zone: 'Europe/London',
    currency: 'GBP',
    payment: 'on-account',
  });
  await does('banking.takeSettlements', settlementOf(channelId, 'PO-1', [['reimbursement', 500]]));
  await does('channels.openRun', { runId: 'run_web', channelId, source: 'web.csv', sourceHash: 'a'.repeat(64) });
  const records = [channelSale({ externalId: 'W-1', sku: 'TEE' }), channelSale({ externalId: 'W-2', sku: 'TEE-RED' })];
  await does('channels.importBatch', { channelId, runId: 'run_web', records });
  const meant = [
    { sku: 'POST', charge: 'shipping-revenue' },
    { sku: 'TEE-BLUE', item: 'TEE' },
  ];
  await does('channels.mapSkus', { channelId, lines: meant });
  const doubtful = { partyId, orderedAt: AT, orderedOn: ON, currency: 'GBP', country: 'GB' };
  await does('sales.acceptOrder', { ...doubtful, channelTotal: 1, lines: [{ sku: 'TEE', qty: 1, unitPriceMicros: 10_000_000 }] });
  await does('sales.acceptOrder', { ...doubtful, lines: [{ sku: 'TEE', qty: 1, unitPriceMicros: 0 }] });
  await does('channels.finishRun', { runId: 'run_web', state: 'done', message: 'done' });
  const late = { account: { role: 'receivable' }, amount: 700, itemKey: 'OLD-1', partyId };
  const owed = [late, { account: { role: 'bank' }, amount: -700 }];
  await does('accounting.postEntry', { on: '2025-12-01', memo: 'From before', lines: owed });
  await does('receivables.runDunning', {});
  await does('engine.runDoctor', {});
}
