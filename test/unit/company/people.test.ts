import { afterEach, beforeEach, expect, test } from 'vitest';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy } from '../../kit/doctor.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

interface User {
  id: string;
  login: string;
  active: number;
  revision: number;
  roles: string[];
}
const users = async () => (await shop.ask<{ rows: User[] }>('company.listUsers', {})).rows;
const code = (c: string) => expect.objectContaining({ name: 'Refusal', code: c });

test('a company starts with its owner, its roles and its reason codes', async () => {
  expect(await users()).toMatchObject([{ login: 'owner', roles: ['owner'], active: 1 }]);
  const { rows: roles } = await shop.ask<{ rows: { role: string; permissions: string[] }[] }>('company.listRoles', {});
  expect(roles.map((r) => r.role)).toEqual(['accountant', 'ops-manager', 'owner', 'purchasing', 'read-only', 'support', 'warehouse']);
  expect((await shop.ask<{ rows: unknown[] }>('company.listReasonCodes', {})).rows.length).toBeGreaterThan(4);
  await expectHealthy(shop);
});

test('the last owner can neither lose the role nor be deactivated', async () => {
  const [owner] = await users();
  const expect1 = { expect: [{ id: owner?.id ?? '', revision: 1 }] };
  await expect(shop.send('company.setUserRoles', { userId: owner?.id, roles: ['accountant'] }, expect1)).rejects.toEqual(
    code('company.lastOwner'),
  );
  await expect(shop.send('company.deactivateUser', { userId: owner?.id }, expect1)).rejects.toEqual(code('company.lastOwner'));
  const { userId } = await shop.dispatch<{ userId: string }>('company.createUser', { login: 'second', name: 'Second', roles: ['owner'] });
  await shop.send('company.deactivateUser', { userId: owner?.id }, expect1);
  expect((await users()).map((u) => [u.login, u.active])).toEqual([
    ['owner', 0],
    ['second', 1],
  ]);
  expect(userId).toMatch(/^usr_/);
});

test('deactivating a user revokes their tokens', async () => {
  const { userId } = await shop.dispatch<{ userId: string }>('company.createUser', { login: 'temp', name: 'Temp', roles: ['warehouse'] });
  await shop.send('company.createToken', { userId, name: 'scanner', tokenHash: 'a'.repeat(64) });
  await shop.send('company.deactivateUser', { userId }, { expect: [{ id: userId, revision: 1 }] });
  const tokens = await shop.engine.store.writer.db.selectFrom('api_token').select('revoked_at').execute();
  expect(tokens).toEqual([{ revoked_at: shop.now }]);
});

test('unknown roles and taken sign-in names are refused', async () => {
  await expect(shop.send('company.createUser', { login: 'x', name: 'X', roles: ['wizard'] })).rejects.toEqual(code('company.unknownRole'));
  await expect(shop.send('company.createUser', { login: 'owner', name: 'X', roles: [] })).rejects.toEqual(code('company.loginTaken'));
});

test('a company is created once per file, and only in a time zone that exists', async () => {
  await expect(
    shop.send('company.create', {
      name: 'Again',
      currency: 'GBP',
      zone: 'Europe/London',
      country: 'GB',
      warehouses: [{ code: 'A', name: 'A', country: 'GB' }],
      owner: { login: 'o', name: 'o' },
    }),
  ).rejects.toEqual(code('company.exists'));
  await expect(openShop({ spec: { zone: 'Mars/Olympus' } })).rejects.toEqual(code('company.unknownZone'));
});

test('policies keep their defaults until chosen', async () => {
  expect(await shop.ask('company.getCompany', {})).toMatchObject({ policies: { costOfSales: 'delivery', backorder: 'always' } });
  expect(await shop.dispatch('company.setPolicies', { backorder: 'never' })).toEqual({ changed: 1 });
  expect(await shop.dispatch('company.setPolicies', { backorder: 'never' })).toEqual({ changed: 0 });
  expect(await shop.ask('company.getCompany', {})).toMatchObject({ policies: { costOfSales: 'delivery', backorder: 'never' } });
});

test('a second factor is required of roles there are, and a browser is signed out within bounds', async () => {
  await expect(shop.dispatch('company.setPolicies', { secondFactorRoles: ['owner', 'ownr'] })).rejects.toMatchObject({
    code: 'company.unknownRole',
    params: { role: 'ownr' },
  });
  await expect(shop.dispatch('company.setPolicies', { sessionIdleMinutes: 1 })).rejects.toEqual(code('engine.badInput'));
  await shop.dispatch('company.setPolicies', { secondFactorRoles: ['owner'], sessionIdleMinutes: 15, reason: 'Shared tills' });
  const { rows } = await shop.ask<{ rows: { key: string; value: unknown; fallback: unknown; reason: string }[] }>(
    'company.listSettings',
    {},
  );
  expect(rows.find((r) => r.key === 'sessionIdleMinutes')).toMatchObject({ value: 15, fallback: 60, reason: 'Shared tills' });
  expect(rows.find((r) => r.key === 'secondFactorRoles')).toMatchObject({ value: ['owner'], fallback: [] });
});

test('a role says what new companies get, so that an older company sees where its own differs', async () => {
  const role = async (name: string) =>
    (
      await shop.ask<{ rows: { role: string; permissions: string[]; standard: string[] | null; revision: number }[] }>(
        'company.listRoles',
        {},
      )
    ).rows.find((r) => r.role === name);
  const warehouse = await role('warehouse');
  expect(warehouse?.permissions).toEqual(warehouse?.standard);
  const older = warehouse?.permissions.filter((p) => p !== 'returns.write-off') ?? [];
  const set = (name: string, permissions: readonly string[], revision?: number) =>
    shop.send(
      'company.setRole',
      { role: name, name, permissions },
      revision === undefined ? {} : { expect: [{ id: `role/${name}`, revision }] },
    );
  await set('warehouse', older, warehouse?.revision);
  expect((await role('warehouse'))?.permissions).toEqual(older);
  expect((await role('warehouse'))?.standard).toContain('returns.write-off');
  await set('night-shift', ['inventory.read']);
  expect(await role('night-shift')).toMatchObject({ standard: null });
});
