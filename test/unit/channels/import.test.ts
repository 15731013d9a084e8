import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Workers } from '../../../main/engine/jobs/workers.ts';
import { carriersOf } from '../../../main/hosts/stock-files.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy } from '../../kit/doctor.ts';
import { where } from '../../kit/where.ts';

const HASH = 'a'.repeat(64);
const line = (sku: string, quantity: number, price: number, kind = 'item') => ({
  lineNo: 1,
  kind,
  sku,
  rawSku: sku,
  title: sku,
  note: null,
  quantity,
  unitPriceMicros: price * 1_000_000,
  amountMinor: quantity * price * 100,
});
const order = (externalId: string, lines: ReturnType<typeof line>[], kind = 'sale', customer: string | null = 'C1') => ({
  type: 'order',
  externalId,
  kind,
  placedAt: '2026-01-05T10:00:00.000Z',
  placedOn: '2026-01-05',
  currency: 'GBP',
  customer: { externalId: customer, country: 'GB', countryName: 'United Kingdom' },
  lines: lines.map((l, i) => ({ ...l, lineNo: i + 1 })),
  totalMinor: lines.reduce((sum, l) => sum + l.amountMinor, 0),
  rawHash: HASH.replace(/^a/, externalId.at(-1) === '1' ? 'b' : 'c'),
  rowNumbers: [2],
  warnings: [],
});

let shop: Shop;
let channelId: string;
let runId: string;
beforeEach(async () => {
  shop = await openShop();
  await shop.send('catalog.createItems', {
    items: [
      { sku: 'TEE', title: 'Tee' },
      { sku: 'MUG', title: 'Mug' },
    ],
  });
  const { db } = shop.engine.store.writer;
  const warehouse = await db.selectFrom('warehouse').select('id').where('code', '=', 'LON').executeTakeFirstOrThrow();
  await shop.send('inventory.postOpening', { warehouseId: warehouse.id, lines: [{ sku: 'TEE', qty: 10, unitCostMicros: 4_000_000 }] });
  ({ channelId } = await shop.dispatch<{ channelId: string }>('channels.createChannel', {
    code: 'WEB',
    name: 'Web',
    connector: 'csv',
    zone: 'Europe/London',
    currency: 'GBP',
    payment: 'at-shipment',
  }));
  ({ runId } = await shop.dispatch<{ runId: string }>('channels.openRun', {
    runId: 'run_1',
    channelId,
    source: 'a.csv',
    sourceHash: HASH,
  }));
});
afterEach(() => shop.close());

const take = (...records: unknown[]) => shop.dispatch<Record<string, number>>('channels.importBatch', { channelId, runId, records });
const settle = (...externalIds: string[]) => shop.dispatch<Record<string, number>>('channels.settleBatch', { channelId, externalIds });
const proof = () => shop.ask<Record<string, number>>('channels.proveMoney', { channelId });

test('the same record a hundred times, side by side, is one order, shipped and posted once', async () => {
  const replies = await Promise.all(Array.from({ length: 100 }, () => take(order('1001', [line('TEE', 3, 10)]))));
  expect(replies.filter((r) => r['orders'] === 1)).toHaveLength(1);
  await Promise.all(Array.from({ length: 5 }, () => settle('1001')));
  const { rows } = await shop.ask<{ rows: unknown[] }>('fulfillment.listShipments', {});
  expect(rows).toHaveLength(1);
  expect(await proof()).toMatchObject({ delivered: 3000, invoiced: 3000, parked: 0, gap: 0 });
  await expectHealthy(shop);
});

test('an unknown SKU parks the record with an exception; mapping it takes the order in and heals the exception', async () => {
  expect(await take(order('1001', [line('TEE', 1, 10), line('SHIRT', 2, 10)]))).toMatchObject({ unresolved: 1, orders: 0 });
  expect(await proof()).toMatchObject({ unresolved: 3000, posted: 0, gap: 0 });
  expect(await shop.dispatch('channels.mapSkus', { channelId, lines: [{ sku: 'SHIRT', item: 'TEE' }] })).toMatchObject({
    mapped: 1,
    imported: 1,
    orders: 1,
  });
  expect(await shop.ask('channels.listExceptions', where({ state: 'open' }))).toEqual({ rows: [] });
  await settle('1001');
  expect(await proof()).toMatchObject({ posted: 3000, gap: 0 });
  await expectHealthy(shop);
});

