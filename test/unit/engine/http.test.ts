import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createInProcess } from '../../../main/hosts/inprocess.ts';
import { type RunningServer, startServer } from '../../../main/hosts/server.ts';
import { issueToken } from '../../../main/server/tokens.ts';
import { statusOfRefusal } from '../../../preload/contract/http.ts';
import { publishedOperations, refusalsOf } from '../../../preload/contract/orpc.ts';
import { probeOperations, probeRegistry } from '../../kit/probe.ts';

const LIMIT = 64 * 1024;
const spec = (name: string) => ({
  name,
  currency: 'EUR',
  zone: 'Europe/Berlin',
  country: 'DE',
  warehouses: [{ code: 'BER', name: 'Berlin', country: 'DE' }],
  owner: { login: 'owner', name: 'Olive Owner' },
});

let folder: string;
let server: RunningServer;
let token: string;
let reported: unknown[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countinghouse-'));
  reported = [];
  const companies = ['north', 'south'].map((name) => ({ name, location: { file: join(folder, `${name}.countinghouse`) } }));
  for (const { name, location } of companies) await (await createInProcess(location, spec(name))).close();
  server = await startServer({
    companies,
    testClock: '2026-01-05T09:00:00.000Z',
    bodyLimit: LIMIT,
    readers: 0,
    registry: probeRegistry(),
    operations: [...publishedOperations, ...probeOperations],
    report: (error) => reported.push(error),
  });
  token = await issueToken(engine(), { login: 'owner', name: 'test' });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

function engine(name = 'north') {
  const found = server.engines.get(name);
  if (!found) throw new Error(`no company ${name}`);
  return found;
}
const headers = (more: Record<string, string> = {}) => ({ 'content-type': 'application/json', authorization: `Bearer ${token}`, ...more });
async function post(path: string, body: unknown, more: Record<string, string> = {}) {
  const text = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  const response = await fetch(`${server.url}${path}`, { method: 'POST', headers: headers(more), body: text as string });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, never> };
}
const status = (more: Record<string, string>) => post('/api/engine/status', { input: {} }, more);

test('only a living token of an active user opens the door, and the answer does not say what was wrong', async () => {
  const refused = { status: 401, body: { code: 'engine.notSignedIn' } };
  expect(await status({})).toMatchObject({ status: 200 });
  for (const authorization of ['', 'Bearer', 'Basic b3duZXI6b3duZXI=', `Bearer ${token}x`, `Bearer ${token.slice(1)}`])
    expect(await status({ authorization })).toMatchObject(refused);

  const short = await issueToken(engine(), { login: 'owner', name: 'short', expiresAt: '2026-01-05T10:00:00.000Z' });
  expect(await status({ authorization: `Bearer ${short}` })).toMatchObject({ status: 200 });
  await post('/api/engine/setClock', { now: '2026-01-05T10:00:00.000Z' });
  expect(await status({ authorization: `Bearer ${short}` })).toMatchObject(refused);

  const clerk = await post('/api/company/createUser', {
    commandId: 'clerk-01',
    input: { login: 'clerk', name: 'Carl', roles: ['read-only'] },
  });
  const carls = { authorization: `Bearer ${await issueToken(engine(), { login: 'clerk', name: 'test' })}` };
  expect(await status(carls)).toMatchObject({ status: 200 });
  expect(await post('/api/company/listUsers', { input: {} }, carls)).toMatchObject({ status: 403, body: { code: 'engine.notPermitted' } });
  const { userId } = (clerk.body as Record<string, Record<string, string>>)['output'] ?? {};
  await post('/api/company/deactivateUser', { commandId: 'clerk-02', input: { userId }, expect: [{ id: userId, revision: 1 }] });
  expect(await status(carls)).toMatchObject(refused);
});

test('a token is kept as its hash only, and revoking it works at once', async () => {
  const { db } = engine().store.writer;
  const row = await db.selectFrom('api_token').selectAll().executeTakeFirstOrThrow();
  expect(JSON.stringify(row)).not.toContain(token.slice(4));
  expect(row.token_hash).toMatch(/^[0-9a-f]{64}$/);
  await post('/api/company/revokeToken', { commandId: 'revoke-1', input: { tokenId: row.id }, expect: [{ id: row.id, revision: 1 }] });
  expect(await status({})).toMatchObject({ status: 401 });
});

test('a token of one company is nothing in another, and a company that is not served is not found', async () => {
  expect(await post('/c/north/api/engine/status', { input: {} })).toMatchObject({
    status: 200,
    body: { output: { company: { name: 'north' } } },
  });
  expect(await post('/c/south/api/engine/status', { input: {} })).toMatchObject({ status: 401 });
  expect(await post('/c/west/api/engine/status', { input: {} })).toMatchObject({ status: 404, body: { code: 'http.unknownCompany' } });
});

