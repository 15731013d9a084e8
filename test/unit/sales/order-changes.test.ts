import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createOrders } from '../../../main/domain/sales/index.ts';
import { ORDER_MACHINE } from '../../../main/domain/sales/machine.ts';
import { cursorOf } from '../../../preload/contract/list.ts';
import { ORDER_STATES } from '../../../preload/contract/sales.ts';
import { ordersList } from '../../../preload/contract/sales-reads.ts';
import type { Sort } from '../../../preload/contract/values/page.ts';
import { where } from '../../kit/where.ts';
import { closeProved, DAY, SalesShop } from './sales-shop.ts';

let shop: SalesShop;
beforeEach(async () => {
  shop = await SalesShop.open();
});
afterEach(() => closeProved(shop));

const code = (code: string) => expect.objectContaining({ code });
const VAT = { taxCode: 'VAT20' };

describe('cancelling before shipment', () => {
  const expectOf = async (orderId: string) => ({ expect: [{ id: orderId, revision: (await shop.order(orderId)).revision }] });

  test('the whole order: deposit back to clearing, no revenue', async () => {
    const orderId = await shop.accept(
      [
        { sku: 'TEE', price: 100, ...VAT },
        { sku: 'post', kind: 'charge', revenueRole: 'shipping-revenue', price: 5, ...VAT },
      ],
      {
        payment: 'before-shipment',
        captured: { on: DAY, amount: 12_600 },
      },
    );
    const done = await shop.books.dispatch('sales.cancelOrder', { orderId, reason: 'Changed mind' }, await expectOf(orderId));
    expect(done).toEqual({ orderId, state: 'cancelled', cancelled: 12_600, refunded: 12_600 });
    expect(await shop.balances('clearing', 'customer-deposits', 'revenue')).toEqual({
      clearing: '0.00',
      'customer-deposits': '0.00',
      revenue: '0.00',
    });
    expect((await shop.order(orderId)).cancelReason).toBe('Changed mind');
    await expect(shop.books.dispatch('sales.cancelOrder', { orderId, reason: 'Again' }, await expectOf(orderId))).rejects.toEqual(
      code('sales.orderClosed'),
    );
  });

  test('one of three units: what the rest does not need goes back', async () => {
    const orderId = await shop.accept([{ sku: 'TEE', price: 10, qty: 3 }], {
      payment: 'before-shipment',
      captured: { on: DAY, amount: 3000 },
    });
    const lineId = (await shop.order(orderId)).lines[0]?.id;
    const done = await shop.books.dispatch(
      'sales.cancelLines',
      { orderId, reason: 'One less', lines: [{ orderLineId: lineId, qty: 1 }] },
      await expectOf(orderId),
    );
    expect(done).toEqual({ orderId, state: 'open', cancelled: 1000, refunded: 1000 });
    await expect(shop.ship(orderId, { 1: 3 })).rejects.toEqual(code('sales.shipTooLarge'));
    await shop.ship(orderId, { 1: 2 });
    expect((await shop.order(orderId)).state).toBe('completed');
    expect(await shop.balances('clearing', 'customer-deposits', 'receivable')).toEqual({
      clearing: '20.00',
      'customer-deposits': '0.00',
      receivable: '0.00',
    });
  });

  test('after a shipment only the rest is cancelled', async () => {
    const orderId = await shop.accept([{ sku: 'TEE', price: 10, qty: 3 }]);
    await shop.ship(orderId, { 1: 1 });
    const done = await shop.books.dispatch('sales.cancelOrder', { orderId, reason: 'Rest not wanted' }, await expectOf(orderId));
    expect(done).toMatchObject({ state: 'completed', cancelled: 2000 });
  });
});

