import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { extend } from '../../preload/contract/values/money.ts';
import { openShop, type Shop } from '../kit/company.ts';
import { findingsOf } from '../kit/doctor.ts';
import { type StockroomMove, stockroomRegistry } from '../kit/stockroom.ts';
import { where } from '../kit/where.ts';

const METHODS = ['fifo', 'average', 'standard'] as const;
const onPostgres = process.env['COUNTINGHOUSE_DB'] === 'postgres';
const numRuns = onPostgres ? 4 : 20;

interface Site {
  readonly warehouseId: string;
  readonly stock: string;
  readonly quarantine: string;
}
interface Outside {
  readonly supplier: string;
  readonly customer: string;
  readonly adjustment: string;
}

let shop: Shop;
let sites: readonly [Site, Site];
let outside: Outside;
let made = 0;

beforeAll(async () => {
  shop = await openShop({ registry: stockroomRegistry() });
  const { rows } = await shop.ask<{ rows: { id: string; locations: { id: string; status: string }[] }[] }>('inventory.listWarehouses', {});
  const at = (w: (typeof rows)[number] | undefined, status: string) => w?.locations.find((l) => l.status === status)?.id ?? '';
  const site = (i: number): Site => ({
    warehouseId: rows[i]?.id ?? '',
    stock: at(rows[i], 'sellable'),
    quarantine: at(rows[i], 'quarantine'),
  });
  sites = [site(0), site(1)];
  const places = await shop.engine.writer.exclusively((tx) => tx.db.selectFrom('location').select(['id', 'kind']).execute());
  const of = (kind: string) => places.find((p) => p.kind === kind)?.id ?? '';
  outside = { supplier: of('supplier'), customer: of('customer'), adjustment: of('adjustment') };
});
afterAll(() => shop.close());

/** One new item per costing method, unknown to any earlier run. */
async function newItems(): Promise<string[]> {
  made += 1;
  for (const costing of METHODS) await shop.dispatch('catalog.setCategory', { name: costing, costing });
  const ids = [];
  for (const category of METHODS) {
    const draft = {
      sku: `SKU-${category}-${made}`,
      title: category,
      category,
      ...(category === 'standard' ? { standardCostMicros: 3_333_333 } : {}),
    };
    ids.push((await shop.dispatch<{ itemId: string }>('catalog.createItem', draft)).itemId);
  }
  return ids;
}

/** Runs a command; a refusal is answered by its code, anything else is a bug and fails the test. */
async function attempt<T>(operation: string, input: unknown, how = {}): Promise<{ refused: string } | { reply: T }> {
  try {
    return { reply: await shop.dispatch<T>(operation, input, how) };
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.name === 'Refusal') return { refused: String(thrown.code) };
    throw thrown;
  }
}

