import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RuleTest } from '../../../preload/contract/sales-rules.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy } from '../../kit/doctor.ts';
import { where } from '../../kit/where.ts';

interface HoldView {
  id: string;
  code: string;
  detail: string;
  releasedAt: string | null;
  releaseReason: string | null;
  revision: number;
}
interface OrderView {
  id: string;
  number: string;
  revision: number;
  lines: { id: number }[];
  holds: HoldView[];
}

let shop: Shop;
let partyId: string;
let warehouseId: string;
let taken = 0;

beforeEach(async () => {
  taken = 0;
  shop = await openShop();
  ({ partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', {
    kind: 'customer',
    name: 'Ann',
    country: 'GB',
    addresses: [{ kind: 'shipping', line1: '1 Mill St', postcode: 'N1', city: 'London', country: 'GB' }],
  }));
  await shop.dispatch('catalog.createItems', { items: ['TEE', 'MUG'].map((sku) => ({ sku, title: sku })) });
  const { rows } = await shop.ask<{ rows: { id: string }[] }>('inventory.listWarehouses', {});
  warehouseId = rows[0]?.id ?? '';
  await shop.dispatch('inventory.postOpening', { warehouseId, lines: [{ sku: 'TEE', qty: 10, unitCostMicros: 8_000_000 }] });
});
afterEach(async () => {
  await expectHealthy(shop);
  await shop.close();
});

/** An order of tees at 10.00, some minutes after the one before. */
const draft = (over: Record<string, unknown> = {}) => {
  taken += 1;
  return {
    partyId,
    orderedAt: `2026-01-05T08:${String(taken).padStart(2, '0')}:00.000Z`,
    orderedOn: '2026-01-05',
    currency: 'GBP',
    country: 'GB',
    lines: [{ sku: 'TEE', qty: 1, unitPriceMicros: 10_000_000 }],
    ...over,
  };
};
const accept = async (over: Record<string, unknown> = {}) =>
  orderOf((await shop.dispatch<{ orderId: string }>('sales.acceptOrder', draft(over))).orderId);
const orderOf = (orderId: string) => shop.ask<OrderView>('sales.getOrder', { orderId });
const openOf = (order: OrderView) => order.holds.filter((h) => h.releasedAt === null).map((h) => `${h.code}: ${h.detail}`);
const revise = ({ id, revision }: { id: string; revision: number }) => ({ expect: [{ id, revision }] });
const rule = (test: RuleTest, over: Record<string, unknown> = {}) =>
  shop.dispatch('sales.setOrderRule', {
    code: `t-${test.kind}`,
    name: `Test of ${test.kind}`,
    test,
    severity: 'block',
    owner: { kind: 'role', id: 'support' },
    ...over,
  });
const terms = (over: Record<string, unknown>) =>
  shop.dispatch('sales.setCustomerTerms', { partyId, tier: null, creditLimit: null, paymentHold: false, ...over });
const edit = (order: OrderView, line: Record<string, unknown>) =>
  shop.dispatch<{ holds: number }>(
    'sales.editOrder',
    { orderId: order.id, lines: [{ orderLineId: order.lines[0]?.id, ...line }] },
    revise(order),
  );
const code = (code: string) => expect.objectContaining({ code });
/** Somebody with these rights and no others. */
const actor = (...permissions: string[]) => ({ ...shop.actor, permissions: new Set(permissions) });

