import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../../preload/contract/refusal.ts';
import { openShop, type Shop } from '../kit/company.ts';
import { expectHealthy } from '../kit/doctor.ts';

const RATES = { V20: 200_000, V7: 70_000, T85: 85_000 } as const;

const goods = fc.record({
  sku: fc.constantFrom('TEE', 'MUG', 'BREAKFAST'),
  qty: fc.integer({ min: 1, max: 9 }),
  unitPriceMicros: fc.integer({ min: 1_000_001, max: 49_999_999 }),
  discountPpm: fc.constantFrom(0, 0, 33_333, 150_000),
  discount: fc.constantFrom(0, 0, 1, 7),
  taxCode: fc.constantFrom(...Object.keys(RATES)),
});
const charge = fc.record({
  kind: fc.constant('charge' as const),
  sku: fc.constantFrom('POST', 'DEAL'),
  qty: fc.constant(1),
  unitPriceMicros: fc.constantFrom(4_990_000, 3_330_000, -2_500_000, 10_000),
  revenueRole: fc.constantFrom('shipping-revenue', 'discounts-given'),
  taxCode: fc.constantFrom(...Object.keys(RATES)),
});
const step = fc.record({
  do: fc.constantFrom('split', 'split', 'split', 'cancel', 'ship', 'merge', 'apart', 'send'),
  at: fc.nat(5),
  line: fc.nat(3),
  qty: fc.integer({ min: 1, max: 6 }),
  charges: fc.constantFrom('share' as const, 'stay' as const),
});
const story = fc.record({
  rounding: fc.constantFrom('line', 'document'),
  includes: fc.boolean(),
  /** Of the total, what was paid before: nothing, a part, all, more. */
  paid: fc.constantFrom(0, 400_000, 1_000_000, 1_300_000),
  goods: fc.array(goods, { minLength: 1, maxLength: 3 }),
  charges: fc.array(charge, { maxLength: 2 }),
  steps: fc.array(step, { minLength: 2, maxLength: 9 }),
});
type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

interface View {
  id: string;
  state: string;
  net: number;
  tax: number;
  total: number;
  openDeposit: number;
  revision: number;
  lines: { id: number; kind: string; qty: number; qtyShipped: number; qtyCancelled: number }[];
  sets: { lines: { orderLineId: number; perSet: number }[] }[];
}

async function tried<T>(done: Promise<T>): Promise<T | undefined> {
  try {
    return await done;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

async function openStory(told: Story): Promise<{ shop: Shop; first: string }> {
  const shop = await openShop({ spec: { policies: { taxRounding: told.rounding } } });
  for (const [code, ratePpm] of Object.entries(RATES))
    await shop.dispatch('accounting.setTaxCode', { code, name: code, taxClass: 'standard', ratePpm });
  await shop.dispatch('catalog.createItems', { items: ['TEE', 'MUG'].map((sku) => ({ sku, title: sku, priceMicros: 5_000_000 })) });
  const { itemId } = await shop.dispatch<{ itemId: string }>('catalog.createItem', { sku: 'BREAKFAST', title: 'Set', kind: 'service' });
  const components = [
    { sku: 'TEE', qty: 2 },
    { sku: 'MUG', qty: 1 },
  ];
  await shop.dispatch('catalog.setKit', { itemId, components }, { expect: [{ id: itemId, revision: 1 }] });
  const { rows } = await shop.ask<{ rows: { id: string; code: string }[] }>('inventory.listWarehouses', {});
  for (const sku of ['TEE', 'MUG'])
    await shop.dispatch('inventory.receiveStock', {
      warehouseId: rows.find((w) => w.code === 'LON')?.id,
      lines: [{ sku, qty: 60, unitCostMicros: 2_000_000 }],
    });
  const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'customer', name: 'Ann', country: 'GB' });
  const { orderId, total } = await shop.dispatch<{ orderId: string; total: number }>('sales.acceptOrder', {
    partyId,
    orderedAt: shop.now,
    orderedOn: '2026-01-05',
    currency: 'GBP',
    country: 'GB',
    payment: 'before-shipment',
    pricesIncludeTax: told.includes,
    lines: [...told.goods, ...told.charges],
  });
  const paid = Math.floor((Math.max(0, total) * told.paid) / 1_000_000);
  if (paid > 0) await shop.dispatch('accounting.recordCapture', { on: '2026-01-05', amount: paid, partyId, orderId });
  return { shop, first: orderId };
}

const viewOf = (shop: Shop, orderId: string) => shop.ask<View>('sales.getOrder', { orderId });
const sum = (rows: readonly View[], of: (v: View) => number) => rows.reduce((all, v) => all + of(v), 0);

/** What a set takes of each of its lines, where the line is of one. */
function asked(view: View, line: number, qty: number) {
  const chosen = view.lines.filter((l) => l.kind === 'item')[line] ?? view.lines[0];
  const set = view.sets.find((s) => s.lines.some((l) => l.orderLineId === chosen?.id));
  return set ? set.lines.map((l) => ({ orderLineId: l.orderLineId, qty: qty * l.perSet })) : [{ orderLineId: chosen?.id ?? 0, qty }];
}

