import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { share } from '../../preload/contract/values/int.ts';
import { openShop, type Shop } from '../kit/company.ts';
import { findingsOf } from '../kit/doctor.ts';
import { stockroomRegistry } from '../kit/stockroom.ts';

const onPostgres = process.env['COUNTINGHOUSE_DB'] === 'postgres';
const numRuns = onPostgres ? 3 : 15;

let shop: Shop;
let sites: readonly { readonly warehouseId: string; readonly stock: string; readonly quarantine: string; readonly areaId: string }[];
let customer: string;
let made = 0;

beforeAll(async () => {
  shop = await openShop({ registry: stockroomRegistry() });
  shop.now = '2026-02-01T10:00:00.000Z';
  await shop.dispatch('company.setPolicies', { backDatedReceipts: 'replay' });
  const { rows } = await shop.ask<{ rows: { id: string; locations: { id: string; status: string; areaId: string }[] }[] }>(
    'inventory.listWarehouses',
    {},
  );
  sites = rows.map((w) => {
    const at = (status: string) => w.locations.find((l) => l.status === status);
    return {
      warehouseId: w.id,
      stock: at('sellable')?.id ?? '',
      quarantine: at('quarantine')?.id ?? '',
      areaId: at('sellable')?.areaId ?? '',
    };
  });
  customer = await shop.engine.writer.exclusively(
    async ({ db }) => (await db.selectFrom('location').select('id').where('kind', '=', 'customer').executeTakeFirstOrThrow()).id,
  );
});
afterAll(() => shop.close());

interface Event {
  readonly at: string;
  readonly kind: 'in' | 'out';
  readonly qty: number;
  readonly value: number;
}

/** What stock is worth when everything happened in the order of its time, worked out without the house. */
function naive(events: readonly Event[], method: 'fifo' | 'average'): { readonly left: number; readonly sold: number } {
  const queue: { qty: number; value: number }[] = [];
  let sold = 0;
  for (const e of events
    .map((event, i) => ({ event, i }))
    .sort((a, b) => (a.event.at < b.event.at ? -1 : a.event.at > b.event.at ? 1 : a.i - b.i))) {
    const { kind, qty, value } = e.event;
    const [pool] = queue;
    if (kind === 'in') {
      if (method === 'average' && pool) {
        pool.qty += qty;
        pool.value += value;
      } else queue.push({ qty, value });
      continue;
    }
    let missing = qty;
    while (missing > 0) {
      const layer = queue[0];
      if (!layer) throw new Error('more was sold than there was');
      const taken = Math.min(missing, layer.qty);
      const cost = share(layer.value, layer.qty, taken);
      layer.qty -= taken;
      layer.value -= cost;
      sold += cost;
      missing -= taken;
      if (layer.qty === 0) queue.shift();
    }
  }
  return { left: queue.reduce((sum, l) => sum + l.value, 0), sold };
}

const zStep = fc.record({
  kind: fc.constantFrom('in', 'in', 'late', 'late', 'out', 'out', 'out', 'out', 'back', 'across'),
  qty: fc.integer({ min: 1, max: 9 }),
  /** Whole minor units a unit: a FIFO layer then has no remainder to place. */
  unit: fc.integer({ min: 1, max: 900 }),
  pick: fc.nat({ max: 999 }),
  next: fc.boolean(),
});
type Step = typeof zStep extends fc.Arbitrary<infer S> ? S : never;

async function newItem(method: string): Promise<string> {
  made += 1;
  await shop.dispatch('catalog.setCategory', { name: method, costing: method });
  const draft = { sku: `LATE-${method}-${made}`, title: method, category: method };
  return (await shop.dispatch<{ itemId: string }>('catalog.createItem', draft)).itemId;
}

const sold = () =>
  shop.engine.writer.exclusively(async ({ db }) => {
    const rows = await db
      .selectFrom('journal_line as l')
      .innerJoin('account_role as r', 'r.account_id', 'l.account_id')
      .where('r.role', 'in', ['cogs', 'cogs-variance'])
      .select('l.amount')
      .execute();
    return rows.reduce((sum, r) => sum + r.amount, 0);
  });

