import { afterEach, beforeEach, expect, test } from 'vitest';
import { closeProved, SalesShop } from '../sales/sales-shop.ts';

let shop: SalesShop;
beforeEach(async () => {
  shop = await SalesShop.open();
});
afterEach(() => closeProved(shop));

const order = () => shop.accept([{ sku: 'TEE', price: 10, qty: 2 }]);
async function cancel(orderId: string, why: Record<string, string>) {
  const { revision } = await shop.order(orderId);
  return shop.books.send('sales.cancelOrder', { orderId, ...why }, { expect: [{ id: orderId, revision }] });
}
const said = async (seq: number) =>
  shop.books.engine.store.writer.db
    .selectFrom('command_reason')
    .select(['reason_code', 'reason'])
    .where('seq', '=', seq)
    .executeTakeFirst();

test('a reason is given in words, as a code, or both, and stands in the audit log', async () => {
  const words = await cancel(await order(), { reason: 'Customer called' });
  expect(await said(words.seq)).toEqual({ reason_code: null, reason: 'Customer called' });
  const coded = await order();
  const { seq } = await cancel(coded, { reasonCode: 'ordered-twice' });
  expect(await said(seq)).toEqual({ reason_code: 'ordered-twice', reason: null });
  // A code alone reads on the order as the company words it.
  expect(await shop.order(coded)).toMatchObject({ cancelReason: 'Ordered twice' });
  const both = await cancel(await order(), { reasonCode: 'ordered-twice', reason: 'See order 17' });
  expect(await said(both.seq)).toEqual({ reason_code: 'ordered-twice', reason: 'See order 17' });
});

test('without a reason, with a code of another kind or an unknown one, nothing is cancelled', async () => {
  const orderId = await order();
  await expect(cancel(orderId, {})).rejects.toMatchObject({
    code: 'engine.badInput',
    params: { issues: [{ path: 'reason', message: 'say why, in words or with a reason code' }] },
  });
  for (const reasonCode of ['damaged', 'no-such-code'])
    await expect(cancel(orderId, { reasonCode })).rejects.toMatchObject({
      code: 'company.unknownReason',
      params: { kind: 'cancel', codes: ['customer-request', 'ordered-twice'] },
    });
  expect(await shop.order(orderId)).toMatchObject({ state: 'open' });
});

test('where the company wants a code, words alone are refused, for that kind only', async () => {
  await shop.books.dispatch('company.setPolicies', { reasonCodeNeeded: ['cancel', 'role-change'] });
  const orderId = await order();
  await expect(cancel(orderId, { reason: 'Customer called' })).rejects.toMatchObject({
    code: 'company.reasonCodeNeeded',
    params: { kind: 'cancel', codes: ['customer-request', 'ordered-twice'] },
  });
  await cancel(orderId, { reason: 'Customer called', reasonCode: 'customer-request' });
  const { userId } = await shop.books.dispatch<{ userId: string }>('company.createUser', { login: 'ned', name: 'Ned', roles: [] });
  const expect1 = { expect: [{ id: userId, revision: 1 }] };
  await expect(shop.books.send('company.setUserRoles', { userId, roles: ['support'] }, expect1)).rejects.toMatchObject({
    code: 'company.reasonCodeNeeded',
  });
  await shop.books.send('company.setUserRoles', { userId, roles: ['support'], reasonCode: 'duties-changed' }, expect1);
  const held = await shop.accept([{ sku: 'MUG', price: 5 }], { holds: [{ code: 'check', severity: 'block', detail: 'Call first' }] });
  const [hold] = (await shop.order(held)).holds;
  await shop.books.send(
    'sales.releaseHold',
    { holdId: hold?.id, reason: 'Called them' },
    { expect: [{ id: hold?.id ?? '', revision: hold?.revision ?? 0 }] },
  );
});
