import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashPassword } from '../../../main/server/passwords.ts';
import { issueSignInLink } from '../../../main/server/tokens.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy } from '../../kit/doctor.ts';
import { httpDoor } from '../../kit/doors.ts';
import { PASSWORD, settleAt, type Visit, visitAt } from '../../kit/visit.ts';

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
const status = (cookie: string, headers: Record<string, string> = {}) =>
  visit('POST', '/engine/status', { input: {} }, { cookie, ...headers });

const settle = (login?: string) => settleAt(visit, shop.engine, login);

test('a link opens the door once and within its time; nobody can read or send the cookie but the browser for this site', async () => {
  const link = await issueSignInLink(shop.engine);
  const came = await visit('POST', '/session/link', { secret: link?.secret });
  expect(came).toMatchObject({ status: 200, body: { login: 'owner', hasPassword: false } });
  expect(came.setCookie).toMatch(/HttpOnly; SameSite=Strict/);
  expect((await status(came.cookie)).status).toBe(200);
  expect(await visit('POST', '/session/link', { secret: link?.secret })).toMatchObject({ status: 401, body: { code: 'signIn.linkUsed' } });
  const late = await issueSignInLink(shop.engine);
  shop.now = '2026-01-05T09:15:00.000Z';
  expect(await visit('POST', '/session/link', { secret: late?.secret })).toMatchObject({ body: { code: 'signIn.linkUsed' } });
});

test('a password lets in by name, is stored as a slow hash only, and ends with the working day', async () => {
  await settle();
  const came = await visit('POST', '/session', { login: 'owner', password: PASSWORD });
  expect(came).toMatchObject({ status: 200, body: { login: 'owner', hasPassword: true } });
  const everything = await shop.engine.writer.exclusively(async ({ db }) => [
    await db.selectFrom('user_password').selectAll().execute(),
    await db.selectFrom('change').selectAll().execute(),
    await db.selectFrom('command_log').selectAll().execute(),
    await db.selectFrom('incident').selectAll().execute(),
  ]);
  expect(JSON.stringify(everything)).toContain('scrypt$10$8$1$');
  expect(JSON.stringify(everything)).not.toContain(PASSWORD);
  shop.now = '2026-01-05T21:00:00.000Z';
  expect((await status(came.cookie)).status).toBe(401);
  await expectHealthy(shop);
  expect(await hashPassword(PASSWORD)).toMatch(/^scrypt\$17\$8\$1\$/);
});

test('wrong names and wrong passwords are answered alike, and five wrong ones shut the door for longer and longer', async () => {
  await settle();
  const wrong = { status: 401, body: { code: 'signIn.refused' } };
  expect(await visit('POST', '/session', { login: 'nobody', password: PASSWORD })).toMatchObject(wrong);
  for (let n = 0; n < 5; n += 1) expect(await visit('POST', '/session', { login: 'owner', password: `guess ${n}` })).toMatchObject(wrong);
  const locked = { status: 429, body: { code: 'signIn.locked', params: { until: '2026-01-05T09:01:00.000Z' } } };
  expect(await visit('POST', '/session', { login: 'owner', password: PASSWORD })).toMatchObject(locked);
  shop.now = '2026-01-05T09:01:00.001Z';
  expect(await visit('POST', '/session', { login: 'owner', password: 'guess 6' })).toMatchObject(wrong);
  expect(await visit('POST', '/session', { login: 'owner', password: PASSWORD })).toMatchObject({
    body: { code: 'signIn.locked', params: { until: '2026-01-05T09:03:00.001Z' } },
  });
  shop.now = '2026-01-05T09:04:00.000Z';
  expect((await visit('POST', '/session', { login: 'owner', password: PASSWORD })).status).toBe(200);
  // The right one counts from nought again.
  expect(await visit('POST', '/session', { login: 'owner', password: 'guess 7' })).toMatchObject(wrong);
  expect((await visit('POST', '/session', { login: 'owner', password: PASSWORD })).status).toBe(200);
  const noted = await shop.engine.writer.exclusively(({ db }) =>
    db.selectFrom('incident').selectAll().where('kind', '=', 'sign-in-refused').execute(),
  );
  expect(noted.length).toBeGreaterThanOrEqual(7);
});

