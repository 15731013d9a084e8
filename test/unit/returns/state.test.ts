import { afterAll, beforeAll, expect, test } from 'vitest';
import { RETURN_MACHINE, type ReturnState } from '../../../main/domain/returns/machine.ts';
import { openShop, type Shop } from '../../kit/company.ts';

let shop: Shop;
let partyId: string;
let warehouseId: string;
beforeAll(async () => {
  shop = await openShop();
  ({ partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'customer', name: 'Ann', country: 'GB' }));
  const { rows } = await shop.ask<{ rows: { id: string }[] }>('inventory.listWarehouses', {});
  warehouseId = rows[0]?.id ?? '';
});
afterAll(() => shop.close());

const states = Object.keys(RETURN_MACHINE) as ReturnState[];
const pairs = states.flatMap((from) => states.filter((to) => to !== from).map((to) => [from, to] as const));

test.each(pairs)('a return that is %s becomes %s only if the list of transitions says so, in SQL too', async (from, to) => {
  const allowed = Object.values(RETURN_MACHINE[from] as Record<string, ReturnState>).includes(to);
  const outcome = await shop.engine.writer.exclusively(async (tx) => {
    await tx.begin('write');
    const columns = 'id, number, party_id, warehouse_id, state, opened_at, opened_on, revision';
    await tx.exec(
      `insert into customer_return (${columns}) values ('ret_x', 'X', '${partyId}', '${warehouseId}', '${from}', '2026-01-05T09:00:00.000Z', '2026-01-05', 1)`,
    );
    try {
      await tx.exec(`update customer_return set state = '${to}', revision = 2 where id = 'ret_x'`);
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