test('bodies that cannot be read are refused with the reason', async () => {
  const { seq } = engine().writer;
  expect(await post('/api/engine/status', '{"input":')).toMatchObject({ status: 400, body: { code: 'http.malformedJson' } });
  expect(await post('/api/engine/status', Buffer.from('{"input":"caf\xe9"}', 'latin1'))).toMatchObject({
    status: 400,
    body: { code: 'http.malformedJson' },
  });
  expect(await status({ 'content-type': 'text/plain' })).toMatchObject({ status: 415, body: { code: 'http.notJson' } });
  expect(await status({ 'content-type': 'multipart/form-data' })).toMatchObject({ status: 415 });
  for (const body of ['[]', 'null', '7', '"text"', '{}', '{"input":{},"more":1}', '{"commandId":"short","input":{}}'])
    expect(await post('/api/probe/add', body)).toMatchObject({ status: 400, body: { code: 'engine.badInput' } });
  for (const commandId of ['job_01ke6p4ym0vpnt70c9yj0nkn5b.1', 'outbox.1.answer'])
    expect(await post('/api/probe/add', { commandId, input: { by: 1 } })).toMatchObject({ status: 400, body: { code: 'engine.badInput' } });
  expect(engine().writer.seq).toBe(seq);
});

test('an oversized body is refused, declared or not, and nothing is saved', async () => {
  const { seq } = engine().writer;
  const big = JSON.stringify({ commandId: 'big-body-1', input: { key: 'x'.repeat(LIMIT), by: 1 } });
  expect(await post('/api/probe/add', big)).toMatchObject({ status: 413, body: { code: 'http.bodyTooLarge', params: { limit: LIMIT } } });
  const chunked = await new Promise<number | undefined>((resolve, reject) => {
    const req = httpRequest(`${server.url}/api/probe/add`, { method: 'POST', headers: headers() }, (res) => {
      res.resume();
      resolve(res.statusCode);
    });
    req.on('error', reject);
    req.write(big.slice(0, LIMIT));
    req.end(big.slice(LIMIT));
  });
  expect(chunked).toBe(413);
  expect(engine().writer.seq).toBe(seq);
});

test("what is no operation is not found, the engine's own commands included, and operations are only posted", async () => {
  for (const path of ['/api/engine/nothing', '/api/company/create', '/api/a/b/c', '/api/__proto__/toString'])
    expect(await post(path, { input: {} })).toMatchObject({ status: 404, body: { code: 'engine.unknownOperation' } });
  const got = await fetch(`${server.url}/api/engine/status`, { headers: headers() });
  expect([got.status, await got.json()]).toMatchObject([405, { code: 'http.methodNotAllowed' }]);
  expect((await fetch(`${server.url}/elsewhere`)).status).toBe(404);
  expect(got.headers.get('access-control-allow-origin')).toBeNull();
});

test('a fault shows a reference and nothing else, an outage asks to come back; neither leaves a trace in the books', async () => {
  const fault = await post('/api/probe/fail', { commandId: 'fail-0001', input: { how: 'fault' } });
  expect(fault).toMatchObject({ status: 500, body: { code: 'fault', params: { reference: expect.stringMatching(/^F-/) } } });
  expect(JSON.stringify(fault.body)).not.toContain('secret');
  expect(reported).toHaveLength(1);
  const { reference } = (fault.body as Record<string, Record<string, string>>)['params'] ?? {};
  const incidents = await post('/api/engine/listIncidents', { input: { kind: 'fault' } });
  expect(incidents.body).toMatchObject({ output: { rows: [{ subject: reference, operation: 'probe.fail' }] } });

  const outage = await post('/api/probe/fail', { commandId: 'fail-0002', input: { how: 'outage' } });
  expect([outage.status, outage.headers.get('retry-after'), outage.body['code']]).toEqual([503, '2', 'outage']);
  expect(await post('/api/probe/fail', { commandId: 'fail-0003', input: { how: 'none' } })).toMatchObject({
    body: { output: { value: 1 } },
  });
});