test('an address that tries too often is refused whatever names it tries', { timeout: 120_000 }, async () => {
  const tried: number[] = [];
  for (let n = 0; n < 31; n += 1) tried.push((await visit('POST', '/session/link', { secret: 'x'.repeat(30) })).status);
  expect(new Set(tried.slice(0, 30))).toEqual(new Set([401]));
  expect(await visit('POST', '/session', { login: 'owner', password: 'x' })).toMatchObject({
    status: 429,
    body: { code: 'signIn.tooManyTries' },
  });
  expect(tried.at(-1)).toBe(429);
});

test('a page of another site cannot act for somebody who is signed in', async () => {
  const cookie = await settle();
  const { host } = new URL(door.url);
  expect((await status(cookie, { origin: `http://${host}` })).status).toBe(200);
  for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }] as Record<
    string,
    string
  >[])
    expect(await status(cookie, headers)).toMatchObject({ status: 403, body: { code: 'http.crossOrigin' } });
  expect(await visit('DELETE', '/session', undefined, { cookie, origin: 'https://evil.example' })).toMatchObject({ status: 403 });
  const asForm = await fetch(`${door.url}/api/engine/status`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'text/plain' },
    body: '{"input":{}}',
  });
  expect(asForm.status).toBe(415);
  expect((await status(cookie)).status).toBe(200);
});

test('sessions end by signing out, by a new password elsewhere, by the owner and with the user', async () => {
  const first = await settle();
  const { cookie: second } = await visit('POST', '/session', { login: 'owner', password: PASSWORD });
  const out = await fetch(`${door.url}/api/session`, { method: 'DELETE', headers: { cookie: first } });
  expect(out.status).toBe(200);
  expect(out.headers.get('clear-site-data')).toBe('"cache"');
  expect((await status(first)).status).toBe(401);
  const { cookie: third } = await visit('POST', '/session', { login: 'owner', password: PASSWORD });
  expect(await visit('POST', '/session/password', { current: 'not this', next: 'another few words' }, { cookie: third })).toMatchObject({
    status: 401,
    body: { code: 'signIn.refused' },
  });
  for (const next of ['short', 'oooooooooooooo'])
    expect((await visit('POST', '/session/password', { current: PASSWORD, next }, { cookie: third })).status).toBe(422);
  expect((await visit('POST', '/session/password', { current: PASSWORD, next: 'another few words' }, { cookie: third })).status).toBe(200);
  expect([(await status(second)).status, (await status(third)).status]).toEqual([401, 200]);

  const { userId } = await shop.dispatch<{ userId: string }>('company.createUser', { login: 'wanda', name: 'Wanda', roles: ['warehouse'] });
  const wanda = await settle('wanda');
  expect((await shop.ask<{ rows: unknown[] }>('company.listSessions', { userId })).rows).toHaveLength(2);
  await shop.send('company.endSessions', { userId });
  expect((await visit('GET', '/session', undefined, { cookie: wanda })).status).toBe(401);
  // Only who may manage users makes links for others.
  expect(
    await visit(
      'POST',
      '/session/invite',
      { login: 'owner' },
      { cookie: (await visit('POST', '/session', { login: 'wanda', password: PASSWORD })).cookie },
    ),
  ).toMatchObject({ status: 403 });
  const invited = await visit('POST', '/session/invite', { login: 'wanda' }, { cookie: third });
  expect(await visit('POST', '/session/link', { secret: invited.body['secret'] })).toMatchObject({ status: 200, body: { login: 'wanda' } });
  const { cookie: again } = await visit('POST', '/session', { login: 'wanda', password: PASSWORD });
  expect(
    await visit(
      'POST',
      '/accounting/setLock',
      { commandId: 'wanda-tries-1', input: { kind: 'all', through: '2025-12-31' } },
      { cookie: again },
    ),
  ).toMatchObject({
    status: 403,
    body: { code: 'engine.notPermitted' },
  });
  await shop.send('company.deactivateUser', { userId }, { expect: [{ id: userId, revision: 1 }] });
  expect((await visit('GET', '/session', undefined, { cookie: again })).status).toBe(401);
  expect((await visit('POST', '/session', { login: 'wanda', password: PASSWORD })).status).toBe(401);
});

