import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SYSTEM } from '../../../main/engine/engine.ts';
import { Workers } from '../../../main/engine/jobs/workers.ts';
import { MARGIN_KEYS } from '../../../preload/contract/insight-margins.ts';
import type { OutputOf } from '../../../renderer/client/operations.ts';
import { settlementOf } from '../../kit/bank-shop.ts';
import { expectHealthy } from '../../kit/doctor.ts';
import { InsightShop } from '../../kit/insight-shop.ts';

type Margins = OutputOf<'insight.margins'>;

let at: InsightShop;
beforeEach(async () => {
  at = await InsightShop.open({ backDatedReceipts: 'replay' });
  at.shop.now = '2026-01-05T10:00:00.000Z';
});
afterEach(async () => {
  await expectHealthy(at.shop);
  await at.shop.close();
});

const margins = (by: string, more: object = {}) =>
  at.shop.ask<Margins>('insight.margins', { from: '2026-01-01', to: '2026-01-31', by, ...more });
const stepsOf = ({ units, revenue, charges, cost, later, fees, freight, margin }: Margins['total']) => ({
  units,
  revenue,
  charges,
  cost,
  later,
  fees,
  freight,
  margin,
});

/** Two tee shirts and a mug for 30.00 and 5.01 carriage, through the web shop. */
async function sell(): Promise<string> {
  await at.stock('LON', { 'TEE-M': 10, MUG: 10 });
  const line = (sku: string, qty: number) => ({ sku, qty, unitPriceMicros: 10_000_000 });
  const orderId = await at.order('TEE-M', 2, {
    channelId: at.channels['web'],
    externalId: 'W-1',
    lines: [
      line('TEE-M', 2),
      line('MUG', 1),
      { kind: 'charge', sku: 'POST', title: 'Carriage', qty: 1, unitPriceMicros: 5_010_000, revenueRole: 'shipping-revenue' },
    ],
  });
  await at.shop.dispatch('fulfillment.allocateOrder', { orderId });
  await at.shop.dispatch('fulfillment.shipOrder', { orderId });
  return orderId;
}

test('an order comes to what was left of it; carriage and fees are shared by what lines were ordered for, to the cent', async () => {
  await sell();
  await at.shop.dispatch(
    'banking.takeSettlements',
    settlementOf(at.channels['web'] ?? '', 'PO-1', [
      ['sale', 3501, 'W-1'],
      ['fee', -100, 'W-1'],
      ['label', -250, 'W-1'],
      ['fee', -40],
    ]),
  );
  const [order, own] = (await margins('order')).rows;
  expect(order).toMatchObject({
    units: 3,
    revenue: 3000,
    charges: 501,
    cost: -1200,
    later: 0,
    fees: -100,
    freight: -250,
    margin: 1951,
    ppm: 557_269,
  });
  // A fee for the account as a whole belongs to no order.
  expect(own).toMatchObject({ id: null, orderId: null, revenue: 0, fees: -40, margin: -40, ppm: null });

  const { rows } = await margins('product', { sort: 'revenue' });
  expect(rows.map((r) => [r.name, r.revenue, r.charges, r.cost, r.fees, r.freight, r.margin])).toEqual([
    ['TEE-M', 2000, 334, -800, -66, -166, 1302],
    ['MUG', 1000, 167, -400, -34, -84, 649],
    [null, 0, 0, 0, -40, 0, -40],
  ]);
});

test('whatever it is told by, it is the same money, and that of the books', async () => {
  const orderId = await sell();
  const { orderId: other } = await at.shop.dispatch<{ orderId: string }>('sales.acceptOrder', {
    partyId: at.partyId,
    orderedAt: at.shop.now,
    orderedOn: '2026-01-05',
    currency: 'GBP',
    country: 'GB',
    payment: 'at-shipment',
    lines: [{ sku: 'MUG', qty: 3, unitPriceMicros: 3_333_000, discount: 7 }],
  });
  await at.shop.dispatch('fulfillment.allocateOrder', { orderId: other });
  await at.shop.dispatch('fulfillment.shipOrder', { orderId: other });
  const { lines } = await at.shop.ask<{ lines: { id: number; sku: string }[] }>('sales.getOrder', { orderId });
  const tee = lines.find((l) => l.sku === 'TEE-M')?.id;
  const back = { orderId, warehouseId: at.warehouse('LON'), lines: [{ orderLineId: tee, qty: 1 }] };
  const { returnId } = await at.shop.dispatch<{ returnId: string }>('returns.receiveReturn', back);
  // What came back and waits for its credit note is in returns clearing, and still sold here as it is in the books.
  const before = await margins('channel');
  expect([before.total.units, before.total.cost, before.books?.cost]).toEqual([6, -2400, -2400]);
  await at.shop.dispatch('returns.creditReturn', { returnId }, { expect: [{ id: returnId, revision: 1 }] });
  await at.shop.dispatch('banking.takeSettlements', settlementOf(at.channels['web'] ?? '', 'PO-1', [['fee', -101, 'W-1']]));

  const [first, ...rest] = await Promise.all(MARGIN_KEYS.map((by) => margins(by)));
  // 3 + 3 left and one came back; 20.00 + 10.00 + 9.93 - 10.00; 6 at 4.00 less one.
  expect(stepsOf(first?.total as Margins['total'])).toEqual({
    units: 5,
    revenue: 2993,
    charges: 501,
    cost: -2000,
    later: 0,
    fees: -101,
    freight: 0,
    margin: 1393,
  });
  expect(first?.books).toEqual({ revenue: 3494, cost: -2000, fees: -101 });
  for (const told of rest) {
    expect(told.total).toEqual(first?.total);
    expect(told.rows.reduce((sum, r) => sum + r.margin, 0)).toBe(first?.total.margin);
    expect(told.count).toBe(told.rows.length);
  }
});

