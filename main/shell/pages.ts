import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileOf } from './paths.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** A file of the renderer for our scheme. The page gets a fresh nonce and the policy it was built with, as on the server. */
export async function serve(renderer: string, address: string): Promise<Response> {
  const file = fileOf(renderer, address);
  if (file === undefined) return new Response(null, { status: 403 });
  const type = TYPES[extname(file)];
  const body = type === undefined ? undefined : await readFile(file).catch(() => undefined);
  if (body === undefined || type === undefined) return new Response(null, { status: 404 });
  const headers = { 'content-type': `${type}; charset=utf-8`, 'x-content-type-options': 'nosniff' };
  if (file !== join(renderer, 'index.html')) return new Response(new Uint8Array(body), { headers });
  const nonce = randomBytes(16).toString('base64');
  const policy = await readFile(join(renderer, 'content-security-policy.txt'), 'utf8');
  return new Response(body.toString('utf8').replaceAll('__NONCE__', nonce), {
    headers: { ...headers, 'content-security-policy': policy.trim().replaceAll('__NONCE__', nonce) },
  });
}
