import { afterEach, beforeEach, expect, test } from 'vitest';
import initial from '../../db/migrations/0001-initial.json' with { type: 'json' };
import belowZero from '../../db/migrations/0045-below-zero.json' with { type: 'json' };
import { migrations } from '../../db/migrations/index.ts';
import { openShop, type Shop } from '../kit/company.ts';
import { expectHealthy } from '../kit/doctor.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

/** Puts tables back to what the first step made of them, with the rows they hold. */
async function asAtFirst(names: readonly ('change' | 'cost_layer_balance')[]): Promise<void> {
  await shop.engine.writer.exclusively(async (tx) => {
    for (const name of names) {
      const made = initial[tx.dialect].filter((s) => new RegExp(`^create (table|index) "${name}(_1)?"`).test(s));
      const columns = [...(made[0] ?? '').matchAll(/^ {2}("\w+") /gm)].map((m) => m[1]).join(', ');
      await tx.exec(`create table kept as select ${columns} from "${name}"`);
      await tx.exec(`drop table "${name}"`);
      await tx.exec(made[0] ?? '');
      await tx.exec(`insert into "${name}" (${columns}) select ${columns} from kept`);
      await tx.exec(made[1] ?? '');
      await tx.exec('drop table kept');
    }
  });
}

const step = async (name: string) => {
  const found = migrations.find((m) => m.name.endsWith(name));
  if (!found) throw new Error(`no step ${name}`);
  await shop.engine.writer.exclusively((tx) => found.up(tx));
};

test('recorded history and cost layers are the same after they are stored anew', async () => {
  await shop.dispatch('catalog.createItems', { items: [{ sku: 'TEE', title: 'Tee', priceMicros: 9_000_000 }] });
  const { id: warehouseId } = await shop.engine.store.writer.db.selectFrom('warehouse').select('id').executeTakeFirstOrThrow();
  const { id: itemId } = await shop.engine.store.writer.db.selectFrom('item').select('id').executeTakeFirstOrThrow();
  for (const [on, qty] of [
    ['2026-01-02', 2],
    ['2026-01-03', 5],
  ] as const)
    await shop.dispatch('inventory.postOpening', { warehouseId, on, lines: [{ sku: 'TEE', qty, unitCostMicros: 4_000_000 }] });
  const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'customer', name: 'Ada', country: 'GB' });
  const line = { itemId, sku: 'TEE', qty: 3, unitPriceMicros: 9_000_000 };
  const order = { id: `so_${'0'.repeat(26)}`, partyId, orderedAt: shop.now, orderedOn: '2026-01-05', currency: 'GBP', country: 'GB' };
  await shop.dispatch('fulfillment.acceptAndFulfill', { orders: [{ ...order, lines: [line] }] });
  const history = await shop.ask('engine.history', { table: 'sales_order', key: order.id });
  const layers = await shop.ask('inventory.layersOfItem', { itemId, open: true, limit: 10, offset: 0 });
  expect(layers).toMatchObject({ rows: [{ qtyLeft: 4 }] });

  await asAtFirst(['change', 'cost_layer_balance']);
  await step('changes-by-commit');
  await step('lighter-stock-indexes');
  // A later step changes the same table.
  await shop.engine.writer.exclusively(async (tx) => {
    for (const statement of belowZero[tx.dialect]) if (statement.includes('"cost_layer_balance')) await tx.exec(statement);
  });

  expect(await shop.ask('engine.history', { table: 'sales_order', key: order.id })).toEqual(history);
  expect(await shop.ask('inventory.layersOfItem', { itemId, open: true, limit: 10, offset: 0 })).toEqual(layers);
  await expectHealthy(shop);
});
