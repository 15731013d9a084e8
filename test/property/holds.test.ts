import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../../preload/contract/refusal.ts';
import type { RuleTest } from '../../preload/contract/sales-rules.ts';
import { openShop, type Shop } from '../kit/company.ts';
import { expectHealthy } from '../kit/doctor.ts';

/** One rule of each kind an order can run into here, all of which block. */
const RULES: readonly RuleTest[] = [
  { kind: 'high-value', above: 9_000 },
  { kind: 'huge-quantity', above: 6 },
  { kind: 'fraud-score', from: 80 },
  { kind: 'velocity', orders: 9, hours: 1 },
  { kind: 'new-address', above: 5_000 },
  { kind: 'address-mismatch', results: ['mismatch'] },
  { kind: 'address-incomplete', needs: 'country' },
  { kind: 'payment' },
  { kind: 'margin-floor', belowPpm: 100_000 },
  { kind: 'deep-discount', abovePpm: 300_000 },
  { kind: 'restricted-goods', countries: ['DE'], categoryIds: [], skus: ['MUG'] },
  { kind: 'stock', warehouseId: null },
];

interface OrderView {
  id: string;
  revision: number;
  lines: { id: number; qtyShipped: number }[];
  holds: { id: string; severity: string; releasedAt: string | null; revision: number }[];
}
/** What an order has of the stock: promised, picked for it, and gone. */
interface Has {
  readonly promised: number;
  readonly picked: number;
  readonly shipped: number;
}

const step = fc.oneof(
  fc.record({
    do: fc.constant('accept' as const),
    sku: fc.constantFrom('TEE', 'MUG'),
    qty: fc.integer({ min: 1, max: 8 }),
    price: fc.constantFrom(3, 10, 15),
    discountPpm: fc.constantFrom(0, 400_000),
    country: fc.constantFrom('GB', 'DE', 'ZZ'),
    score: fc.constantFrom(10, 90),
    avs: fc.constantFrom('match', 'mismatch'),
    street: fc.constantFrom('1 Mill St', '2 Quay'),
    payment: fc.constantFrom('on-account', 'before-shipment'),
  }),
  fc.record({ do: fc.constant('edit' as const), at: fc.nat(9), qty: fc.integer({ min: 1, max: 8 }), price: fc.constantFrom(3, 10, 15) }),
  fc.record({
    do: fc.constantFrom(
      'allocate',
      'allocateAll',
      'ship',
      'shipAll',
      'fulfil',
      'wave',
      'confirm',
      'hand',
      'invoice',
      'pay',
      'release',
      'receive',
      'give',
    ),
    at: fc.nat(9),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Does a step as far as it can be done; a refusal is an answer like another. */
async function tried<T>(done: Promise<T>): Promise<T | undefined> {
  try {
    return await done;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

test('no order of commands promises, picks or ships anything of an order while a rule blocks it', async () => {
  let blocked = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 30 }), async (steps) => {
      const shop = await openShop();
      try {
        const world = await open(shop);
        for (const s of steps) {
          const before = await hasNow(shop);
          const held = await heldNow(shop);
          blocked += held.size;
          await tried(carryOut(shop, world, s));
          const after = await hasNow(shop);
          const still = await heldNow(shop);
          // Lifting a hold sets an order free within the command; what is held before and after was held all along.
          for (const orderId of held)
            if (still.has(orderId)) {
              const [then, now] = [before.get(orderId) ?? NOTHING, after.get(orderId) ?? NOTHING];
              expect(now.promised, `${s.do} promised to ${orderId}`).toBeLessThanOrEqual(then.promised);
              expect(now.picked, `${s.do} picked for ${orderId}`).toBeLessThanOrEqual(then.picked);
              expect(now.shipped, `${s.do} shipped of ${orderId}`).toBe(then.shipped);
            }
        }
        await expectHealthy(shop);
      } finally {
        await shop.close();
      }
    }),
    { numRuns: 8 },
  );
  expect(blocked).toBeGreaterThan(20);
}, 240_000);

const NOTHING: Has = { promised: 0, picked: 0, shipped: 0 };

interface Task {
  readonly taskId: number;
  readonly state: string;
  readonly place: string;
  readonly sku: string;
  readonly qty: number;
}

interface World {
  readonly partyId: string;
  readonly warehouseId: string;
  readonly orders: string[];
}

async function open(shop: Shop): Promise<World> {
  const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'customer', name: 'Ann', country: 'GB' });
  await shop.dispatch('catalog.createItems', { items: ['TEE', 'MUG'].map((sku) => ({ sku, title: sku })) });
  const { rows } = await shop.ask<{ rows: { id: string }[] }>('inventory.listWarehouses', {});
  const warehouseId = rows[0]?.id ?? '';
  const lines = ['TEE', 'MUG'].map((sku) => ({ sku, qty: 12, unitCostMicros: 4_000_000 }));
  await shop.dispatch('inventory.postOpening', { warehouseId, lines });
  await shop.dispatch('fulfillment.setDelivery', { warehouseId, steps: 2 });
  for (const test of RULES)
    await shop.dispatch('sales.setOrderRule', {
      code: `p-${test.kind}`,
      name: test.kind,
      test,
      severity: 'block',
      owner: { kind: 'role', id: 'support' },
    });
  return { partyId, warehouseId, orders: [] };
}