describe('rules that need to know more than the order', () => {
  test('a credit limit counts what is owed and what is ordered, order by order within a batch', async () => {
    await terms({ creditLimit: 3000 });
    const { held } = await shop.dispatch<{ held: number }>('sales.acceptOrders', {
      orders: [draft(), draft(), draft(), draft()],
    });
    expect(held).toBe(1);
    expect(await shop.ask('sales.getCustomerTerms', { partyId })).toMatchObject({
      creditLimit: 3000,
      uninvoiced: 4000,
      receivable: 0,
      used: 4000,
    });
    expect(openOf(await accept())).toEqual(['credit-limit: uses 50.00 of a credit limit of 30.00, 20.00 too much']);
    // Shipping moves it from what is ordered to what is owed; the sum stays.
    const { rows } = await shop.ask<{ rows: { id: string }[] }>('sales.listOrders', { sort: [{ column: 'orderedAt', direction: 'asc' }] });
    await shop.dispatch('fulfillment.shipOrder', { orderId: rows[0]?.id });
    expect(await shop.ask('sales.getCustomerTerms', { partyId })).toMatchObject({ uninvoiced: 4000, receivable: 1000, used: 5000 });
  });

  test('money paid ahead leaves the credit as it was', async () => {
    await terms({ creditLimit: 1500 });
    expect(openOf(await accept({ payment: 'before-shipment', captured: { on: '2026-01-05', amount: 1000 } }))).toEqual([]);
    expect(openOf(await accept())).toEqual([]);
    expect(openOf(await accept())).toEqual(['credit-limit: uses 20.00 of a credit limit of 15.00, 5.00 too much']);
  });

  test('a customer on payment hold, and a tier', async () => {
    await rule({ kind: 'high-value', above: 0 }, { scope: { channelIds: [], countries: [], tiers: ['gold'] } });
    expect(openOf(await accept())).toEqual([]);
    await terms({ tier: 'gold', paymentHold: true });
    expect(openOf(await accept())).toEqual([
      'customer-hold: orders of this customer wait for payment',
      't-high-value: comes to 10.00, the limit is 0.00',
    ]);
  });

  test('open orders of a customer wait when they are put on hold, and go on when that or a higher limit lets them', async () => {
    const order = await accept();
    await terms({ paymentHold: true, creditLimit: 500 });
    expect(openOf(await orderOf(order.id))).toEqual([
      'credit-limit: uses 10.00 of a credit limit of 5.00, 5.00 too much',
      'customer-hold: orders of this customer wait for payment',
    ]);
    await shop.dispatch(
      'sales.setCustomerTerms',
      { partyId, tier: null, creditLimit: 1000, paymentHold: false },
      { expect: [{ id: `customer_terms/${partyId}`, revision: 1 }] },
    );
    expect(openOf(await orderOf(order.id))).toEqual([]);
    await shop.dispatch('fulfillment.shipOrder', { orderId: order.id });
  });

  test('many orders in a short time, those of the same batch counted', async () => {
    await rule({ kind: 'velocity', orders: 3, hours: 1 });
    const { held } = await shop.dispatch<{ held: number }>('sales.acceptOrders', { orders: [draft(), draft(), draft()] });
    expect(held).toBe(1);
    expect(openOf(await accept())).toEqual(['t-velocity: order 4 of this customer within 1 hours, held from 3']);
    expect(openOf(await accept({ orderedAt: '2026-01-05T12:00:00.000Z' }))).toEqual([]);
  });

  test('an address is new once, and not one the customer keeps; the card is compared; a score is read', async () => {
    await rule({ kind: 'new-address', above: 500 });
    await rule({ kind: 'address-mismatch', results: ['mismatch'] });
    await rule({ kind: 'fraud-score', from: 80 });
    await rule({ kind: 'address-incomplete', needs: 'street' });
    const elsewhere = { line1: '9 Quay', postcode: 'E1', city: 'London' };
    expect(openOf(await accept({ shipTo: { line1: '1, MILL ST.', postcode: 'n 1', city: 'London' } }))).toEqual([]);
    expect(openOf(await accept({ shipTo: elsewhere, risk: { avs: 'mismatch', score: 80 } }))).toEqual([
      't-address-mismatch: address of the card: mismatch',
      't-fraud-score: fraud score 80, held from 80',
      't-new-address: first order to this address, and 10.00 is more than 5.00',
    ]);
    expect(openOf(await accept({ shipTo: elsewhere }))).toEqual([]);
    expect(openOf(await accept({ shipTo: { line1: '2 Mill St' } }))).toEqual([
      't-address-incomplete: street, postcode or town is missing',
      't-new-address: first order to this address, and 10.00 is more than 5.00',
    ]);
  });

  test('margin by what goods cost now, and stock by what nobody is promised', async () => {
    await rule({ kind: 'margin-floor', belowPpm: 250_000 });
    await rule({ kind: 'stock', warehouseId: null });
    expect(openOf(await accept())).toEqual(['t-margin-floor: margin is 20 % of 10.00 net at a cost of 8.00, the floor is 25 %']);
    const lines = [{ sku: 'TEE', qty: 11, unitPriceMicros: 20_000_000 }];
    expect(openOf(await accept({ lines }))).toEqual(['t-stock: not in stock: TEE 10 of 11']);
  });

  test('goods that must not go to a country, by category or by SKU', async () => {
    const { rows } = await shop.ask<{ rows: { id: string }[] }>('catalog.listCategories', {});
    await rule({ kind: 'restricted-goods', countries: ['DE'], categoryIds: [rows[0]?.id ?? ''], skus: [] });
    await rule({ kind: 'restricted-goods', countries: ['FR'], categoryIds: [], skus: ['MUG'] }, { code: 'no-mugs' });
    expect(openOf(await accept({ country: 'DE' }))).toEqual(['t-restricted-goods: not to be sent to DE: TEE']);
    expect(openOf(await accept({ country: 'FR' }))).toEqual([]);
  });
});

