import { afterEach, beforeEach, expect, test } from 'vitest';
import { Workers } from '../../../main/engine/jobs/workers.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy } from '../../kit/doctor.ts';
import { where } from '../../kit/where.ts';

const HEAD = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
const row = (order: string, sku: string, qty: number, price: string, customer = '12345.0') =>
  `${order},${sku},${sku.toLowerCase()},${qty},2026-01-05 09:00:00,${price},${customer},United Kingdom`;
const csv = (...rows: string[]) => `${[HEAD, ...rows].join('\n')}\n`;

let shop: Shop;
let channelId: string;
let workers: Workers;
beforeEach(async () => {
  shop = await openShop();
  workers = new Workers(shop.engine);
  await shop.send('catalog.createItem', { sku: 'TEE', title: 'Tee' });
  const { rows } = await shop.ask<{ rows: { id: string }[] }>('inventory.listWarehouses', {});
  await shop.send('inventory.postOpening', { warehouseId: rows[0]?.id, lines: [{ sku: 'TEE', qty: 5000, unitCostMicros: 4_000_000 }] });
  ({ channelId } = await createChannel('WEB', 'csv'));
});
afterEach(() => shop.close());

const createChannel = (code: string, connector: string) =>
  shop.dispatch<{ channelId: string }>('channels.createChannel', {
    code,
    name: `${code} shop`,
    connector,
    zone: 'Europe/London',
    currency: 'GBP',
    payment: 'on-account',
  });
let uploads = 0;
const upload = async (text: string, name = 'orders.csv') =>
  shop.engine.files.write({ name, mediaType: 'text/csv', purpose: 'upload', permission: 'channels.import' }, text, {
    actor: shop.actor,
    commandId: () => `upload-${(uploads += 1)}-file`,
  });
interface Job {
  state: string;
  error: string | null;
  result: Record<string, unknown>;
}
const after = (jobId: string) => shop.ask<Job>('engine.getJob', { jobId });
async function run(operation: 'channels.previewFile' | 'channels.importFile', fileId: string): Promise<Job> {
  const { jobId } = await shop.dispatch<{ jobId: string }>(operation, { channelId, fileId });
  await workers.runDue();
  return after(jobId);
}
const count = async (table: 'inbox' | 'sales_order' | 'channel_run') =>
  (await shop.engine.store.writer.db.selectFrom(table).selectAll().execute()).length;

test('a preview says what a file would bring and takes nothing in; the import brings exactly that, and what came before is known again', async () => {
  const first = csv(
    row('536365', 'TEE', 2, '12.50'),
    row('536366', 'CUP', 1, '3.00'),
    row('536367', 'TEE', 0, '3.00'),
    row('C536368', 'TEE', -1, '12.50'),
  );
  const { fileId } = await upload(first);
  expect(await run('channels.previewFile', fileId)).toMatchObject({
    state: 'done',
    result: {
      name: 'orders.csv',
      rows: 4,
      sales: 2,
      cancellations: 1,
      unreadable: 1,
      known: 0,
      amount: 2500 + 300 - 1250,
      from: '2026-01-05',
      to: '2026-01-05',
      unknownSkus: 1,
      skus: [{ key: 'CUP', detail: 'cup' }],
      faults: [{ key: '536367', detail: 'line 4: "0" is not a quantity' }],
    },
  });
  expect([await count('inbox'), await count('channel_run')]).toEqual([0, 0]);

  expect(await run('channels.importFile', fileId)).toMatchObject({ state: 'done', result: { records: 4, parked: 2, unchanged: 0 } });
  expect([await count('inbox'), await count('sales_order')]).toEqual([4, 1]);
  expect(await shop.ask('channels.listRuns', where({ channelId }))).toMatchObject({
    rows: [{ state: 'done', source: 'orders.csv', records: 4 }],
  });

  const second = await upload(csv(row('536365', 'TEE', 2, '12.50'), row('536369', 'TEE', 1, '12.50')), 'more.csv');
  expect(await run('channels.previewFile', second.fileId)).toMatchObject({ result: { known: 1, sales: 1, amount: 1250, unknownSkus: 0 } });
  expect(await run('channels.importFile', second.fileId)).toMatchObject({ result: { records: 1, imported: 1, unchanged: 1 } });
  await expectHealthy(shop);
});

test('a damaged file is refused whole, in words that name the line', async () => {
  const { fileId } = await upload(csv(row('536365', 'TEE', 2, '12.50'), '536366,TEE,too few'));
  for (const operation of ['channels.previewFile', 'channels.importFile'] as const) {
    const job = await run(operation, fileId);
    expect(job.state).toBe('failed');
    expect(job.error).toMatch(/orders\.csv cannot be taken: line 3: .*Nothing of it was imported/);
  }
  expect(await count('inbox')).toBe(0);
});

test('a channel that takes no files, a file that is not there and a channel that is not theirs are refused', async () => {
  const { fileId } = await upload(csv(row('536365', 'TEE', 1, '1.00')));
  const other = await createChannel('SHOP', 'shopify');
  const asked = { channelId: other.channelId, fileId };
  await expect(shop.send('channels.importFile', asked)).rejects.toMatchObject({ code: 'channels.takesNoFiles' });
  await expect(shop.send('channels.importFile', { channelId, fileId: 'file_nothing' })).rejects.toMatchObject({ code: 'engine.notFound' });
  const limited = { ...shop.actor, id: 'usr_limited', scopes: { channel: new Set([other.channelId]) } };
  await expect(shop.send('channels.previewFile', { channelId, fileId }, { actor: limited })).rejects.toMatchObject({
    code: 'engine.outOfScope',
  });
});

test('an import that somebody stops ends its run, and importing the file again goes on', async () => {
  const orders = Array.from({ length: 900 }, (_, i) => row(String(536_365 + i), 'TEE', 1, '1.00'));
  const { fileId } = await upload(csv(...orders));
  const { jobId } = await shop.dispatch<{ jobId: string }>('channels.importFile', { channelId, fileId });
  const stop = shop.engine.news.onCommit((news) => {
    if (!news.some((n) => n.topic === 'invoice')) return;
    stop();
    void shop.dispatch('engine.cancelJob', { jobId });
  });
  await workers.runDue();
  expect(await after(jobId)).toMatchObject({ state: 'cancelled' });
  const some = await count('inbox');
  expect(some).toBeGreaterThan(0);
  expect(some).toBeLessThan(900);
  expect(await shop.ask('channels.listRuns', where({ channelId }))).toMatchObject({
    rows: [{ state: 'failed', message: expect.stringMatching(/^Stopped after \d+ of 900 lines/) }],
  });
  expect(await run('channels.importFile', fileId)).toMatchObject({ state: 'done', result: { records: 900, imported: 900 } });
  expect(await count('sales_order')).toBe(900);
  await expectHealthy(shop);
});
