import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { QUOTE_MACHINE } from '../../../main/domain/sales/quotes/machine.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy, findingsOf } from '../../kit/doctor.ts';
import { doneBySql, pairsOf, saidBy } from '../../kit/transitions.ts';

let shop: Shop;
let party_id: string;
let order_id: string;
beforeAll(async () => {
  shop = await openShop();
  ({ partyId: party_id } = await shop.dispatch<{ partyId: string }>('parties.createParty', {
    kind: 'customer',
    name: 'Ann',
    country: 'GB',
  }));
  await shop.dispatch('catalog.createItem', { sku: 'TEE', title: 'Tee' });
  ({ orderId: order_id } = await shop.dispatch<{ orderId: string }>('sales.acceptOrder', {
    partyId: party_id,
    orderedAt: '2026-01-05T09:00:00.000Z',
    orderedOn: '2026-01-05',
    currency: 'GBP',
    country: 'GB',
    payment: 'on-account',
    lines: [{ sku: 'TEE', qty: 1, unitPriceMicros: 5_000_000 }],
  }));
});
afterAll(() => shop.close());

test.each(pairsOf(QUOTE_MACHINE))('a quote that is %s becomes %s only if the list of transitions says so, in SQL too', async (from, to) => {
  const terms = { quoted_on: '2026-01-05', valid_until: '2026-01-31', currency: 'GBP', country: 'GB', price_includes_tax: 0 };
  const quote = { id: 'quo_x', number: 'X', party_id, ...terms, net: 0, tax: 0, total: 0, made_by: 'x' };
  const row = (state: string) => ({ ...quote, order_id: state === 'accepted' ? order_id : null });
  expect(await doneBySql(shop, 'quote', row, from, to)).toBe(saidBy(QUOTE_MACHINE, from, to));
});

test('the doctor finds a quote that is not its lines, one taken by a stranger, and an order two quotes claim', async () => {
  const offer = { partyId: party_id, validUntil: '2099-12-31', country: 'GB', lines: [{ sku: 'TEE', qty: 2, unitPriceMicros: 5_000_000 }] };
  const accepted = async () => {
    const { quoteId } = await shop.dispatch<{ quoteId: string }>('sales.makeQuote', offer);
    await shop.dispatch('sales.sendQuote', { quoteId }, { expect: [{ id: quoteId, revision: 1 }] });
    const { orderId } = await shop.dispatch<{ orderId: string }>(
      'sales.acceptQuote',
      { quoteId },
      { expect: [{ id: quoteId, revision: 2 }] },
    );
    return { quoteId, orderId };
  };
  const [first, second, third] = [await accepted(), await accepted(), await accepted()];
  await expectHealthy(shop);
  const { partyId: stranger } = await shop.dispatch<{ partyId: string }>('parties.createParty', {
    kind: 'customer',
    name: 'Bob',
    country: 'GB',
  });
  await shop.engine.writer.exclusively(async ({ db }) => {
    await sql`update quote set net = net + 1, total = total + 1 where id = ${first.quoteId}`.execute(db);
    await sql`update quote set order_id = ${first.orderId} where id = ${second.quoteId}`.execute(db);
    await sql`update quote set party_id = ${stranger} where id = ${third.quoteId}`.execute(db);
  });
  const found = (await findingsOf(shop)).filter((f) => f.startsWith('sales.quote'));
  const twice = [first.quoteId, second.quoteId].toSorted()[0];
  expect(found.toSorted()).toEqual(
    [
      `sales.quoteTotals: quote ${first.quoteId} quote differs from its lines`,
      `sales.quotesAreOneOrder: quote ${third.quoteId} its order is of another customer`,
      `sales.quotesAreOneOrder: quote ${twice} its order comes of more than one quote`,
    ].toSorted(),
  );
});