describe('holds and rules', () => {
  test('a blocked order is not invoiced until somebody says why it may be', async () => {
    const orderId = await shop.accept([{ sku: 'TEE', price: 10 }], {
      channelTotal: 999,
      holds: [{ code: 'fraud-check', severity: 'warn', detail: 'new address' }],
    });
    const { holds, revision } = await shop.order(orderId);
    expect(holds.map((h) => `${h.severity} ${h.code} (${h.owner})`).toSorted()).toEqual([
      'block total-mismatch (Accountant)',
      'warn fraud-check ()',
    ]);
    await expect(shop.ship(orderId)).rejects.toEqual(code('inventory.onHold'));
    await expect(shop.books.dispatch('sales.issueInvoice', { orderId }, { expect: [{ id: orderId, revision }] })).rejects.toEqual(
      code('inventory.onHold'),
    );
    const hold = holds.find((h) => h.severity === 'block');
    const released = await shop.books.dispatch(
      'sales.releaseHold',
      { holdId: hold?.id, reason: 'Channel confirmed the lower total' },
      { expect: [{ id: hold?.id ?? '', revision: 1 }] },
    );
    expect(released).toEqual({ orderId, stillBlocked: false });
    await shop.ship(orderId);
    const after = await shop.order(orderId);
    expect(after.holds.find((h) => h.code === 'total-mismatch')?.releaseReason).toBe('Channel confirmed the lower total');
  });

  test('a company makes a rule stricter', async () => {
    await shop.books.dispatch(
      'sales.setOrderRule',
      {
        code: 'huge-quantity',
        name: 'Large quantity',
        test: { kind: 'huge-quantity', above: 10 },
        severity: 'block',
        owner: { kind: 'role', id: 'support' },
      },
      { expect: [{ id: 'order_rule/huge-quantity', revision: 1 }] },
    );
    const orderId = await shop.accept([{ sku: 'TEE', price: 10, qty: 11 }]);
    await expect(shop.ship(orderId)).rejects.toEqual(code('inventory.onHold'));
    const { rows } = await shop.books.ask<{ rows: { orderId: string; owner: string }[] }>('sales.listHolds', where({ severity: 'block' }));
    expect(rows).toMatchObject([{ orderId, owner: 'Support', rule: 'Large quantity', detail: 'more than 10: TEE' }]);
    expect(await shop.books.ask('sales.facetHolds', { column: 'code' })).toEqual({
      values: [{ value: 'huge-quantity', label: 'Large quantity', count: 1 }],
      more: false,
    });
  });
});

describe('stock promised to an order', () => {
  test('follows what becomes of it: lowered, released from a hold, cancelled', async () => {
    const { books } = shop;
    const { rows: warehouses } = await books.ask<{ rows: { id: string }[] }>('inventory.listWarehouses', {});
    await books.dispatch('inventory.postOpening', {
      warehouseId: warehouses[0]?.id,
      lines: [{ sku: 'TEE', qty: 10, unitCostMicros: 4_000_000 }],
    });
    const item = await books.ask<{ id: string }>('catalog.getItem', { sku: 'TEE' });
    const reserved = async () => {
      const { rows } = await books.ask<{ rows: { reserved: number }[] }>('inventory.stockByItem', { itemIds: [item.id] });
      return rows.reduce((sum, r) => sum + r.reserved, 0);
    };
    const expectOf = async (orderId: string) => ({ expect: [{ id: orderId, revision: (await shop.order(orderId)).revision }] });

    const orderId = await shop.accept([{ sku: 'TEE', price: 10, qty: 4 }]);
    expect(await reserved()).toBe(4);
    const lineId = (await shop.order(orderId)).lines[0]?.id;
    await books.dispatch('sales.editOrder', { orderId, lines: [{ orderLineId: lineId, qty: 3 }] }, await expectOf(orderId));
    expect(await reserved()).toBe(3);
    await books.dispatch(
      'sales.cancelLines',
      { orderId, reason: 'Less', lines: [{ orderLineId: lineId, qty: 1 }] },
      await expectOf(orderId),
    );
    expect(await reserved()).toBe(2);

    const held = await shop.accept([{ sku: 'TEE', price: 10, qty: 5 }], { channelTotal: 1 });
    expect(await reserved()).toBe(2);
    const hold = (await shop.order(held)).holds[0]?.id ?? '';
    await books.dispatch('sales.releaseHold', { holdId: hold, reason: 'Checked' }, { expect: [{ id: hold, revision: 1 }] });
    expect(await reserved()).toBe(7);
    await books.dispatch('sales.cancelOrder', { orderId: held, reason: 'Changed mind' }, await expectOf(held));
    expect(await reserved()).toBe(2);
  });
});

