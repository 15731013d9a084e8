import { describe, expect, test } from 'vitest';
import { decideHolds, type HadHold, redecide } from '../../../main/domain/sales/holds/decide.ts';
import { STANDARD_RULES } from '../../../main/domain/sales/holds/defaults.ts';
import { addressKey } from '../../../main/domain/sales/holds/facts.ts';
import type { Facts, HoldRule, RuleSubject } from '../../../main/domain/sales/holds/model.ts';
import { RULE_KINDS, type RuleTest, zRuleTest } from '../../../preload/contract/sales-rules.ts';

const goods = [{ itemId: 'itm_tee', sku: 'TEE', categoryId: 'cat_wear', qty: 2, net: 1000 }];
const TEES: RuleSubject['lines'][number] = {
  kind: 'item',
  sku: 'TEE',
  qty: 2,
  itemId: 'itm_tee',
  steps: 2,
  net: 1000,
  total: 1200,
  discountPpm: 0,
};
const order = (over: Partial<RuleSubject> = {}): RuleSubject => ({
  orderId: 'so_1',
  open: true,
  partyId: 'pty_1',
  channelId: 'chn_web',
  orderedAt: '2026-01-05T08:00:00.000Z',
  currency: 'EUR',
  country: 'DE',
  payment: 'on-account',
  net: 1000,
  total: 1200,
  paid: 0,
  settled: 0,
  hasStreet: true,
  addressKey: 'millst1|10115|berlin|DE',
  fraudScore: null,
  avs: null,
  orderedOn: '2026-01-05',
  priceIncludesTax: false,
  lines: [TEES],
  goods,
  ...over,
});
const facts = (over: Partial<Facts> = {}): Facts => ({
  tier: null,
  creditLimit: null,
  creditUsed: 0,
  paymentHold: false,
  standsForMany: false,
  ordersWithin: () => 1,
  addressKnown: true,
  costOf: () => undefined,
  availableOf: () => 100,
  listPrice: () => undefined,
  ...over,
});
const rule = (tested: RuleTest, over: Partial<HoldRule> = {}): HoldRule => ({
  code: tested.kind,
  name: tested.kind,
  test: tested,
  severity: 'block',
  scope: { channelIds: [], countries: [], tiers: [] },
  slaHours: null,
  active: true,
  revision: 1,
  ...over,
});
const line = (over: Partial<RuleSubject['lines'][number]>) => ({
  lines: [{ ...TEES, ...over }],
});

/** For every kind: an order it has nothing against, one it finds, and what it says then. */
const CASES: Readonly<
  Record<RuleTest['kind'], readonly [RuleTest, readonly [RuleSubject, Facts?], readonly [RuleSubject, Facts?], string]>
