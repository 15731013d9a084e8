import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../../main/engine/context.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy } from '../../kit/doctor.ts';
import { doesTo, IBAN } from '../../kit/payment-shop.ts';

let shop: Shop;
let partyId: string;
beforeEach(async () => {
  shop = await openShop();
  ({ partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'supplier', name: 'Mill', country: 'DE' }));
});
afterEach(() => shop.close());

interface Account {
  readonly id: string;
  readonly number: string;
  readonly holder: string;
  readonly ended: string | null;
}
const accounts = async (actor?: Actor) => {
  const asked = actor ? shop.engine.ask({ operation: 'parties.listBankAccounts', input: { partyId }, actor }) : undefined;
  return asked
    ? ((await asked).output as { rows: Account[] }).rows
    : (await shop.ask<{ rows: Account[] }>('parties.listBankAccounts', { partyId })).rows;
};
const add = (iban: string) => doesTo(shop, 'parties.addBankAccount', { partyId, to: { kind: 'iban', iban } });
const person = async (name: string, ...roles: string[]): Promise<Actor> => {
  const { userId } = await shop.dispatch<{ userId: string }>('company.createUser', { login: name, name, roles });
  return { ...shop.actor, id: userId };
};
const change = { partyId: '', to: { kind: 'iban', iban: IBAN.tannery } };

test('the first account is one person’s to name, another one waits for a second person', async () => {
  await add(IBAN.mill);
  const ann = await person('ann', 'accountant');
  const bob = await person('bob', 'accountant');
  const asked = await doesTo(shop, 'parties.changeBankAccount', { ...change, partyId }, ann).catch((e: unknown) => e);
  expect(asked).toMatchObject({ code: 'engine.needsApproval' });
  expect((await accounts()).map((a) => a.number)).toEqual([IBAN.mill]);
  const { requestId } = (asked as { params: { requestId: string } }).params;
  await expect(shop.dispatch('company.approve', { requestId }, { actor: ann, expect: [{ id: requestId, revision: 1 }] })).rejects.toThrow();
  await shop.dispatch('company.approve', { requestId }, { actor: bob, expect: [{ id: requestId, revision: 1 }] });
  expect((await accounts()).map((a) => [a.number, a.ended === null])).toEqual([
    [IBAN.tannery, true],
    [IBAN.mill, false],
  ]);
  await expectHealthy(shop);
});

test('stopping an account is quick, and no way around the second person', async () => {
  await add(IBAN.mill);
  await doesTo(shop, 'parties.stopBankAccount', { partyId });
  expect((await accounts()).every((a) => a.ended !== null)).toBe(true);
  await expect(add(IBAN.tannery)).rejects.toMatchObject({ code: 'parties.accountNamedBefore' });
  await expect(doesTo(shop, 'parties.stopBankAccount', { partyId })).rejects.toMatchObject({ code: 'parties.noCurrentAccount' });
  await expect(doesTo(shop, 'parties.changeBankAccount', { ...change, partyId })).rejects.toMatchObject({ code: 'engine.needsApproval' });
});

test('the policy stands: nobody lifts it', async () => {
  const policy = {
    code: 'bank-account-of-party',
    name: 'x',
    operation: 'parties.changeBankAccount',
    measure: 'always',
    above: 0,
    approverKind: 'permission',
    approver: 'parties.bank',
    expiresDays: 14,
    active: false,
  };
  await expect(
    shop.dispatch('company.setApprovalPolicy', policy, { expect: [{ id: 'approval_policy/bank-account-of-party', revision: 1 }] }),
  ).rejects.toMatchObject({ code: 'company.alwaysTwo' });
});

test('before and after stand in the audit log; who may not change accounts sees the end of a number', async () => {
  await add(IBAN.mill);
  const [first] = await accounts();
  await doesTo(shop, 'parties.stopBankAccount', { partyId });
  const { rows } = await shop.ask<{ rows: { op: string; values: { column: string; before: unknown; after: unknown }[] }[] }>(
    'engine.history',
    {
      table: 'party_bank_account',
      key: first?.id,
    },
  );
  expect(rows.map((r) => r.op)).toEqual(['insert', 'update']);
  expect(rows[0]?.values.find((v) => v.column.toLowerCase() === 'number')?.after).toBe(IBAN.mill);
  expect(rows[1]?.values.map((v) => v.before)).toContain(null);
  const reader: Actor = { ...shop.actor, permissions: new Set(['parties.read']) };
  expect((await accounts(reader)).map((a) => a.number)).toEqual(['DE…3000']);
});

test('erasing a person erases the account too, and the doctor finds the chain whole', async () => {
  await add(IBAN.mill);
  await doesTo(shop, 'parties.eraseParty', { partyId });
  expect((await accounts()).map((a) => [a.number.includes('3000'), a.holder])).toEqual([[false, 'erased']]);
  await expect(doesTo(shop, 'parties.changeBankAccount', { ...change, partyId })).rejects.toThrow();
  await expectHealthy(shop);
});

test.each([
  ['an IBAN whose digits are swapped', { kind: 'iban', iban: 'DE89370400440532010300' }],
  ['a BIC of nine letters', { kind: 'iban', iban: IBAN.mill, bic: 'COBADEFFX' }],
  ['a routing number of the wrong sum', { kind: 'aba', routing: '021000022', number: '1', account: 'checking' }],
  ['a table in the number', { kind: 'aba', routing: '021000021', number: '1\t2\n3;drop', account: 'checking' }],
  ['two kinds at once', { kind: 'iban', iban: IBAN.mill, routing: '021000021' }],
])('%s is refused as bad input', async (_what, to) => {
  await expect(doesTo(shop, 'parties.addBankAccount', { partyId, to })).rejects.toMatchObject({ code: 'engine.badInput' });
  expect(await accounts()).toEqual([]);
});