describe('editing', () => {
  test('price and quantity of an untouched line; the sum follows, a shipped line stands', async () => {
    const orderId = await shop.accept([
      { sku: 'TEE', price: 10, qty: 2, ...VAT },
      { sku: 'MUG', price: 5, ...VAT },
    ]);
    const { lines, revision } = await shop.order(orderId);
    const tee = lines[0]?.id ?? 0;
    const edited = await shop.books.dispatch(
      'sales.editOrder',
      { orderId, lines: [{ orderLineId: tee, qty: 3, unitPriceMicros: 9_000_000 }] },
      { expect: [{ id: orderId, revision }] },
    );
    expect(edited).toEqual({ orderId, total: 3240 + 600, holds: 0 });
    await expect(
      shop.books.dispatch('sales.editOrder', { orderId, lines: [{ orderLineId: tee, qty: 1 }] }, { expect: [{ id: orderId, revision }] }),
    ).rejects.toEqual(code('engine.stale'));
    await shop.ship(orderId, { 1: 1 });
    const now = await shop.order(orderId);
    await expect(
      shop.books.dispatch(
        'sales.editOrder',
        { orderId, lines: [{ orderLineId: tee, qty: 1 }] },
        { expect: [{ id: orderId, revision: now.revision }] },
      ),
    ).rejects.toEqual(code('sales.lineSettled'));
  });
});

