import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RESERVATIONS_RELEASED } from '../../../main/domain/inventory/index.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy, findingsOf } from '../../kit/doctor.ts';
import { stockroomRegistry } from '../../kit/stockroom.ts';

interface Row {
  id: string;
  code: string;
  locations: { id: string; status: string }[];
}
let shop: Shop;
let lon: { id: string; stock: string; quarantine: string };
let ham: { id: string; stock: string };
let customer: string;
let tee: string;
let news: unknown[];

beforeEach(async () => {
  news = [];
  const listener = {
    name: 'listener',
    commands: [],
    queries: [],
    events: [{ event: RESERVATIONS_RELEASED, run: async (_: unknown, event: { data: unknown }) => void news.push(event.data) }],
  };
  shop = await openShop({ registry: stockroomRegistry(listener) });
  const { rows } = await shop.ask<{ rows: Row[] }>('inventory.listWarehouses', {});
  const find = (code: string) => rows.find((w) => w.code === code);
  const place = (code: string, status: string) => find(code)?.locations.find((l) => l.status === status)?.id ?? '';
  lon = { id: find('LON')?.id ?? '', stock: place('LON', 'sellable'), quarantine: place('LON', 'quarantine') };
  ham = { id: find('HAM')?.id ?? '', stock: place('HAM', 'sellable') };
  customer = await shop.engine.writer.exclusively(async (tx) => {
    const row = await tx.db.selectFrom('location').select('id').where('kind', '=', 'customer').executeTakeFirstOrThrow();
    return row.id;
  });
  tee = (await shop.dispatch<{ itemId: string }>('catalog.createItem', { sku: 'TEE', title: 'Tee' })).itemId;
  await receive(10);
});
afterEach(() => shop.close());

const receive = (qty: number, unitCostMicros = 4_000_000) =>
  shop.dispatch<{ documentId: string }>('inventory.receiveStock', { warehouseId: lon.id, lines: [{ itemId: tee, qty, unitCostMicros }] });
const reserveFor = (order: string, line: number, qty: number, priority = 0) =>
  shop.dispatch<{ granted: number }>('stockroom.reserve', { wants: [{ order, line, itemId: tee, warehouseId: lon.id, qty, priority }] });
const issue = (qty: number, line?: number) =>
  shop.dispatch<{ moveIds: number[] }>('stockroom.move', {
    moves: [
      { itemId: tee, qty, from: lon.stock, to: customer, ...(line === undefined ? {} : { reservation: { line, warehouseId: lon.id } }) },
    ],
  });
const stock = async () =>
  (
    await shop.ask<{ rows: { warehouseId: string; sellable: number; reserved: number }[] }>('inventory.stockByItem', { itemIds: [tee] })
  ).rows.find((r) => r.warehouseId === lon.id);
const incidents = () =>
  shop.engine.writer.exclusively((tx) => tx.db.selectFrom('incident').select(['kind', 'subject']).orderBy('id').execute());

describe('promises', () => {
  test('goods promised to one order cannot leave with another; the attempt is remembered', async () => {
    await reserveFor('order-a', 1, 8);
    await expect(issue(3)).rejects.toMatchObject({ code: 'inventory.reservedForOthers', params: { sku: 'TEE', available: 2, asked: 3 } });
    expect(await incidents()).toEqual([{ kind: 'oversell', subject: tee }]);
    await issue(5, 1);
    expect(await stock()).toMatchObject({ sellable: 5, reserved: 3 });
    await issue(3, 1);
    expect(await stock()).toMatchObject({ sellable: 2, reserved: 0 });
    await expectHealthy(shop);
  });

  test('a count that finds less takes promises back from those served last, and says so', async () => {
    await reserveFor('order-first', 1, 4, 10);
    await reserveFor('order-late', 2, 3, 30);
    await reserveFor('order-next', 3, 3, 20);
    const lines = [{ itemId: tee, counted: 5 }];
    const reply = await shop.dispatch('inventory.postCount', { locationId: lon.stock, reasonCode: 'count-difference', lines });
    expect(reply).toMatchObject({ lost: 5, released: 5 });
    const at = { itemId: tee, warehouseId: lon.id, subjectKind: 'order' };
    expect(news).toEqual([
      {
        released: [
          { ...at, subjectId: 'order-late', subjectLine: 2, qty: 3 },
          { ...at, subjectId: 'order-next', subjectLine: 3, qty: 2 },
        ],
      },
    ]);
    expect(await stock()).toMatchObject({ sellable: 5, reserved: 5 });
    await expectHealthy(shop);
  });

  test('stock in quarantine or under way is not promised', async () => {
    await shop.dispatch('inventory.transferStock', {
      fromLocationId: lon.stock,
      toLocationId: lon.quarantine,
      lines: [{ itemId: tee, qty: 4 }],
    });
    await shop.dispatch('inventory.shipTransfer', { fromLocationId: lon.stock, toLocationId: ham.stock, lines: [{ itemId: tee, qty: 3 }] });
    expect(await reserveFor('order-a', 1, 10)).toMatchObject({ granted: 3 });
    await expectHealthy(shop);
  });

  test('the database itself refuses to promise more than is there', async () => {
    const oversell = shop.engine.writer.exclusively((tx) =>
      tx.db.updateTable('stock_availability').set({ reserved: 11 }).where('item_id', '=', tee).execute(),
    );
    await expect(oversell).rejects.toThrow(/check/i);
  });
});

