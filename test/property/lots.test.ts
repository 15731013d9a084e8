import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, type Shop } from '../kit/company.ts';
import { findingsOf } from '../kit/doctor.ts';
import { stockroomRegistry } from '../kit/stockroom.ts';

const numRuns = process.env['COUNTINGHOUSE_DB'] === 'postgres' ? 3 : 8;
const CODES = ['A', 'B', 'C'] as const;
const MIDNIGHTS = ['2026-01-05T09:00:00.000Z', '2026-01-10T09:00:00.000Z', '2026-01-20T09:00:00.000Z', '2026-02-20T09:00:00.000Z'];
/** Last days of the lots: two end on the way, one never does. */
const ENDS = { A: '2026-01-08', B: '2026-01-15', C: undefined } as const;

let shop: Shop;
let site: { warehouseId: string; stock: string; quarantine: string; other: string };
let customer: string;
let made = 0;

beforeAll(async () => {
  shop = await openShop({ registry: stockroomRegistry() });
  const { rows } = await shop.ask<{ rows: { id: string; locations: { id: string; status: string }[] }[] }>('inventory.listWarehouses', {});
  const at = (i: number, status: string) => rows[i]?.locations.find((l) => l.status === status)?.id ?? '';
  site = { warehouseId: rows[0]?.id ?? '', stock: at(0, 'sellable'), quarantine: at(0, 'quarantine'), other: at(1, 'sellable') };
  const places = await shop.engine.writer.exclusively((tx) => tx.db.selectFrom('location').select(['id', 'kind']).execute());
  customer = places.find((p) => p.kind === 'customer')?.id ?? '';
});
afterAll(() => shop.close());

const zCode = fc.constantFrom(...CODES);
const zQty = fc.integer({ min: 1, max: 6 });
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('receive' as const), code: zCode, qty: zQty }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('promise' as const), qty: zQty }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('sell' as const), qty: zQty }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('move' as const), code: zCode, qty: zQty, to: fc.constantFrom('other', 'quarantine') }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('count' as const), code: zCode, qty: fc.nat({ max: 6 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('scrap' as const), code: zCode, qty: zQty }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('block' as const), code: zCode }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('release' as const), code: zCode }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('days pass' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('nightly run' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** A refusal is an answer; anything else thrown is a bug. */
async function attempt<T>(operation: string, input: unknown, expected?: { id: string; revision: number }[]): Promise<T | undefined> {
  try {
    return await shop.dispatch<T>(operation, input, expected ? { expect: expected } : {});
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === 'Refusal') return undefined;
    throw thrown;
  }
}

const lotsOf = (itemId: string) =>
  shop.engine.writer.exclusively(({ db }) => db.selectFrom('lot').selectAll().where('item_id', '=', itemId).execute());

async function take(s: Step, sku: string, itemId: string): Promise<void> {
  const lots = await lotsOf(itemId);
  const lot = 'code' in s ? lots.find((l) => l.code === s.code) : undefined;
  const edited = lot && [{ id: lot.id, revision: lot.revision }];
  const ends = 'code' in s ? ENDS[s.code] : undefined;
  const dates = ends === undefined ? {} : { expiresOn: ends };
  switch (s.kind) {
    case 'receive': {
      const line = { sku, qty: s.qty, unitCostMicros: 1_000_000, lots: [{ code: s.code, ...dates }] };
      return void (await attempt('inventory.receiveStock', { warehouseId: site.warehouseId, lines: [line] }));
    }
    case 'promise':
      return void (await attempt('inventory.reserveStock', { subjectId: 'somebody', itemId, warehouseId: site.warehouseId, qty: s.qty }));
    case 'sell': {
      const sold = await attempt<{ moveIds: number[] }>('stockroom.move', {
        moves: [{ itemId, qty: s.qty, from: site.stock, to: customer }],
      });
      if (!sold) return;
      const moved = await shop.engine.writer.exclusively(({ db }) =>
        db.selectFrom('lot_move').selectAll().where('move_id', 'in', sold.moveIds).execute(),
      );
      expect(moved.reduce((sum, m) => sum + m.qty, 0)).toBe(s.qty);
      const today = shop.now.slice(0, 10);
      const stopped = lots.filter((l) => l.state !== 'ok' || l.sold_until < today).map((l) => l.id);
      expect(moved.filter((m) => stopped.includes(m.lot_id))).toEqual([]);
      return;
    }
    case 'move': {
      const toLocationId = s.to === 'other' ? site.other : site.quarantine;
      const lines = [{ sku, qty: s.qty, lots: [{ code: s.code }] }];
      return void (await attempt('inventory.transferStock', { fromLocationId: site.stock, toLocationId, lines }));
    }
    case 'count': {
      const lines = [{ sku, counted: s.qty, lot: { code: s.code, ...dates }, unitCostMicros: 1_000_000 }];
      return void (await attempt('inventory.postCount', { locationId: site.stock, reasonCode: 'count-difference', lines }));
    }
    case 'scrap': {
      const lines = [{ sku, qty: s.qty, lots: [{ code: s.code }] }];
      return void (await attempt('inventory.writeDown', { locationId: site.stock, reasonCode: 'damaged', lines }));
    }
    case 'block':
      return void (lot && (await attempt('inventory.blockLot', { lotId: lot.id, reason: 'to be looked at' }, edited)));
    case 'release':
      return void (lot && (await attempt('inventory.releaseLot', { lotId: lot.id, reason: 'looked at' }, edited)));
    case 'days pass':
      shop.now = MIDNIGHTS[MIDNIGHTS.indexOf(shop.now) + 1] ?? shop.now;
      return;
    case 'nightly run':
      return void (await attempt('inventory.expireLots', {}));
  }
}

test('whatever is done, lots add up to what stands there, and nothing that is stopped is promised or leaves', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      made += 1;
      shop.now = MIDNIGHTS[0] ?? '';
      const sku = `LOTS-${made}`;
      const { itemId } = await shop.dispatch<{ itemId: string }>('catalog.createItem', { sku, title: sku });
      await shop.dispatch('inventory.setTracking', { itemId, trackedBy: 'lot' }, { expect: [{ id: itemId, revision: 1 }] });
      for (const s of steps) {
        await take(s, sku, itemId);
        const { rows } = await shop.ask<{ rows: { warehouseId: string; sellable: number; reserved: number }[] }>('inventory.stockByItem', {
          itemIds: [itemId],
        });
        for (const r of rows) expect(r.reserved).toBeLessThanOrEqual(r.sellable);
      }
      // The doctor adds up lots, places, sellable stock and promises again.
      expect(await findingsOf(shop)).toEqual([]);
    }),
    { numRuns },
  );
});