test('who manages users or tokens cannot make themselves the owner by it', async () => {
  await settle();
  await shop.send('company.setRole', { role: 'people', name: 'People', permissions: ['company.users', 'company.tokens', 'company.read'] });
  const { userId } = await shop.dispatch<{ userId: string }>('company.createUser', { login: 'pat', name: 'Pat', roles: ['people'] });
  const { cookie } = await visit('POST', '/session/link', { secret: (await issueSignInLink(shop.engine, 'pat'))?.secret });
  const owner =
    (await shop.ask<{ rows: { id: string; login: string }[] }>('company.listUsers', {})).rows.find((u) => u.login === 'owner')?.id ?? '';
  const beyond = { status: 422, body: { code: 'company.beyondOwnRights' } };
  let n = 0;
  const tries = (path: string, input: unknown, expected?: { id: string; revision: number }[]) =>
    visit('POST', path, { commandId: `pat-tries-${(n += 1)}`, input, ...(expected ? { expect: expected } : {}) }, { cookie });
  expect(await visit('POST', '/session/invite', { login: 'owner' }, { cookie })).toMatchObject(beyond);
  expect(await tries('/company/createToken', { userId: owner, name: 'mine now', tokenHash: 'a'.repeat(64) })).toMatchObject({
    body: { code: 'company.notYourToken' },
  });
  expect(await tries('/company/setUserRoles', { userId, roles: ['owner'] }, [{ id: userId, revision: 1 }])).toMatchObject(beyond);
  expect(await tries('/company/createUser', { login: 'twin', name: 'Twin', roles: ['owner'] })).toMatchObject(beyond);
  expect(await tries('/company/setRole', { role: 'mine', name: 'Mine', permissions: ['accounting.*'] })).toMatchObject(beyond);
  expect(await tries('/company/endSessions', { userId: owner })).toMatchObject(beyond);
  expect(await tries('/company/createToken', { userId, name: 'scanner', tokenHash: 'b'.repeat(64) })).toMatchObject({ status: 200 });
  await shop.dispatch('company.createUser', { login: 'lee', name: 'Lee', roles: ['people'] });
  expect(await visit('POST', '/session/invite', { login: 'lee' }, { cookie })).toMatchObject({ status: 200, body: { login: 'lee' } });
  const made = await shop.engine.writer.exclusively(({ db }) =>
    db.selectFrom('command_log').select('actor_id').where('operation', '=', 'company.makeLink').orderBy('seq', 'desc').executeTakeFirst(),
  );
  expect(made?.actor_id).toBe(userId);
});

test('a password that anybody would try first is refused: the name, the program, a few characters over and over', async () => {
  const link = await issueSignInLink(shop.engine);
  const { cookie } = await visit('POST', '/session/link', { secret: link?.secret });
  for (const next of ['OwnerOwnerOwner', 'countinghouse', 'Countinghouse1', 'password1234', 'abcabcabcabc', '111111111111'])
    expect(await visit('POST', '/session/password', { next }, { cookie })).toMatchObject({ body: { code: 'signIn.passwordTooPlain' } });
  expect((await visit('POST', '/session/password', { next: 'my owner counts' }, { cookie })).status).toBe(200);
});

test('a forgotten password is replaced by way of a link, and a locked name stays locked everywhere', async () => {
  const cookie = await settle();
  const { cookie: signedIn } = await visit('POST', '/session', { login: 'owner', password: PASSWORD });
  for (let n = 0; n < 5; n += 1) await visit('POST', '/session', { login: 'owner', password: `guess ${n}` });
  expect(await visit('POST', '/session/password', { current: PASSWORD, next: 'another few words' }, { cookie: signedIn })).toMatchObject({
    status: 429,
    body: { code: 'signIn.locked' },
  });
  expect((await visit('GET', '/session', undefined, { cookie: signedIn })).body).toMatchObject({ needsCurrent: true });
  expect((await visit('GET', '/session', undefined, { cookie })).body).toMatchObject({ hasPassword: true, needsCurrent: false });
  expect((await visit('POST', '/session/password', { next: 'quite another phrase' }, { cookie })).status).toBe(200);
  expect((await visit('POST', '/session', { login: 'owner', password: 'quite another phrase' })).status).toBe(200);
});
