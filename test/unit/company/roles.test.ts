import { afterEach, beforeEach, expect, test } from 'vitest';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy } from '../../kit/doctor.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

interface Explained {
  user: { active: boolean };
  warehouses: { code: string }[] | null;
  channels: { code: string }[] | null;
  rows: {
    operation: string;
    kind: 'command' | 'query';
    permission: string;
    allowed: boolean;
    because: string;
    through: { role: string; grant: string }[];
  }[];
}
const person = async (...roles: string[]) =>
  (await shop.dispatch<{ userId: string }>('company.createUser', { login: roles.join('+') || 'none', name: 'Somebody', roles })).userId;
const explain = (userId: string, operation?: string) =>
  shop.ask<Explained>('company.explainPermission', { userId, ...(operation === undefined ? {} : { operation }) });
const may = async (role: string) => new Set((await explain(await person(role))).rows.filter((r) => r.allowed).map((r) => r.operation));

test('each standard role may do its own work and not what another has to check', async () => {
  expect((await explain(await person('owner', 'read-only'))).rows.every((r) => r.allowed)).toBe(true);
  const does = Object.fromEntries(
    await Promise.all(
      ['ops-manager', 'warehouse', 'purchasing', 'accountant', 'support', 'read-only'].map(
        async (role) => [role, await may(role)] as const,
      ),
    ),
  );
  for (const [role, operation] of [
    ['ops-manager', 'sales.acceptOrder'],
    ['ops-manager', 'engine.startJob'],
    ['warehouse', 'fulfillment.shipOrder'],
    ['warehouse', 'inventory.postCount'],
    ['warehouse', 'returns.receiveReturn'],
    ['purchasing', 'inventory.receiveStock'],
    ['accountant', 'accounting.postEntry'],
    ['accountant', 'sales.creditNote'],
    ['accountant', 'purchasing.payInAdvance'],
    ['accountant', 'purchasing.applyPrepayment'],
    ['accountant', 'purchasing.listPrepayments'],
    ['accountant', 'engine.listCommands'],
    ['support', 'sales.editOrder'],
    ['support', 'returns.announceReturn'],
    ['read-only', 'accounting.trialBalance'],
  ] as const)
    expect([role, operation, does[role]?.has(operation)]).toEqual([role, operation, true]);
  for (const [role, operation] of [
    ['warehouse', 'returns.creditReturn'],
    ['warehouse', 'accounting.postEntry'],
    ['purchasing', 'accounting.recordRefund'],
    ['purchasing', 'purchasing.payInAdvance'],
    ['purchasing', 'purchasing.applyPrepayment'],
    ['accountant', 'sales.acceptOrder'],
    ['support', 'sales.setPriceList'],
    ['accountant', 'sales.setDiscountLimit'],
    ['accountant', 'inventory.postCount'],
    ['support', 'sales.creditNote'],
    ['support', 'returns.creditReturn'],
    ['support', 'engine.listCommands'],
    ['ops-manager', 'accounting.postEntry'],
  ] as const)
    expect([role, operation, does[role]?.has(operation)]).toEqual([role, operation, false]);
  for (const allowed of Object.values(does)) {
    expect(allowed.has('company.createUser')).toBe(false);
    expect(allowed.has('company.setRole')).toBe(false);
  }
});

test('read only reads: what it may send is about its own account, and changes nothing of the shop', async () => {
  const { rows } = await explain(await person('read-only'));
  const sent = rows.filter((r) => r.kind === 'command' && r.allowed).map((r) => r.operation);
  // Printing and exporting make a file of what may be read anyway.
  const READING = new Set([
    'documents.print',
    'engine.exportList',
    'engine.exportReport',
    'engine.cancelExport',
    'accounting.exportJournal',
  ]);
  // What a bulk run does needs the permission of its command.
  const BULK = new Set(['engine.previewBulk', 'engine.runBulk', 'engine.cancelBulk']);
  expect(sent.filter((name) => !name.startsWith('company.') && !READING.has(name) && !BULK.has(name))).toEqual([]);
});

test('a permission is explained by the roles that grant it, the rows it is limited to, and what stands against it', async () => {
  const userId = await person('warehouse', 'accountant');
  const of = async (operation: string) => (await explain(userId, operation)).rows[0];
  expect(await of('inventory.postCount')).toMatchObject({
    allowed: true,
    because: 'granted',
    through: [{ role: 'warehouse', grant: 'inventory.*' }],
  });
  expect(await of('catalog.listItems')).toMatchObject({ through: [{ role: 'accountant', grant: 'catalog.read' }, { role: 'warehouse' }] });
  expect(await of('company.setRole')).toMatchObject({ allowed: false, because: 'noRole', through: [] });
  expect(await of('company.listOwnTokens')).toMatchObject({ allowed: true, because: 'public' });
  expect(await explain(userId)).toMatchObject({ warehouses: null, channels: null });

  const { rows } = await shop.ask<{ rows: { id: string; code: string }[] }>('inventory.listWarehouses', {});
  const warehouses = rows.filter((w) => w.code === 'LON').map((w) => w.id);
  await shop.send('company.setUserScopes', { userId, warehouses, channels: [] }, { expect: [{ id: userId, revision: 1 }] });
  expect(await explain(userId)).toMatchObject({ warehouses: [{ code: 'LON' }], channels: null });
  expect(await of('accounting.trialBalance')).toMatchObject({ allowed: false, because: 'limited', through: [{ role: 'accountant' }] });
  await shop.send('company.deactivateUser', { userId }, { expect: [{ id: userId, revision: 2 }] });
  expect(await of('inventory.postCount')).toMatchObject({ allowed: false, because: 'inactive' });
  await expect(explain('usr_nobody')).rejects.toMatchObject({ code: 'company.unknownUser' });
  await expect(explain(userId, 'sales.nothing')).rejects.toMatchObject({ code: 'engine.unknownOperation' });
});

test('what is explained is what happens', async () => {
  const userId = await person('support');
  const actor = await shop.engine.actorNow(userId, 'test');
  if (!actor) throw new Error('nobody is there');
  const { rows } = await explain(userId);
  for (const { operation, kind, allowed } of rows) {
    const asked = kind === 'query' ? shop.engine.ask({ operation, input: {}, actor }) : shop.send(operation, {}, { actor, dryRun: true });
    const code = await asked.then(
      () => 'done',
      (error: { code?: string }) => error.code ?? 'fault',
    );
    expect([operation, code === 'engine.notPermitted']).toEqual([operation, !allowed]);
  }
});

test('a role is changed with a reason, which the audit log keeps', async () => {
  const input = { role: 'support', name: 'Support', permissions: ['sales.read'], reason: 'Refunds go through the shop manager now' };
  await expect(shop.send('company.setRole', input)).rejects.toMatchObject({ code: 'engine.expectMissing' });
  await shop.send('company.setRole', input, { expect: [{ id: 'role/support', revision: 1 }] });
  const kept = await shop.engine.writer.exclusively(({ db }) => db.selectFrom('command_reason').select(['seq', 'reason']).execute());
  expect(kept).toEqual([{ seq: shop.engine.writer.seq, reason: input.reason }]);
  await expectHealthy(shop);
});
