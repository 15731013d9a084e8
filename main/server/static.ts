import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const PAGE = '/index.html';
const POLICY = '/content-security-policy.txt';
/** Built files carry a hash of their content in the name and never change under it. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const SMALL = 1024;

interface File {
  readonly type: string;
  readonly body: Buffer;
  readonly zipped: Buffer | undefined;
}

/** Answers a request for a file of the renderer; false where the address is none, or the method does not read. */
export type StaticFiles = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Serves a built renderer, under `/` and under `/c/<company>/`. The folder is read once; only what was found there is
 * ever answered, so no address can lead out of it. The page gets a fresh nonce per answer and the policy that was built
 * with it. Undefined where nothing was built.
 */
export function staticFiles(dir: string): StaticFiles | undefined {
  if (!existsSync(join(dir, 'index.html'))) return undefined;
  const files = new Map<string, File>();
  for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
    const type = TYPES[extname(name)];
    if (type !== undefined) files.set(`/${name.replaceAll(sep, '/')}`, load(join(dir, name), type));
  }
  const page = readFileSync(join(dir, 'index.html'), 'utf8');
  const policy = readFileSync(join(dir, POLICY), 'utf8').trim();

  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    const { pathname } = new URL(request.url ?? '/', 'http://door');
    // Relative addresses of the page need the closing slash.
    if (/^\/c\/[^/]+$/.test(pathname)) {
      response.writeHead(308, { location: `${pathname}/` }).end();
      return true;
    }
    const path = pathname.replace(/^\/c\/[^/]+(?=\/)/, '');
    if (path === '/' || path === PAGE) {
      const nonce = randomBytes(16).toString('base64');
      send(
        request,
        response,
        { type: TYPES['.html'] ?? '', body: Buffer.from(page.replaceAll('__NONCE__', nonce)), zipped: undefined },
        {
          'cache-control': 'no-store',
          'content-security-policy': policy.replaceAll('__NONCE__', nonce),
          'referrer-policy': 'no-referrer',
          'cross-origin-opener-policy': 'same-origin',
        },
      );
      return true;
    }
    const file = files.get(path);
    if (!file) return false;
    send(request, response, file, { 'cache-control': path.startsWith('/assets/') ? FOR_EVER : 'no-cache' });
    return true;
  };
}

function load(path: string, type: string): File {
  const body = readFileSync(path);
  return { type, body, zipped: body.length > SMALL ? gzipSync(body) : undefined };
}

function send(request: IncomingMessage, response: ServerResponse, file: File, headers: Readonly<Record<string, string>>): void {
  const zip = file.zipped !== undefined && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const body = zip && file.zipped ? file.zipped : file.body;
  response.writeHead(200, {
    'content-type': file.type,
    'content-length': body.length,
    'x-content-type-options': 'nosniff',
    vary: 'accept-encoding',
    ...(zip ? { 'content-encoding': 'gzip' } : {}),
    ...headers,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
