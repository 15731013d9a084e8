import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { methodNotAllowed } from '../../preload/contract/http.ts';
import { refuse } from '../../preload/contract/refusal.ts';
import type { Actor } from '../engine/context.ts';
import type { Engine } from '../engine/engine.ts';
import { Outage } from '../engine/failure.ts';
import { sendJson } from './problems.ts';
import type { Tries } from './tries.ts';
import { takeUpload } from './uploads.ts';

interface FileVisit {
  readonly engine: Engine;
  readonly actor: Actor;
  /** What follows `/files`. */
  readonly path: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Counts uploads per person. */
  readonly uploads: Tries;
}

/**
 * Contents of files, beside the operations because they are not JSON: `GET /files/<id>` reads one, `POST /files` takes one, its name, purpose and
 * permission in headers. A page of another site cannot send these headers without asking first, and nobody answers such questions here.
 */
export async function answerFiles(visit: FileVisit): Promise<void> {
  const { path, request } = visit;
  const { method = '' } = request;
  const id = /^\/([\w]{5,80})$/.exec(path)?.[1];
  if (id !== undefined && (method === 'GET' || method === 'HEAD')) return download(visit, id);
  if (id === undefined && method === 'POST') return upload(visit);
  throw refuse(methodNotAllowed, { method, allowed: id === undefined ? 'POST' : 'GET' });
}

async function download({ engine, actor, request, response }: FileVisit, fileId: string): Promise<void> {
  const { facts, content } = await engine.files.read(fileId, actor);
  // Always to be saved, never shown: what somebody uploaded must not become a page of this site.
  response.writeHead(200, {
    'content-type': facts.mediaType,
    'content-length': facts.bytes,
    'content-disposition': `attachment; filename="${facts.name.replaceAll(/[^\w. -]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(facts.name)}`,
    'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox",
    'cache-control': 'private, no-store',
  });
  if (request.method === 'HEAD') {
    content.destroy();
    response.end();
    return;
  }
  // Who leaves in the middle has left; there is nobody to tell.
  await pipeline(content, response).catch(() => response.destroy());
}

const headerOf = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
};
/** Names travel percent-encoded: a header holds ASCII only. */
function nameOf(request: IncomingMessage): string {
  const text = headerOf(request, 'x-file-name') ?? '';
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function upload({ engine, actor, request, response, uploads }: FileVisit): Promise<void> {
  uploads.count(actor.id);
  const taken = await takeUpload(engine, actor, {
    file: {
      name: nameOf(request),
      mediaType: (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '',
      purpose: headerOf(request, 'x-file-purpose'),
      permission: headerOf(request, 'x-file-permission'),
    },
    content: arriving(request),
    announced: Number(request.headers['content-length'] ?? 0),
    commandId: headerOf(request, 'x-command-id') ?? `upload.${randomBytes(15).toString('hex')}`,
  });
  sendJson(response, 200, taken);
}

/** The body as it comes; who leaves in the middle may send it again. */
async function* arriving(request: IncomingMessage): AsyncGenerator<Uint8Array> {
  try {
    yield* request as AsyncIterable<Buffer>;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ECONNRESET') throw new Outage('The sender left in the middle', error);
    throw error;
  }
}
