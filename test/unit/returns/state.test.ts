import { afterAll, beforeAll, expect, test } from 'vitest';
import { RETURN_MACHINE } from '../../../main/domain/returns/machine.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { doneBySql, pairsOf, saidBy } from '../../kit/transitions.ts';

let shop: Shop;
let party_id: string;
let warehouse_id: string;
beforeAll(async () => {
  shop = await openShop();
  ({ partyId: party_id } = await shop.dispatch<{ partyId: string }>('parties.createParty', {
    kind: 'customer',
    name: 'Ann',
    country: 'GB',
  }));
  const { rows } = await shop.ask<{ rows: { id: string }[] }>('inventory.listWarehouses', {});
  warehouse_id = rows[0]?.id ?? '';
});
afterAll(() => shop.close());

test.each(pairsOf(RETURN_MACHINE))(
  'a return that is %s becomes %s only if the list of transitions says so, in SQL too',
  async (from, to) => {
    const opened = { opened_at: '2026-01-05T09:00:00.000Z', opened_on: '2026-01-05' };
    expect(await doneBySql(shop, 'customer_return', { id: 'ret_x', number: 'X', party_id, warehouse_id, ...opened }, from, to)).toBe(
      saidBy(RETURN_MACHINE, from, to),
    );
  },
);
