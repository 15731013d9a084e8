import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, type Shop } from '../kit/company.ts';
import { findingsOf } from '../kit/doctor.ts';
import { stockroomRegistry } from '../kit/stockroom.ts';

const METHODS = ['fifo', 'average', 'standard'] as const;
const onPostgres = process.env['COUNTINGHOUSE_DB'] === 'postgres';
const numRuns = onPostgres ? 2 : 12;

let shop: Shop;
let sites: { readonly warehouseId: string; readonly stock: string; readonly quarantine: string }[];
let customer: string;
let supplierId: string;
let made = 0;

beforeAll(async () => {
  shop = await openShop({ registry: stockroomRegistry() });
  const { rows } = await shop.ask<{ rows: { id: string; locations: { id: string; status: string }[] }[] }>('inventory.listWarehouses', {});
  sites = rows.map((w) => {
    const at = (status: string) => w.locations.find((l) => l.status === status)?.id ?? '';
    return { warehouseId: w.id, stock: at('sellable'), quarantine: at('quarantine') };
  });
  await shop.dispatch('company.setPolicies', { backDatedReceipts: 'replay' });
  const places = await shop.engine.writer.exclusively((tx) => tx.db.selectFrom('location').select(['id', 'kind']).execute());
  customer = places.find((p) => p.kind === 'customer')?.id ?? '';
  const mill = { kind: 'supplier', name: 'Mill', country: 'GB' };
  ({ partyId: supplierId } = await shop.dispatch<{ partyId: string }>('parties.createParty', mill));
});
afterAll(() => shop.close());

async function newItems(): Promise<string[]> {
  made += 1;
  const ids = [];
  for (const category of METHODS) {
    await shop.dispatch('catalog.setCategory', { name: category, costing: category });
    const standard = category === 'standard' ? { standardCostMicros: 3_333_333 } : {};
    const draft = { sku: `BUY-${category}-${made}`, title: category, category, ...standard };
    ids.push((await shop.dispatch<{ itemId: string }>('catalog.createItem', draft)).itemId);
  }
  return ids;
}

const zStep = fc.record({
  kind: fc.constantFrom(
    'order',
    'order',
    'receive',
    'receive',
    'receive',
    'bill',
    'bill',
    'bill',
    'landed',
    'landed',
    'sell',
    'sell',
    'sell',
    'giveBack',
    'sendBack',
    'sendBack',
    'sendBack',
    'transfer',
    'quarantine',
    'count',
    'writeDown',
    'writeOff',
    'recost',
  ),
  item: fc.nat({ max: 2 }),
  site: fc.nat({ max: 1 }),
  qty: fc.integer({ min: 1, max: 9 }),
  price: fc.integer({ min: 0, max: 20_000_000 }),
  pick: fc.nat({ max: 1000 }),
});
type Step = typeof zStep extends fc.Arbitrary<infer S> ? S : never;

/** What has been made so far, to be picked from. */
interface Made {
  readonly items: readonly string[];
  readonly orders: string[];
  readonly receipts: string[];
  readonly sold: { readonly itemId: string; readonly moveId: number }[];
  bills: number;
}

/** Asks for something that may be refused for a reason of the shop; anything else is a bug and fails the test. */
async function attempt<T>(operation: string, input: unknown, how = {}): Promise<T | undefined> {
  try {
    return await shop.dispatch<T>(operation, input, how);
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === 'Refusal') return undefined;
    throw thrown;
  }
}

const picked = <T>(from: readonly T[], pick: number): T | undefined => from[pick % Math.max(1, from.length)];

