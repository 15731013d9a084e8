import { afterAll, beforeAll, expect, test } from 'vitest';
import { ORDER_MACHINE, type OrderState } from '../../../main/domain/purchasing/machine.ts';
import { openShop, type Shop } from '../../kit/company.ts';

let shop: Shop;
let partyId: string;
let warehouseId: string;
beforeAll(async () => {
  shop = await openShop();
  ({ partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'supplier', name: 'Mill', country: 'GB' }));
  const { rows } = await shop.ask<{ rows: { id: string }[] }>('inventory.listWarehouses', {});
  warehouseId = rows[0]?.id ?? '';
});
afterAll(() => shop.close());

const states = Object.keys(ORDER_MACHINE) as OrderState[];
const pairs = states.flatMap((from) => states.filter((to) => to !== from).map((to) => [from, to] as const));

test.each(pairs)('a purchase order that is %s becomes %s only if the list of transitions says so, in SQL too', async (from, to) => {
  const allowed = Object.values(ORDER_MACHINE[from] as Record<string, OrderState>).includes(to);
  const outcome = await shop.engine.writer.exclusively(async (tx) => {
    await tx.begin('write');
    await tx.exec(
      `insert into purchase_order (id, number, party_id, warehouse_id, state, ordered_on, memo, revision)
       values ('po_x', 'X', '${partyId}', '${warehouseId}', '${from}', '2026-01-05', '', 1)`,
    );
    try {
      await tx.exec(`update purchase_order set state = '${to}', revision = 2 where id = 'po_x'`);
      return 'changed';
    } catch (error) {
      return String(error);
    } finally {
      await tx.rollback();
    }
  });
  if (allowed) expect(outcome).toBe('changed');
  else expect(outcome).toContain('this state cannot follow that one');
});
