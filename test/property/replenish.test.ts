import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectHealthy } from '../kit/doctor.ts';
import { where } from '../kit/where.ts';
import { PickShop } from '../unit/fulfillment/pick-shop.ts';

/**
 * Whatever is ordered, released, carried and picked in which order: carrying changes neither what a warehouse has of a product nor what it is worth,
 * and no place is to give more than lies there.
 */
const SKUS = ['TEE', 'MUG'] as const;
type Deed =
  | { readonly does: 'order' | 'face'; readonly sku: number; readonly qty: number }
  | { readonly does: 'release' | 'fill' | 'demand' | 'pick' }
  | { readonly does: 'carry'; readonly part: number };

const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({
    does: fc.constantFrom('order' as const, 'face' as const),
    sku: fc.integer({ min: 0, max: 1 }),
    qty: fc.integer({ min: 1, max: 9 }),
  }),
  fc.record({ does: fc.constantFrom('release' as const, 'fill' as const, 'demand' as const, 'pick' as const) }),
  fc.record({ does: fc.constant('carry' as const), part: fc.integer({ min: 0, max: 2 }) }),
);

async function perform(at: PickShop, deeds: Deed): Promise<void> {
  const { shop, warehouseId } = at;
  const maybe = (operation: string, input: unknown) =>
    shop.dispatch(operation, input).catch((error: unknown) => expect(error).toHaveProperty('code'));
  switch (deeds.does) {
    case 'order':
      return void (await at.order({ [SKUS[deeds.sku] ?? 'TEE']: deeds.qty }));
    case 'face':
      return void (await maybe('fulfillment.setPickFaces', {
        warehouseId,
        faces: [{ sku: SKUS[deeds.sku], place: 'A-01', min: Math.floor(deeds.qty / 2), max: deeds.qty }],
      }));
    case 'release':
      return void (await maybe('fulfillment.releaseWave', { warehouseId, maxOrders: 2 }));
    case 'fill':
      return void (await maybe('fulfillment.proposeReplenishment', { warehouseId }));
    case 'demand':
      return void (await maybe('fulfillment.proposeReplenishment', { warehouseId, wave: {} }));
    case 'pick': {
      const { rows } = await shop.ask<{ rows: { id: string }[] }>('fulfillment.listWaves', where({ state: 'released' }));
      return rows[0] ? at.pickAll(rows[0].id) : undefined;
    }
    case 'carry': {
      const { rows } = await shop.ask<{ rows: { taskId: number; to: string; qty: number }[] }>(
        'fulfillment.listReplenishTasks',
        where({ state: 'open' }),
      );
      const [task] = rows;
      if (task)
        await maybe('fulfillment.confirmReplenishment', { taskId: task.taskId, code: task.to, qty: Math.max(0, task.qty - deeds.part) });
    }
  }
}

/** What the warehouse has of each product, what it is worth, and where more is to be taken than lies there. */
const look = async ({ shop, warehouseId }: PickShop) => {
  const { rows: worth } = await shop.ask<{ rows: { value: number; books: number }[] }>('inventory.valueByArea', {});
  return shop.engine.writer.exclusively(async ({ db }) => {
    const there = await db
      .selectFrom('stock_balance as b')
      .innerJoin('location as l', 'l.id', 'b.location_id')
      .where('l.warehouse_id', '=', warehouseId)
      .where('b.internal', '=', 1)
      .select(['b.item_id', 'b.location_id', 'b.on_hand'])
      .execute();
    const picks = await db.selectFrom('pick_task').select(['item_id', 'location_id', 'qty']).where('state', '=', 'open').execute();
    const sums = new Map<string, number>();
    for (const t of there) sums.set(t.item_id, (sums.get(t.item_id) ?? 0) + t.on_hand);
    const over = there.filter(
      (t) => picks.filter((p) => p.item_id === t.item_id && p.location_id === t.location_id).reduce((n, p) => n + p.qty, 0) > t.on_hand,
    );
    return { sums: [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)), worth, over };
  });
};

test('carrying goods to their faces changes no stock and no value, and no place is to give more than it has', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 4, maxLength: 14 }), async (deeds) => {
      const at = await PickShop.open({ TEE: [3, 12], MUG: [0, 9] });
      try {
        const before = await look(at);
        for (const one of deeds) {
          await perform(at, one);
          const now = await look(at);
          expect(now).toEqual({ ...before, over: [] });
        }
        await expectHealthy(at.shop);
      } finally {
        await at.shop.close();
      }
    }),
    { numRuns: 12, seed: 41 },
  );
});