async function take(s: Step, so: Made): Promise<void> {
  const itemId = so.items[s.item] ?? '';
  const site = sites[s.site];
  const other = sites[1 - s.site];
  const orderId = picked(so.orders, s.pick);
  const receiptId = picked(so.receipts, s.pick);
  const inside = { fromLocationId: site?.stock, lines: [{ itemId, qty: s.qty }] };
  switch (s.kind) {
    case 'order': {
      const landed = s.pick % 3 === 0 ? { landedMicros: s.pick * 1000 } : {};
      const lines = [{ itemId, qty: s.qty + 5, priceMicros: s.price, ...landed }];
      const input = { partyId: supplierId, warehouseId: site?.warehouseId, confirm: true, lines };
      so.orders.push((await shop.dispatch<{ orderId: string }>('purchasing.createOrder', input)).orderId);
      return;
    }
    case 'receive': {
      const into = { ...(s.pick % 4 === 0 ? { locationId: site?.quarantine } : {}), ...(s.pick % 3 === 0 ? { on: '2025-12-30' } : {}) };
      const came =
        orderId &&
        (await attempt<{ receiptId: string }>('purchasing.receiveOrder', { orderId, lines: [{ lineNo: 1, qty: s.qty }], ...into }));
      if (came) so.receipts.push(came.receiptId);
      return;
    }
    case 'bill': {
      so.bills += 1;
      const lines = [{ orderId, lineNo: 1, qty: s.qty, unitPriceMicros: s.price }];
      if (orderId) await attempt('purchasing.postBill', { partyId: supplierId, reference: `R-${made}-${so.bills}`, lines });
      return;
    }
    case 'landed': {
      const receipts = [...new Set([receiptId, picked(so.receipts, s.pick + 1)])].flatMap((r) => (r ? [{ receiptId: r }] : []));
      if (receipts.length > 0) await attempt('purchasing.postLandedCost', { amount: s.pick + 1, method: 'quantity', receipts });
      return;
    }
    case 'sell': {
      const moves = [{ itemId, qty: s.qty, from: site?.stock, to: customer }];
      const sold = await attempt<{ moveIds: number[] }>('stockroom.move', { moves });
      for (const moveId of sold?.moveIds ?? []) so.sold.push({ itemId, moveId });
      return;
    }
    case 'giveBack': {
      const sale = picked(so.sold, s.pick);
      const back = { itemId: sale?.itemId, qty: 1 + (s.qty % 3), from: customer, to: site?.quarantine, backFrom: [sale?.moveId] };
      if (sale) await attempt('stockroom.move', { moves: [back] });
      return;
    }
    case 'sendBack': {
      const lines = [{ lineNo: 1, qty: 1 + (s.qty % 3) }];
      const back = receiptId && (await attempt<{ returnId: string }>('purchasing.returnGoods', { receiptId, reason: 'wrong', lines }));
      if (back && s.pick % 2 === 0)
        await shop.dispatch('purchasing.creditSupplierReturn', { returnId: back.returnId, reference: `C-${back.returnId}`, net: s.pick });
      return;
    }
    case 'transfer':
      return void (await attempt('inventory.transferStock', { ...inside, toLocationId: other?.stock }));
    case 'quarantine':
      return void (await attempt('inventory.transferStock', { ...inside, toLocationId: site?.quarantine }));
    case 'count': {
      const lines = [{ itemId, counted: s.qty }];
      return void (await attempt('inventory.postCount', { locationId: site?.stock, reasonCode: 'count-difference', lines }));
    }
    case 'writeDown': {
      const lines = [{ itemId, qty: s.qty }];
      return void (await attempt('inventory.writeDown', { locationId: site?.stock, reasonCode: 'damaged', lines }));
    }
    case 'writeOff': {
      if (!orderId) return;
      const { revision } = await shop.ask<{ revision: number }>('purchasing.getOrder', { orderId });
      const how = { expect: [{ id: orderId, revision }] };
      return void (await attempt('purchasing.writeOffGrni', { orderId, lineNo: 1, reason: 'never billed' }, how));
    }
    case 'recost':
      return void (await shop.dispatch('catalog.setCategory', { name: METHODS[s.item % 2], costing: METHODS[s.pick % 2] }));
  }
}

test('whatever is bought, billed, given back and moved: stock is worth what its accounts say and its layers hold, and every proof holds', async () => {
  const seed = Number(process.env['SEED'] ?? 20260105);
  await fc.assert(
    fc.asyncProperty(fc.array(zStep, { minLength: 60, maxLength: 120 }), async (steps) => {
      const so: Made = { items: await newItems(), orders: [], receipts: [], sold: [], bills: 0 };
      for (const s of steps) await take(s, so);
      const { rows } = await shop.ask<{ rows: { value: number; books: number; gap: number }[] }>('inventory.valueByArea', {});
      expect(rows.filter((a) => a.gap !== 0 || a.value < 0)).toEqual([]);
      const { layers, pools } = await shop.engine.writer.exclusively(async ({ db }) => ({
        layers: await db.selectFrom('cost_layer_balance').select(['value_left', 'qty_left']).execute(),
        pools: await db.selectFrom('cost_pool_balance').select(['value']).execute(),
      }));
      const sum = (values: readonly number[]) => values.reduce((total, v) => total + v, 0);
      expect(sum(layers.map((l) => l.value_left))).toBe(sum(rows.map((a) => a.books)));
      expect(sum(pools.map((p) => p.value))).toBe(sum(rows.map((a) => a.books)));
      // The same holds for the end of every day gone by, told from what changed since.
      const days = await shop.engine.writer.exclusively(({ db }) =>
        db.selectFrom('valuation_line').select('effective_on as on').distinct().execute(),
      );
      for (const { on } of days) {
        const then = await shop.ask<{ rows: { value: number; gap: number }[] }>('inventory.valueByArea', { on });
        expect(then.rows.filter((a) => a.gap !== 0)).toEqual([]);
        const counted = await shop.ask<{ value: number }>('inventory.countStockValues', { on });
        expect(counted.value).toBe(sum(then.rows.map((a) => a.value)));
      }
      expect(await findingsOf(shop)).toEqual([]);
    }),
    { seed, numRuns, verbose: 1, endOnFailure: onPostgres },
  );
});
