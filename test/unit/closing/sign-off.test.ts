import { afterEach, beforeEach, expect, test } from 'vitest';
import { openShop, type Shop } from '../../kit/company.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  await shop.dispatch('closing.openYear', { startsOn: '2026-01-01' });
});
afterEach(() => shop.close());

const refused = (code: string, params: object = {}) =>
  expect.objectContaining({ name: 'Refusal', code, params: expect.objectContaining(params) });
const sign = (over: object) =>
  shop.dispatch('closing.signOff', { period: '2026-01', items: [{ item: 'tax', count: 0, value: 0 }], ...over });
const post = () =>
  shop.dispatch('accounting.postEntry', {
    on: '2026-01-05',
    memo: 'Tax by hand',
    lines: [
      { account: { role: 'input-tax' }, amount: 700 },
      { account: { role: 'bank' }, amount: -700 },
    ],
  });

test('what was looked at must still be what is there; nothing of several is kept then', async () => {
  await post();
  const both = [
    { item: 'drafts', count: 0, value: 0 },
    { item: 'tax', count: 0, value: 0 },
  ];
  await expect(sign({ items: both })).rejects.toEqual(
    refused('closing.figuresChanged', { item: 'Tax of the period', count: 1, value: 700 }),
  );
  await expect(sign({ items: both })).rejects.toThrow(/now shows 1 rows of 7\.00 GBP/);
  const { rows } = await shop.ask<{ rows: { periods: { signed: number }[] }[] }>('closing.listYears', {});
  expect(rows[0]?.periods.map((p) => p.signed)).toEqual(Array.from({ length: 12 }, () => 0));
  await sign({ items: [{ item: 'tax', count: 1, value: 700 }] });
  await expect(sign({ items: [{ item: 'tax', count: 1, value: 700 }] })).rejects.toEqual(refused('engine.expectMissing'));
});

test.each([
  [{ period: '2026-13' }, 'engine.badInput'],
  [{ period: '2027-01' }, 'engine.notFound'],
  [{ items: [] }, 'engine.badInput'],
  [{ items: [{ item: 'no-such-item', count: 0, value: 0 }] }, 'engine.notFound'],
  [{ items: [{ item: "tax'; drop table account; --", count: 0, value: 0 }] }, 'engine.badInput'],
  [{ items: [{ item: 'tax', count: 0.5, value: 0 }] }, 'engine.badInput'],
  [{ note: ' ' }, 'engine.badInput'],
  [{ note: 'x'.repeat(501) }, 'engine.badInput'],
  [{ signedBy: 'usr_somebody_else' }, 'engine.badInput'],
])('%j is refused: %s', async (over, code) => {
  await expect(sign(over)).rejects.toEqual(refused(code));
});

test('who may only read the books signs nothing', async () => {
  const actor = { id: 'usr_r', device: 'desk', permissions: new Set(['accounting.read']), scopes: {} };
  const items = [{ item: 'tax', count: 0, value: 0 }];
  await expect(shop.dispatch('closing.signOff', { period: '2026-01', items }, { actor })).rejects.toEqual(refused('engine.notPermitted'));
});
