import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../main/engine/context.ts';
import { openShop, type Shop } from '../kit/company.ts';
import { expectHealthy } from '../kit/doctor.ts';

/** Two shops to which the same things happen; in one of them every count waits for approval. */
let waits: Shop;
let goes: Shop;
let approver: Actor;
const SKUS = ['CUP', 'POT', 'JUG'];
const places = new Map<Shop, string>();

async function open(): Promise<Shop> {
  const shop = await openShop();
  const { rows } = await shop.ask<{ rows: { id: string; code: string; locations: { id: string; status: string }[] }[] }>(
    'inventory.listWarehouses',
    {},
  );
  const london = rows.find((w) => w.code === 'LON');
  places.set(shop, london?.locations.find((l) => l.status === 'sellable')?.id ?? '');
  await shop.dispatch('catalog.createItems', { items: SKUS.map((sku) => ({ sku, title: sku })) });
  const lines = SKUS.map((sku, i) => ({ sku, qty: 20, unitCostMicros: (i + 1) * 1_370_000 }));
  await shop.dispatch('inventory.postOpening', { warehouseId: london?.id, lines });
  return shop;
}

beforeAll(async () => {
  [waits, goes] = [await open(), await open()];
  const { userId } = await waits.dispatch<{ userId: string }>('company.createUser', { login: 'bea', name: 'Bea', roles: ['accountant'] });
  approver = { id: userId, device: 'desk', permissions: new Set(['company.read']), scopes: {} };
  await waits.dispatch('company.setApprovalPolicy', {
    code: 'counts',
    name: 'All counts',
    operation: 'inventory.postCount',
    measure: 'always',
    approverKind: 'role',
    approver: 'accountant',
  });
});
afterAll(async () => {
  await waits.close();
  await goes.close();
});

/** Everything a business looks at: books by account code, stock and layers by SKU. */
async function seen(shop: Shop): Promise<unknown> {
  const { rows } = await shop.ask<{ rows: { code: string; balance: number; debit: number }[] }>('accounting.trialBalance', {
    on: '2026-01-05',
  });
  const { db } = shop.engine.store.writer;
  const stock = await db
    .selectFrom('stock_balance as b')
    .innerJoin('item as i', 'i.id', 'b.item_id')
    .innerJoin('location as l', 'l.id', 'b.location_id')
    .select(['i.sku', 'l.code', 'b.on_hand'])
    .orderBy('i.sku')
    .orderBy('l.code')
    .execute();
  const layers = await db
    .selectFrom('cost_layer as c')
    .innerJoin('item as i', 'i.id', 'c.item_id')
    .select(['i.sku', 'c.qty_in', 'c.value_in'])
    .orderBy('i.sku')
    .orderBy('c.id')
    .execute();
  return { books: rows.map(({ code, balance, debit }) => ({ code, balance, debit })), stock, layers };
}

const counts = fc.uniqueArray(fc.record({ sku: fc.constantFrom(...SKUS), counted: fc.integer({ min: 0, max: 40 }) }), {
  minLength: 1,
  maxLength: 3,
  selector: (l) => l.sku,
});

test('a waiting command changes nothing, and approved it does exactly what it would have done at once', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(counts, async (lines) => {
      const input = (shop: Shop) => ({ locationId: places.get(shop), reasonCode: 'count-difference', lines });
      const before = await seen(waits);
      const refusal: unknown = await waits.send('inventory.postCount', input(waits)).then(
        () => undefined,
        (e: unknown) => e,
      );
      const { requestId } = (refusal as { params: { requestId: string } }).params;
      expect(await seen(waits)).toEqual(before);
      const direct = await waits.send('inventory.postCount', input(waits), { dryRun: true });
      const promised = await waits.send('company.approve', { requestId }, { actor: approver, dryRun: true });
      expect(promised.preview?.effectsDigest).toBe(direct.preview?.effectsDigest);
      await waits.send('company.approve', { requestId }, { actor: approver });
      await goes.send('inventory.postCount', input(goes));
      expect(await seen(waits)).toEqual(await seen(goes));
    }),
    { numRuns: 12, seed: 7 },
  );
  await expectHealthy(waits);
});
