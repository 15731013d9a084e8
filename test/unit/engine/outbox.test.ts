import { afterEach, beforeEach, expect, test } from 'vitest';
import { Workers } from '../../../main/engine/jobs/workers.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { httpCarrier, openPartner, type Partner } from '../../kit/http-carrier.ts';
import { probeRegistry } from '../../kit/probe.ts';

let shop: Shop;
let partner: Partner;
let workers: Workers;
const report = (error: unknown) => {
  throw error;
};
beforeEach(async () => {
  partner = await openPartner();
  shop = await openShop({ registry: probeRegistry({ carriers: [httpCarrier(partner.url)] }) });
  workers = new Workers(shop.engine, { report });
});
afterEach(async () => {
  await shop.close();
  await partner.close();
});

interface Item {
  id: number;
  state: string;
  attempts: number;
  nextAt: string;
  lastError: string | null;
  answer: unknown;
}
const send = (target: string, key = `key-${target}`) => shop.dispatch('probe.send', { kind: 'http', target, key, payload: { stock: 5 } });
const items = async () => (await shop.ask<{ rows: Item[] }>('engine.listOutbox', {})).rows;
const only = async () => (await items())[0] as Item;
const answered = async (target: string) => {
  const key = `answered.${target}`;
  const row = await shop.engine.store.writer.db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst();
  return Number(row?.value ?? 0);
};

test('an effect goes out after its command committed, and its answer is recorded by a command', async () => {
  await shop.send('probe.send', { kind: 'http', target: 'never', key: 'dry', payload: {} }, { dryRun: true });
  await send('shop-a');
  expect(partner.requests).toEqual([]);
  expect(await workers.runDue()).toMatchObject({ deliveries: 1 });
  expect(partner.requests).toEqual([{ key: 'key-shop-a', target: 'shop-a', body: '{"stock":5}' }]);
  expect(await only()).toMatchObject({ state: 'sent', attempts: 1, answer: { ok: true }, lastError: null });
  expect(await answered('shop-a')).toBe(1);
  const { rows } = await shop.ask<{ rows: { commandId: string; operation: string }[] }>('engine.listCommands', { limit: 1 });
  expect(rows).toMatchObject([{ commandId: `outbox.${(await only()).id}.answer`, operation: 'probe.answered' }]);
});

test('a key is queued once: a second effect under the same key is refused with its command', async () => {
  await send('shop-a', 'same-key');
  await expect(send('shop-b', 'same-key')).rejects.toMatchObject({ code: 'engine.ruleBroken' });
  expect(await items()).toHaveLength(1);
});

test('failures are sent again later with the same key and payload, and end as a dead letter that can be requeued', async () => {
  partner.before = () => ({ status: 500 });
  await send('shop-a');
  for (let attempt = 1; attempt <= 10; attempt += 1) {
    await workers.runDue();
    const item = await only();
    expect([item.state, item.attempts]).toEqual([attempt < 10 ? 'failed' : 'dead', attempt]);
    if (item.state === 'failed') shop.now = item.nextAt;
  }
  expect(new Set(partner.requests.map((r) => `${r.key} ${r.body}`))).toEqual(new Set(['key-shop-a {"stock":5}']));
  partner.before = () => undefined;
  await shop.dispatch('engine.requeueOutbox', { id: (await only()).id });
  await workers.runDue();
  expect(await only()).toMatchObject({ state: 'sent', attempts: 1 });
  expect([partner.effects.size, await answered('shop-a')]).toEqual([1, 1]);
});

test('a partner that says when to come back is asked then, and one that is gone for good is not asked again', async () => {
  partner.before = () => ({ status: 429, retryAfter: 3600 });
  await send('shop-a');
  await workers.runDue();
  expect(await only()).toMatchObject({ state: 'failed', nextAt: '2026-01-05T10:00:00.000Z' });
  partner.before = () => ({ status: 410 });
  shop.now = '2026-01-05T10:00:00.000Z';
  await workers.runDue();
  expect(await only()).toMatchObject({ state: 'dead', attempts: 2, lastError: 'the partner has gone' });
});

test('an answer the books refuse is kept, and the effect is not sent again', async () => {
  partner.answer = { refuse: true };
  await send('shop-a');
  await workers.runDue();
  expect(await only()).toMatchObject({ state: 'dead', answer: { refuse: true } });
  await shop.dispatch('engine.requeueOutbox', { id: (await only()).id });
  await workers.runDue();
  expect(partner.requests).toHaveLength(1);
  expect(await only()).toMatchObject({ state: 'dead', lastError: expect.stringContaining('delivered, but the answer was refused') });
});

test('an engine that closes during a delivery sends it again after it opens, and the partner does it once', async () => {
  const arrived = Promise.withResolvers<void>();
  const hang = Promise.withResolvers<void>();
  partner.after = async () => {
    arrived.resolve();
    await hang.promise;
  };
  await workers.start();
  await send('shop-a');
  await arrived.promise;
  await workers.stop();
  hang.resolve();
  partner.after = () => undefined;
  expect(await only()).toMatchObject({ state: 'failed', attempts: 1 });
  await shop.reopen();
  await new Workers(shop.engine, { report }).runDue();
  expect(await only()).toMatchObject({ state: 'sent', attempts: 2 });
  expect(partner.requests.map((r) => r.key)).toEqual(['key-shop-a', 'key-shop-a']);
  expect([partner.effects.size, await answered('shop-a')]).toEqual([1, 1]);
});

test('a payload altered in the file is never sent', async () => {
  await send('shop-a');
  await shop.engine.store.writer.db.updateTable('outbox').set({ payload: '{"stock":500}' }).execute();
  await workers.runDue();
  expect(partner.requests).toEqual([]);
  expect(await only()).toMatchObject({ state: 'dead', lastError: 'the payload differs from what was queued' });
});
