import { afterEach, beforeEach, expect, test } from 'vitest';
import { issueSignInLink, issueToken } from '../../../main/server/tokens.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { httpDoor } from '../../kit/doors.ts';
import { PASSWORD, settleAt, type Visit, visitAt } from '../../kit/visit.ts';

/** What somebody tries who should not come in, or should not get further. */

let shop: Shop;
let door: Awaited<ReturnType<typeof httpDoor>>;
beforeEach(async () => {
  shop = await openShop();
  door = await httpDoor(shop);
});
afterEach(async () => {
  await door.close();
  await shop.close();
});

const visit: Visit = (...asked) => visitAt(door.url, ...asked);
const signIn = (login: string, password = PASSWORD) => visit('POST', '/session', { login, password });
const status = (cookie: string, headers: Record<string, string> = {}) =>
  visit('POST', '/engine/status', { input: {} }, { cookie, ...headers });
const settle = (login?: string) => settleAt(visit, shop.engine, login);
let sent = 0;
const command = (headers: Record<string, string>, operation: string, input: unknown, expected?: { id: string; revision: number }[]) =>
  visit(
    'POST',
    `/${operation.replace('.', '/')}`,
    { commandId: `hostile-${(sent += 1)}`, input, ...(expected ? { expect: expected } : {}) },
    headers,
  );
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });

test('a name that exists and one that does not are refused, locked and noted alike', async () => {
  await settle();
  const before = shop.engine.writer.seq;
  const told = async (login: string) => {
    const answers = [];
    for (let n = 0; n < 7; n += 1) {
      const { status: code, body } = await signIn(login, `guess ${n}`);
      answers.push([code, body['code'], body['params'], body['sentence']]);
    }
    return answers;
  };
  const known = await told('owner');
  expect(known.map(([code]) => code)).toEqual([401, 401, 401, 401, 401, 429, 429]);
  expect(await told('nobody')).toEqual(known);
  const commands = await shop.engine.writer.exclusively(({ db }) =>
    db.selectFrom('command_log').select(['operation', 'actor_id']).where('seq', '>', before).orderBy('seq').execute(),
  );
  expect(commands.slice(commands.length / 2)).toEqual(commands.slice(0, commands.length / 2));
});

test.each(['owner', 'nobody'])('twenty tries for %s at the same moment are not more than five', async (login) => {
  await settle();
  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => signIn(login, `guess ${n}`)));
  const codes = answers.map((a) => a.body['code']);
  expect(codes.filter((c) => c === 'signIn.refused')).toHaveLength(5);
  expect(codes.filter((c) => c === 'signIn.locked')).toHaveLength(15);
  expect((await signIn('owner')).status).toBe(login === 'owner' ? 429 : 200);
});

test('wrong tries are forgotten after a quiet day, and names nobody has with them', async () => {
  await settle();
  await signIn('nobody', 'guess');
  shop.now = '2026-01-06T09:00:01.000Z';
  await signIn('owner');
  expect(await shop.engine.writer.exclusively(({ db }) => db.selectFrom('sign_in_name').selectAll().execute())).toEqual([]);
});

test('a planted session is not adopted: signing in makes a new secret and ends what the browser held before', async () => {
  const planted = `countinghouse-shop=${'A'.repeat(43)}`;
  await settle();
  const first = await visit('POST', '/session', { login: 'owner', password: PASSWORD }, { cookie: planted });
  expect(first.cookie).not.toContain('AAAA');
  expect((await status(planted)).status).toBe(401);
  const second = await visit('POST', '/session', { login: 'owner', password: PASSWORD }, { cookie: first.cookie });
  expect([(await status(first.cookie)).status, (await status(second.cookie)).status]).toEqual([401, 200]);
});

test('a browser that is left alone is signed out, also when its window refreshes by itself', async () => {
  const cookie = await settle();
  const at = (time: string, headers?: Record<string, string>) => {
    shop.now = `2026-01-05T${time}.000Z`;
    return status(cookie, headers).then((came) => came.status);
  };
  expect(await at('09:50:00')).toBe(200);
  expect(await at('10:40:00', { 'x-away-seconds': '3000' })).toBe(200);
  expect(await at('10:51:00', { 'x-away-seconds': '3660' })).toBe(401);
  // It stays out: coming back to the machine does not open what was closed.
  expect(await at('10:51:01')).toBe(401);
  const { cookie: again } = await signIn('owner');
  await shop.dispatch('company.setPolicies', { sessionIdleMinutes: 5 });
  shop.now = '2026-01-05T10:57:00.000Z';
  expect((await status(again)).status).toBe(401);
});

