import { afterEach, beforeEach, expect, test } from 'vitest';
import { InsightShop } from '../../kit/insight-shop.ts';

interface Hit {
  kind: string;
  id: string;
  label: string;
  detail: string;
  path: string;
  exact: boolean;
}
interface Found {
  hits: Hit[];
  more: string[];
}

let at: InsightShop;
const find = (text: string, more: object = {}) => at.shop.ask<Found>('insight.search', { text, ...more });
const labels = async (text: string, more: object = {}) => (await find(text, more)).hits.map((h) => `${h.kind} ${h.label}`);

beforeEach(async () => {
  at = await InsightShop.open();
});
afterEach(() => at.shop.close());

test('an item is found by SKU, barcode, and any words of its title in any order', async () => {
  for (const text of ['TEE-M', 'tee', '4006381333931', '40063', 'shirt white', 'whi', 'WHITE TEE'])
    expect(await labels(text), text).toEqual(['item TEE-M']);
  expect(await labels('light mug')).toEqual(['item MUG']);
  expect(await labels('white mug')).toEqual([]);
  expect((await find('4006381333931')).hits[0]).toMatchObject({ exact: true, detail: 'White tee shirt' });
  expect((await find('TEE')).hits[0]?.exact).toBe(false);
});

test('a new title is found by its new words only', async () => {
  const { id, revision } = await at.shop.ask<{ id: string; revision: number }>('catalog.getItem', { sku: 'MUG' });
  await at.shop.dispatch('catalog.changeItem', { itemId: id, title: 'Größe Becher' }, { expect: [{ id, revision }] });
  expect(await labels('becher größe')).toEqual(['item MUG']);
  expect(await labels('holder')).toEqual([]);
});

test('documents are found by number, however it is cut short or spelt, and lead to their own page', async () => {
  await at.stock('LON', { 'TEE-M': 5 });
  const orderId = await at.order('TEE-M', 2, { channelId: at.channels['web'], externalId: 'AMZ-77-1' });
  await at.shop.dispatch('fulfillment.allocateOrder', { orderId });
  await at.shop.dispatch('fulfillment.shipOrder', { orderId, carrier: 'DHL', tracking: 'JJD0001' });
  expect((await find('so-2026-000001')).hits).toEqual([
    {
      kind: 'order',
      id: orderId,
      label: 'SO-2026-000001',
      detail: 'AMZ-77-1 · Ann Archer · 2026-01-05 · completed',
      path: `/orders/${orderId}`,
      exact: true,
    },
  ]);
  expect(await labels('amz-77')).toEqual(['order SO-2026-000001']);
  expect(await labels('jjd0001')).toEqual(['shipment SHP-2026-00001']);
  expect((await labels('1')).toSorted()).toEqual(['invoice INV-2026-000001', 'order SO-2026-000001', 'shipment SHP-2026-00001']);
  const invoice = (await find('INV-2026')).hits[0];
  expect(invoice).toMatchObject({ path: `/invoices/${invoice?.id}`, exact: false });
});

test('people are found by the beginning of their name; where there is more than asked for, it says so', async () => {
  for (const name of ['Anna', 'Anselm', 'Bert']) await at.shop.dispatch('parties.createParty', { kind: 'customer', name, country: 'GB' });
  expect(await labels('an')).toEqual(['party Ann Archer', 'party Anna', 'party Anselm']);
  expect(await labels('ann archer')).toEqual(['party Ann Archer']);
  expect(await find('an', { limit: 2, kinds: ['party'] })).toMatchObject({ more: ['party'], hits: [{}, {}] });
});

test('what somebody may not see is not found: by right, by channel, by warehouse', async () => {
  await at.stock('LON', { 'TEE-M': 5 });
  const web = await at.order('TEE-M', 1, { channelId: at.channels['web'], externalId: 'x-1' });
  await at.order('TEE-M', 1, { channelId: at.channels['market'], externalId: 'x-2' });
  await at.order('TEE-M', 1);
  await at.shop.dispatch('fulfillment.allocateOrder', { orderId: web });
  await at.shop.dispatch('fulfillment.shipOrder', { orderId: web });
  const seen = async (who: Parameters<InsightShop['as']>[0], text: string) =>
    (await at.as<Found>(who, 'insight.search', { text })).hits.map((h) => h.label);
  expect(await seen({}, 'SO-2026')).toEqual([]);
  expect(await seen({ may: ['sales.read'] }, 'SO-2026')).toEqual(['SO-2026-000003', 'SO-2026-000002', 'SO-2026-000001']);
  expect(await seen({ may: ['sales.read'], channels: [at.channels['web'] ?? ''] }, 'SO-2026')).toEqual([
    'SO-2026-000003',
    'SO-2026-000001',
  ]);
  expect(await seen({ may: ['sales.*'], channels: [at.channels['web'] ?? ''] }, 'x-')).toEqual(['SO-2026-000001']);
  expect(await seen({ may: ['fulfillment.read'], warehouses: [at.warehouse('LON')] }, 'SHP')).toEqual(['SHP-2026-00001']);
  expect(await seen({ may: ['fulfillment.read'], warehouses: [at.warehouse('HAM')] }, 'SHP')).toEqual([]);
  expect(await seen({ may: ['fulfillment.read'], channels: [at.channels['market'] ?? ''] }, 'SHP')).toEqual([]);
});

test('signs that mean something to a search language are only text', async () => {
  for (const text of ['"', "' or 1=1", '%', '*', 'a:b & !c', '(']) expect((await find(text)).hits, text).toEqual([]);
});
