import { afterEach, beforeEach, expect, test } from 'vitest';
import { issueSignInLink } from '../../../main/server/tokens.ts';
import { codeOf, stepOf } from '../../../main/server/totp.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy } from '../../kit/doctor.ts';
import { httpDoor } from '../../kit/doors.ts';
import { PASSWORD, settleAt, type Visit, visitAt } from '../../kit/visit.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
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
const signIn = (code?: string, login = 'owner') =>
  visit('POST', '/session', { login, password: PASSWORD, ...(code === undefined ? {} : { code }) });
const settle = (login?: string) => settleAt(visit, shop.engine, login);

/** What a code generator shows, `steps` half minutes from now. */
function shown(secret: string, steps = 0): string {
  const bits = Array.from(secret, (c) => c)
    .map((c) => ALPHABET.indexOf(c).toString(2).padStart(5, '0'))
    .join('');
  const bytes = Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
  return codeOf(bytes, stepOf(Date.parse(shop.now)) + steps);
}
const forward = (seconds: number) => {
  shop.now = new Date(Date.parse(shop.now) + seconds * 1000).toISOString();
};

/** Sets a generator up in a session; answers its secret and the recovery codes. */
async function enrol(cookie: string): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { body: offer } = await visit('POST', '/session/second-factor/offer', { current: PASSWORD }, { cookie });
  const secret = offer['secret'] as string;
  const { body } = await visit('POST', '/session/second-factor/confirm', { code: shown(secret) }, { cookie });
  forward(30);
  return { secret, recoveryCodes: body['recoveryCodes'] as string[] };
}

test('a generator is offered as text and picture, counts once it has shown a code, and is then asked for', async () => {
  const cookie = await settle();
  const { body: offer } = await visit('POST', '/session/second-factor/offer', {}, { cookie });
  expect(offer['uri']).toBe(`otpauth://totp/Tee%20and%20Mug%20Ltd:owner?secret=${String(offer['secret'])}&issuer=Tee%20and%20Mug%20Ltd`);
  expect(offer['qrSvg']).toMatch(/^<svg /);
  // Not yet: nobody is locked out by a generator that was never finished.
  expect((await signIn()).status).toBe(200);
  expect(await visit('POST', '/session/second-factor/confirm', { code: '000000' }, { cookie })).toMatchObject({
    body: { code: 'signIn.codeRefused' },
  });
  const { cookie: elsewhere } = await signIn();
  const { secret } = await enrol(cookie);
  expect((await visit('GET', '/session', undefined, { cookie })).body).toMatchObject({ secondFactor: 'on' });
  expect((await visit('GET', '/session', undefined, { cookie: elsewhere })).status).toBe(401);
  expect(await signIn()).toMatchObject({ status: 401, body: { code: 'signIn.codeNeeded' } });
  expect(await signIn('123 456')).toMatchObject({ status: 401, body: { code: 'signIn.codeRefused' } });
  expect((await signIn(`${shown(secret).slice(0, 3)} ${shown(secret).slice(3)}`)).status).toBe(200);
  expect(await visit('POST', '/session/second-factor/offer', { current: PASSWORD }, { cookie })).toMatchObject({
    body: { code: 'signIn.secondFactorOn' },
  });
  await expectHealthy(shop);
});

test('a code is good once: not again, not an older one, and of two at the same moment one', async () => {
  const { secret } = await enrol(await settle());
  const code = shown(secret);
  const both = await Promise.all([signIn(code), signIn(code)]);
  expect(both.map((b) => b.status).sort((a, b) => a - b)).toEqual([200, 401]);
  expect(await signIn(code)).toMatchObject({ body: { code: 'signIn.codeRefused' } });
  expect(await signIn(shown(secret, -1))).toMatchObject({ body: { code: 'signIn.codeRefused' } });
  forward(30);
  expect((await signIn(shown(secret))).status).toBe(200);
});

test('guessing codes shuts the door like guessing passwords, and a right password between the guesses does not open it', async () => {
  const { secret } = await enrol(await settle());
  const answers = [];
  for (let n = 0; n < 5; n += 1) {
    answers.push((await signIn()).body['code']);
    answers.push((await signIn(String(100_000 + n))).body['code']);
  }
  expect(answers).toEqual(Array.from({ length: 5 }, () => ['signIn.codeNeeded', 'signIn.codeRefused']).flat());
  expect(await signIn(shown(secret))).toMatchObject({ status: 429, body: { code: 'signIn.locked' } });
});

