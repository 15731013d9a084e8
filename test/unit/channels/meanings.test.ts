import { afterEach, beforeEach, expect, test } from 'vitest';
import { channelSale } from '../../kit/channel-sale.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy } from '../../kit/doctor.ts';
import { where } from '../../kit/where.ts';

let shop: Shop;
let channelId: string;
beforeEach(async () => {
  shop = await openShop();
  await shop.send('catalog.createItems', {
    items: [
      { sku: 'TEE', title: 'Tee' },
      { sku: 'MUG', title: 'Mug' },
      { sku: 'MUG RED', title: 'Red mug' },
    ],
  });
  const mug = await shop.ask<{ id: string; revision: number }>('catalog.getItem', { sku: 'MUG' });
  const pack = { itemId: mug.id, code: 'SIX', name: 'Six mugs', qty: 6 };
  await shop.dispatch('catalog.setPack', pack, { expect: [{ id: mug.id, revision: mug.revision }] });
  const web = { code: 'WEB', name: 'Web', connector: 'csv', zone: 'Europe/London', currency: 'GBP', payment: 'on-account' };
  ({ channelId } = await shop.dispatch<{ channelId: string }>('channels.createChannel', web));
  await shop.dispatch('channels.openRun', { runId: 'run_1', channelId, source: 'a.csv', sourceHash: 'a'.repeat(64) });
});
afterEach(() => shop.close());

const map = (...lines: object[]) => shop.dispatch<Record<string, number>>('channels.mapSkus', { channelId, lines });
const refused = async (...lines: object[]) => {
  await map(...lines).then(
    () => expect.unreachable('it was taken'),
    (error: { code: string }) => expect(error.code).toMatch(/^channels\.|^catalog\./),
  );
  expect(await meanings()).toEqual([]);
  return map(...lines).catch((error: Error) => error.message);
};
const meanings = async () =>
  (await shop.ask<{ rows: Record<string, unknown>[] }>('channels.listSkuMeanings', {})).rows.map(({ sku, itemSku, pack, charge }) => [
    sku,
    itemSku,
    pack,
    charge,
  ]);
const take = (...sales: [string, string][]) =>
  shop.dispatch<Record<string, number>>('channels.importBatch', {
    channelId,
    runId: 'run_1',
    records: sales.map(([externalId, sku]) => channelSale({ externalId, sku })),
  });

test('many SKUs are told at once: items, packs, SKUs with blanks of their own and charges; what waited for any of them comes in', async () => {
  await take(['1', 'X-1'], ['2', 'X-2'], ['3', 'X-3'], ['4', 'X-4'], ['5', 'X-5']);
  const lines = [
    { sku: 'X-1', item: 'TEE' },
    { sku: 'X-2', item: 'MUG SIX' },
    { sku: 'X-3', item: 'MUG RED' },
    { sku: 'X-4', charge: 'shipping-revenue' },
  ];
  expect(await map(...lines)).toMatchObject({ mapped: 4, imported: 4 });
  expect(await meanings()).toEqual([
    ['X-1', 'TEE', null, null],
    ['X-2', 'MUG', 'SIX', null],
    ['X-3', 'MUG RED', null, null],
    ['X-4', null, null, 'shipping-revenue'],
  ]);
  const { rows } = await shop.ask<{ rows: { sku: string }[] }>('channels.listUnknownSkus', {});
  expect(rows.map((r) => r.sku)).toEqual(['X-5']);
  expect(await map(...lines)).toMatchObject({ mapped: 0, imported: 0 });
  await expectHealthy(shop);
});

test('a meaning is changed from a pack to single ones, to a charge and to another pack, and forgotten', async () => {
  for (const [line, kept] of [
    [{ item: 'MUG SIX' }, ['X', 'MUG', 'SIX', null]],
    [{ item: 'MUG' }, ['X', 'MUG', null, null]],
    [{ item: 'MUG SIX' }, ['X', 'MUG', 'SIX', null]],
    [{ charge: 'samples' }, ['X', null, null, 'samples']],
    [{ item: 'TEE' }, ['X', 'TEE', null, null]],
  ] as const) {
    expect(await map({ sku: 'X', ...line })).toMatchObject({ mapped: 1 });
    expect(await meanings()).toEqual([kept]);
  }
  await shop.dispatch('channels.forgetSku', { channelId, sku: 'X' });
  expect(await meanings()).toEqual([]);
  expect(await take(['1', 'X'])).toMatchObject({ unresolved: 1 });
  await expect(shop.dispatch('channels.forgetSku', { channelId, sku: 'X' })).rejects.toMatchObject({ code: 'channels.neverMapped' });
  await expectHealthy(shop);
});

test('one wrong line keeps all of them out and says which and why', async () => {
  const sound = { sku: 'X-1', item: 'TEE' };
  expect(await refused(sound, { sku: 'X-2', item: 'TOE' })).toContain('X-2: there is no item TOE here');
  expect(await refused(sound, { sku: 'X-2', item: 'MUG TEN' })).toContain('TEN');
  expect(await refused(sound, { sku: 'X-2' })).toContain('X-2: name either an item or a charge');
  expect(await refused(sound, { sku: 'X-2', item: 'TEE', charge: 'samples' })).toContain('not both');
  expect(await refused(sound, sound)).toContain('X-1 is named twice');
});

test('an unknown SKU is not closed by hand: its records would wait unseen', async () => {
  await take(['1', 'X-1']);
  const { rows } = await shop.ask<{ rows: { id: number }[] }>('channels.listExceptions', where({ state: 'open' }));
  const closing = { exceptionId: rows[0]?.id, resolution: 'Seen by us' };
  await expect(shop.dispatch('channels.closeException', closing)).rejects.toMatchObject({ code: 'channels.mappedInstead' });
  await map({ sku: 'X-1', item: 'TEE' });
  expect(await shop.ask('channels.listExceptions', where({ state: 'open' }))).toEqual({ rows: [] });
});