test('what goods cost later comes to the lines they left with: a bill, and a receipt dated back', async () => {
  const { partyId } = await at.shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'supplier', name: 'Mill', country: 'GB' });
  const { orderId: purchase } = await at.shop.dispatch<{ orderId: string }>('purchasing.createOrder', {
    partyId,
    warehouseId: at.warehouse('LON'),
    confirm: true,
    lines: [{ sku: 'TEE-M', qty: 4, priceMicros: 4_000_000 }],
  });
  await at.shop.dispatch('purchasing.receiveOrder', { orderId: purchase });
  at.shop.now = '2026-01-06T10:00:00.000Z';
  await sell();
  at.shop.now = '2026-01-20T10:00:00.000Z';
  // Four shirts cost 1.00 more than they came in at; two of them were sold.
  await at.shop.dispatch('purchasing.postBill', {
    partyId,
    reference: 'M-1',
    lines: [{ orderId: purchase, lineNo: 1, qty: 4, net: 2000 }],
  });
  const told = async () => (await margins('order-line', { sort: 'revenue' })).rows.map((r) => [r.detail, r.cost, r.later]);
  expect(await told()).toEqual([
    ['TEE-M', -800, -200],
    ['MUG', -400, 0],
  ]);
  // A mug for 3.00 was there before the one that was sold for 4.00.
  await at.shop.dispatch('inventory.receiveStock', {
    warehouseId: at.warehouse('LON'),
    at: '2026-01-04T10:00:00.000Z',
    lines: [{ sku: 'MUG', qty: 1, unitCostMicros: 3_000_000 }],
  });
  expect(await told()).toEqual([
    ['TEE-M', -800, -200],
    ['MUG', -400, 100],
  ]);
  const { total, books } = await margins('channel');
  expect(books?.cost).toBe(total.cost + total.later);
});

test('a part leads to its lines: of one channel, category, product, customer or order', async () => {
  const orderId = await sell();
  const [product] = (await margins('product', { sort: 'revenue' })).rows;
  const lines = await margins('order-line', { itemId: product?.id });
  expect(lines.rows).toHaveLength(1);
  expect(lines.rows[0]).toMatchObject({ orderId, detail: 'TEE-M', revenue: 2000, charges: 334 });
  expect(lines.books).toBeNull();
  const [channel] = (await margins('channel')).rows;
  expect((await margins('order', { channelId: channel?.id })).total).toEqual((await margins('channel')).total);
  expect((await margins('customer', { partyId: at.partyId })).total.revenue).toBe(3000);
  expect((await margins('category', { orderId })).rows).toHaveLength(1);
  expect((await margins('channel', { from: '2026-02-01', to: '2026-02-28' })).rows).toEqual([]);
});

test('all rows are written into a file, not only those of a page', async () => {
  await sell();
  const { jobId } = await at.shop.dispatch<{ jobId: string }>('engine.exportReport', {
    report: 'insight.margins',
    question: { from: '2026-01-01', to: '2026-01-31', by: 'product' },
    format: 'csv',
    name: 'Margins',
    conditions: [],
    columns: [
      { field: 'name', title: 'Product' },
      { field: 'units', title: 'Units' },
      { field: 'charges', title: 'Charges' },
      { field: 'margin', title: 'Margin' },
    ],
  });
  await new Workers(at.shop.engine, { report: (error) => expect.fail(String(error)) }).runDue();
  const { fileId } = await at.shop.ask<{ fileId: string }>('engine.getExport', { jobId });
  const { content } = await at.shop.engine.files.read(fileId, SYSTEM);
  expect((await text(content)).replace('\u{feff}', '').trim().split('\n')).toEqual([
    'Product,Units,Charges,Margin',
    'TEE-M,2,3.34,15.34',
    'MUG,1,1.67,7.67',
  ]);
});

test('days out of order are refused', async () => {
  await expect(margins('channel', { from: '2026-02-01', to: '2026-01-01' })).rejects.toMatchObject({ code: 'engine.badInput' });
});
