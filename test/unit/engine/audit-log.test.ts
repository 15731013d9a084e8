import { afterEach, beforeEach, expect, test } from 'vitest';
import { openShop, type Shop } from '../../kit/company.ts';
import { probeRegistry } from '../../kit/probe.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop({ registry: probeRegistry() });
});
afterEach(() => shop.close());

interface Row {
  seq: number;
  op: string;
  operation: string;
  actorId: string;
  at: string;
  values: { column: string; before: unknown; after: unknown; erased: boolean }[];
}
const history = (table: string, key: string) => shop.ask<{ rows: Row[]; leftOut: number }>('engine.history', { table, key });
const valuesOf = (row: Row | undefined, ...columns: string[]) =>
  Object.fromEntries((row?.values ?? []).filter((v) => columns.includes(v.column)).map((v) => [v.column, [v.before, v.after]]));

test('the history of a row tells what it was at first and every change since, with who and when', async () => {
  const { itemId } = await shop.dispatch<{ itemId: string }>('catalog.createItem', { sku: 'TEE', title: 'Tee shirt' });
  shop.now = '2026-01-06T10:00:00.000Z';
  await shop.dispatch('catalog.changeItem', { itemId, title: 'Better tee' }, { expect: [{ id: itemId, revision: 1 }] });
  const clerk = { id: 'usr_clerk', device: 'till', permissions: new Set(['*']), scopes: {} };
  await shop.dispatch(
    'catalog.changeItem',
    { itemId, title: 'Best tee', priceMicros: 9_000_000 },
    { expect: [{ id: itemId, revision: 2 }], actor: clerk },
  );
  const { rows, leftOut } = await history('item', itemId);
  expect(leftOut).toBe(0);
  expect(rows.map((r) => [r.op, r.operation, r.actorId, r.at])).toEqual([
    ['insert', 'catalog.createItem', 'system', '2026-01-05T09:00:00.000Z'],
    ['update', 'catalog.changeItem', 'system', '2026-01-06T10:00:00.000Z'],
    ['update', 'catalog.changeItem', 'usr_clerk', '2026-01-06T10:00:00.000Z'],
  ]);
  expect(valuesOf(rows[0], 'sku', 'title', 'price_micros')).toEqual({
    sku: [null, 'TEE'],
    title: [null, 'Tee shirt'],
    price_micros: [null, 0],
  });
  expect(valuesOf(rows[1], 'title')).toEqual({ title: ['Tee shirt', 'Better tee'] });
  expect(valuesOf(rows[2], 'title', 'price_micros')).toEqual({ title: ['Better tee', 'Best tee'], price_micros: [0, 9_000_000] });
});

test('personal values are shown while they are kept', async () => {
  const { userId } = await shop.dispatch<{ userId: string }>('company.createUser', { login: 'carl', name: 'Carl Clerk', roles: [] });
  const { rows } = await history('app_user', userId);
  expect(valuesOf(rows[0], 'login', 'name')).toEqual({ login: [null, 'carl'], name: [null, 'Carl Clerk'] });
});

test('only tables with a history have one', async () => {
  for (const table of ['command_log', 'no_such_table', 'job'])
    await expect(history(table, 'x')).rejects.toMatchObject({ code: 'engine.notFound' });
  expect(await history('item', 'itm_none')).toEqual({ rows: [], leftOut: 0 });
});

test('the audit log pages backwards, says what each command changed, and is searched by person and operation', async () => {
  for (const sku of ['A', 'B', 'C']) await shop.dispatch('catalog.createItem', { sku, title: `Item ${sku}` });
  interface Log {
    rows: { seq: number; operation: string; changed: unknown[] }[];
    next: number | null;
  }
  const first = await shop.ask<Log>('engine.listCommands', { limit: 2 });
  expect(first.rows.map((r) => r.operation)).toEqual(['catalog.createItem', 'catalog.createItem']);
  expect(first.rows[0]?.changed).toEqual([
    { table: 'item', op: 'insert', count: 1 },
    { table: 'product', op: 'insert', count: 1 },
  ]);
  const second = await shop.ask<Log>('engine.listCommands', { limit: 2, before: first.next });
  expect(second.rows.map((r) => r.seq)).toEqual([(first.next ?? 0) - 1, (first.next ?? 0) - 2]);
  expect((await shop.ask<Log>('engine.listCommands', { operation: 'company.create' })).rows).toHaveLength(1);
  expect((await shop.ask<Log>('engine.listCommands', { actorId: 'usr_nobody' })).rows).toEqual([]);
  const seq = first.rows[0]?.seq;
  expect(await shop.ask('engine.getCommand', { seq })).toMatchObject({
    seq,
    reply: { itemId: expect.stringMatching(/^itm_/) },
    rows: [
      { table: 'product', op: 'insert' },
      { table: 'item', op: 'insert' },
    ],
  });
  await expect(shop.ask('engine.getCommand', { seq: 999 })).rejects.toMatchObject({ code: 'engine.notFound' });
});

test('the status names the company, the head of the chain and what waits', async () => {
  await shop.dispatch('probe.startLater', { kind: 'none', payload: null });
  await shop.dispatch('probe.send', { kind: 'none', target: 'x', key: 'key-x', payload: null });
  expect(await shop.ask('engine.status', {})).toMatchObject({
    company: { name: 'Tee and Mug Ltd', currency: 'GBP' },
    seq: shop.engine.writer.seq,
    chainHead: shop.engine.writer.chainHead,
    today: '2026-01-05',
    jobs: { waiting: 1 },
    outbox: { waiting: 1 },
  });
});