test('a known record with other content changes nothing and tells a person', async () => {
  await take(order('1001', [line('TEE', 1, 10)]));
  const changed = { ...order('1001', [line('TEE', 2, 10)]), rawHash: 'd'.repeat(64) };
  expect(await take(changed)).toMatchObject({ unchanged: 1, orders: 0 });
  expect(await shop.ask('channels.listExceptions', {})).toMatchObject({ rows: [{ kind: 'changed-after-import', subject: '1001' }] });
  expect(await proof()).toMatchObject({ delivered: 1000, gap: 0 });
});

test('SKUs nobody knows that come a second time raise their counters, however many a batch names', async () => {
  const skus = Array.from({ length: 1_200 }, (_, i) => line(`NEW-${i}`, 1, 10));
  await take(order('1001', skus));
  await take(order('1002', skus));
  const seen = await shop.engine.store.writer.db
    .selectFrom('channel_exception')
    .select(({ fn }) => [fn.countAll<number>().as('rows'), fn.min('occurrences').as('least')])
    .executeTakeFirst();
  expect(seen).toEqual({ rows: 1_200, least: 2 });
});

const unreadable = (externalId: string | null, cells: string[], amountMinor: number | null) => ({
  type: 'rejected',
  externalId,
  reason: 'bad-quantity',
  detail: `quantity ${cells[0]} in line 2`,
  rowNumbers: [2],
  raw: [cells],
  rawHash: HASH.replace('a', String(cells.join().length % 10)),
  amountMinor,
});

test('a record that could not be read and is sent again corrected is taken in, and its exception is healed', async () => {
  expect(await take(unreadable('1001', ['one'], 1200))).toMatchObject({ parked: 1, orders: 0 });
  expect(await take(unreadable('1001', ['one'], 1200))).toMatchObject({ unchanged: 1, parked: 0 });
  expect(await proof()).toMatchObject({ delivered: 1200, parked: 1200, gap: 0 });
  expect(await take(order('1001', [line('TEE', 1, 10)]))).toMatchObject({ imported: 1, orders: 1, unchanged: 0 });
  expect(await shop.ask('channels.listExceptions', where({ state: 'open' }))).toEqual({ rows: [] });
  expect(await settle('1001')).toMatchObject({ shipments: 1 });
  expect(await proof()).toMatchObject({ delivered: 1000, posted: 1000, parked: 0, gap: 0 });
  expect(await take(order('1001', [line('TEE', 1, 10)]))).toMatchObject({ unchanged: 1, orders: 0 });
  await expectHealthy(shop);
});

test('rows without a number are kept for every file that has some, and once for a file that comes twice', async () => {
  expect(await take(unreadable(null, ['one'], 500))).toMatchObject({ parked: 1 });
  expect(await take(unreadable(null, ['three'], 700))).toMatchObject({ parked: 1 });
  expect(await take(unreadable(null, ['one'], 500))).toMatchObject({ unchanged: 1 });
  expect(await proof()).toMatchObject({ delivered: 1200, parked: 1200, gap: 0 });
});

test('mapping a SKU takes in everything that waits for it, however many records wait', async () => {
  const many = Array.from({ length: 1_050 }, (_, i) => order(`W${i}`, [line('OTHER', 1, 10)]));
  await take(...many.slice(0, 525));
  await take(...many.slice(525));
  await take(order('1001', [line('SHIRT', 1, 10)]));
  expect(await shop.dispatch('channels.mapSkus', { channelId, lines: [{ sku: 'SHIRT', item: 'TEE' }] })).toMatchObject({
    mapped: 1,
    imported: 1,
    orders: 1,
  });
  expect(await shop.dispatch('channels.mapSkus', { channelId, lines: [{ sku: 'OTHER', item: 'TEE' }] })).toMatchObject({ imported: 1_050 });
  expect(await proof()).toMatchObject({ unresolved: 0, gap: 0 });
});