const zItem = fc.nat({ max: 2 });
const zSite = fc.constantFrom(0 as const, 1 as const);
const zQty = fc.integer({ min: 1, max: 12 });
const zUnit = fc.integer({ min: 0, max: 20_000_000 });
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('receive' as const),
      item: zItem,
      site: zSite,
      qty: zQty,
      unit: zUnit,
      day: fc.integer({ min: 1, max: 5 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('issue' as const), item: zItem, site: zSite, qty: zQty }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('return' as const), item: zItem, site: zSite, qty: zQty }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('transfer' as const), item: zItem, site: zSite, qty: zQty }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('send' as const), item: zItem, site: zSite, qty: zQty, lost: fc.nat({ max: 3 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('quarantine' as const), item: zItem, site: zSite, qty: zQty }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('count' as const), item: zItem, site: zSite, qty: fc.nat({ max: 15 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('writeDown' as const), item: zItem, site: zSite, qty: zQty }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reserve' as const), item: zItem, site: zSite, qty: zQty }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('restandard' as const), item: fc.constant(2), site: zSite, qty: zQty, unit: zUnit }),
  },
  // A category changes its costing: pools that hold goods keep theirs until they are empty.
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('recost' as const),
      item: fc.nat({ max: 1 }),
      site: zSite,
      qty: zQty,
      to: fc.constantFrom('fifo' as const, 'average' as const),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** What a step may be refused with: anything else is a bug. */
const REFUSALS: Partial<Record<Step['kind'], readonly string[]>> = {
  issue: ['inventory.notEnough', 'inventory.reservedForOthers'],
  return: ['inventory.returnExceedsIssue'],
  transfer: ['inventory.notEnough', 'inventory.reservedForOthers'],
  send: ['inventory.notEnough', 'inventory.reservedForOthers'],
  quarantine: ['inventory.notEnough', 'inventory.reservedForOthers'],
  count: ['inventory.noCostKnown'],
  writeDown: ['inventory.notEnough'],
  restandard: ['inventory.sameStandard'],
};

/** What a step should do to quantities, kept apart from the house's own books. */
class Expected {
  readonly onHand = new Map<string, number>();
  readonly reserved = new Map<string, number>();
  readonly issued = new Map<string, number[]>();
  at(item: string, place: string): number {
    return this.onHand.get(`${item} ${place}`) ?? 0;
  }
  add(item: string, place: string, qty: number): void {
    this.onHand.set(`${item} ${place}`, this.at(item, place) + qty);
  }
  promised(item: string, site: Site): number {
    return this.reserved.get(`${item} ${site.warehouseId}`) ?? 0;
  }
  /** Promises fall to what is left when goods are gone. */
  cap(item: string, site: Site): void {
    this.reserved.set(`${item} ${site.warehouseId}`, Math.min(this.promised(item, site), this.at(item, site.stock)));
  }
  free(item: string, site: Site): number {
    return this.at(item, site.stock) - this.promised(item, site);
  }
}

async function take(s: Step, items: readonly string[], expected: Expected, run: number): Promise<void> {
  const item = items[s.item] ?? '';
  const site = sites[s.site];
  const other = sites[1 - s.site] ?? site;
  const line = { itemId: item, qty: s.qty };
  const settle = (outcome: { refused: string } | { reply: unknown }, possible: boolean, then: () => void) => {
    if ('reply' in outcome !== possible)
      throw new Error(`${s.kind} ${JSON.stringify(outcome)} although it was ${possible ? '' : 'im'}possible`);
    if ('reply' in outcome) return then();
    if (!REFUSALS[s.kind]?.includes(outcome.refused)) throw new Error(`${s.kind} was refused: ${outcome.refused}`);
  };
  switch (s.kind) {
    case 'receive': {
      const on = `2026-01-0${s.day}`;
      const outcome = await attempt('inventory.receiveStock', {
        warehouseId: site.warehouseId,
        on,
        lines: [{ ...line, unitCostMicros: s.unit }],
      });
      return settle(outcome, true, () => expected.add(item, site.stock, s.qty));
    }
    case 'issue': {
      const moves: StockroomMove[] = [{ itemId: item, qty: s.qty, from: site.stock, to: outside.customer }];
      const outcome = await attempt<{ moveIds: number[] }>('stockroom.move', { moves });
      return settle(outcome, expected.free(item, site) >= s.qty, () => {
        expected.add(item, site.stock, -s.qty);
        if ('reply' in outcome) expected.issued.set(item, [...(expected.issued.get(item) ?? []), ...outcome.reply.moveIds]);
      });
    }
    case 'return': {
      const backFrom = (expected.issued.get(item) ?? []).slice(-3);
      const outcome = await attempt('stockroom.move', {
        moves: [{ itemId: item, qty: s.qty, from: outside.customer, to: site.quarantine, backFrom }],
      });
      return settle(outcome, !('refused' in outcome), () => expected.add(item, site.quarantine, s.qty));
    }
    case 'transfer': {
      const outcome = await attempt('inventory.transferStock', { fromLocationId: site.stock, toLocationId: other.stock, lines: [line] });
      return settle(outcome, expected.free(item, site) >= s.qty, () => {
        expected.add(item, site.stock, -s.qty);
        expected.add(item, other.stock, s.qty);
      });
    }
    case 'send': {
      const sent = await attempt<{ documentId: string }>('inventory.shipTransfer', {
        fromLocationId: site.stock,
        toLocationId: other.stock,
        lines: [line],
      });
      if ('refused' in sent) return settle(sent, expected.free(item, site) >= s.qty, () => undefined);
      const { documentId } = sent.reply;
      const lost = Math.min(s.lost, s.qty);
      const how = { expect: [{ id: documentId, revision: 1 }] };
      await shop.dispatch('inventory.receiveTransfer', { documentId, lines: [{ lineNo: 1, received: s.qty - lost, lost }] }, how);
      expected.add(item, site.stock, -s.qty);
      return expected.add(item, other.stock, s.qty - lost);
    }
    case 'quarantine': {
      const outcome = await attempt('inventory.transferStock', {
        fromLocationId: site.stock,
        toLocationId: site.quarantine,
        lines: [line],
      });
      return settle(outcome, expected.free(item, site) >= s.qty, () => {
        expected.add(item, site.stock, -s.qty);
        expected.add(item, site.quarantine, s.qty);
      });
    }
    case 'count': {
      const input = { locationId: site.stock, reasonCode: 'count-difference', lines: [{ itemId: item, counted: s.qty }] };
      const outcome = await attempt('inventory.postCount', input);
      return settle(outcome, !('refused' in outcome), () => {
        expected.onHand.set(`${item} ${site.stock}`, s.qty);
        expected.cap(item, site);
      });
    }
    case 'writeDown': {
      const outcome = await attempt('inventory.writeDown', { locationId: site.stock, reasonCode: 'damaged', lines: [line] });
      return settle(outcome, expected.at(item, site.stock) >= s.qty, () => {
        expected.add(item, site.stock, -s.qty);
        expected.cap(item, site);
      });
    }
    case 'recost': {
      await shop.dispatch('catalog.setCategory', { name: METHODS[s.item], costing: s.to });
      return;
    }
    case 'restandard': {
      const { revision } = await shop.ask<{ revision: number }>('catalog.getItem', { itemId: item });
      const lines = [{ itemId: item, standardCostMicros: s.unit }];
      const outcome = await attempt<{ value: number }>('inventory.changeStandardCost', { lines }, { expect: [{ id: item, revision }] });
      const { pools } = await shop.ask<{ pools: { qty: number; value: number }[] }>('inventory.layersOfItem', { itemId: item });
      // Whatever was there before, every pool is worth its units at the new cost.
      if ('reply' in outcome) expect(pools.map((p) => p.value)).toEqual(pools.map((p) => extend(p.qty, 1, s.unit, 'GBP')));
      return settle(outcome, 'reply' in outcome, () => undefined);
    }
    case 'reserve': {
      const outcome = await attempt<{ granted: number }>('inventory.reserveStock', {
        subjectId: `run-${run}`,
        warehouseId: site.warehouseId,
        ...line,
      });
      const can = Math.max(0, Math.min(s.qty, expected.free(item, site)));
      return settle(outcome, 'reply' in outcome && outcome.reply.granted === can, () =>
        expected.reserved.set(`${item} ${site.warehouseId}`, expected.promised(item, site) + can),
      );
    }
  }
}

describe('whatever happens in the warehouse', () => {
  test('stock is what moved, books are what stock is worth, and nobody is promised what is not there', async () => {
    const seed = Number(process.env['SEED'] ?? 20101201);
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
        run += 1;
        const items = await newItems();
        const expected = new Expected();
        for (const s of steps) await take(s, items, expected, run);
        for (const [key, qty] of expected.onHand) {
          const [itemId, locationId] = key.split(' ');
          const { onHand } = await shop.ask<{ onHand: number }>('inventory.countStock', where({ itemId, locationId }));
          expect(`${key}: ${onHand}`).toBe(`${key}: ${qty}`);
        }
        const { rows } = await shop.ask<{ rows: { itemId: string; warehouseId: string; reserved: number; sellable: number }[] }>(
          'inventory.stockByItem',
          { itemIds: items },
        );
        for (const r of rows)
          expect([r.reserved, r.reserved <= r.sellable]).toEqual([expected.reserved.get(`${r.itemId} ${r.warehouseId}`) ?? 0, true]);
        const areas = await shop.ask<{ rows: { gap: number }[] }>('inventory.valueByArea', {});
        expect(areas.rows.filter((a) => a.gap !== 0)).toEqual([]);
        expect(await findingsOf(shop)).toEqual([]);
      }),
      { seed, numRuns, verbose: 1, endOnFailure: onPostgres },
    );
  });

  test('a batch of moves ends where the same moves end one by one', async () => {
    const seed = Number(process.env['SEED'] ?? 1971);
    const hop = fc.record({
      item: zItem,
      what: fc.constantFrom('in', 'out', 'across', 'found'),
      site: zSite,
      qty: zQty,
      unit: zUnit,
      day: fc.integer({ min: 1, max: 28 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(hop, { minLength: 2, maxLength: 60 }), async (hops) => {
        const [single, batch] = [await newItems(), await newItems()];
        const onHand = new Map<string, number>();
        const moves = hops.flatMap(({ item, what, site, qty, unit, day }) => {
          const [here, there] = [`${item} ${site}`, `${item} ${1 - site}`];
          const at = (key: string) => onHand.get(key) ?? 0;
          const place = sites[site].stock;
          const leaves = what === 'out' || what === 'across';
          if (leaves ? at(here) < qty : what === 'found' && at(here) === 0) return [];
          onHand.set(here, at(here) + (leaves ? -qty : qty));
          if (what === 'across') onHand.set(there, at(there) + qty);
          const base = { item, qty, day };
          if (what === 'in') return [{ ...base, from: outside.supplier, to: place, unit }];
          if (what === 'found') return [{ ...base, from: outside.adjustment, to: place, found: true }];
          return [{ ...base, from: place, to: what === 'out' ? outside.customer : (sites[1 - site]?.stock ?? '') }];
        });
        const asked = (ids: readonly string[]) => moves.map(({ item, ...move }): StockroomMove => ({ ...move, itemId: ids[item] ?? '' }));
        for (const move of asked(single)) await shop.dispatch('stockroom.move', { moves: [move], reply: false });
        if (moves.length > 0) await shop.dispatch('stockroom.move', { moves: asked(batch), reply: false });
        for (const i of [0, 1, 2]) {
          const left = async (itemId: string | undefined) => {
            const { pools, rows } = await shop.ask<{
              pools: Record<string, unknown>[];
              rows: { areaId: string; effectiveOn: string; qtyLeft: number; valueLeft: number }[];
            }>('inventory.layersOfItem', { itemId, limit: 500 });
            return { pools, layers: rows.map((r) => [r.areaId, r.effectiveOn, r.qtyLeft, r.valueLeft]) };
          };
          expect(await left(batch[i])).toEqual(await left(single[i]));
        }
      }),
      { seed, numRuns, verbose: 1, endOnFailure: onPostgres },
    );
    expect(await findingsOf(shop)).toEqual([]);
  });
});

