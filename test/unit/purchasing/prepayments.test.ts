import { afterEach, beforeEach, expect, test } from 'vitest';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy, findingsOf } from '../../kit/doctor.ts';

let shop: Shop;
let partyId: string;
let billId: string;
let paymentId: string;

beforeEach(async () => {
  shop = await openShop();
  ({ partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'supplier', name: 'Mill', country: 'GB' }));
  billId = await billed('R-1');
  ({ paymentId } = await advance({ partyId }));
});
afterEach(() => shop.close());

/** A bill of 360.00 for services. */
async function billed(reference: string): Promise<string> {
  const bill = { partyId, reference, on: '2026-01-05', charges: [{ title: 'Cloth', role: 'samples', net: 36_000 }] };
  return (await shop.dispatch<{ billId: string }>('purchasing.postBill', bill)).billId;
}
const advance = (more: object) =>
  shop.dispatch<{ paymentId: string; paymentNumber: string }>('purchasing.payInAdvance', { on: '2026-01-05', amount: 50_000, ...more });
const apply = (more: object) =>
  shop.dispatch('purchasing.applyPrepayment', { paymentId, billId, on: '2026-01-06', amount: 36_000, ...more });
const code = (error: string) => ({ code: error });

test('what is left of an advance is listed by supplier, and a bill says what was applied to it', async () => {
  await apply({});
  const other = await shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'supplier', name: 'Weaver', country: 'GB' });
  await advance({ partyId: other.partyId, on: '2026-01-06', amount: 700 });
  const { rows } = await shop.ask<{ rows: object[] }>('purchasing.listPrepayments', {});
  expect(rows).toMatchObject([
    { paymentId, partyName: 'Mill', amount: 50_000, open: 14_000 },
    { partyName: 'Weaver', amount: 700, open: 700 },
  ]);
  expect((await shop.ask<{ rows: object[] }>('purchasing.listPrepayments', { partyId })).rows).toHaveLength(1);
  const bill = await shop.ask<{ open: number; prepayments: object[] }>('purchasing.getBill', { billId });
  expect(bill).toMatchObject({ open: 0, prepayments: [{ paymentId, appliedOn: '2026-01-06', amount: 36_000 }] });
  await expectHealthy(shop);
});

test('the same advance or application sent twice is one', async () => {
  const id = `pay_${'1'.repeat(26)}`;
  await advance({ partyId, id });
  await expect(advance({ partyId, id })).rejects.toMatchObject(code('engine.alreadyExists'));
  const once = { id: `ppa_${'1'.repeat(26)}`, amount: 100 };
  await apply(once);
  await expect(apply(once)).rejects.toMatchObject(code('engine.alreadyExists'));
  await expectHealthy(shop);
});

test('only suppliers are paid in advance, and only what was paid in advance to them is applied', async () => {
  const ann = await shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'customer', name: 'Ann', country: 'GB' });
  await expect(advance({ partyId: ann.partyId })).rejects.toMatchObject(code('purchasing.notASupplier'));
  await expect(advance({ partyId, amount: 0 })).rejects.toMatchObject(code('engine.badInput'));
  const settles = [{ billId: await billed('R-2'), amount: 36_000 }];
  const paid = await shop.dispatch<{ paymentId: string }>('purchasing.payBills', { partyId, on: '2026-01-05', settles });
  await expect(apply({ paymentId: paid.paymentId })).rejects.toMatchObject(code('purchasing.noPrepayment'));
  await expect(apply({ paymentId: `pay_${'2'.repeat(26)}` })).rejects.toMatchObject(code('engine.notFound'));
  await expect(apply({ billId: `bill_${'2'.repeat(26)}` })).rejects.toMatchObject(code('engine.notFound'));
});

test('an advance in the currency of the company pays no bill in another', async () => {
  await shop.dispatch('accounting.setRate', { currency: 'USD', on: '2026-01-05', rate: { foreign: 10, company: 9 } });
  const usd = { partyId, reference: 'R-3', on: '2026-01-05', currency: 'USD', charges: [{ title: 'Cloth', role: 'samples', net: 36_000 }] };
  const foreign = await shop.dispatch<{ billId: string }>('purchasing.postBill', usd);
  await expect(apply({ billId: foreign.billId })).rejects.toMatchObject(code('purchasing.homeBillsOnly'));
});

test.each([
  ['another amount than its entry', 'update prepayment_application set amount = amount - 1'],
  ['none where there is an entry', 'delete from prepayment_application'],
])('the doctor sees an application with %s', async (_what, broken) => {
  await apply({});
  await expectHealthy(shop);
  await shop.engine.writer.exclusively((tx) => tx.exec(broken));
  expect((await findingsOf(shop)).filter((f) => f.startsWith('purchasing.prepaymentsApplied'))).toHaveLength(2);
});
