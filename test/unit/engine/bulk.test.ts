import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Workers } from '../../../main/engine/jobs/workers.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy } from '../../kit/doctor.ts';
import { where } from '../../kit/where.ts';

interface Bulk {
  jobId: string;
  state: string;
  ready: number;
  done: number;
  refused: number;
  error: string | null;
  reasons: { code: string; count: number; message: string; label: string }[];
  effects: {
    tables: { table: string; inserted: number; updated: number; totals: Record<string, { moved: number }> }[];
    journal: { accountId: string; amount: number }[];
  };
}
interface Row {
  label: string;
  code: string | null;
  message: string | null;
}
const ORDERS = 12;

let shop: Shop;
let partyId: string;
beforeEach(async () => {
  shop = await openShop({ spec: { policies: { allocateAt: 'manual' } } });
  ({ partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'customer', name: 'Ann', country: 'GB' }));
  await shop.dispatch('catalog.createItems', { items: [{ sku: 'TEE', title: 'Tee' }] });
});
afterEach(async () => {
  await expectHealthy(shop);
  await shop.close();
});

async function accept(count: number, more: (n: number) => object = () => ({})): Promise<void> {
  const orders = Array.from({ length: count }, (_, n) => ({
    partyId,
    orderedAt: `2026-01-05T08:00:${String(n).padStart(2, '0')}.000Z`,
    orderedOn: '2026-01-05',
    currency: 'GBP',
    country: 'GB',
    lines: [{ sku: 'TEE', qty: 1, unitPriceMicros: 10_000_000 }],
    ...more(n),
  }));
  await shop.dispatch('sales.acceptOrders', { orders });
}
const work = () => new Workers(shop.engine, { report: (error) => expect.fail(String(error)) }).runDue();
const bulk = (jobId: string) => shop.ask<Bulk>('engine.getBulk', { jobId });
const rows = async (jobId: string, state: string) =>
  (await shop.ask<{ rows: Row[] }>('engine.listBulkRows', { jobId, state, limit: 500 })).rows;
const CANCEL = { list: 'sales.orders', operation: 'sales.cancelOrder', filter: [], input: { reason: 'Shop is closing' } };
/** Looks at rows and answers what was found. */
async function look(asked: object): Promise<Bulk> {
  const { jobId } = await shop.dispatch<{ jobId: string }>('engine.previewBulk', { ...CANCEL, ...asked });
  await work();
  return bulk(jobId);
}
const start = async (previewId: string) => (await shop.dispatch<{ jobId: string }>('engine.runBulk', { previewId })).jobId;

test('a look says how many would be done, why others would not, and the effects in sum; running does exactly that', async () => {
  await accept(ORDERS);
  const { rows: orders } = await shop.ask<{ rows: { id: string; number: string; revision: number }[] }>('sales.listOrders', {});
  const gone = orders[3];
  if (!gone) throw new Error('there is no fourth order');
  await shop.dispatch(
    'sales.cancelOrder',
    { orderId: gone.id, reason: 'Too late' },
    { expect: [{ id: gone.id, revision: gone.revision }] },
  );

  const found = await look({});
  expect(found).toMatchObject({ state: 'done', ready: ORDERS - 1, done: 0, refused: 1 });
  expect(found.reasons).toMatchObject([{ code: 'sales.orderClosed', count: 1, label: gone.number }]);
  expect(found.effects.tables.find((t) => t.table === 'sales_order')).toMatchObject({ updated: ORDERS - 1 });
  expect(found.effects.tables.find((t) => t.table === 'sales_order_line')?.totals['qty_cancelled']).toMatchObject({ moved: ORDERS - 1 });
  const open = async () =>
    (await shop.ask<{ count: number }>('sales.countOrders', { filter: [{ column: 'state', op: 'eq', value: 'open' }] })).count;
  expect(await open()).toBe(ORDERS - 1);

  const jobId = await start(found.jobId);
  await work();
  expect(await bulk(jobId)).toMatchObject({ state: 'done', ready: 0, done: ORDERS - 1, refused: 1 });
  expect(await open()).toBe(0);
  const log = await shop.ask<{ rows: { commandId: string; actorId: string }[] }>(
    'engine.listCommands',
    where({ operation: 'sales.cancelOrder' }),
  );
  expect(log.rows.filter((r) => r.commandId.startsWith(`${jobId}.`)).map((r) => r.actorId)).toEqual(Array(ORDERS - 1).fill(shop.actor.id));
});

test('only rows the filter keeps are touched, and goods that are not there for all are refused to the last ones', async () => {
  await shop.dispatch('inventory.postOpening', {
    warehouseId: (await shop.ask<{ rows: { id: string }[] }>('inventory.listWarehouses', {})).rows[0]?.id,
    lines: [{ sku: 'TEE', qty: 3, unitCostMicros: 4_000_000 }],
  });
  await accept(ORDERS, (n) => ({ promisedOn: '2026-02-01', lines: [{ sku: 'TEE', qty: 1, unitPriceMicros: (n + 1) * 1_000_000 }] }));
  const large = [{ column: 'total', op: 'gte', value: 800 }];
  const allocated = await look({ operation: 'fulfillment.allocateOrder', filter: large, input: {} });
  expect(allocated).toMatchObject({ ready: 5, refused: 0 });
  await start(allocated.jobId);
  await work();

  const shipped = await look({ operation: 'fulfillment.shipOrder', filter: large, input: {} });
  expect(shipped).toMatchObject({ ready: 3, refused: 2 });
  expect((await rows(shipped.jobId, 'refused')).map((r) => r.code)).toEqual(['fulfillment.nothingToShip', 'fulfillment.nothingToShip']);
  expect(shipped.effects.journal.reduce((sum, j) => sum + j.amount, 0)).toBe(0);
  await start(shipped.jobId);
  await work();
  expect(await shop.ask('sales.countOrders', { filter: [{ column: 'state', op: 'eq', value: 'completed' }] })).toMatchObject({ count: 3 });
});

