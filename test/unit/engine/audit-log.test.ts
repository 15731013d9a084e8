import { afterEach, beforeEach, expect, test } from 'vitest';
import { openShop, type Shop } from '../../kit/company.ts';
import { probeRegistry } from '../../kit/probe.ts';
import { where } from '../../kit/where.ts';

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
  }
  const first = await shop.ask<Log>('engine.listCommands', { limit: 2 });
  expect(first.rows.map((r) => r.operation)).toEqual(['catalog.createItem', 'catalog.createItem']);
  expect(first.rows[0]?.changed).toEqual([
    { table: 'item', op: 'insert', count: 1 },
    { table: 'product', op: 'insert', count: 1 },
  ]);
  const second = await shop.ask<Log>('engine.listCommands', { limit: 2, after: [first.rows[1]?.seq] });
  const last = first.rows[1]?.seq ?? 0;
  expect(second.rows.map((r) => r.seq)).toEqual([last - 1, last - 2]);
  expect((await shop.ask<Log>('engine.listCommands', where({ operation: 'company.create' }))).rows).toHaveLength(1);
  expect((await shop.ask<Log>('engine.listCommands', where({ actorId: 'usr_nobody' }))).rows).toEqual([]);
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

test('a command of many rows says how many, and its page tells of which tables', async () => {
  await shop.dispatch('catalog.createItem', { sku: 'BULK', title: 'Bulk' });
  const warehouses = await shop.ask<{ rows: { id: string }[] }>('inventory.listWarehouses', {});
  const lines = Array.from({ length: 600 }, () => ({ sku: 'BULK', qty: 1, unitCostMicros: 4_000_000 }));
  await shop.dispatch('inventory.receiveStock', { warehouseId: warehouses.rows[0]?.id, lines });
  const { rows } = await shop.ask<{ rows: { operation: string; changes: number; changed: unknown[] }[] }>('engine.listCommands', {
    limit: 1,
  });
  expect(rows).toMatchObject([{ operation: 'inventory.receiveStock', changes: expect.any(Number), changed: [] }]);
  expect(rows[0]?.changes).toBeGreaterThan(500);
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

interface Told {
  rows: {
    seq: number;
    operation: string;
    actor: string;
    approver: string | null;
    reasonCode: string | null;
    reason: string | null;
    about: { table: string; key: string; name: string }[];
  }[];
}
const log = (input: Record<string, unknown>) => shop.ask<Told>('engine.listCommands', { limit: 50, ...input });

test('a command is told with names: who, about what, why and with whose consent', async () => {
  const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'customer', name: 'Ann', country: 'GB' });
  await shop.dispatch('catalog.createItem', { sku: 'TEE', title: 'Tee' });
  const made = await shop.dispatch<{ orderId: string; number: string }>('sales.acceptOrder', {
    partyId,
    orderedAt: shop.now,
    orderedOn: '2026-01-05',
    currency: 'GBP',
    country: 'GB',
    lines: [{ sku: 'TEE', qty: 1, unitPriceMicros: 5_000_000 }],
  });
  const { userId } = await shop.dispatch<{ userId: string }>('company.createUser', { login: 'bea', name: 'Bea Boss', roles: ['owner'] });
  const bea = { id: userId, device: 'desk', permissions: new Set(['*']), scopes: {} };
  const policy = { code: 'cancel', name: 'Cancelled orders', operation: 'sales.cancelOrder', measure: 'always' };
  await shop.dispatch('company.setApprovalPolicy', { ...policy, approverKind: 'role', approver: 'owner' });
  const cancel = { orderId: made.orderId, reasonCode: 'ordered-twice', reason: 'See 17' };
  const refusal: unknown = await shop.send('sales.cancelOrder', cancel, { expect: [{ id: made.orderId, revision: 1 }] }).then(
    () => undefined,
    (e: unknown) => e,
  );
  await shop.dispatch('company.approve', { requestId: (refusal as { params: { requestId: string } }).params.requestId }, { actor: bea });
  const { rows } = await log({ filter: [{ column: 'operation', op: 'startsWith', value: 'sales.' }] });
  expect(rows).toMatchObject([
    {
      operation: 'sales.cancelOrder',
      actor: 'Countinghouse',
      approver: 'Bea Boss',
      reasonCode: 'Ordered twice',
      reason: 'See 17',
      about: [{ table: 'sales_order', key: made.orderId, name: made.number }],
    },
    { operation: 'sales.acceptOrder', approver: null },
  ]);
  // Looked for by what stands on paper, and by SKU.
  expect((await log({ search: made.number })).rows.map((r) => r.operation)).toEqual(['sales.cancelOrder', 'sales.acceptOrder']);
  expect((await log({ search: 'TEE' })).rows.map((r) => r.operation)).toEqual(['catalog.createItem']);
  expect((await log({ search: 'SO-nothing' })).rows).toEqual([]);
  // The order's own history says the same.
  const changes = await shop.ask<{ rows: unknown[] }>('engine.history', { table: 'sales_order', key: made.orderId });
  expect(changes.rows.at(-1)).toMatchObject({
    actor: 'Countinghouse',
    approver: 'Bea Boss',
    reasonCode: 'Ordered twice',
    reason: 'See 17',
  });
});