async function play(shop: Shop, orders: string[], s: Story['steps'][number]): Promise<void> {
  const orderId = orders[s.at % orders.length] ?? '';
  const view = await viewOf(shop, orderId);
  const how = { expect: [{ id: orderId, revision: view.revision }] };
  const lines = asked(view, s.line, s.qty);
  const { merge } = await shop.ask<{ merge: { id: string; revision: number } | null }>('fulfillment.getMerge', { orderId });
  const together = { expect: [{ id: merge?.id ?? 'mrg_none', revision: merge?.revision ?? 0 }] };
  if (s.do === 'split') {
    const before = [view.net, view.tax, view.total, view.openDeposit];
    const made = await tried(shop.dispatch<{ orderId: string }>('sales.splitOrder', { orderId, lines, charges: s.charges }, how));
    if (!made) return;
    orders.push(made.orderId);
    const parts = [await viewOf(shop, orderId), await viewOf(shop, made.orderId)];
    // The sum of both documents is the one before, to the cent, in net, tax, total and deposit.
    expect([sum(parts, (v) => v.net), sum(parts, (v) => v.tax), sum(parts, (v) => v.total), sum(parts, (v) => v.openDeposit)]).toEqual(
      before,
    );
  } else if (s.do === 'cancel') await tried(shop.dispatch('sales.cancelLines', { orderId, reason: 'less', lines }, how));
  else if (s.do === 'ship') await tried(shop.dispatch('fulfillment.shipOrder', { orderId, lines }));
  else if (s.do === 'merge') await tried(shop.dispatch('fulfillment.mergeOrders', { orderIds: [...new Set([orderId, orders[0] ?? ''])] }));
  else if (s.do === 'apart') await tried(shop.dispatch('fulfillment.unmergeOrders', { mergeId: merge?.id ?? 'mrg_none' }, together));
  else await tried(shop.dispatch('fulfillment.shipMerge', { mergeId: merge?.id ?? 'mrg_none' }, together));
}

/** Lifts what holds an order: one whose discounts come to more than its goods waits for somebody to look at it. */
async function liftHolds(shop: Shop, { id: orderId, revision }: View): Promise<void> {
  const lifted = shop.dispatch('sales.releaseHolds', { orderId, reason: 'looked at' }, { expect: [{ id: orderId, revision }] });
  await lifted.catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.code !== 'sales.orderNotHeld') throw error;
  });
}

/** Sends what is left of every order. */
async function sendAll(shop: Shop, orders: readonly string[]): Promise<void> {
  for (const orderId of orders) {
    const { merge } = await shop.ask<{ merge: { id: string; revision: number; state: string } | null }>('fulfillment.getMerge', {
      orderId,
    });
    if (merge?.state === 'open')
      await shop.dispatch('fulfillment.unmergeOrders', { mergeId: merge.id }, { expect: [{ id: merge.id, revision: merge.revision }] });
    const view = await viewOf(shop, orderId);
    if (view.state !== 'open') continue;
    await liftHolds(shop, view);
    await shop.dispatch('fulfillment.fulfillOrder', { orderId });
  }
}

/** Goods of 1.00 less 2.50: held when it comes in. */
const BELOW_NOTHING: Story = {
  rounding: 'line',
  includes: false,
  paid: 0,
  goods: [{ sku: 'TEE', qty: 1, unitPriceMicros: 1_000_001, discountPpm: 0, discount: 0, taxCode: 'V20' }],
  charges: [{ kind: 'charge', sku: 'DEAL', qty: 1, unitPriceMicros: -2_500_000, revenueRole: 'discounts-given', taxCode: 'V20' }],
  steps: [{ do: 'split', at: 0, line: 0, qty: 1, charges: 'share' }],
};

test('however orders are split, merged, cancelled and shipped, no cent and no unit is lost or found', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (told) => {
      const { shop, first } = await openStory(told);
      try {
        const placed = await viewOf(shop, first);
        const orders = [first];
        for (const s of told.steps) await play(shop, orders, s);
        await expectHealthy(shop);
        await sendAll(shop, orders);
        const all = await Promise.all(orders.map((id) => viewOf(shop, id)));
        expect([sum(all, (v) => v.net), sum(all, (v) => v.tax), sum(all, (v) => v.total)]).toEqual([placed.net, placed.tax, placed.total]);
        expect(all.map((v) => v.state).filter((state) => state === 'open')).toEqual([]);
        await expectHealthy(shop);
      } finally {
        await shop.close();
      }
    }),
    {
      numRuns: 25,
      examples: [[BELOW_NOTHING]],
      ...(process.env['SEED'] === undefined ? {} : { seed: Number(process.env['SEED']) }),
      verbose: 1,
    },
  );
}, 300_000);