/** Plays the steps; `wild` ones bring goods back and move them between warehouses. */
async function play(itemId: string, steps: readonly Step[], wild: boolean): Promise<Event[]> {
  const [site, other] = sites;
  const events: Event[] = [];
  const soldBy: number[] = [];
  let day = 3;
  let onHand = 0;
  const at = (d: number, hour: string) => `2026-01-${String(d).padStart(2, '0')}T${hour}:00:00.000Z`;
  const receive = async (d: number, s: Step) => {
    const when = at(d, '06');
    const lines = [{ itemId, qty: s.qty, unitCostMicros: s.unit * 10_000 }];
    await shop.dispatch('inventory.receiveStock', { warehouseId: site?.warehouseId, at: when, lines });
    events.push({ at: when, kind: 'in', qty: s.qty, value: s.qty * s.unit });
    onHand += s.qty;
  };
  for (const s of steps) {
    if (s.next && day < 28) day += 1;
    if (s.kind === 'in') await receive(day, s);
    if (s.kind === 'late') await receive(1 + (s.pick % day), s);
    if (s.kind === 'out' && onHand > 0) {
      const qty = Math.min(onHand, s.qty);
      const move = { itemId, qty, from: site?.stock, to: customer, day };
      const { moveIds } = await shop.dispatch<{ moveIds: number[] }>('stockroom.move', { moves: [move] });
      soldBy.push(...moveIds);
      events.push({ at: at(day, '08'), kind: 'out', qty, value: 0 });
      onHand -= qty;
    }
    if (!wild) continue;
    const sale = soldBy[s.pick % Math.max(1, soldBy.length)];
    const back = { itemId, qty: 1, from: customer, to: s.next ? site?.stock : site?.quarantine, backFrom: [sale], day };
    if (s.kind === 'back' && sale !== undefined)
      await shop.dispatch('stockroom.move', { moves: [back] }).then(
        () => (onHand += s.next ? 1 : 0),
        (no: unknown) => expect(no).toMatchObject({ code: 'inventory.returnExceedsIssue' }),
      );
    if (s.kind === 'across' && onHand > 0) {
      const qty = Math.min(onHand, s.qty);
      await shop.dispatch('stockroom.move', { moves: [{ itemId, qty, from: site?.stock, to: other?.stock, day }] });
      onHand -= qty;
    }
  }
  return events;
}

const worth = async (itemId: string) => {
  const { pools } = await shop.ask<{ pools: { value: number }[] }>('inventory.layersOfItem', { itemId });
  return pools.reduce((sum, p) => sum + p.value, 0);
};

async function proofs(): Promise<void> {
  const days = await shop.engine.writer.exclusively(({ db }) =>
    db.selectFrom('valuation_line').select('effective_on as on').distinct().execute(),
  );
  for (const on of [undefined, ...days.map((d) => d.on)]) {
    const { rows } = await shop.ask<{ rows: { gap: number; value: number }[] }>('inventory.valueByArea', on === undefined ? {} : { on });
    expect([on, rows.filter((r) => r.gap !== 0)]).toEqual([on, []]);
  }
  expect(await findingsOf(shop)).toEqual([]);
}

const seed = Number(process.env['SEED'] ?? 20260127);

test.each(['fifo', 'average'] as const)(
  'goods that came late are where they would have been, %s: stock and cost of sales are those of the order of time',
  async (method) => {
    await fc.assert(
      fc.asyncProperty(fc.array(zStep, { minLength: 8, maxLength: 30 }), async (steps) => {
        const itemId = await newItem(method);
        const before = await sold();
        const expected = naive(await play(itemId, steps, false), method);
        expect({ left: await worth(itemId), sold: (await sold()) - before }).toEqual(expected);
        await proofs();
      }),
      { seed, numRuns, verbose: 1, endOnFailure: onPostgres },
    );
  },
);

test('with goods that came back or moved on as well, every proof holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(zStep, { minLength: 15, maxLength: 50 }), fc.constantFrom('fifo', 'average'), async (steps, method) => {
      const itemId = await newItem(method);
      await play(itemId, steps, true);
      expect(await worth(itemId)).toBeGreaterThanOrEqual(0);
      await proofs();
    }),
    { seed, numRuns, verbose: 1, endOnFailure: onPostgres },
  );
});
