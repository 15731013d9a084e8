import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, type Shop } from '../kit/company.ts';
import { findingsOf } from '../kit/doctor.ts';
import { stockroomRegistry } from '../kit/stockroom.ts';

const onPostgres = process.env['COUNTINGHOUSE_DB'] === 'postgres';
const numRuns = onPostgres ? 4 : 15;
const METHODS = ['fifo', 'average', 'standard'] as const;

let shop: Shop;
let sites: readonly { readonly warehouseId: string; readonly stock: string; readonly quarantine: string }[];
let customer: string;
let made = 0;

beforeAll(async () => {
  shop = await openShop({ registry: stockroomRegistry() });
  shop.now = '2026-02-01T10:00:00.000Z';
  await shop.dispatch('company.setPolicies', { negativeStock: 'by-place' });
  const { rows } = await shop.ask<{ rows: { id: string; locations: { id: string; status: string }[] }[] }>('inventory.listWarehouses', {});
  sites = rows.map((w) => {
    const at = (status: string) => w.locations.find((l) => l.status === status)?.id ?? '';
    return { warehouseId: w.id, stock: at('sellable'), quarantine: at('quarantine') };
  });
  for (const { stock: locationId } of sites)
    await shop.dispatch('inventory.changeLocation', { locationId, belowZero: true }, { expect: [{ id: locationId, revision: 1 }] });
  customer = await shop.engine.writer.exclusively(
    async ({ db }) => (await db.selectFrom('location').select('id').where('kind', '=', 'customer').executeTakeFirstOrThrow()).id,
  );
  for (const name of METHODS) await shop.dispatch('catalog.setCategory', { name, costing: name, revenueRole: 'revenue', cogsRole: 'cogs' });
});
afterAll(() => shop.close());

const zStep = fc.record({
  kind: fc.constantFrom('in', 'in', 'in', 'out', 'out', 'out', 'out', 'back', 'aside', 'across', 'sent', 'count', 'scrap', 'restandard'),
  site: fc.constantFrom(0, 1),
  qty: fc.integer({ min: 1, max: 9 }),
  unit: fc.integer({ min: 1, max: 20_000_000 }),
  day: fc.integer({ min: 1, max: 28 }),
});

/** Runs a command; false where it was refused for one of these reasons. */
async function may(run: () => Promise<unknown>, ...codes: string[]): Promise<boolean> {
  try {
    await run();
    return true;
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && codes.includes(String(thrown.code))) return false;
    throw thrown;
  }
}

