import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Suggestion } from '../../../preload/contract/banking-matching.ts';
import { bankShop, csvStatement, type Row } from '../../kit/bank-shop.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy } from '../../kit/doctor.ts';

let shop: Shop;
let bank: Awaited<ReturnType<typeof bankShop>>;
let accounts: Map<string, string>;
beforeEach(async () => {
  shop = await openShop();
  bank = await bankShop(shop);
  const { rows } = await shop.ask<{ rows: { id: string; code: string }[] }>('accounting.listAccounts', { limit: 500 });
  accounts = new Map(rows.map((r) => [r.code, r.id]));
});
afterEach(() => shop.close());

const id = (code: string) => accounts.get(code) ?? '';
const party = async (name: string, kind = 'customer') =>
  (await shop.dispatch<{ partyId: string }>('parties.createParty', { kind, name, country: 'GB' })).partyId;
/** Somebody owes this much, or is owed it below zero, under a key of a document. */
const owes = (partyId: string, itemKey: string, amount: number, role = amount > 0 ? 'receivable' : 'payable') =>
  shop.dispatch('accounting.postEntry', {
    on: '2026-01-02',
    memo: 'Before',
    lines: [
      { account: { role }, amount, itemKey, partyId },
      { account: { role: 'opening-balance' }, amount: -amount },
    ],
  });
const statement = async (...rows: Row[]) => {
  expect(await bank.reads(csvStatement((await bank.account()).balance, rows))).toMatchObject({ state: 'done' });
  return bank.lines();
};
const suggested = async () =>
  (await shop.ask<{ rows: { id: number; suggestions: Suggestion[] }[] }>('banking.suggestMatches', { bankAccountId: bank.bankAccountId }))
    .rows;
const match = (lineId: number | undefined, ...parts: object[]) =>
  shop.dispatch('banking.matchLines', { bankAccountId: bank.bankAccountId, matches: [{ lineId, parts }] });
const item = (itemKey: string, amount: number, code = '1100') => ({ kind: 'item', accountId: id(code), itemKey, amount });
const balance = async (code: string) =>
  (await shop.ask<{ rows: { code: string; balance: number }[] }>('accounting.trialBalance', { on: '2026-12-31' })).rows.find(
    (r) => r.code === code,
  )?.balance ?? 0;

test('a receipt settles what is owed, less the fee the bank kept; undone it is all open again, by a reversal', async () => {
  await owes(await party('Mona Mug'), 'INV-A', 10_000);
  const [line] = await statement(['2026-01-05', '97.00', 'Mona Mug', 'Thanks']);
  await match(line?.id, item('INV-A', 10_000), { kind: 'account', accountId: id('6010'), amount: -300 });
  expect([await balance('1000'), await balance('1100'), await balance('6010')]).toEqual([9700, 0, 300]);
  expect(await bank.account()).toMatchObject({ open: 0, openLines: 0, unseen: 0, ledger: 9700 });
  const seen = await shop.ask<{ matches: { id: string }[] }>('banking.getBankLine', { lineId: line?.id });
  await shop.dispatch('banking.undoMatch', { matchId: seen.matches[0]?.id });
  expect([await balance('1000'), await balance('1100'), await balance('6010')]).toEqual([0, 10_000, 0]);
  expect(await bank.account()).toMatchObject({ open: 9700, unseen: 0, ledger: 0 });
  await expect(shop.dispatch('banking.undoMatch', { matchId: seen.matches[0]?.id })).rejects.toMatchObject({
    code: 'banking.alreadyUndone',
  });
  await expectHealthy(shop);
});

test('in parts, over-paid and too much: what is not matched stays open on the line', async () => {
  const mona = await party('Mona Mug');
  await owes(mona, 'INV-A', 10_000);
  const [line] = await statement(['2026-01-05', '130.00', 'Mona Mug', 'Thanks']);
  await expect(match(line?.id, item('INV-A', 13_000))).rejects.toMatchObject({ code: 'accounting.itemTooSmall' });
  await expect(match(line?.id, item('INV-A', -5))).rejects.toMatchObject({ code: 'banking.overMatched' });
  await match(line?.id, item('INV-A', 4000));
  await match(line?.id, item('INV-A', 6000));
  expect(await bank.lines()).toMatchObject([{ open: 3000, state: 'partial' }]);
  await match(line?.id, { kind: 'on-account', role: 'receivable', partyId: mona, amount: 3000 });
  expect(await bank.lines()).toMatchObject([{ open: 0, state: 'matched' }]);
  expect(await balance('1100')).toBe(-3000);
  await expectHealthy(shop);
});