> = {
  'total-mismatch': [
    { kind: 'total-mismatch' },
    [order({ channelTotal: 1200 })],
    [order({ channelTotal: 1201 })],
    'the channel says 12.01, the lines come to 12.00',
  ],
  'negative-total': [{ kind: 'negative-total' }, [order({ total: 0 })], [order({ total: -1 })], 'the order comes to -0.01'],
  'negative-line': [{ kind: 'negative-line' }, [order()], [order(line({ total: -5 }))], 'negative amount: TEE'],
  'zero-price': [{ kind: 'zero-price' }, [order(line({ kind: 'charge', total: 0 }))], [order(line({ total: 0 }))], 'free of charge: TEE'],
  'deep-discount': [
    { kind: 'deep-discount', abovePpm: 100_000 },
    [order(line({ discountPpm: 100_000 }))],
    [order(line({ discountPpm: 100_001 }))],
    'reduced by more than 10 %: TEE',
  ],
  'margin-floor': [
    { kind: 'margin-floor', belowPpm: 200_000 },
    [order(), facts({ costOf: () => 800 })],
    [order(), facts({ costOf: () => 801 })],
    'margin is 19.9 % of 10.00 net at a cost of 8.01, the floor is 20 %',
  ],
  'price-list': [
    { kind: 'price-list', abovePpm: 100_000 },
    [order(), facts({ listPrice: () => ({ amount: 1100, list: 'Gold' }) })],
    [order(), facts({ listPrice: () => ({ amount: 1112, list: 'Gold' }) })],
    'TEE at 10.00, by the price list Gold 11.12; allowed are 10 %',
  ],
  'huge-quantity': [{ kind: 'huge-quantity', above: 2 }, [order()], [order(line({ qty: 3 }))], 'more than 2: TEE'],
  'high-value': [{ kind: 'high-value', above: 1200 }, [order()], [order({ total: 1201 })], 'comes to 12.01, the limit is 12.00'],
  'fraud-score': [
    { kind: 'fraud-score', from: 80 },
    [order({ fraudScore: 79 })],
    [order({ fraudScore: 80 })],
    'fraud score 80, held from 80',
  ],
  velocity: [
    { kind: 'velocity', orders: 3, hours: 24 },
    [order(), facts({ ordersWithin: (h) => (h === 24 ? 2 : 9) })],
    [order(), facts({ ordersWithin: (h) => (h === 24 ? 3 : 0) })],
    'order 3 of this customer within 24 hours, held from 3',
  ],
  'new-address': [
    { kind: 'new-address', above: 1000 },
    [order()],
    [order(), facts({ addressKnown: false })],
    'first order to this address, and 12.00 is more than 10.00',
  ],
  'address-mismatch': [
    { kind: 'address-mismatch', results: ['mismatch', 'partial'] },
    [order({ avs: 'match' })],
    [order({ avs: 'partial' })],
    'address of the card: partial',
  ],
  'address-incomplete': [
    { kind: 'address-incomplete', needs: 'street' },
    [order()],
    [order({ hasStreet: false })],
    'street, postcode or town is missing',
  ],
  payment: [
    { kind: 'payment' },
    [order({ payment: 'before-shipment', paid: 1200 })],
    [order({ payment: 'before-shipment', paid: 1199 })],
    'paid 11.99 of 12.00 due before shipment',
  ],
  'customer-hold': [
    { kind: 'customer-hold' },
    [order()],
    [order(), facts({ paymentHold: true })],
    'orders of this customer wait for payment',
  ],
  'credit-limit': [
    { kind: 'credit-limit' },
    [order(), facts({ creditLimit: 5000, creditUsed: 5000 })],
    [order(), facts({ creditLimit: 5000, creditUsed: 5001 })],
    'uses 50.01 of a credit limit of 50.00, 0.01 too much',
  ],
  'restricted-goods': [
    { kind: 'restricted-goods', countries: ['DE'], categoryIds: ['cat_wear'], skus: [] },
    [order({ country: 'FR' })],
    [order()],
    'not to be sent to DE: TEE',
  ],
  stock: [
    { kind: 'stock', warehouseId: 'wh_1' },
    [order(), facts({ availableOf: (_, at) => (at === 'wh_1' ? 2 : 0) })],
    [order(), facts({ availableOf: (_, at) => (at === 'wh_1' ? 1 : 9) })],
    'not in stock: TEE 1 of 2',
  ],
};

describe('what each kind of rule finds', () => {
  test.each(RULE_KINDS.map((kind) => [kind] as const))('%s', (kind) => {
    const [tested, [fine, known], [wrong, found], says] = CASES[kind];
    expect(decideHolds(fine, [rule(tested)], known ?? facts())).toEqual([]);
    expect(decideHolds(wrong, [rule(tested)], found ?? facts())).toMatchObject([{ code: kind, severity: 'block', detail: says }]);
  });

  test('an ordinary order is held by none of the rules a company starts with', () => {
    expect(decideHolds(order({ channelTotal: 1200 }), STANDARD_RULES, facts())).toEqual([]);
    expect(new Set(STANDARD_RULES.map((r) => r.code)).size).toBe(STANDARD_RULES.length);
  });

  test('a buyer the channel does not name is many people: nobody is counted', () => {
    const tested: RuleTest = { kind: 'velocity', orders: 2, hours: 1 };
    expect(decideHolds(order(), [rule(tested)], facts({ standsForMany: true, ordersWithin: () => 50 }))).toEqual([]);
  });

  test('goods without a known cost say nothing of the margin', () => {
    const two = [...goods, { itemId: 'itm_new', sku: 'NEW', categoryId: 'c', qty: 1, net: 0 }];
    const cost = (itemId: string) => (itemId === 'itm_tee' ? 100 : undefined);
    expect(decideHolds(order({ goods: two }), [rule({ kind: 'margin-floor', belowPpm: 500_000 })], facts({ costOf: cost }))).toEqual([]);
  });
});