describe('holds', () => {
  const hold = (subjectKind: string, subjectId: string) =>
    shop.dispatch<{ holdId: string }>('inventory.placeHold', {
      subjectKind,
      subjectId,
      code: 'fraud-check',
      detail: 'Address and card differ',
    });

  test('an order on hold is neither promised nor shipped, until somebody lifts the hold and says why', async () => {
    await reserveFor('order-a', 1, 2);
    const { holdId } = await hold('order', 'order-a');
    await expect(reserveFor('order-a', 2, 1)).rejects.toMatchObject({ code: 'inventory.onHold', params: { code: 'fraud-check' } });
    await expect(issue(2, 1)).rejects.toMatchObject({ code: 'inventory.onHold' });
    await shop.dispatch('inventory.releaseHold', { holdId, reason: 'Customer called' }, { expect: [{ id: holdId, revision: 1 }] });
    await issue(2, 1);
    const { rows } = await shop.ask<{ rows: unknown[] }>('inventory.listHolds', { subject: { kind: 'order', id: 'order-a' } });
    expect(rows).toMatchObject([{ code: 'fraud-check', releaseReason: 'Customer called' }]);
  });

  test('an item on hold is not promised and does not leave, but may be counted', async () => {
    await hold('item', tee);
    expect(await reserveFor('order-a', 1, 2)).toEqual({ granted: 0, first: [0] });
    await expect(issue(1)).rejects.toMatchObject({ code: 'inventory.onHold' });
    await shop.dispatch('inventory.postCount', {
      locationId: lon.stock,
      reasonCode: 'count-difference',
      lines: [{ itemId: tee, counted: 9 }],
    });
  });
});