test('a day of the company is found whole and nothing beside it', async () => {
  shop.now = '2026-06-30T22:59:59.000Z'; // still the 30th in London
  await shop.dispatch('catalog.createItem', { sku: 'A', title: 'A' });
  shop.now = '2026-06-30T23:00:00.000Z';
  await shop.dispatch('catalog.createItem', { sku: 'B', title: 'B' });
  shop.now = '2026-07-01T22:59:59.000Z';
  await shop.dispatch('catalog.createItem', { sku: 'C', title: 'C' });
  shop.now = '2026-07-02T09:00:00.000Z';
  await shop.dispatch('catalog.createItem', { sku: 'D', title: 'D' });
  expect((await log(where({ on: '2026-07-01' }))).rows.map((r) => r.about.at(-1)?.name)).toEqual(['C', 'B']);
  expect((await log(where({ on: '2026-07-03' }))).rows).toEqual([]);
});

test('one command shows every field it changed, also of rows it made that were changed since', async () => {
  const { itemId } = await shop.dispatch<{ itemId: string }>('catalog.createItem', { sku: 'CUP', title: 'Cup' });
  const seq = shop.engine.writer.seq;
  await shop.dispatch('catalog.changeItem', { itemId, title: 'Better cup' }, { expect: [{ id: itemId, revision: 1 }] });
  const made = await shop.ask<{ rows: Row[] }>('engine.getCommand', { seq });
  const item = made.rows.find((r) => (r as unknown as { table: string }).table === 'item');
  expect(item).toMatchObject({ name: 'CUP' });
  expect(valuesOf(item, 'title')).toEqual({ title: [null, 'Cup'] });
  const changed = await shop.ask<{ rows: Row[] }>('engine.getCommand', { seq: seq + 1 });
  expect(
    valuesOf(
      changed.rows.find((r) => (r as unknown as { table: string }).table === 'item'),
      'title',
    ),
  ).toEqual({
    title: ['Cup', 'Better cup'],
  });
});

interface Readable {
  rows: {
    table: string;
    name: string | null;
    currency: string | null;
    values: { column: string; kind: string; after: unknown; afterName: string | null }[];
  }[];
}
const toldBy = (told: Readable, table: string) => {
  const row = told.rows.find((r) => r.table === table);
  return {
    name: row?.name,
    currency: row?.currency,
    values: Object.fromEntries((row?.values ?? []).map((v) => [v.column, [v.kind, v.afterName]])),
  };
};

test('every value says what it is, and every record it points at what people call it', async () => {
  const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'customer', name: 'Ann', country: 'GB' });
  await shop.dispatch('catalog.createItem', { sku: 'TEE', title: 'Tee' });
  await shop.dispatch('sales.acceptOrder', {
    partyId,
    orderedAt: shop.now,
    orderedOn: '2026-01-05',
    currency: 'GBP',
    country: 'GB',
    lines: [{ sku: 'TEE', qty: 3, unitPriceMicros: 5_000_000 }],
  });
  const told = await shop.ask<Readable>('engine.getCommand', { seq: shop.engine.writer.seq });
  const order = toldBy(told, 'sales_order');
  expect(order).toMatchObject({
    currency: 'GBP',
    values: {
      state: ['word', null],
      party_id: ['record', 'Ann'],
      total: ['amount', null],
      ordered_on: ['day', null],
      revision: ['engine', null],
    },
  });
  expect(toldBy(told, 'sales_order_line')).toMatchObject({
    name: `${order.name}/1`,
    currency: 'GBP',
    values: { item_id: ['record', 'TEE'], order_id: ['record', order.name], qty: ['quantity', null], unit_price_micros: ['price', null] },
  });
  const { userId } = await shop.dispatch<{ userId: string }>('company.createUser', { login: 'bea', name: 'Bea Boss', roles: ['owner'] });
  const [lon] = (await shop.ask<{ rows: { id: string; code: string }[] }>('inventory.listWarehouses', {})).rows;
  await shop.dispatch('company.setUserScopes', { userId, warehouses: [lon?.id], channels: [] }, { expect: [{ id: userId, revision: 1 }] });
  const scoped = toldBy(await shop.ask<Readable>('engine.getCommand', { seq: shop.engine.writer.seq }), 'user_scope');
  expect(scoped).toMatchObject({ name: `Bea Boss ${lon?.code} warehouse`, values: { scope_id: ['record', lon?.code] } });
});

test('no value of the log that a person sees is an id of the engine', async () => {
  const { itemId } = await shop.dispatch<{ itemId: string }>('catalog.createItem', { sku: 'TEE', title: 'Tee' });
  const { rows } = await shop.ask<{ rows: { id: string }[] }>('inventory.listWarehouses', {});
  await shop.dispatch('inventory.receiveStock', { warehouseId: rows[0]?.id, lines: [{ itemId, qty: 2, unitCostMicros: 1_000_000 }] });
  for (let seq = 1; seq <= shop.engine.writer.seq; seq += 1)
    for (const row of (await shop.ask<Readable>('engine.getCommand', { seq })).rows) {
      const unnamed = row.values.filter(
        (v) => v.kind !== 'engine' && v.afterName === null && /^[a-z]{2,4}_[0-9a-z]{26}$/.test(String(v.after)),
      );
      expect(unnamed, `${row.table} ${row.name}`).toEqual([]);
    }
});