async function carryOut(shop: Shop, { partyId, warehouseId, orders }: World, s: Step): Promise<unknown> {
  if (s.do === 'accept') {
    const { orderId } = await shop.dispatch<{ orderId: string }>('sales.acceptOrder', {
      partyId,
      orderedAt: shop.now,
      orderedOn: '2026-01-05',
      currency: 'GBP',
      country: s.country,
      payment: s.payment,
      shipTo: { line1: s.street, postcode: 'N1', city: 'London' },
      risk: { score: s.score, avs: s.avs },
      lines: [{ sku: s.sku, qty: s.qty, unitPriceMicros: s.price * 1_000_000, discountPpm: s.discountPpm }],
    });
    return orders.push(orderId);
  }
  const orderId = orders[s.at % Math.max(1, orders.length)];
  if (orderId === undefined) return undefined;
  const order = await shop.ask<OrderView>('sales.getOrder', { orderId });
  const expects = { expect: [{ id: orderId, revision: order.revision }] };
  switch (s.do) {
    case 'edit':
      return shop.dispatch(
        'sales.editOrder',
        { orderId, lines: [{ orderLineId: order.lines[0]?.id, qty: s.qty, unitPriceMicros: s.price * 1_000_000 }] },
        expects,
      );
    case 'allocate':
      return shop.dispatch('fulfillment.allocateOrder', { orderId });
    case 'allocateAll':
      return shop.dispatch('fulfillment.allocateOrders', { orderIds: orders });
    case 'ship':
      return shop.dispatch('fulfillment.shipOrder', { orderId });
    case 'shipAll':
      return shop.dispatch('fulfillment.shipOrders', { orders: orders.map((id) => ({ orderId: id })) });
    case 'fulfil':
      return shop.dispatch('fulfillment.fulfillOrder', { orderId });
    case 'wave':
      return shop.dispatch('fulfillment.releaseWave', { warehouseId });
    case 'confirm': {
      const { rows } = await shop.ask<{ rows: { id: string }[] }>('fulfillment.listWaves', {});
      for (const { id: waveId } of rows) {
        const { tasks } = await shop.ask<{ tasks: Task[] }>('fulfillment.getWave', { waveId });
        for (const { taskId, place, sku, qty } of tasks.filter((t) => t.state === 'open'))
          for (const code of [place, sku, String(qty)]) await tried(shop.dispatch('fulfillment.scanPick', { taskId, code }));
      }
      return undefined;
    }
    case 'hand': {
      const { rows } = await shop.ask<{ rows: { id: string }[] }>('fulfillment.listWaves', {});
      for (const { id: waveId } of rows) await tried(shop.dispatch('fulfillment.handOverPicked', { waveId, orderIds: [orderId] }));
      return undefined;
    }
    case 'invoice':
      return shop.dispatch('sales.issueInvoice', { orderId }, expects);
    case 'pay':
      return shop.dispatch('accounting.recordCapture', { on: '2026-01-05', amount: 1000, partyId, orderId });
    case 'release': {
      const hold = order.holds.find((h) => h.releasedAt === null);
      const input = { holdId: hold?.id, reason: 'looked at' };
      return hold && shop.dispatch('sales.releaseHold', input, { expect: [{ id: hold.id, revision: hold.revision }] });
    }
    case 'receive':
      return shop.dispatch('inventory.receiveStock', { warehouseId, lines: [{ sku: 'TEE', qty: 3, unitCostMicros: 4_000_000 }] });
    case 'give':
      return shop.dispatch('fulfillment.releaseAllocation', { orderId });
  }
}

const heldNow = (shop: Shop): Promise<ReadonlySet<string>> =>
  shop.engine.writer.exclusively(async ({ db }) => {
    const rows = await db
      .selectFrom('hold')
      .select('subject_id')
      .where('subject_kind', '=', 'sales_order')
      .where('severity', '=', 'block')
      .where('released_at', 'is', null)
      .execute();
    return new Set(rows.map((r) => r.subject_id));
  });

const hasNow = (shop: Shop): Promise<ReadonlyMap<string, Has>> =>
  shop.engine.writer.exclusively(async ({ db }) => {
    const lines = await db.selectFrom('sales_order_line').select(['id', 'order_id', 'qty_shipped']).execute();
    const promised = await db.selectFrom('reservation').select(['subject_line', 'qty']).where('subject_kind', '=', 'sales_order').execute();
    const staged = await db.selectFrom('staged_goods').select(['order_line_id', 'qty']).execute();
    const sum = <T>(rows: readonly T[], is: (row: T) => boolean, of: (row: T) => number) => rows.filter(is).reduce((n, r) => n + of(r), 0);
    return new Map(
      [...Map.groupBy(lines, (l) => l.order_id)].map(([orderId, own]) => {
        const ids = new Set(own.map((l) => l.id));
        return [
          orderId,
          {
            promised: sum(
              promised,
              (r) => ids.has(r.subject_line),
              (r) => r.qty,
            ),
            picked: sum(
              staged,
              (r) => ids.has(r.order_line_id),
              (r) => r.qty,
            ),
            shipped: sum(
              own,
              () => true,
              (l) => l.qty_shipped,
            ),
          },
        ];
      }),
    );
  });