test('the OpenAPI document names every operation with schemas and every refusal it may answer with', async () => {
  const response = await fetch(`${server.url}/c/south/api/openapi.json`);
  const document = (await response.json()) as {
    openapi: string;
    servers: unknown;
    components: unknown;
    paths: Record<string, { post: { operationId: string; requestBody: unknown; responses: Record<string, unknown> } }>;
  };
  expect([document.openapi.slice(0, 3), document.servers]).toEqual(['3.1', [{ url: '/c/south/api' }]]);
  const ids = Object.values(document.paths).map((p) => p.post.operationId);
  expect(new Set(ids)).toEqual(new Set([...publishedOperations, ...probeOperations].map((d) => d.name)));
  expect(ids).not.toContain('company.create');
  for (const def of publishedOperations) {
    const operation = document.paths[`/${def.name.replace('.', '/')}`]?.post;
    expect(operation).toMatchObject({
      requestBody: { content: { 'application/json': { schema: { type: 'object', required: expect.arrayContaining(['input']) } } } },
    });
    expect(operation?.responses['200']).toMatchObject({ content: { 'application/json': { schema: { type: 'object' } } } });
    for (const refusal of refusalsOf(def))
      expect(JSON.stringify(operation?.responses[String(statusOfRefusal(refusal.code))])).toContain(`{"const":"${refusal.code}"}`);
  }
  for (const [, ref = ''] of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g))
    expect(ref.split('/').reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], document)).toBeDefined();
});

test('news of commits reaches those who listen', async () => {
  const leave = new AbortController();
  const response = await fetch(`${server.url}/api/events`, { headers: headers(), signal: leave.signal });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = '';
  const until = async (part: string) => {
    while (!text.includes(part)) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`the stream ended before ${part}`);
      text += decoder.decode(value, { stream: true });
    }
  };
  await until('event: open');
  await post('/api/probe/add', { commandId: 'news-0001', input: { by: 1 } });
  await until('"topic":"setting"');
  await post('/api/probe/startLater', { commandId: 'news-0002', input: { kind: 'none', payload: null } });
  await until('"topic":"job"');
  expect((await fetch(`${server.url}/api/events`)).status).toBe(401);
  leave.abort();
});

test('the test clock is said aloud, moves only when a token-holder says so, and makes due what it passes', async () => {
  const health = async () => (await (await fetch(`${server.url}/health`)).json()) as Record<string, string>;
  expect(await health()).toMatchObject({ ok: true, now: '2026-01-05T09:00:00.000Z', warning: expect.stringContaining('TEST CLOCK') });
  expect((await fetch(`${server.url}/api/engine/setClock`, { method: 'POST' })).status).toBe(401);
  expect(await post('/api/engine/setClock', { now: 'tomorrow' })).toMatchObject({ status: 400 });
  expect(await post('/api/engine/setClock', { now: '2026-03-01T09:00:00.000Z' })).toMatchObject({ status: 200 });
  expect(await status({})).toMatchObject({ body: { output: { today: '2026-03-01' } } });
  expect(await health()).toMatchObject({ now: '2026-03-01T09:00:00.000Z' });
});

test('a server on the real clock does not let its time be set', async () => {
  const file = join(folder, 'real.countinghouse');
  const made = await createInProcess({ file }, spec('real'));
  const secret = await issueToken(made, { login: 'owner', name: 'test' });
  await made.close();
  const real = await startServer({ companies: [{ name: 'real', location: { file } }], readers: 0 });
  try {
    const response = await fetch(`${real.url}/api/engine/setClock`, {
      method: 'POST',
      headers: headers({ authorization: `Bearer ${secret}` }),
      body: JSON.stringify({ now: '2026-03-01T09:00:00.000Z' }),
    });
    expect([response.status, await response.json()]).toMatchObject([403, { code: 'http.noTestClock' }]);
    expect(await (await fetch(`${real.url}/health`)).json()).toEqual({ ok: true, companies: 1 });
  } finally {
    await real.close();
  }
});

test('closing answers what was asked before and lets go of the files; a second server on them is refused meanwhile', async () => {
  const companies = [{ name: 'north', location: { file: join(folder, 'north.countinghouse') } }];
  await expect(startServer({ companies })).rejects.toMatchObject({ code: 'file.inUse' });
  const listening = await fetch(`${server.url}/api/events`, { headers: headers() });
  const asked = Array.from({ length: 20 }, (_, i) =>
    post('/api/probe/add', { commandId: `close-${String(i).padStart(3, '0')}`, input: { by: 1 } }),
  );
  await Promise.race(asked);
  const closed = server.close();
  const answers = await Promise.allSettled(asked);
  await closed;
  await listening.text();
  const done = answers.filter((a) => a.status === 'fulfilled' && a.value.status === 200).length;
  server = await startServer({ companies, readers: 0, registry: probeRegistry() });
  const row = await engine().store.writer.db.selectFrom('setting').select('value').where('key', '=', 'probe').executeTakeFirst();
  expect(Number(row?.value)).toBe(done);
});