test('holds of many orders are lifted, and an order without one is refused', async () => {
  await accept(3, (n) => (n === 1 ? {} : { holds: [{ code: 'fraud', severity: 'block', detail: 'new address' }] }));
  const found = await look({ operation: 'sales.releaseHolds', input: { reason: 'Looked at by phone' } });
  expect(found).toMatchObject({ ready: 2, refused: 1, reasons: [{ code: 'sales.orderNotHeld', label: 'SO-2026-000002' }] });
  await start(found.jobId);
  await work();
  expect(await shop.ask<{ rows: unknown[] }>('sales.listHolds', {})).toMatchObject({ rows: [] });
});

test('what changed between look and run is refused by itself, and the rest is done', async () => {
  await accept(3);
  const found = await look({});
  const { rows: orders } = await shop.ask<{ rows: { id: string; number: string; revision: number }[] }>('sales.listOrders', {});
  const [moved] = orders;
  await shop.dispatch(
    'sales.editOrder',
    { orderId: moved?.id, promisedOn: '2026-03-01' },
    { expect: [{ id: moved?.id ?? '', revision: moved?.revision ?? 0 }] },
  );
  const jobId = await start(found.jobId);
  await work();
  expect(await bulk(jobId)).toMatchObject({ done: 2, refused: 1 });
  expect(await rows(jobId, 'refused')).toMatchObject([{ label: moved?.number, code: 'engine.stale' }]);
});

test('a run that was stopped is gone on with; two at a time there are never', async () => {
  await accept(3);
  const found = await look({});
  const stopped = await start(found.jobId);
  expect(await start(found.jobId)).toBe(stopped);
  await shop.dispatch('engine.cancelBulk', { jobId: stopped });
  await work();
  expect(await bulk(stopped)).toMatchObject({ state: 'cancelled', ready: 3, done: 0 });
  const again = await start(found.jobId);
  await work();
  expect(await bulk(again)).toMatchObject({ state: 'done', ready: 0, done: 3 });
});

test('input that fits no row is said once; a list, a command or a permission that does not fit is refused at once', async () => {
  await accept(2);
  expect(await look({ input: {} })).toMatchObject({ state: 'failed', error: expect.stringContaining('say why'), refused: 0 });
  const ask = (asked: object, actor = shop.actor) => shop.dispatch('engine.previewBulk', { ...CANCEL, ...asked }, { actor });
  await expect(ask({ operation: 'sales.acceptOrder' })).rejects.toMatchObject({ code: 'engine.noBulkDeed' });
  await expect(ask({ list: 'sales.nothing' })).rejects.toMatchObject({ code: 'company.unknownList' });
  const reader = { ...shop.actor, permissions: new Set(['company.read', 'sales.read']) };
  await expect(ask({}, reader)).rejects.toMatchObject({ code: 'engine.notPermitted', params: { permission: 'sales.write' } });
  const other = { ...shop.actor, id: 'usr_other' };
  const { jobId } = await shop.dispatch<{ jobId: string }>('engine.previewBulk', CANCEL);
  await expect(shop.dispatch('engine.runBulk', { previewId: jobId }, { actor: other })).rejects.toMatchObject({ code: 'engine.notFound' });
  await expect(start(jobId)).rejects.toMatchObject({ code: 'engine.bulkNotLooked' });
});

test('a process killed in the middle of a run does no row twice and leaves none out', async () => {
  await accept(ORDERS);
  const found = await look({});
  const jobId = await start(found.jobId);
  await shop.engine.close();
  const child = fileURLToPath(new URL('../../kit/bulk-child.ts', import.meta.url));
  const run = async (killAfter: number) => {
    const worker = spawn(process.execPath, [child, JSON.stringify(shop.location)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines: string[] = [];
    createInterface({ input: worker.stdout }).on('line', (line) => {
      lines.push(line);
      if (lines.length === killAfter) worker.kill('SIGKILL');
    });
    await new Promise((resolve) => worker.on('close', resolve));
    return lines;
  };
  expect(await run(ORDERS / 3)).not.toContain('idle');
  expect(await run(Number.POSITIVE_INFINITY)).toContain('idle');
  await shop.reopen();
  expect(await bulk(jobId)).toMatchObject({ state: 'done', ready: 0, done: ORDERS, refused: 0 });
  const log = await shop.ask<{ rows: { commandId: string }[] }>('engine.listCommands', where({ operation: 'sales.cancelOrder' }));
  expect(new Set(log.rows.map((r) => r.commandId)).size).toBe(ORDERS);
  expect(log.rows).toHaveLength(ORDERS);
});