test('a recovery code opens once; neither it nor the secret stands readable in the file', async () => {
  const { secret, recoveryCodes } = await enrol(await settle());
  expect(recoveryCodes).toHaveLength(10);
  const [first = '', second = ''] = recoveryCodes;
  expect((await signIn(first.toLowerCase())).status).toBe(200);
  expect((await signIn(first)).status).toBe(401);
  expect((await signIn(second)).status).toBe(200);
  const everything = await shop.engine.writer.exclusively(async ({ db }) => [
    await db.selectFrom('user_second_factor').selectAll().execute(),
    await db.selectFrom('user_recovery_code').selectAll().execute(),
    await db.selectFrom('command_log').selectAll().execute(),
    await db.selectFrom('change').selectAll().execute(),
    await db.selectFrom('incident').selectAll().execute(),
  ]);
  const text = JSON.stringify(everything);
  for (const told of [secret, ...recoveryCodes, ...recoveryCodes.map((c) => c.replaceAll('-', ''))]) expect(text).not.toContain(told);
  expect(text).toContain('recovery-code-used');
});

test('a one-time link does not go round the generator, and is not spent by asking for the code', async () => {
  const { secret } = await enrol(await settle());
  const link = await issueSignInLink(shop.engine);
  const open = (code?: string) => visit('POST', '/session/link', { secret: link?.secret, ...(code === undefined ? {} : { code }) });
  expect(await open()).toMatchObject({ status: 401, body: { code: 'signIn.codeNeeded' } });
  expect(await open('111111')).toMatchObject({ status: 401, body: { code: 'signIn.codeRefused' } });
  expect((await open(shown(secret))).status).toBe(200);
});

test('a generator is given up with one of its codes, and an owner resets a lost one', async () => {
  const cookie = await settle();
  const { secret } = await enrol(cookie);
  const remove = (code: string) => visit('POST', '/session/second-factor/remove', { code }, { cookie });
  expect(await remove('222222')).toMatchObject({ body: { code: 'signIn.codeRefused' } });
  expect((await remove(shown(secret))).status).toBe(200);
  expect((await signIn()).status).toBe(200);

  const { userId } = await shop.dispatch<{ userId: string }>('company.createUser', { login: 'wanda', name: 'Wanda', roles: ['warehouse'] });
  const wanda = await settle('wanda');
  await enrol(wanda);
  const users = async () => (await shop.ask<{ rows: { login: string; secondFactor: boolean }[] }>('company.listUsers', {})).rows;
  expect((await users()).map((u) => [u.login, u.secondFactor])).toEqual([
    ['owner', false],
    ['wanda', true],
  ]);
  expect(await shop.dispatch('company.resetSecondFactor', { userId })).toMatchObject({ ended: 1 });
  expect((await visit('GET', '/session', undefined, { cookie: wanda })).status).toBe(401);
  expect((await signIn(undefined, 'wanda')).status).toBe(200);
});

test('where a role requires a generator, its holders can do nothing before they have one, and cannot give it up', async () => {
  await shop.dispatch('company.createUser', { login: 'wanda', name: 'Wanda', roles: ['read-only'] });
  const cookie = await settle('wanda');
  const read = () => visit('POST', '/engine/status', { input: {} }, { cookie }).then((came) => came.status);
  expect(await read()).toBe(200);
  await shop.dispatch('company.setPolicies', { secondFactorRoles: ['read-only'] });
  expect(await read()).toBe(403);
  expect((await visit('GET', '/session', undefined, { cookie })).body).toMatchObject({ secondFactor: 'required', permissions: [] });
  const { secret } = await enrol(cookie);
  expect(await read()).toBe(200);
  expect(await visit('POST', '/session/second-factor/remove', { code: shown(secret) }, { cookie })).toMatchObject({
    body: { code: 'signIn.secondFactorKept' },
  });
  expect((await settle()) !== '').toBe(true);
});

test('setting a generator up takes the password held now, and no page of another site can do it', async () => {
  const link = await issueSignInLink(shop.engine);
  const { cookie: byLink } = await visit('POST', '/session/link', { secret: link?.secret });
  await visit('POST', '/session/password', { next: PASSWORD }, { cookie: byLink });
  const { cookie } = await signIn();
  expect(await visit('POST', '/session/second-factor/offer', { current: 'not this one' }, { cookie })).toMatchObject({ status: 401 });
  expect(await visit('POST', '/session/second-factor/offer', {}, { cookie })).toMatchObject({ status: 401 });
  for (const path of ['offer', 'confirm', 'remove'])
    expect(
      await visit('POST', `/session/second-factor/${path}`, { code: '123456' }, { cookie, origin: 'https://evil.example' }),
    ).toMatchObject({ status: 403, body: { code: 'http.crossOrigin' } });
  expect(await visit('POST', '/session/tokens', { name: 'x' }, { cookie, origin: 'https://evil.example' })).toMatchObject({ status: 403 });
  expect(await visit('POST', '/session/second-factor/confirm', { code: '123456' }, { cookie })).toMatchObject({
    body: { code: 'signIn.noSecondFactor' },
  });
});