test("a session knows its device, address and last sign; one may be ended, a stranger's may not", async () => {
  await shop.dispatch('company.createUser', { login: 'wanda', name: 'Wanda', roles: ['warehouse'] });
  await settle();
  const wanda = await settle('wanda');
  const { cookie } = await visit(
    'POST',
    '/session',
    { login: 'owner', password: PASSWORD },
    { 'user-agent': 'Tablet of the packing desk' },
  );
  shop.now = '2026-01-05T09:05:00.000Z';
  await status(cookie);
  const list = async (of: string) =>
    (await visit('POST', '/company/listOwnSessions', { input: {} }, { cookie: of })).body['output'] as { rows: Record<string, unknown>[] };
  const mine = (await list(cookie)).rows;
  expect(mine.find((s) => s['current'])).toMatchObject({
    device: 'Tablet of the packing desk',
    address: expect.stringMatching(/127\.0\.0\.1|::1/),
    lastSeenAt: '2026-01-05T09:05:00.000Z',
  });
  const id = mine.find((s) => s['current'])?.['id'];
  expect((await command({ cookie: wanda }, 'company.endOwnSession', { sessionId: id })).status).toBe(404);
  expect((await command({ cookie }, 'company.endOwnSession', { sessionId: id })).status).toBe(200);
  expect((await status(cookie)).status).toBe(401);
});

test('a token does what it was cut down to, as long as its user may, and nobody makes more of it', async () => {
  const cookie = await settle();
  const make = async (draft: object) =>
    (await visit('POST', '/session/tokens', { name: 'script', ...draft }, { cookie })).body['secret'] as string;
  const reader = bearer(await make({ readOnly: true }));
  expect((await visit('POST', '/sales/countOrders', { input: {} }, reader)).status).toBe(200);
  expect(await command(reader, 'company.setPolicies', { backorder: 'never' })).toMatchObject({
    status: 403,
    body: { code: 'engine.readOnlyAccess' },
  });
  expect((await visit('POST', '/session/invite', { login: 'owner' }, reader)).status).toBe(403);

  const cut = bearer(await make({ permissions: ['company.users', 'company.tokens', 'catalog.*'] }));
  expect((await visit('POST', '/catalog/listItems', { input: {} }, cut)).status).toBe(200);
  expect((await visit('POST', '/engine/status', { input: {} }, cut)).status).toBe(403);
  // The owner's own name is beyond a token of theirs that was cut down.
  expect(await visit('POST', '/session/invite', { login: 'owner' }, cut)).toMatchObject({ body: { code: 'company.beyondOwnRights' } });
  expect(await visit('POST', '/session/tokens', { name: 'more' }, cut)).toMatchObject({ body: { code: 'company.notByToken' } });
  expect(await visit('POST', '/session/password', { next: 'another few words' }, cut)).toMatchObject({ status: 401 });
  expect(await visit('POST', '/session/second-factor/offer', {}, cut)).toMatchObject({ status: 401 });

  const short = bearer(await make({ expiresAt: '2026-01-05T09:10:00.000Z' }));
  expect((await status('', short)).status).toBe(200);
  shop.now = '2026-01-05T09:10:00.000Z';
  expect((await status('', short)).status).toBe(401);
});

