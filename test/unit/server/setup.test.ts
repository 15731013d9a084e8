import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createInProcess } from '../../../main/hosts/inprocess.ts';
import { type RunningServer, startServer } from '../../../main/hosts/server.ts';

const spec = (name: string, login = 'olive') => ({
  name,
  currency: 'EUR',
  zone: 'Europe/Berlin',
  country: 'DE',
  costing: 'average',
  warehouses: [{ code: 'BER', name: 'Berlin', country: 'DE' }],
  owner: { login, name: 'Olive Owner' },
});
const PASSWORD = 'correct horse battery';

let folder: string;
let server: RunningServer;
const start = async () => {
  server = await startServer({ companies: [], folder, readers: 0 });
};
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countinghouse-'));
  await start();
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function call(path: string, how: { secret?: string; cookie?: string; body?: unknown; origin?: string } = {}) {
  const response = await fetch(`${server.url}${path}`, {
    method: how.body === undefined ? 'GET' : 'POST',
    headers: {
      'content-type': 'application/json',
      ...(how.secret === undefined ? {} : { authorization: `Bearer ${how.secret}` }),
      ...(how.cookie === undefined ? {} : { cookie: how.cookie }),
      ...(how.origin === undefined ? {} : { origin: how.origin }),
    },
    ...(how.body === undefined ? {} : { body: JSON.stringify(how.body) }),
  });
  const cookie = (response.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
  return { status: response.status, cookie, body: (await response.json()) as Record<string, unknown> };
}
const create = (secret: string, name: string, login?: string) =>
  call('/api/setup/create', { secret, body: { spec: spec(name, login), password: PASSWORD } });

test('a server without a company says so, and its setup link makes one whose owner is signed in', async () => {
  expect(await call('/api/session')).toMatchObject({ status: 404, body: { code: 'http.noCompany' } });
  const secret = server.setupSecret();
  expect(await call('/api/setup', { secret })).toMatchObject({ body: { files: [], demo: false, making: null, companies: 0 } });
  const made = await create(secret, 'Müller & Söhne');
  expect(made.body).toEqual({ name: 'muller-sohne', link: null });
  expect(await call('/c/muller-sohne/api/session', { cookie: made.cookie })).toMatchObject({
    body: { login: 'olive', hasPassword: true, permissions: ['*'] },
  });
  expect(await call('/api/session', { body: { login: 'olive', password: PASSWORD } })).toMatchObject({ status: 200 });
  const company = server.engines.get('muller-sohne');
  const costing = await company?.store.writer.db.selectFrom('category').select('costing').execute();
  expect(costing).toEqual([{ costing: 'average' }]);
});

test('a setup link is good for one company, and nothing is made without one', async () => {
  const secret = server.setupSecret();
  expect(await call('/api/setup')).toMatchObject({ status: 401, body: { code: 'setup.refused' } });
  expect(await create('x'.repeat(43), 'Nobody')).toMatchObject({ status: 401 });
  expect(await call('/api/setup/create', { secret, body: {}, origin: 'https://evil.example' })).toMatchObject({ status: 403 });
  const short = await call('/api/setup/create', { secret, body: { spec: spec('First'), password: 'short' } });
  expect(short).toMatchObject({ body: { code: 'signIn.passwordTooShort' } });
  expect(readdirSync(folder)).toEqual([]);
  expect(await create(secret, 'First')).toMatchObject({ status: 200 });
  expect(await create(secret, 'Second')).toMatchObject({ status: 401, body: { code: 'setup.refused' } });
  const another = server.setupSecret();
  expect(await create(another, 'First!')).toMatchObject({ status: 409, body: { code: 'setup.addressTaken' } });
  expect(await create(another, 'Second')).toMatchObject({ status: 200 });
});

test('what is wrong with an answer is said in words, by the field it is about', async () => {
  const twice = { code: 'BER', name: 'Berlin', country: 'DE' };
  const bad = {
    ...spec(' '),
    currency: 'ABC',
    country: 'Germany',
    costing: 'lifo',
    colour: 'red',
    warehouses: [twice, { ...twice, name: 'b'.repeat(201) }],
  };
  const { body, status } = await call('/api/setup/create', { secret: server.setupSecret(), body: { spec: bad } });
  expect(status).toBe(400);
  expect(body['params']).toEqual({
    operation: 'setup.create',
    issues: [
      { path: 'spec.name', message: 'has to be given' },
      { path: 'spec.currency', message: 'has to be the code of a currency, such as EUR' },
      { path: 'spec.country', message: 'has to be a country by its two letters, such as GB' },
      { path: 'spec.costing', message: 'has to be one of fifo, average, standard' },
      { path: 'spec.warehouses.1.name', message: 'may have at most 200 characters' },
      { path: 'spec.warehouses.1.code', message: 'BER is the code of another warehouse already' },
      { path: 'spec', message: 'knows no colour' },
      { path: 'password', message: 'has to be given' },
    ],
  });
  expect(readdirSync(folder)).toEqual([]);
});

test('companies that were made are there after a restart, and one refused half way leaves no file', async () => {
  expect(await create(server.setupSecret(), 'First')).toMatchObject({ status: 200 });
  const wrong = { ...spec('Second'), zone: 'Mars/Olympus' };
  const refused = await call('/api/setup/create', { secret: server.setupSecret(), body: { spec: wrong, password: PASSWORD } });
  expect(refused).toMatchObject({ body: { code: 'company.unknownZone' } });
  await server.close();
  expect(readdirSync(folder).filter((f) => !f.endsWith('.files'))).toEqual(['first.countinghouse']);
  await start();
  expect((await call('/api/setup', { secret: server.setupSecret() })).body).toMatchObject({ files: ['first.countinghouse'] });
});

test('only company files of the data folder are opened, whatever name is sent', async () => {
  const outside = mkdtempSync(join(tmpdir(), 'countinghouse-'));
  try {
    await (await createInProcess({ file: join(outside, 'other.countinghouse') }, spec('Other'))).close();
    await (await createInProcess({ file: join(folder, 'Mine.countinghouse') }, spec('Mine'))).close();
    symlinkSync(join(outside, 'other.countinghouse'), join(folder, 'link.countinghouse'));
    mkdirSync(join(folder, 'dir.countinghouse'));
    writeFileSync(join(folder, 'notes.countinghouse'), 'not a company at all, but long enough to have a header'.repeat(10));
    const secret = server.setupSecret();
    const open = (file: string) => call('/api/setup/open', { secret, body: { file } });
    expect((await call('/api/setup', { secret })).body).toMatchObject({ files: ['Mine.countinghouse', 'notes.countinghouse'] });
    for (const file of ['../other.countinghouse', `${outside}/other.countinghouse`, '..\\other.countinghouse'])
      expect(await open(file)).toMatchObject({ status: 400 });
    for (const file of ['link.countinghouse', 'dir.countinghouse', 'none.countinghouse'])
      expect(await open(file)).toMatchObject({ body: { code: 'file.missing' } });
    expect(await open('notes.countinghouse')).toMatchObject({ body: { code: 'file.notACompany' } });
    const opened = await open('Mine.countinghouse');
    expect(opened.body).toMatchObject({ name: 'mine' });
    const entered = await call('/c/mine/api/session/link', { body: { secret: opened.body['link'] } });
    expect(entered.body).toMatchObject({ login: 'olive' });
  } finally {
    rmSync(outside, { recursive: true, force: true });
  }
});

test('somebody signed in sees the companies that know their name, and no others', async () => {
  const first = await create(server.setupSecret(), 'First', 'olive');
  await create(server.setupSecret(), 'Second', 'olive');
  await create(server.setupSecret(), 'Third', 'tom');
  expect(await call('/api/companies')).toMatchObject({ status: 401 });
  expect((await call('/c/first/api/companies', { cookie: first.cookie })).body).toEqual({
    rows: [
      { name: 'first', title: 'First', here: true },
      { name: 'second', title: 'Second', here: false },
    ],
  });
});