test('an entry that was posted before is matched and nothing is posted twice', async () => {
  const mona = await party('Mona Mug');
  const { entryId } = await shop.dispatch<{ entryId: number }>('accounting.recordReceipt', {
    on: '2026-01-04',
    amount: 5000,
    partyId: mona,
    settles: [],
  });
  const [line, twin] = await statement(['2026-01-05', '50.00', 'Mona Mug', 'Thanks'], ['2026-01-06', '50.00', 'Mona Mug', 'Again']);
  expect(await bank.account()).toMatchObject({ open: 10_000, unseen: 5000, ledger: 5000 });
  expect((await suggested())[0]?.suggestions[0]).toMatchObject({ by: 'entry', sure: true, parts: [{ entryId }] });
  await match(line?.id, { kind: 'entry', entryId, amount: 5000 });
  expect(await bank.account()).toMatchObject({ open: 5000, unseen: 0, ledger: 5000 });
  await expect(match(twin?.id, { kind: 'entry', entryId, amount: 5000 })).rejects.toMatchObject({ code: 'banking.entryTaken' });
  await expectHealthy(shop);
});

test('suggested: the number in the words, the only item of the name, the one way to a sum, a part, and what only has the amount', async () => {
  const [mona, max] = [await party('Mona Mug'), await party('Max Miller')];
  const mill = await party('Paper Mill', 'supplier');
  await owes(mona, 'INV-A', 1000);
  await owes(mona, 'INV-B', 2000);
  await owes(mona, 'INV-C', 4000);
  await owes(max, 'INV-D', 7700);
  await owes(mill, 'INV-E', -5000);
  await statement(
    ['2026-01-05', '20.00', 'MONA MUG', 'thanks'],
    ['2026-01-05', '50.00', 'Mona Mug', 'both'],
    ['2026-01-06', '-50.00', 'Paper Mill Ltd', 'bill'],
    ['2026-01-06', '77.00', 'Somebody', 'no name'],
    ['2026-01-07', '1.23', 'Nobody', 'nothing'],
  );
  const rows = await suggested();
  const first = (i: number) => rows[i]?.suggestions[0];
  expect(first(0)).toMatchObject({ by: 'name', sure: true, rest: 0, parts: [{ itemKey: 'INV-B', amount: 2000 }] });
  expect(first(1)).toMatchObject({ by: 'sum', sure: true, parts: [{ itemKey: 'INV-A' }, { itemKey: 'INV-C' }] });
  expect(first(2)).toMatchObject({ by: 'name', sure: true, parts: [{ itemKey: 'INV-E', amount: -5000 }] });
  expect(first(3)).toMatchObject({ by: 'amount', sure: false, parts: [{ itemKey: 'INV-D' }] });
  expect(rows[4]?.suggestions).toEqual([]);
});

test('rules: the first in sequence that fits makes its counterparts, a share and a number from the words', async () => {
  const rule = (name: string, position: number, conditions: object, lines: object[]) =>
    shop.dispatch('banking.setBankRule', { name, position, conditions, lines });
  await rule('Fees', 2, { direction: 'out', contains: ['fee'] }, [
    { accountId: id('6010'), amount: { kind: 'of-balance', ppm: 1_000_000 } },
  ]);
  await rule('Split', 1, { contains: ['card'], containsNot: ['refund'], atLeast: 1000, atMost: 50_000, pattern: 'ref [a-z]{2}\\d+' }, [
    { accountId: id('6010'), amount: { kind: 'from-text', pattern: 'fee ([0-9.,]+)' } },
    { accountId: id('6900'), amount: { kind: 'of-balance', ppm: 500_000 } },
    { accountId: id('6100'), amount: { kind: 'fixed', amount: 100 } },
  ]);
  await statement(
    ['2026-01-05', '-20.00', 'Bank', 'Monthly fee'],
    ['2026-01-06', '-101.50', 'Acquirer', 'Card ref AB12 fee 1,50'],
    ['2026-01-06', '-101.50', 'Acquirer', 'Card refund ref AB12'],
  );
  const rows = await suggested();
  expect(rows[0]?.suggestions).toMatchObject([{ by: 'rule', sure: true, ruleName: 'Fees', parts: [{ amount: -2000 }] }]);
  expect(rows[1]?.suggestions).toMatchObject([
    { by: 'rule', sure: false, ruleName: 'Split', rest: -4900, parts: [{ amount: -150 }, { amount: -5000 }, { amount: -100 }] },
  ]);
  expect(rows[2]?.suggestions).toEqual([]);
  await expect(rule('Bad', 3, { pattern: '(a+' }, [{ accountId: id('6010'), amount: { kind: 'fixed', amount: 1 } }])).rejects.toMatchObject(
    {
      code: 'banking.badPattern',
    },
  );
  await expect(rule('Items', 3, {}, [{ accountId: id('1100'), amount: { kind: 'fixed', amount: 1 } }])).rejects.toMatchObject({
    code: 'accounting.itemKeyMissing',
  });
});