test('only its user or an owner makes and revokes a token, and it loses what its user loses', async () => {
  await settle();
  await shop.send('company.setRole', {
    role: 'scripts',
    name: 'Scripts',
    permissions: ['company.tokens', 'company.users', 'catalog.read'],
  });
  const { userId } = await shop.dispatch<{ userId: string }>('company.createUser', { login: 'sam', name: 'Sam', roles: ['scripts'] });
  await shop.dispatch('company.createUser', { login: 'pat', name: 'Pat', roles: ['scripts'] });
  const pat = await settle('pat');
  const sam = await settle('sam');
  const { secret } = (await visit('POST', '/session/tokens', { name: 'till' }, { cookie: sam })).body as { secret: string };
  expect((await visit('POST', '/session/tokens', { name: 'all', permissions: ['*'] }, { cookie: sam })).body).toMatchObject({
    code: 'company.beyondOwnRights',
  });
  const [token] = (
    (await visit('POST', '/company/listOwnTokens', { input: {} }, { cookie: sam })).body['output'] as {
      rows: { id: string; revision: number }[];
    }
  ).rows;
  const expected = [{ id: token?.id ?? '', revision: token?.revision ?? 0 }];
  expect(await command({ cookie: pat }, 'company.createToken', { userId, name: 'mine', tokenHash: 'c'.repeat(64) })).toMatchObject({
    body: { code: 'company.notYourToken' },
  });
  expect(await command({ cookie: pat }, 'company.revokeToken', { tokenId: token?.id }, expected)).toMatchObject({
    body: { code: 'company.notYourToken' },
  });
  const items = () => visit('POST', '/catalog/listItems', { input: {} }, bearer(secret)).then((came) => came.status);
  expect(await items()).toBe(200);
  await shop.send(
    'company.setRole',
    { role: 'scripts', name: 'Scripts', permissions: ['company.tokens'] },
    { expect: [{ id: 'role/scripts', revision: 1 }] },
  );
  expect(await items()).toBe(403);
  expect((await command({ cookie: sam }, 'company.revokeToken', { tokenId: token?.id }, expected)).status).toBe(200);
  expect(await items()).toBe(401);
  const everything = await shop.engine.writer.exclusively(async ({ db }) => [
    await db.selectFrom('command_log').selectAll().execute(),
    await db.selectFrom('api_token').selectAll().execute(),
    await db.selectFrom('change').selectAll().execute(),
  ]);
  expect(JSON.stringify(everything)).not.toContain(secret);
});

test('who is limited to a part of the company cannot let themselves or others out of it', async () => {
  await settle();
  const { rows } = await shop.ask<{ rows: { id: string; code: string }[] }>('inventory.listWarehouses', {});
  const [own = '', other = ''] = rows.map((w) => w.id);
  await shop.send('company.setRole', { role: 'people', name: 'People', permissions: ['company.users', 'inventory.read'] });
  const create = (login: string) => shop.dispatch<{ userId: string }>('company.createUser', { login, name: login, roles: ['people'] });
  const { userId: lee } = await create('lee');
  const { userId: kim } = await create('kim');
  await shop.send('company.setUserScopes', { userId: lee, warehouses: [own], channels: [] }, { expect: [{ id: lee, revision: 1 }] });
  const cookie = await settle('lee');
  const outside = { status: 403, body: { code: 'engine.outOfScope' } };
  const scopes = (userId: string, warehouses: string[], revision: number) =>
    command({ cookie }, 'company.setUserScopes', { userId, warehouses, channels: [] }, [{ id: userId, revision }]);
  expect(await scopes(lee, [], 2)).toMatchObject(outside);
  expect(await scopes(lee, [own, other], 2)).toMatchObject(outside);
  expect(await scopes(kim, [own], 1)).toMatchObject(outside);
  expect(await visit('POST', '/session/invite', { login: 'kim' }, { cookie })).toMatchObject(outside);
  expect((await command({ cookie }, 'company.createUser', { login: 'max', name: 'Max', roles: ['people'] })).status).toBe(200);
  const max = await settle('max');
  const seen = await visit('POST', '/inventory/listWarehouses', { input: {} }, { cookie: max });
  expect((seen.body['output'] as { rows: { id: string }[] }).rows.map((w) => w.id)).toEqual([own]);
});

test('a link made at the machine lets its user in and nobody else, and a deactivated user never', async () => {
  const { userId } = await shop.dispatch<{ userId: string }>('company.createUser', { login: 'temp', name: 'Temp', roles: ['warehouse'] });
  const link = await issueSignInLink(shop.engine, 'temp');
  const secret = await issueToken(shop.engine, { login: 'temp', name: 'till' });
  await shop.send('company.deactivateUser', { userId }, { expect: [{ id: userId, revision: 1 }] });
  expect((await visit('POST', '/session/link', { secret: link?.secret })).status).toBe(401);
  expect((await status('', bearer(secret))).status).toBe(401);
});
