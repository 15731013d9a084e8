import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { get, request as httpsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createInProcess } from '../../../main/hosts/inprocess.ts';
import { type RunningServer, startServer } from '../../../main/hosts/server.ts';
import { fingerprintOf, selfMadeTls, tlsFromFiles } from '../../../main/server/tls.ts';
import { issueSignInLink } from '../../../main/server/tokens.ts';

let folder: string;
let server: RunningServer | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countinghouse-'));
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  rmSync(folder, { recursive: true, force: true });
});

interface Got {
  readonly status: number | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
}
const ask = (url: string, options: object) =>
  new Promise<Got>((resolve, reject) => {
    get(url, options, (response) => {
      response.resume();
      resolve({ status: response.statusCode, headers: response.headers });
    }).on('error', reject);
  });

test('a self-made certificate is kept where only its owner reads it, and is made again before it ends', () => {
  const file = join(folder, 'tls.pem');
  const now = new Date('2026-01-05T09:00:00Z');
  const made = selfMadeTls(file, now);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(selfMadeTls(file, now)).toEqual(made);
  const x509 = new X509Certificate(made.cert);
  expect(x509.verify(x509.publicKey)).toBe(true);
  expect([x509.checkHost('localhost'), x509.checkIP('127.0.0.1'), x509.checkIP('::1')]).toEqual(['localhost', '127.0.0.1', '::1']);
  expect(x509.validTo).toBe('Mar 15 09:00:00 2028 GMT');
  expect(selfMadeTls(file, new Date('2028-03-01T09:00:00Z')).cert).not.toBe(made.cert);
});

test('a server with it speaks https to who trusts its fingerprint, with secure cookies and no promise to browsers', async () => {
  const location = { file: join(folder, 'shop.countinghouse') };
  const engine = await createInProcess(location, {
    name: 'Shop',
    currency: 'EUR',
    zone: 'Europe/Berlin',
    country: 'DE',
    warehouses: [{ code: 'BER', name: 'Berlin', country: 'DE' }],
    owner: { login: 'owner', name: 'Olive Owner' },
  });
  const link = await issueSignInLink(engine);
  await engine.close();
  const tls = selfMadeTls(join(folder, 'tls.pem'));
  server = await startServer({ companies: [{ name: 'shop', location }], tls, readers: 0 });
  expect(server.url).toMatch(/^https:/);
  const health = await ask(`${server.url}/health`, { ca: tls.cert });
  expect(health.status).toBe(200);
  expect(health.headers['strict-transport-security']).toBeUndefined();
  await expect(ask(`${server.url}/health`, {})).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  expect(fingerprintOf(tls.cert)).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);

  const cookies = await new Promise((resolve, reject) => {
    const request = httpsRequest(
      `${server?.url}/api/session/link`,
      { ca: tls.cert, method: 'POST', headers: { 'content-type': 'application/json' } },
      (response) => (response.resume(), resolve(response.headers['set-cookie'])),
    );
    request.on('error', reject);
    request.end(JSON.stringify({ secret: link?.secret }));
  });
  // The prefix: no other host and no plain http can plant or take it.
  expect(cookies).toEqual([expect.stringMatching(/^__Host-countinghouse-shop=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/)]);
});

test('a certificate of its own is taken only with its key, and browsers are told to stay with https', async () => {
  const one = selfMadeTls(join(folder, 'one.pem'));
  const other = selfMadeTls(join(folder, 'other.pem'));
  const paths = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  writeFileSync(paths.cert, one.cert);
  writeFileSync(paths.key, other.key);
  expect(() => tlsFromFiles(paths.cert, paths.key)).toThrow('is not the one of the certificate');
  writeFileSync(paths.key, one.key);
  server = await startServer({ companies: [], folder, tls: tlsFromFiles(paths.cert, paths.key), readers: 0 });
  const { headers } = await ask(`${server.url}/health`, { ca: one.cert });
  expect(headers['strict-transport-security']).toBe('max-age=31536000');
});