describe('documents', () => {
  test('a transfer is received in parts, and never more than was sent', async () => {
    const ends = { fromLocationId: lon.stock, toLocationId: ham.stock };
    const { documentId } = await shop.dispatch<{ documentId: string }>('inventory.shipTransfer', {
      ...ends,
      lines: [{ sku: 'TEE', qty: 6 }],
    });
    const arrive = (revision: number, lines?: unknown) =>
      shop.dispatch('inventory.receiveTransfer', { documentId, ...(lines ? { lines } : {}) }, { expect: [{ id: documentId, revision }] });
    await arrive(1, [{ lineNo: 1, received: 2 }]);
    await expect(arrive(2, [{ lineNo: 1, received: 5 }])).rejects.toMatchObject({
      code: 'inventory.transferExceeded',
      params: { underWay: 4 },
    });
    await arrive(2, [{ lineNo: 1, received: 3, lost: 1 }]);
    await expect(arrive(3)).rejects.toMatchObject({ code: 'inventory.transferDone' });
    const document = await shop.ask('inventory.getDocument', { documentId });
    expect(document).toMatchObject({ state: 'received', lines: [{ qty: 6, receivedQty: 5, lostQty: 1, value: 2400 }] });
    await expectHealthy(shop);
  });

  test('standard cost: stock at standard, the difference is price variance, what is owed is what was agreed', async () => {
    await shop.dispatch('catalog.setCategory', { name: 'Standard', costing: 'standard' });
    const draft = { sku: 'MUG', title: 'Mug', category: 'Standard', standardCostMicros: 10_000_000 };
    const { itemId } = await shop.dispatch<{ itemId: string }>('catalog.createItem', draft);
    const lines = [{ itemId, qty: 4, unitCostMicros: 16_000_000 }];
    const { documentId } = await shop.dispatch<{ documentId: string }>('inventory.receiveStock', { warehouseId: ham.id, lines });
    const posted = await shop.engine.writer.exclusively((tx) =>
      tx.db
        .selectFrom('journal_line as l')
        .innerJoin('journal_entry as e', 'e.id', 'l.entry_id')
        .innerJoin('account as a', 'a.id', 'l.account_id')
        .where('e.source_id', '=', documentId)
        .select(['a.code', 'l.amount', 'l.item_key'])
        .orderBy('a.code')
        .execute(),
    );
    expect(posted).toEqual([
      { code: '1200-HAM', amount: 4000, item_key: null },
      { code: '2010', amount: -6400, item_key: documentId },
      { code: '5020', amount: 2400, item_key: null },
    ]);
  });

  test('goods that cost nothing are stock without value, and no entry is posted', async () => {
    await receive(5, 0);
    expect(await stock()).toMatchObject({ sellable: 15 });
    const { rows } = await shop.ask<{ rows: { code: string; value: number; gap: number }[] }>('inventory.valueByArea', {});
    expect(rows.find((r) => r.code === 'LON')).toMatchObject({ value: 4000, gap: 0 });
    await expectHealthy(shop);
  });

  test('a warehouse somebody may not see is neither changed nor shown', async () => {
    const actor = { ...shop.actor, scopes: { warehouse: new Set([ham.id]) } };
    const lines = [{ itemId: tee, qty: 1, unitCostMicros: 1 }];
    await expect(shop.dispatch('inventory.receiveStock', { warehouseId: lon.id, lines }, { actor })).rejects.toMatchObject({
      code: 'engine.outOfScope',
    });
    await expect(
      shop.dispatch('inventory.reserveStock', { subjectId: 'photo', itemId: tee, warehouseId: lon.id, qty: 1 }, { actor }),
    ).rejects.toMatchObject({ code: 'engine.outOfScope' });
    const seen = await shop.engine.ask({ operation: 'inventory.listStock', input: {}, actor });
    expect(seen.output).toEqual({ rows: [] });
  });

  test('a locked day takes no stock documents, and nothing of them stays', async () => {
    await shop.dispatch(
      'accounting.setLock',
      { kind: 'stock', through: '2026-01-04' },
      { expect: [{ id: 'posting_lock/stock', revision: 1 }] },
    );
    const lines = [{ itemId: tee, qty: 1, unitCostMicros: 1_000_000 }];
    await expect(shop.dispatch('inventory.receiveStock', { warehouseId: lon.id, on: '2026-01-03', lines })).rejects.toMatchObject({
      code: 'accounting.periodLocked',
      params: { nextOpenOn: '2026-01-05' },
    });
    expect(await stock()).toMatchObject({ sellable: 10 });
  });
});

describe('proof', () => {
  test('a damaged balance is named by the doctor with its gap', async () => {
    await shop.engine.writer.exclusively((tx) =>
      tx.db.updateTable('cost_pool_balance').set({ value: 3999 }).where('item_id', '=', tee).execute(),
    );
    expect((await findingsOf(shop)).map((f) => f.slice(0, f.indexOf(':')))).toEqual(['inventory.pools', 'inventory.inventoryAccounts']);
  });
});

describe('costing changed between two transfers', () => {
  test('goods on the way pass through the emptied transit pool by the costing chosen since', async () => {
    const category = (costing: string) => shop.dispatch('catalog.setCategory', { name: 'mugs', costing });
    await category('average');
    const mug = { sku: 'MUG', title: 'Mug', category: 'mugs' };
    const { itemId } = await shop.dispatch<{ itemId: string }>('catalog.createItem', mug);
    await shop.dispatch('inventory.receiveStock', { warehouseId: lon.id, lines: [{ itemId, qty: 5, unitCostMicros: 3_000_000 }] });
    const transfer = (qty: number) =>
      shop.dispatch('inventory.transferStock', { fromLocationId: lon.stock, toLocationId: ham.stock, lines: [{ itemId, qty }] });
    await transfer(2);
    await category('fifo');
    await transfer(2);
    await category('average');
    await transfer(1);
    const { rows } = await shop.ask<{ rows: { qtyLeft: number; valueLeft: number }[] }>('inventory.layersOfItem', { itemId });
    expect(rows.map((r) => [r.qtyLeft, r.valueLeft]).filter(([qty]) => qty !== 0)).toEqual([[5, 1500]]);
    await expectHealthy(shop);
  });
});