describe('which orders a rule looks at', () => {
  const high: RuleTest = { kind: 'high-value', above: 0 };
  test.each([
    ['its channel', { channelIds: ['chn_web'] }, 1],
    ['another channel', { channelIds: ['chn_b2b'] }, 0],
    ['its country', { countries: ['FR', 'DE'] }, 1],
    ['another country', { countries: ['FR'] }, 0],
    ['its tier', { tiers: ['gold'] }, 1],
    ['another tier', { tiers: ['trade'] }, 0],
    ['channel and country together', { channelIds: ['chn_web'], countries: ['FR'] }, 0],
  ])('%s', (_, scope, held) => {
    const scoped = rule(high, { scope: { channelIds: [], countries: [], tiers: [], ...scope } });
    expect(decideHolds(order(), [scoped], facts({ tier: 'gold' }))).toHaveLength(held);
    expect(decideHolds(order(), [{ ...scoped, active: false }], facts({ tier: 'gold' }))).toEqual([]);
  });
});

describe('deciding again', () => {
  const high = rule({ kind: 'high-value', above: 1000 });
  const had = (over: Partial<HadHold> = {}): HadHold => {
    const [wish] = decideHolds(order(), [high], facts());
    return { id: 'hld_1', code: high.code, detail: wish?.detail ?? '', facts: wish?.facts ?? null, released: false, ...over };
  };
  const again = (now: RuleSubject, holds: readonly HadHold[]) => redecide(decideHolds(now, [high], facts()), holds, [high]);

  test('what was released does not come back while the figures are the same, and does when they change', () => {
    expect(again(order(), [had({ released: true })])).toEqual({ place: [], update: [], lift: [] });
    expect(again(order({ total: 1300 }), [had({ released: true })]).place).toMatchObject([{ code: 'high-value' }]);
  });

  test('an open hold is told other figures, and goes when they are put right', () => {
    expect(again(order(), [had()])).toEqual({ place: [], update: [], lift: [] });
    expect(again(order({ total: 1300 }), [had()]).update).toMatchObject([{ id: 'hld_1', detail: 'comes to 13.00, the limit is 10.00' }]);
    expect(again(order({ total: 900 }), [had()])).toEqual({ place: [], update: [], lift: ['hld_1'] });
  });

  test('what somebody or a channel placed is nobody else’s to lift', () => {
    expect(again(order({ total: 900 }), [had({ facts: null })])).toEqual({ place: [], update: [], lift: [] });
  });
});

describe('what a rule may say', () => {
  test.each([
    ['an unknown kind', { kind: 'moon' }],
    ['a limit of another kind', { kind: 'high-value', abovePpm: 1 }],
    ['a broken amount', { kind: 'high-value', above: 1.5 }],
    ['a negative limit', { kind: 'huge-quantity', above: -1 }],
    ['more than all', { kind: 'deep-discount', abovePpm: 1_000_001 }],
    ['no time at all', { kind: 'velocity', orders: 2, hours: 0 }],
    ['one order', { kind: 'velocity', orders: 1, hours: 1 }],
    ['goods without a name', { kind: 'restricted-goods', countries: ['DE'] }],
    ['no country', { kind: 'restricted-goods', countries: [], skus: ['TEE'] }],
    ['a country by its name', { kind: 'restricted-goods', countries: ['Germany'], skus: ['TEE'] }],
    ['no answer of the card', { kind: 'address-mismatch', results: [] }],
  ])('%s is refused', (_, given) => {
    expect(zRuleTest.safeParse(given).success).toBe(false);
  });
});

test('an address is known again however it is written', () => {
  const first = addressKey({ line1: '1, Mill St.', postcode: '10115', city: 'Berlin', country: 'DE' });
  expect(addressKey({ line1: '1 mill st', postcode: '10 115', city: 'BERLIN', country: 'DE' })).toBe(first);
  expect(addressKey({ line1: '2 Mill St', postcode: '10115', city: 'Berlin', country: 'DE' })).not.toBe(first);
  expect(addressKey({ postcode: '10115', country: 'DE' })).toBeNull();
});
