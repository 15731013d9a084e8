import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy } from '../../kit/doctor.ts';

const ON = '2026-01-05';
const GOLD = 'prl_00000000000000000000000001';
const OWN = 'prl_00000000000000000000000002';

interface OrderView {
  id: string;
  revision: number;
  net: number;
  lines: { id: number; sku: string; unitPriceMicros: number; priceBasis: string | null; priceListName: string | null }[];
  holds: { code: string; detail: string }[];
}

let shop: Shop;
let partyId: string;
beforeEach(async () => {
  shop = await openShop();
  const ann = { kind: 'customer', name: 'Ann', country: 'GB' };
  ({ partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', ann));
  await shop.dispatch('catalog.createItems', {
    items: [
      { sku: 'TEE', title: 'Tee', priceMicros: 20_000_000 },
      { sku: 'MUG', title: 'Mug', priceMicros: 9_990_000 },
      { sku: 'PEN', title: 'Pen' },
    ],
  });
});
afterEach(async () => {
  await expectHealthy(shop);
  await shop.close();
});

const setList = (over: Record<string, unknown>, expected: { id: string; revision: number }[] = []) =>
  shop.dispatch<{ prices: number }>('sales.setPriceList', { id: GOLD, name: 'Gold', includesTax: false, ...over }, { expect: expected });
const gold = () => shop.dispatch('sales.setCustomerTerms', { partyId, tier: 'gold', creditLimit: null, paymentHold: false });
const draft = (lines: unknown[], over: Record<string, unknown> = {}) => ({
  partyId,
  orderedAt: '2026-01-05T08:00:00.000Z',
  orderedOn: ON,
  currency: 'GBP',
  country: 'GB',
  lines,
  ...over,
});
const take = async (lines: unknown[], over: Record<string, unknown> = {}, how = {}) => {
  const { orderId } = await shop.dispatch<{ orderId: string }>('sales.acceptOrder', draft(lines, over), how);
  return shop.ask<OrderView>('sales.getOrder', { orderId });
};
const priced = (order: OrderView) => order.lines.map((l) => [l.sku, l.unitPriceMicros, l.priceBasis, l.priceListName]);
const code = (code: string) => expect.objectContaining({ code });

test('an order takes its prices from the list of the customer, else of the tier, else of the item, and says so', async () => {
  await gold();
  await setList({
    tiers: ['gold'],
    offPpm: 50_000,
    lines: [
      { sku: 'TEE', priceMicros: 18_000_000 },
      { sku: 'TEE', minQty: 10, priceMicros: 15_000_000 },
    ],
  });
  const few = await take([
    { sku: 'TEE', qty: 9 },
    { sku: 'MUG', qty: 1 },
  ]);
  expect(priced(few)).toEqual([
    ['TEE', 18_000_000, 'tier', 'Gold'],
    ['MUG', 9_490_000, 'tier', 'Gold'],
  ]);
  expect(few.net).toBe(9 * 1800 + 949);
  await setList({ id: OWN, name: 'Ann', partyIds: [partyId], lines: [{ sku: 'MUG', priceMicros: 8_000_000 }] });
  const many = await take([
    { sku: 'TEE', qty: 10 },
    { sku: 'MUG', qty: 1 },
    { sku: 'MUG', qty: 1, unitPriceMicros: 1_000_000 },
  ]);
  expect(priced(many)).toEqual([
    ['TEE', 15_000_000, 'tier', 'Gold'],
    ['MUG', 8_000_000, 'customer', 'Ann'],
    ['MUG', 1_000_000, null, null],
  ]);
  // Prices with tax are none of this list's.
  expect(priced(await take([{ sku: 'TEE', qty: 1 }], { pricesIncludeTax: true }))).toEqual([['TEE', 20_000_000, 'item', null]]);
  const asked = {
    partyId,
    lines: [
      { sku: 'TEE', qty: 10 },
      { sku: 'NONE', qty: 1 },
    ],
  };
  expect(await shop.ask('sales.quotePrices', asked)).toEqual({
    rows: [{ unitPriceMicros: 15_000_000, basis: 'tier', priceListId: GOLD, priceListName: 'Gold' }, null],
  });
  await expect(take([{ sku: 'PEN', qty: 1 }])).rejects.toEqual(code('sales.noPrice'));
  // Somebody names another price: where the old one came from is not said any more.
  const edited = { orderId: many.id, lines: [{ orderLineId: many.lines[0]?.id, unitPriceMicros: 14_000_000 }] };
  await shop.dispatch('sales.editOrder', edited, { expect: [{ id: many.id, revision: many.revision }] });
  expect(priced(await shop.ask('sales.getOrder', { orderId: many.id }))[0]).toEqual(['TEE', 14_000_000, null, null]);
});

test('a pack costs what its units cost at the quantity of the whole line', async () => {
  const { rows } = await shop.ask<{ rows: { id: string; sku: string; revision: number }[] }>('catalog.listItems', {});
  const tee = rows.find((i) => i.sku === 'TEE');
  const pack = { itemId: tee?.id, code: 'BOX6', name: 'Box of 6', qty: 6 };
  await shop.dispatch('catalog.setPack', pack, { expect: [{ id: tee?.id ?? '', revision: tee?.revision ?? 0 }] });
  await setList({ partyIds: [partyId], lines: [{ sku: 'TEE', minQty: 12, priceMicros: 15_000_000 }] });
  expect(await shop.ask('sales.quotePrices', { partyId, lines: [1, 2].map((qty) => ({ sku: 'TEE', pack: 'BOX6', qty })) })).toMatchObject({
    rows: [
      { unitPriceMicros: 120_000_000, basis: 'item' },
      { unitPriceMicros: 90_000_000, basis: 'customer' },
    ],
  });
  expect((await take([{ sku: 'TEE', pack: 'BOX6', qty: 2 }])).net).toBe(18_000);
});

test('a list is replaced as a whole and leaves orders as they were; what cannot be is refused', async () => {
  await setList({
    partyIds: [partyId],
    lines: [
      { sku: 'TEE', priceMicros: 18_000_000 },
      { sku: 'MUG', priceMicros: 9_000_000 },
    ],
  });
  const before = await take([{ sku: 'TEE', qty: 1 }]);
  const { revision } = await shop.ask<{ revision: number }>('sales.getPriceList', { id: GOLD });
  await setList({ tiers: ['gold', 'gold'], lines: [{ sku: 'TEE', priceMicros: 17_000_000 }] }, [{ id: GOLD, revision }]);
  expect(await shop.ask('sales.getPriceList', { id: GOLD })).toMatchObject({
    items: 1,
    customers: 0,
    tiers: 'gold',
    lines: [{ sku: 'TEE', priceMicros: 17_000_000, basePriceMicros: 20_000_000 }],
    parties: [],
  });
  expect(priced(await shop.ask('sales.getOrder', { orderId: before.id }))).toEqual([['TEE', 18_000_000, 'customer', 'Gold']]);
  await expect(setList({ id: OWN, lines: [] })).rejects.toEqual(code('engine.alreadyExists'));
  await expect(setList({ id: OWN, name: 'Euro', currency: 'EUR' })).rejects.toEqual(code('sales.listCurrency'));
  const twice = [
    { sku: 'TEE', priceMicros: 1 },
    { sku: 'TEE', priceMicros: 2 },
  ];
  await expect(setList({ id: OWN, name: 'Twice', lines: twice })).rejects.toEqual(code('sales.priceTwice'));
  await expect(setList({ id: OWN, name: 'Gone', lines: [{ sku: 'NONE', priceMicros: 1 }] })).rejects.toEqual(code('engine.notFound'));
  const filter = [{ column: 'tier', op: 'eq', value: 'gold' }];
  expect(await shop.ask('sales.countPriceLists', { filter })).toEqual({ count: 1 });
});

describe('discounts', () => {
  const person = async (login: string, ...roles: string[]) => {
    const { userId } = await shop.dispatch<{ userId: string }>('company.createUser', { login, name: login, roles });
    return { ...shop.actor, id: userId, permissions: new Set(['sales.*', 'company.read']) };
  };

  test('above the limit of a role an order is refused, or waits for who may give them', async () => {
    const sam = await person('sam', 'support');
    const mona = await person('mona', 'ops-manager');
    const tee = (over: Record<string, unknown>) => [{ sku: 'TEE', qty: 1, ...over }];
    await take(tee({ discountPpm: 500_000 }), {}, { actor: sam });
    await shop.dispatch('sales.setDiscountLimit', { roleId: 'support', limitPpm: 100_000 });
    const order = await take(tee({ discountPpm: 100_000 }), {}, { actor: sam });
    for (const over of [
      { discountPpm: 100_001 },
      { discount: 201 },
      { unitPriceMicros: 17_990_000 },
      { discount: 100, discountPpm: 60_000 },
    ])
      await expect(take(tee(over), {}, { actor: sam })).rejects.toEqual(code('sales.discountAboveLimit'));
    // Nor by saying what the line comes to, by a charge that gives back, or by shipping it at once.
    const stated = { unitPriceMicros: 20_000_000, amounts: { net: 1000, tax: 0, total: 1000 } };
    await expect(take(tee(stated), {}, { actor: sam })).rejects.toEqual(code('sales.discountAboveLimit'));
    const rebate = (minor: number) => ({
      kind: 'charge',
      sku: 'REBATE',
      qty: 1,
      unitPriceMicros: -minor * 10_000,
      revenueRole: 'discounts-given',
    });
    await take([...tee({}), rebate(200)], {}, { actor: sam });
    await expect(take([...tee({}), rebate(201)], {}, { actor: sam })).rejects.toEqual(code('sales.discountAboveLimit'));
    const halfOff = draft(tee({ unitPriceMicros: 20_000_000, discountPpm: 500_000 }));
    const shipper = { ...sam, permissions: new Set([...sam.permissions, 'fulfillment.*']) };
    await expect(shop.dispatch('fulfillment.acceptAndFulfill', { orders: [halfOff] }, { actor: shipper })).rejects.toEqual(
      code('sales.discountAboveLimit'),
    );
    // Nobody gives away what the list of the customer gives.
    await setList({ partyIds: [partyId], lines: [{ sku: 'TEE', priceMicros: 10_000_000 }] });
    expect((await take(tee({}), {}, { actor: sam })).net).toBe(1000);
    await take(tee({ discountPpm: 900_000 }), {}, { actor: mona });
    const edited = { orderId: order.id, lines: [{ orderLineId: order.lines[0]?.id, unitPriceMicros: 5_000_000 }] };
    const looked = { expect: [{ id: order.id, revision: order.revision }] };
    await expect(shop.dispatch('sales.editOrder', edited, { ...looked, actor: sam })).rejects.toEqual(code('sales.discountAboveLimit'));
    // An order of a channel keeps what was sold, until somebody names another price.
    const web = { code: 'WEB', name: 'Web', connector: 'csv', zone: 'Europe/London', currency: 'GBP', payment: 'on-account' };
    const { channelId } = await shop.dispatch<{ channelId: string }>('channels.createChannel', web);
    const sold = await take(tee({ qty: 2, unitPriceMicros: 3_000_000 }), { channelId, externalId: 'W-1' });
    const line = { orderLineId: sold.lines[0]?.id };
    const edit = (what: object, revision: number) =>
      shop.dispatch(
        'sales.editOrder',
        { orderId: sold.id, lines: [{ ...line, ...what }] },
        { expect: [{ id: sold.id, revision }], actor: sam },
      );
    await edit({ qty: 1 }, sold.revision);
    await expect(edit({ unitPriceMicros: 2_000_000 }, sold.revision + 1)).rejects.toEqual(code('sales.discountAboveLimit'));
    const asked: unknown = await shop
      .send('sales.acceptOrderAboveLimit', draft(tee({ discountPpm: 400_000 })), { actor: sam, approvalReason: 'Old friend' })
      .catch((e: unknown) => e);
    expect(asked).toEqual(code('engine.needsApproval'));
    const { requestId } = (asked as { params: { requestId: string } }).params;
    const before = await shop.ask<{ count: number }>('sales.countOrders', {});
    await shop.dispatch('company.approve', { requestId }, { actor: mona });
    expect((await shop.ask<{ count: number }>('sales.countOrders', {})).count).toBe(before.count + 1);
    await shop.dispatch(
      'sales.setDiscountLimit',
      { roleId: 'support', limitPpm: null },
      {
        expect: [{ id: 'discount_limit/support', revision: 1 }],
      },
    );
    await take(tee({ discountPpm: 900_000 }), {}, { actor: sam });
  });
});

test('a rule finds what is sold further from the list than it allows, and can be tried', async () => {
  await gold();
  await setList({ tiers: ['gold'], lines: [{ sku: 'TEE', priceMicros: 18_000_000 }] });
  const lines = (unitPriceMicros: number) => [{ sku: 'TEE', qty: 2, unitPriceMicros }];
  await take(lines(16_200_000));
  const low = await take(lines(16_190_000));
  const high = await take(lines(19_810_000));
  const rule = { test: { kind: 'price-list', abovePpm: 100_000 } };
  const tried = await shop.ask<{ rows: { orderId: string; detail: string }[] }>('sales.tryOrderRule', rule);
  expect(tried).toMatchObject({ looked: 3, held: 2 });
  expect(tried.rows.map((r) => r.orderId).sort()).toEqual([low.id, high.id].sort());
  const owner = { kind: 'role', id: 'support' };
  await shop.dispatch('sales.setOrderRule', { code: 'off-list', name: 'Off the list', severity: 'block', owner, ...rule });
  expect((await take(lines(10_000_000))).holds).toMatchObject([
    { code: 'off-list', detail: 'TEE at 20.00, by the price list Gold 36.00; allowed are 10 %' },
  ]);
  expect((await take([{ sku: 'TEE', qty: 2 }])).holds).toEqual([]);
});
