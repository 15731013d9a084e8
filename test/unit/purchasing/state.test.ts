import { afterAll, beforeAll, expect, test } from 'vitest';
import { ORDER_MACHINE } from '../../../main/domain/purchasing/machine.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { doneBySql, pairsOf, saidBy } from '../../kit/transitions.ts';

let shop: Shop;
let party_id: string;
let warehouse_id: string;
beforeAll(async () => {
  shop = await openShop();
  ({ partyId: party_id } = await shop.dispatch<{ partyId: string }>('parties.createParty', {
    kind: 'supplier',
    name: 'Mill',
    country: 'GB',
  }));
  const { rows } = await shop.ask<{ rows: { id: string }[] }>('inventory.listWarehouses', {});
  warehouse_id = rows[0]?.id ?? '';
});
afterAll(() => shop.close());

test.each(pairsOf(ORDER_MACHINE))(
  'a purchase order that is %s becomes %s only if the list of transitions says so, in SQL too',
  async (from, to) => {
    const row = { id: 'po_x', number: 'X', party_id, warehouse_id, ordered_on: '2026-01-05', memo: '' };
    expect(await doneBySql(shop, 'purchase_order', row, from, to)).toBe(saidBy(ORDER_MACHINE, from, to));
  },
);
