import { request as httpRequest } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { issueToken } from '../../../main/server/tokens.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { httpDoor } from '../../kit/doors.ts';

let shop: Shop;
let door: Awaited<ReturnType<typeof httpDoor>>;
let token: string;
let clerk: string;
beforeEach(async () => {
  shop = await openShop();
  door = await httpDoor(shop);
  token = await issueToken(shop.engine, { login: 'owner', name: 'files' });
  await shop.dispatch('company.createUser', { login: 'clerk', name: 'Carl Clerk', roles: ['warehouse'] });
  clerk = await issueToken(shop.engine, { login: 'clerk', name: 'files' });
});
afterEach(async () => {
  await door.close();
  await shop.close();
});

const CSV = { 'content-type': 'text/csv', 'x-file-name': encodeURIComponent('Bestände.csv'), 'x-file-permission': 'inventory.read' };
async function send(body: string | Uint8Array, headers: Record<string, string> = {}, path = '/c/shop/files') {
  const response = await fetch(`${door.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, ...CSV, ...headers },
    body: body as string,
  });
  return { status: response.status, body: (await response.json()) as { fileId: string; code?: string } };
}
const get = (path: string, as = token) => fetch(`${door.url}${path}`, { headers: { authorization: `Bearer ${as}` } });

test('an upload comes back as it was sent, to be saved under its name and never shown', async () => {
  const { body } = await send('sku;qty\nTEE;4\n');
  const response = await get(`/c/shop/files/${body.fileId}`, clerk);
  expect(await response.text()).toBe('sku;qty\nTEE;4\n');
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/csv',
    'content-length': '14',
    'content-disposition': `attachment; filename="Best_nde.csv"; filename*=UTF-8''Best%C3%A4nde.csv`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringMatching(/^default-src 'none'.*; sandbox$/) as unknown,
  });
  expect((await get(`/files/${body.fileId}`)).status).toBe(200);
});

test('who is not signed in, or may not see what a file shows, gets and sends nothing', async () => {
  const { body } = await send('secret', { 'x-file-permission': 'accounting.read' });
  expect((await fetch(`${door.url}/files/${body.fileId}`)).status).toBe(401);
  expect((await get(`/files/${body.fileId}`, clerk)).status).toBe(403);
  expect((await get('/files/file_nothing')).status).toBe(404);
  expect((await get('/files/..%2f..%2fetc%2fpasswd')).status).toBe(405);
  expect(await send('x', { authorization: `Bearer ${clerk}`, 'x-file-permission': 'accounting.read' })).toMatchObject({ status: 403 });
  expect(await send('x', { authorization: '' })).toMatchObject({ status: 401 });
});

test('only harmless kinds are taken, and only when the content is of that kind', async () => {
  expect(await send('<script>', { 'content-type': 'text/html' })).toMatchObject({ status: 415, body: { code: 'files.typeNotAllowed' } });
  expect(await send('MZ\0\0', {})).toMatchObject({ status: 422, body: { code: 'files.notWhatItSays' } });
  expect(await send('not a pdf', { 'content-type': 'application/pdf' })).toMatchObject({ body: { code: 'files.notWhatItSays' } });
  expect(await send('%PDF-1.7', { 'content-type': 'application/pdf' })).toMatchObject({ status: 200 });
  expect(await send('x', { 'x-file-name': encodeURIComponent('../x.csv') })).toMatchObject({ status: 400 });
});

test('an upload sent again under its command id is one file', async () => {
  const again = { 'x-command-id': 'upload-0001' };
  const first = await send('once', again);
  expect(await send('once', again)).toEqual(first);
  expect(await send('other', again)).toMatchObject({ status: 409, body: { code: 'engine.commandIdReused' } });
  expect(await send('x', { 'x-command-id': 'job_00000000000000000000000001.1' })).toMatchObject({ status: 400 });
});

test('more than the limit is refused before it is sent, and so are too many in a short time', async () => {
  const status = await new Promise((resolve) => {
    const request = httpRequest(`${door.url}/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, ...CSV, 'content-length': 65 * 1024 * 1024 },
    });
    request.on('response', (response) => (resolve(response.statusCode), request.destroy()));
    request.on('error', () => undefined);
    request.write('a');
  });
  expect(status).toBe(413);
  const answers = await Promise.all(Array.from({ length: 130 }, () => send('x', { 'content-type': 'text/html' })));
  expect(answers.filter((a) => a.status === 429).length).toBeGreaterThan(5);
});