test.each(METHODS)(
  '%s: whatever leaves before it came, layers are the pool, the pool is the account, and nothing costs nothing',
  async (method) => {
    const seed = Number(process.env['SEED'] ?? 20260127);
    await fc.assert(
      fc.asyncProperty(fc.array(zStep, { minLength: 8, maxLength: 30 }), async (steps) => {
        made += 1;
        const sku = `${method}-${made}`;
        const standard = method === 'standard' ? { standardCostMicros: 3_333_333 } : {};
        const { itemId } = await shop.dispatch<{ itemId: string }>('catalog.createItem', {
          sku,
          title: sku,
          category: method,
          ...standard,
        });
        const first = { warehouseId: sites[0]?.warehouseId, lines: [{ itemId, qty: 1, unitCostMicros: 7_770_000 }] };
        await shop.dispatch('inventory.receiveStock', first);
        const sold: number[] = [];
        const places = new Map<string, number>([[sites[0]?.stock ?? '', 1]]);
        const add = (place: string, qty: number) => places.set(place, (places.get(place) ?? 0) + qty);
        for (const s of steps) {
          const site = sites[s.site];
          const other = sites[1 - s.site];
          if (!site || !other) return;
          const lines = [{ itemId, qty: s.qty }];
          const between = { fromLocationId: site.stock, toLocationId: other.stock, lines };
          if (s.kind === 'in') {
            const on = `2026-01-${String(s.day).padStart(2, '0')}`;
            await shop.dispatch('inventory.receiveStock', {
              warehouseId: site.warehouseId,
              on,
              lines: [{ itemId, qty: s.qty, unitCostMicros: s.unit }],
            });
            add(site.stock, s.qty);
          } else if (s.kind === 'out') {
            const moves = [{ itemId, qty: s.qty, from: site.stock, to: customer, day: s.day }];
            sold.push(...(await shop.dispatch<{ moveIds: number[] }>('stockroom.move', { moves })).moveIds);
            add(site.stock, -s.qty);
          } else if (s.kind === 'back' || s.kind === 'aside') {
            const to = s.kind === 'back' ? site.stock : site.quarantine;
            const moves = [{ itemId, qty: Math.min(s.qty, 3), from: customer, to, backFrom: sold.slice(-3) }];
            if (sold.length > 0 && (await may(() => shop.dispatch('stockroom.move', { moves }), 'inventory.returnExceedsIssue')))
              add(to, Math.min(s.qty, 3));
          } else if (s.kind === 'across') {
            await shop.dispatch('inventory.transferStock', between);
            add(site.stock, -s.qty);
            add(other.stock, s.qty);
          } else if (s.kind === 'sent') {
            const { documentId } = await shop.dispatch<{ documentId: string }>('inventory.shipTransfer', between);
            const how = { expect: [{ id: documentId, revision: 1 }] };
            await shop.dispatch('inventory.receiveTransfer', { documentId, lines: [{ lineNo: 1, received: s.qty - 1, lost: 1 }] }, how);
            add(site.stock, -s.qty);
            add(other.stock, s.qty - 1);
          } else if (s.kind === 'count') {
            // What is found where nothing ever came has no cost, unless it was said.
            const input = { locationId: site.stock, reasonCode: 'count-difference', lines: [{ itemId, counted: s.qty }] };
            if (await may(() => shop.dispatch('inventory.postCount', input), 'inventory.noCostKnown')) places.set(site.stock, s.qty);
          } else if (s.kind === 'scrap') {
            const input = { locationId: site.stock, reasonCode: 'damaged', lines };
            if (await may(() => shop.dispatch('inventory.writeDown', input), 'inventory.notEnough')) add(site.stock, -s.qty);
          } else if (method === 'standard') {
            const { revision } = await shop.ask<{ revision: number }>('catalog.getItem', { itemId });
            const input = { lines: [{ itemId, standardCostMicros: s.unit }] };
            await may(
              () => shop.dispatch('inventory.changeStandardCost', input, { expect: [{ id: itemId, revision }] }),
              'inventory.sameStandard',
            );
          }
        }
        const { rows } = await shop.ask<{ rows: { locationId: string; onHand: number; belowSince: string | null }[] }>(
          'inventory.listStock',
          {
            filter: [{ column: 'itemId', op: 'eq', value: itemId }],
            limit: 100,
          },
        );
        expect(new Map(rows.map((r) => [r.locationId, r.onHand]))).toEqual(new Map([...places].filter(([, qty]) => qty !== 0)));
        for (const r of rows) expect(r.belowSince !== null).toBe(r.onHand < 0);
        // For customers only what is there counts.
        const promised = await shop.ask<{ rows: { warehouseId: string; available: number }[] }>('inventory.stockByItem', {
          itemIds: [itemId],
        });
        for (const r of promised.rows) {
          const stock = sites.find((s) => s.warehouseId === r.warehouseId)?.stock ?? '';
          expect(r.available).toBe(Math.max(0, places.get(stock) ?? 0));
        }
        expect(await findingsOf(shop)).toEqual([]);
      }),
      { seed, numRuns, verbose: 1, endOnFailure: onPostgres },
    );
  },
);

test('a place may stop going below zero only when nothing there is', async () => {
  const { itemId } = await shop.dispatch<{ itemId: string }>('catalog.createItem', {
    sku: 'LAST',
    title: 'Last',
    standardCostMicros: 1_000_000,
  });
  const [site] = sites;
  const locationId = site?.stock ?? '';
  await shop.dispatch('stockroom.move', { moves: [{ itemId, qty: 2, from: locationId, to: customer }] });
  const { revision } = await shop.ask<{ revision: number }>('inventory.getLocation', { locationId });
  const stop = () =>
    shop.dispatch('inventory.changeLocation', { locationId, belowZero: false }, { expect: [{ id: locationId, revision }] });
  expect(await may(stop, 'inventory.placeBelowZero')).toBe(false);
});
