import { afterEach, beforeEach, expect, test } from 'vitest';
import { ReaderPool } from '../../../main/engine/readers/pool.ts';
import { openShop, type Shop } from '../../kit/company.ts';

let shop: Shop;
let pool: ReaderPool;
beforeEach(async () => {
  shop = await openShop();
  pool = new ReaderPool(shop.location, 2);
});
afterEach(async () => {
  await pool.close();
  await shop.close();
});

const ask = (operation: string, input: unknown, signal?: AbortSignal) =>
  pool.ask({ operation, input, actor: shop.actor, company: shop.engine.writer.company, now: shop.now }, signal);

test('a reader sees every commit made before it was asked, and says which one it saw', async () => {
  const { seq } = await shop.send('catalog.createItem', { sku: 'TEE', title: 'Tee' });
  const reply = await ask('catalog.listItems', {});
  expect(reply.seq).toBe(seq);
  expect(reply.output).toMatchObject({ rows: [{ sku: 'TEE' }] });
});

test('a read does not wait behind an open write', async () => {
  await ask('catalog.listItems', {});
  const answers = await shop.engine.writer.exclusively(async (tx) => {
    await tx.begin('write');
    const reply = await ask('catalog.listItems', {});
    await tx.rollback();
    return reply;
  });
  expect(answers.output).toEqual({ rows: [] });
});

test('refusals come back typed from a reader', async () => {
  await expect(ask('catalog.getItem', { sku: 'NOPE' })).rejects.toMatchObject({
    name: 'Refusal',
    code: 'engine.notFound',
    params: { id: 'NOPE' },
  });
  await expect(ask('catalog.listItems', { offset: -1 })).rejects.toMatchObject({ code: 'engine.badInput' });
});

test('a query that runs too long is stopped and the next one is answered by a new reader', async () => {
  const strict = new ReaderPool(shop.location, 1, 1);
  const job = { operation: 'catalog.listItems', input: {}, actor: shop.actor, company: shop.engine.writer.company, now: shop.now };
  await expect(strict.ask(job)).rejects.toMatchObject({ code: 'engine.tooSlow' });
  await strict.close();
  expect((await ask('catalog.listItems', {})).output).toEqual({ rows: [] });
});

test('an aborted query is dropped whether it waits or runs', async () => {
  const control = new AbortController();
  const asked = [
    ask('catalog.listItems', {}, control.signal),
    ask('catalog.listItems', {}, control.signal),
    ask('catalog.listItems', {}, control.signal),
  ];
  control.abort();
  for (const one of asked) await expect(one).rejects.toThrow(/cancelled/);
  expect((await ask('catalog.listItems', {})).output).toEqual({ rows: [] });
});