describe('what the house guarantees', () => {
  test('SQL itself refuses every change of state the machine does not know', async () => {
    for (const from of ORDER_STATES)
      for (const to of ORDER_STATES) {
        if (from === to) continue;
        const allowed = ORDER_MACHINE.transitions.some((t) => t.from === from && t.to === to);
        const orderId = await shop.accept([{ sku: 'TEE', price: 1 }]);
        const outcome = await shop.books.engine.writer.exclusively(async (tx) => {
          await tx.begin('write');
          const set = (state: (typeof ORDER_STATES)[number]) =>
            tx.db.updateTable('sales_order').set({ state }).where('id', '=', orderId).execute();
          try {
            if (from !== 'open') await set(from);
            await set(to);
            return 'done';
          } catch (error) {
            return error instanceof Error && error.message.includes('keeps its state') ? 'refused' : String(error);
          } finally {
            await tx.rollback();
          }
        });
        expect(`${from} to ${to}: ${outcome}`).toBe(`${from} to ${to}: ${allowed ? 'done' : 'refused'}`);
      }
  });

  test('a preview is what happens: accepting, invoicing ahead, cancelling', async () => {
    const agree = async (operation: string, input: unknown, how: Record<string, unknown> = {}) => {
      const { preview } = await shop.books.send(operation, input, { ...how, dryRun: true });
      return shop.books.send(operation, input, { ...how, confirm: preview?.effectsDigest ?? '' });
    };
    const accepted = await agree(
      'sales.acceptOrder',
      shop.draft([{ sku: 'TEE', price: 10, qty: 2, ...VAT }], { captured: { on: DAY, amount: 2400 } }),
    );
    const { orderId } = accepted.output as { orderId: string };
    const revision = async () => ({ expect: [{ id: orderId, revision: (await shop.order(orderId)).revision }] });
    const lineId = (await shop.order(orderId)).lines[0]?.id;
    await agree('sales.cancelLines', { orderId, reason: 'One less', lines: [{ orderLineId: lineId, qty: 1 }] }, await revision());
    await agree('sales.issueInvoice', { orderId }, await revision());
    expect(await shop.order(orderId)).toMatchObject({ invoicing: 'invoiced', fulfilment: 'unshipped', openDeposit: 0 });
  });

  test('a batch is taken in as a whole; pages filter, sort and count alike', async () => {
    const orders = Array.from({ length: 25 }, (_, i) =>
      shop.draft([{ sku: i % 2 ? 'TEE' : 'MUG', price: i + 1 }], { orderedAt: `2026-01-04T08:00:${String(i).padStart(2, '0')}.000Z` }),
    );
    expect(await shop.books.dispatch('sales.acceptOrders', { orders })).toEqual({ orders: 25, lines: 25, total: 32_500, held: 0 });
    const page = await shop.books.ask<{ rows: { total: number; partyName: string }[] }>('sales.listOrders', {
      offset: 5,
      limit: 3,
      sort: [{ column: 'total', direction: 'desc' }],
      filter: [
        { column: 'total', op: 'lte', value: 2000 },
        { column: 'state', op: 'in', values: ['open'] },
      ],
    });
    expect(page.rows.map((r) => r.total)).toEqual([1500, 1400, 1300]);
    expect(page.rows[0]?.partyName).toBe('Ann');
    const counted = await shop.books.ask('sales.countOrders', { filter: [{ column: 'total', op: 'lte', value: 2000 }] });
    expect(counted).toEqual({ count: 20, net: 21_000, tax: 0, total: 21_000 });
    const found = await shop.books.ask<{ rows: unknown[] }>('sales.listOrders', { offset: 0, limit: 10, search: 'SO-2026-00001' });
    expect(found.rows).toHaveLength(10);
  });

  test.each([
    ['total', 'desc'],
    ['total', 'asc'],
    ['orderedAt', 'desc'],
    ['number', 'asc'],
  ])('pages by cursor through %s %s meet every order once', async (column, direction) => {
    const orders = Array.from({ length: 9 }, (_, i) => shop.draft([{ sku: 'TEE', price: 1 + (i % 3) }]));
    await shop.books.dispatch('sales.acceptOrders', { orders });
    const sort = [{ column, direction }] as Sort[];
    const seen: string[] = [];
    for (let after: unknown; ; ) {
      const { rows } = await shop.books.ask<{ rows: { id: string }[] }>('sales.listOrders', {
        limit: 2,
        sort,
        ...(after ? { after } : {}),
      });
      const last = rows.at(-1);
      if (!last) break;
      seen.push(...rows.map((r) => r.id));
      after = cursorOf(ordersList, sort, last);
    }
    const whole = await shop.books.ask<{ rows: { id: string }[] }>('sales.listOrders', { sort });
    expect(seen).toEqual(whole.rows.map((r) => r.id));
  });

  test('a facet counts the values of one column under the other filters only', async () => {
    const [first = ''] = await Promise.all([1, 2, 3].map((price) => shop.accept([{ sku: 'TEE', price }])));
    await shop.accept([{ sku: 'TEE', price: 5 }], { channelId: 'chn_other' });
    await shop.books.dispatch(
      'sales.cancelOrder',
      { orderId: first, reason: 'Changed her mind' },
      {
        expect: [{ id: first, revision: (await shop.order(first)).revision }],
      },
    );
    const facet = (column: string, filter: unknown[] = [], limit = 10) => shop.books.ask('sales.facetOrders', { column, filter, limit });
    const open = { column: 'state', op: 'eq', value: 'open' };
    expect(await facet('state', [open])).toEqual({
      values: [
        { value: 'open', label: null, count: 3 },
        { value: 'cancelled', label: null, count: 1 },
      ],
      more: false,
    });
    expect(await facet('channelId', [open], 1)).toEqual({ values: [{ value: 'chn_web', label: null, count: 2 }], more: true });
  });

  test('a bulk caller takes a hundred orders in without going through the door', async () => {
    const drafts = Array.from({ length: 100 }, (_, i) =>
      shop.draft(
        Array.from({ length: 10 }, () => ({ sku: 'TEE', price: 1 })),
        { externalId: `bulk-${i}` },
      ),
    );
    const accepted = await shop.books.work(async (ctx) => ({ n: (await createOrders(ctx, drafts as never)).length }));
    expect(accepted).toEqual({ n: 100 });
  });
});