describe('fifty buyers, ten units', () => {
  test('exactly ten units are promised, however the buyers crowd in', async () => {
    const [itemId = ''] = await newItems();
    const { warehouseId } = sites[0];
    await shop.dispatch('inventory.receiveStock', { warehouseId, lines: [{ itemId, qty: 10, unitCostMicros: 4_000_000 }] });
    const buyers = Array.from({ length: 50 }, (_, i) => ({ order: `order-${i}`, line: 1_000 + i, itemId, warehouseId, qty: 1 }));
    const replies = await Promise.all(buyers.map((want) => shop.dispatch<{ granted: number }>('stockroom.reserve', { wants: [want] })));
    expect(replies.filter((r) => r.granted === 1)).toHaveLength(10);
    const { rows } = await shop.ask<{ rows: unknown[] }>('inventory.stockByItem', { itemIds: [itemId] });
    expect(rows).toEqual([{ itemId, warehouseId, sellable: 10, reserved: 10, available: 0 }]);
    // What is promised to them cannot be taken by anybody else, and goes with their own shipments.
    const issue = { itemId, qty: 1, from: sites[0].stock, to: outside.customer };
    expect(await attempt('stockroom.move', { moves: [issue] })).toEqual({ refused: 'inventory.reservedForOthers' });
    const moves = buyers.slice(0, 10).map((b) => ({ ...issue, reservation: { line: b.line, warehouseId } }));
    await shop.dispatch('stockroom.move', { moves });
    expect((await shop.ask<{ rows: unknown[] }>('inventory.stockByItem', { itemIds: [itemId] })).rows).toEqual([
      { itemId, warehouseId, sellable: 0, reserved: 0, available: 0 },
    ]);
    expect(await findingsOf(shop)).toEqual([]);
  });
});