test('a cancellation comes back at the cost its sale left with; one without a sale is flagged', async () => {
  await take(order('1001', [line('TEE', 4, 10)]));
  await settle('1001');
  await take(order('C1002', [line('TEE', -1, 10)], 'cancellation'), order('C1003', [line('MUG', -1, 8)], 'cancellation', 'C9'));
  expect(await settle('C1002', 'C1003')).toMatchObject({ returns: 2, exceptions: 1 });
  const lines = await shop.engine.store.writer.db.selectFrom('return_line').select(['value', 'cost_flag']).orderBy('value').execute();
  expect(lines).toEqual([
    { value: 400, cost_flag: 0 },
    { value: 400, cost_flag: 1 },
  ]);
  expect(await proof()).toMatchObject({ delivered: 2200, credited: -1800, gap: 0 });
  await expectHealthy(shop);
});

test('what is short waits and stays parked, and nothing is sold twice', async () => {
  await take(order('1001', [line('TEE', 8, 10)]), order('1002', [line('TEE', 8, 10)]));
  expect(await settle('1001', '1002')).toMatchObject({ shipments: 2, short: 6 });
  expect(await proof()).toMatchObject({ delivered: 16_000, invoiced: 10_000, waiting: 6000, gap: 0 });
  await expectHealthy(shop);
});