describe('what is held stays held until somebody who may lifts it', () => {
  test('by the right of the rule, one by one or all together, and by no other way', async () => {
    await rule({ kind: 'high-value', above: 500 });
    const order = await accept();
    const [hold] = order.holds;
    const input = { holdId: hold?.id, reason: 'Called them' };
    const how = { expect: [{ id: hold?.id ?? '', revision: 1 }] };
    await expect(shop.dispatch('sales.releaseHold', input, { ...how, actor: actor('sales.hold') })).rejects.toEqual(
      code('sales.notYourHold'),
    );
    await expect(
      shop.dispatch('sales.releaseHolds', { orderId: order.id, reason: 'Called' }, { ...revise(order), actor: actor('sales.hold') }),
    ).rejects.toMatchObject({ message: expect.stringContaining(order.number) });
    await expect(shop.dispatch('inventory.releaseHold', input, how)).rejects.toEqual(code('inventory.heldByRule'));
    await expect(shop.dispatch('fulfillment.shipOrder', { orderId: order.id })).rejects.toEqual(code('inventory.onHold'));
    await expect(shop.dispatch('fulfillment.allocateOrder', { orderId: order.id })).rejects.toEqual(code('inventory.onHold'));
    await shop.dispatch('sales.releaseHold', input, { ...how, actor: actor('sales.hold', 'sales.hold-risk') });
    await shop.dispatch('fulfillment.fulfillOrder', { orderId: order.id });
  });

  test('what was released does not come back with the same figures, and does with others', async () => {
    await rule({ kind: 'high-value', above: 500 });
    const order = await accept();
    await shop.dispatch('sales.releaseHolds', { orderId: order.id, reason: 'Checked' }, revise(order));
    await shop.dispatch('sales.editOrder', { orderId: order.id, promisedOn: '2026-01-09' }, revise(await orderOf(order.id)));
    expect(openOf(await orderOf(order.id))).toEqual([]);
    expect(await edit(await orderOf(order.id), { qty: 2 })).toMatchObject({ holds: 1 });
    expect(openOf(await orderOf(order.id))).toEqual(['t-high-value: comes to 20.00, the limit is 5.00']);
    expect(await edit(await orderOf(order.id), { qty: 3 })).toMatchObject({ holds: 0 });
    expect(openOf(await orderOf(order.id))).toEqual(['t-high-value: comes to 30.00, the limit is 5.00']);
    await edit(await orderOf(order.id), { qty: 1, unitPriceMicros: 4_000_000 });
    const after = await orderOf(order.id);
    expect(openOf(after)).toEqual([]);
    expect(after.holds.map((h) => h.releaseReason)).toContain('What the rule found is put right');
    await shop.dispatch('fulfillment.fulfillOrder', { orderId: order.id });
  });

  test('an order that waits for its money goes on when it comes, and waits again when it is given back', async () => {
    await rule({ kind: 'payment' });
    const order = await accept({ payment: 'before-shipment' });
    expect(openOf(order)).toContain('t-payment: paid 0.00 of 10.00 due before shipment');
    await shop.dispatch('accounting.recordCapture', { on: '2026-01-05', amount: 1000, partyId, orderId: order.id });
    expect(openOf(await orderOf(order.id))).toEqual([]);
    await shop.dispatch('accounting.recordRefund', {
      on: '2026-01-05',
      amount: 400,
      partyId,
      via: 'bank',
      of: { role: 'customer-deposits', itemKey: order.id },
    });
    expect(openOf(await orderOf(order.id))).toContain('t-payment: paid 6.00 of 10.00 due before shipment');
  });
});

