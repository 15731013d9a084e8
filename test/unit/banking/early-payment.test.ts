import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Suggestion } from '../../../preload/contract/banking-matching.ts';
import { bankShop, csvStatement, type Row } from '../../kit/bank-shop.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy, findingsOf } from '../../kit/doctor.ts';

let shop: Shop;
let bank: Awaited<ReturnType<typeof bankShop>>;
beforeEach(async () => {
  shop = await openShop();
  shop.now = '2026-01-05T10:00:00.000Z';
  bank = await bankShop(shop);
  await shop.dispatch('accounting.setTaxCode', { code: 'V20', name: '20 %', taxClass: 'standard', ratePpm: 200_000 });
});
afterEach(() => shop.close());

const role = async (name: string) => (await shop.ask<{ id: string }>('accounting.getAccount', { role: name })).id;
const terms = (code: string, parts: object[], discount: object | null) =>
  shop.dispatch('accounting.setPaymentTerms', { code, name: code, parts, discount });
const part = (share: number | null, days: number) => ({ share, basis: 'invoice', days });
/** A bill of 120.00 with 20.00 tax under terms, and its supplier. */
async function billed(name: string, code: string, reference: string): Promise<string> {
  const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'supplier', name, country: 'GB' });
  const charges = [{ title: 'Cloth', role: 'samples', net: 10_000, taxCode: 'V20' }];
  const bill = { partyId, reference, on: '2026-01-05', paymentTerms: code, charges };
  return (await shop.dispatch<{ billId: string }>('purchasing.postBill', bill)).billId;
}
const statement = async (...rows: Row[]) => {
  expect(await bank.reads(csvStatement((await bank.account()).balance, rows))).toMatchObject({ state: 'done' });
  return bank.lines();
};
const suggested = async () =>
  (await shop.ask<{ rows: { id: number; suggestions: Suggestion[] }[] }>('banking.suggestMatches', { bankAccountId: bank.bankAccountId }))
    .rows;
const match = (lineId: number | undefined, ...parts: object[]) =>
  shop.dispatch('banking.matchLines', { bankAccountId: bank.bankAccountId, matches: [{ lineId, parts }] });
const balances = async (...accountIds: string[]) => {
  const { rows } = await shop.ask<{ rows: { accountId: string; balance: number }[] }>('accounting.trialBalance', { on: '2026-12-31' });
  return accountIds.map((id) => rows.find((b) => b.accountId === id)?.balance ?? 0);
};

test('a line less the discount is sure by the number of the bill; matched it lowers input tax, undone it is open again', async () => {
  await terms('3IN14', [part(null, 30)], { share: 30_000, days: 14 });
  const billId = await billed('Paper Mill', '3IN14', 'PM-881');
  const [line] = await statement(['2026-01-19', '-116.40', 'Paper Mill', 'Your bill PM-881']);
  const [first] = (await suggested())[0]?.suggestions ?? [];
  expect(first).toMatchObject({ by: 'number', sure: true, rest: 0, parts: [{ itemKey: billId, amount: -11_640, discount: 360 }] });
  const payable = await role('payable');
  const early = { kind: 'item', accountId: payable, itemKey: billId, amount: -11_640, discount: 360 };
  await expect(match(line?.id, { ...early, discount: 361 })).rejects.toMatchObject({ code: 'accounting.itemTooSmall' });
  await expect(match(line?.id, { ...early, amount: -11_600, discount: 400 })).rejects.toMatchObject({
    code: 'accounting.discountTooLarge',
  });
  await expect(match(line?.id, { ...early, discount: -1 })).rejects.toMatchObject({ code: 'engine.badInput' });
  await match(line?.id, early);
  const [discounts, tax] = [await role('ppv/discounts'), await role('input-tax')];
  expect(await balances(payable, discounts, tax)).toEqual([0, -300, 1940]);
  await expectHealthy(shop);
  const seen = await shop.ask<{ matches: { id: string }[] }>('banking.getBankLine', { lineId: line?.id });
  await shop.dispatch('banking.undoMatch', { matchId: seen.matches[0]?.id, on: '2026-01-19' });
  expect(await balances(payable, discounts, tax)).toEqual([-12_000, 0, 2000]);
  // What was undone was not let off: it can be again.
  await match(line?.id, early);
  expect(await balances(payable, discounts, tax)).toEqual([0, -300, 1940]);
  await expectHealthy(shop);
});

test('a day too late the line is a part, and the discount is refused', async () => {
  await terms('3IN14', [part(null, 30)], { share: 30_000, days: 14 });
  const billId = await billed('Paper Mill', '3IN14', 'PM-881');
  const [line] = await statement(['2026-01-20', '-116.40', 'Paper Mill', 'Your bill PM-881']);
  expect((await suggested())[0]?.suggestions[0]).toMatchObject({ by: 'partial', sure: false, parts: [{ amount: -11_640, discount: 0 }] });
  const payable = await role('payable');
  await expect(
    match(line?.id, { kind: 'item', accountId: payable, itemKey: billId, amount: -11_640, discount: 360 }),
  ).rejects.toMatchObject({
    code: 'accounting.discountOver',
  });
  await expect(
    match(line?.id, { kind: 'item', accountId: await role('receivable'), itemKey: billId, amount: -11_640, discount: 360 }),
  ).rejects.toMatchObject({ code: 'accounting.itemTooSmall' });
});

test('a line of an instalment is sure by the number, and by the name of who is paid', async () => {
  await terms('HALF', [part(500_000, 10), part(null, 40)], null);
  await billed('Paper Mill', 'HALF', 'PM-881');
  await billed('Weaver', 'HALF', 'W-4711');
  await statement(['2026-01-15', '-60.00', 'Paper Mill', 'PM-881 first half'], ['2026-01-15', '-60.00', 'Weaver', 'thanks']);
  const rows = await suggested();
  expect(rows.map((r) => r.suggestions[0])).toMatchObject([
    { by: 'number', sure: true, rest: 0, parts: [{ amount: -6000, discount: 0 }] },
    { by: 'name', sure: true, rest: 0, parts: [{ amount: -6000, discount: 0 }] },
  ]);
});

test('the doctor sees more let off than was agreed', async () => {
  await terms('3IN14', [part(null, 30)], { share: 30_000, days: 14 });
  const billId = await billed('Paper Mill', '3IN14', 'PM-881');
  const [line] = await statement(['2026-01-19', '-116.40', 'Paper Mill', 'PM-881']);
  await match(line?.id, { kind: 'item', accountId: await role('payable'), itemKey: billId, amount: -11_640, discount: 360 });
  await expectHealthy(shop);
  await shop.engine.writer.exclusively((tx) => tx.exec('update item_discount set amount = 359'));
  expect((await findingsOf(shop)).filter((f) => f.startsWith('accounting.discountsTaken'))).toHaveLength(1);
});