test('stock goes out as a whole file, once, and a push that would empty the partner shop waits for a word', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'countinghouse-push-'));
  try {
    const workers = new Workers(shop.engine, { carriers: carriersOf({ file: join(folder, 'shop') }) });
    await shop.send('channels.pushStock', { channelId });
    await workers.runDue();
    const [name = ''] = readdirSync(join(folder, 'shop.outbox', 'WEB'));
    expect(readFileSync(join(folder, 'shop.outbox', 'WEB', name), 'utf8')).toContain('TEE,10,');
    await take(order('1001', [line('TEE', 10, 10)]));
    await settle('1001');
    await expect(shop.send('channels.pushStock', { channelId })).rejects.toMatchObject({ code: 'channels.stockDoubtful' });
    await workers.runDue();
    expect(readdirSync(join(folder, 'shop.outbox', 'WEB'))).toHaveLength(1);
    await shop.send('channels.pushStock', { channelId, confirmed: true });
    await workers.runDue();
    expect(readdirSync(join(folder, 'shop.outbox', 'WEB'))).toHaveLength(2);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Stock of an item, and what stands on an account, as the queries of the house tell. */
const onHand = async (sku: string) => {
  const { id } = await shop.ask<{ id: string }>('catalog.getItem', { sku });
  const { rows } = await shop.ask<{ rows: { sellable: number }[] }>('inventory.stockByItem', { itemIds: [id] });
  return rows.reduce((sum, r) => sum + r.sellable, 0);
};
const balanceOf = async (code: string) => {
  const { rows } = await shop.ask<{ rows: { code: string; balance: number }[] }>('accounting.trialBalance', { on: '2026-01-05' });
  return rows.find((r) => r.code === code)?.balance ?? 0;
};
const SHIPPING_REVENUE = '4100';
const orderIdOf = async (externalId: string) => {
  const { rows } = await shop.ask<{ rows: { externalId: string; orderId: string }[] }>(
    'channels.listInbox',
    where({ channelId, state: 'imported' }),
  );
  return rows.find((r) => r.externalId === externalId)?.orderId ?? '';
};
const revisionOf = async (orderId: string) => (await shop.ask<{ revision: number }>('sales.getOrder', { orderId })).revision;

test('an order somebody cancelled before it was carried out does not stop the others of its batch', async () => {
  await take(order('1001', [line('TEE', 1, 10)]), order('1002', [line('TEE', 2, 10)]));
  const orderId = await orderIdOf('1001');
  const expected = [{ id: orderId, revision: await revisionOf(orderId) }];
  await shop.dispatch('sales.cancelOrder', { orderId, reason: 'Asked by telephone' }, { expect: expected });
  expect(await settle('1001', '1002')).toMatchObject({ shipments: 1 });
  expect(await onHand('TEE')).toBe(8);
  expect(await proof()).toMatchObject({ delivered: 3000, invoiced: 2000, dropped: 1000, gap: 0 });
  await expectHealthy(shop);
});

test('a SKU mapped to a charge is charged, and given back, on the account it names', async () => {
  expect(await take(order('1001', [line('TEE', 1, 10), line('WRAP', 1, 3)]), order('1002', [line('WRAP', 2, 3)]))).toMatchObject({
    unresolved: 2,
  });
  expect(await shop.dispatch('channels.mapSkus', { channelId, lines: [{ sku: 'WRAP', charge: 'shipping-revenue' }] })).toMatchObject({
    imported: 2,
    orders: 1,
  });
  await settle('1001', '1002');
  expect(await balanceOf(SHIPPING_REVENUE)).toBe(-900);
  await take(
    order('C1003', [line('TEE', -1, 10), line('WRAP', -1, 3)], 'cancellation'),
    order('C1004', [line('WRAP', -1, 3)], 'cancellation'),
  );
  await settle('C1003', 'C1004');
  expect(await balanceOf(SHIPPING_REVENUE)).toBe(-300);
  expect(await proof()).toMatchObject({ delivered: 300, posted: 300, parked: 0, gap: 0 });
  await expectHealthy(shop);
});

test('what was invoiced before it left and taken off the invoice again waits once more', async () => {
  await take(order('1001', [line('TEE', 2, 10)]));
  const orderId = await orderIdOf('1001');
  const edits = { expect: [{ id: orderId, revision: await revisionOf(orderId) }] };
  const { invoiceId } = await shop.dispatch<{ invoiceId: string }>('sales.issueInvoice', { orderId }, edits);
  const { lines } = await shop.ask<{ lines: { id: number }[] }>('sales.getOrder', { orderId });
  const credit = { kind: 'quantity', invoiceId, reason: 'One only', lines: [{ orderLineId: lines[0]?.id, qty: 1 }] };
  await shop.dispatch('sales.creditNote', credit);
  expect(await proof()).toMatchObject({ delivered: 2000, invoiced: 1000, waiting: 1000, gap: 0 });
  await settle('1001');
  expect(await proof()).toMatchObject({ delivered: 2000, invoiced: 2000, waiting: 0, gap: 0 });
  await expectHealthy(shop);
});

test('goods lost under a SKU of the channel are lost from the item it is mapped to', async () => {
  await shop.dispatch('channels.mapSkus', { channelId, lines: [{ sku: 'T-SHIRT', item: 'TEE' }] });
  await take(order('1001', [line('T-SHIRT', -3, 0, 'stock-loss')], 'adjustment', null));
  expect(await settle('1001')).toMatchObject({ adjustments: 1, exceptions: 0 });
  expect(await onHand('TEE')).toBe(7);
  await expectHealthy(shop);
});

test('what is taken in and not carried out yet waits, and the proof of the channel knows it', async () => {
  await take(order('1001', [line('TEE', 2, 10)]));
  await settle('1001');
  await take(
    order('C1002', [line('TEE', -1, 10)], 'cancellation'),
    order('1003', [line('AMAZONFEE', -1, 4, 'marketplace-fee')], 'adjustment', null),
  );
  expect(await proof()).toMatchObject({ delivered: 600, posted: 2000, waiting: -1400, gap: 0 });
  await expectHealthy(shop);
  await settle('C1002', '1003');
  expect(await proof()).toMatchObject({ delivered: 600, posted: 600, waiting: 0, gap: 0 });
});

test('units credited already are not credited again by a cancellation: they come in as goods without a sale, for a person to see', async () => {
  await take(order('1001', [line('TEE', 3, 10)]));
  await settle('1001');
  const orderId = await orderIdOf('1001');
  const { lines, invoices } = await shop.ask<{ lines: { id: number }[]; invoices: { id: string }[] }>('sales.getOrder', { orderId });
  const lost = { kind: 'quantity', invoiceId: invoices[0]?.id, reason: 'Lost in the post', lines: [{ orderLineId: lines[0]?.id, qty: 1 }] };
  await shop.dispatch('sales.creditNote', lost);
  await take(order('C1002', [line('TEE', -3, 10)], 'cancellation'));
  expect(await settle('C1002')).toMatchObject({ returns: 1, exceptions: 1 });
  expect(await shop.ask('channels.listExceptions', {})).toMatchObject({ rows: [{ kind: 'unmatched-return', amount: -1000 }] });
  expect(await proof()).toMatchObject({ delivered: 0, gap: 0 });
  await expectHealthy(shop);
});

test('a listing of a pack and one of a kit: imported, shipped, taken back and told to the channel as whole ones', async () => {
  await shop.send('catalog.createItem', { sku: 'DUO', title: 'Tee and mug', kind: 'service' });
  const idOf = async (sku: string) => shop.ask<{ id: string; revision: number }>('catalog.getItem', { sku });
  const [tee, duo] = [await idOf('TEE'), await idOf('DUO')];
  const expectOf = ({ id, revision }: { id: string; revision: number }) => ({ expect: [{ id, revision }] });
  await shop.send(
    'catalog.setKit',
    {
      itemId: duo.id,
      components: [
        { sku: 'TEE', qty: 1 },
        { sku: 'MUG', qty: 2 },
      ],
    },
    expectOf(duo),
  );
  await shop.send('catalog.setPack', { itemId: tee.id, code: 'TRIO', name: 'Three tees', qty: 3 }, expectOf(tee));
  const { rows: warehouses } = await shop.ask<{ rows: { id: string; code: string }[] }>('inventory.listWarehouses', {});
  const warehouseId = warehouses.find((w) => w.code === 'LON')?.id;
  await shop.send('inventory.receiveStock', { warehouseId, lines: [{ sku: 'MUG', qty: 5, unitCostMicros: 1_000_000 }] });
  await shop.send('channels.mapSkus', { channelId, lines: [{ sku: 'TEE-3', item: 'TEE TRIO' }] });
  await shop.send('channels.pushStock', { channelId });
  const told = async () => {
    const { rows } = await shop.ask<{ rows: { sku: string; told: number }[] }>('channels.listPushes', { channelId, limit: 100 });
    return Object.fromEntries(rows.map((r) => [r.sku, r.told]));
  };
  expect(await told()).toEqual({ TEE: 10, MUG: 5, 'TEE-3': 3, DUO: 2 });
  await take(order('1001', [line('TEE-3', 2, 25), line('DUO', 1, 30)]));
  await settle('1001');
  expect([await onHand('TEE'), await onHand('MUG')]).toEqual([3, 3]);
  expect(await proof()).toMatchObject({ delivered: 8000, invoiced: 8000, gap: 0 });
  await shop.send('channels.pushStock', { channelId });
  expect(await told()).toEqual({ TEE: 3, MUG: 3, 'TEE-3': 1, DUO: 1 });
  await take(order('C1002', [line('TEE-3', -1, 25), line('DUO', -1, 30)], 'cancellation'));
  expect(await settle('C1002')).toMatchObject({ returns: 1, exceptions: 0 });
  expect(await proof()).toMatchObject({ delivered: 2500, gap: 0 });
  const { rows } = await shop
    .ask<{ rows: { sku: string; qtyReturned: number }[] }>('sales.getOrder', { orderId: await orderIdOf('1001') })
    .then((o) => ({ rows: (o as unknown as { lines: { sku: string; qtyReturned: number }[] }).lines }));
  expect(rows.map((l) => `${l.sku} ${l.qtyReturned}`).sort()).toEqual(['MUG 2', 'TEE 1', 'TEE 3']);
  await expectHealthy(shop);
});