describe('the queue', () => {
  test('tells who decides until when, finds what is overdue, and is given to people', async () => {
    await rule({ kind: 'high-value', above: 500 }, { slaHours: 2 });
    await rule({ kind: 'zero-price' }, { severity: 'warn' });
    const order = await accept();
    await accept({ lines: [{ sku: 'TEE', qty: 1, unitPriceMicros: 0 }] });
    const [hold] = order.holds;
    const list = (filter: object = {}) => shop.ask<{ rows: object[] }>('sales.listHolds', where({ ...filter }));
    const dear = { number: order.number, rule: 'Test of high-value', owner: 'Support', total: 1000, dueAt: '2026-01-05T11:00:00.000Z' };
    expect((await list({ code: 't-high-value' })).rows).toMatchObject([{ ...dear, due: 'in-time' }]);
    expect((await list({ due: 'overdue' })).rows).toEqual([]);
    shop.now = '2026-01-05T11:00:01.000Z';
    expect((await list({ due: 'overdue' })).rows).toMatchObject([{ ...dear, due: 'overdue' }]);
    expect(await shop.ask('sales.facetHolds', { column: 'due' })).toMatchObject({
      values: expect.arrayContaining([{ value: 'overdue', label: null, count: 1 }]),
    });
    const { figures } = await shop.ask<{ figures: { figure: string; value: number }[] }>('insight.kpis', {});
    expect(figures).toEqual(expect.arrayContaining([expect.objectContaining({ figure: 'holds-overdue', value: 1 })]));
    const { rows: owners } = await shop.ask<{ rows: { kind: string; id: string }[] }>('sales.listRuleOwners', {});
    const user = owners.find((o) => o.kind === 'user');
    const give = (assigneeId: string) =>
      shop.dispatch('sales.assignHold', { holdId: hold?.id, assigneeId }, { expect: [{ id: hold?.id ?? '', revision: 1 }] });
    await expect(give('usr_nobody')).rejects.toEqual(code('engine.notFound'));
    await give(user?.id ?? '');
    expect((await list({ assigneeId: user?.id })).rows).toMatchObject([{ assignee: 'Olive Owner' }]);
  });

  test('a trial says what a rule would have held, and holds nothing', async () => {
    for (const qty of [1, 2, 3]) await accept({ lines: [{ sku: 'TEE', qty, unitPriceMicros: 10_000_000 }] });
    const trial = await shop.ask('sales.tryOrderRule', { test: { kind: 'high-value', above: 1500 } });
    expect(trial).toMatchObject({
      looked: 3,
      held: 2,
      rows: [{ total: 3000, detail: 'comes to 30.00, the limit is 15.00' }, { total: 2000 }],
    });
    expect(await shop.ask('sales.tryOrderRule', { test: { kind: 'velocity', orders: 3, hours: 1 } })).toMatchObject({ held: 1 });
    expect(await shop.ask('sales.countHolds', {})).toEqual({ count: 0 });
  });
});

describe('rules and people', () => {
  test('what a rule names has to be there, and its kind stands', async () => {
    await rule({ kind: 'high-value', above: 500 });
    const again = (over: object, expected = 'engine.notFound') =>
      expect(
        shop.dispatch(
          'sales.setOrderRule',
          {
            code: 't-high-value',
            name: 'x',
            test: { kind: 'high-value', above: 1 },
            severity: 'block',
            owner: { kind: 'role', id: 'support' },
            ...over,
          },
          { expect: [{ id: 'order_rule/t-high-value', revision: 1 }] },
        ),
      ).rejects.toEqual(code(expected));
    await again({ owner: { kind: 'user', id: 'usr_nobody' } });
    await again({ scope: { channelIds: ['chn_nowhere'], countries: [], tiers: [] } });
    await again({ test: { kind: 'stock', warehouseId: 'wh_nowhere' } }, 'sales.ruleKindStands');
    await again({ test: { kind: 'high-value', above: -1 } }, 'engine.badInput');
    await expect(rule({ kind: 'stock', warehouseId: 'wh_nowhere' })).rejects.toEqual(code('engine.notFound'));
    await rule({ kind: 'zero-price' }, { active: false });
    expect(openOf(await accept({ lines: [{ sku: 'TEE', qty: 1, unitPriceMicros: 0 }] }))).toEqual(['zero-price: free of charge: TEE']);
  });

  test('an erased person leaves no address on orders', async () => {
    const order = await accept({ shipTo: { line1: '9 Quay', postcode: 'E1', city: 'London' }, risk: { score: 7 } });
    const { revision } = await shop.ask<{ revision: number }>('parties.getParty', { partyId });
    await shop.dispatch('parties.eraseParty', { partyId }, { expect: [{ id: partyId, revision }] });
    const row = await shop.engine.writer.exclusively(({ db }) =>
      db.selectFrom('sales_order_check').selectAll().where('order_id', '=', order.id).executeTakeFirst(),
    );
    expect(row).toMatchObject({ line1: null, postcode: null, city: null, address_key: null, fraud_score: 7 });
    const left = await shop.engine.writer.exclusively(({ db }) => db.selectFrom('change').selectAll().execute());
    expect(JSON.stringify(left)).not.toContain('Quay');
  });
});
