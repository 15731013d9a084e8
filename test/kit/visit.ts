import { expect } from 'vitest';
import type { Engine } from '../../main/engine/engine.ts';
import { issueSignInLink } from '../../main/server/tokens.ts';

export interface Came {
  readonly status: number;
  readonly body: Record<string, unknown>;
  /** As a browser sends it back. */
  readonly cookie: string;
  readonly setCookie: string;
}
export type Visit = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Came>;

/** A request to the door at an address, as a browser sends it. */
export async function visitAt(url: string, ...[method, path, body, headers = {}]: Parameters<Visit>): Promise<Came> {
  const response = await fetch(`${url}/api${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const setCookie = response.headers.get('set-cookie') ?? '';
  return {
    status: response.status,
    body: (await response.json()) as Record<string, unknown>,
    cookie: setCookie.split(';')[0] ?? '',
    setCookie,
  };
}

/** The password people of these tests choose. */
export const PASSWORD = 'four short words here';

/** Comes in by a link, as the owner or as somebody else, and chooses that password. Returns the cookie of the session. */
export async function settleAt(visit: Visit, engine: Engine, login?: string): Promise<string> {
  const link = await issueSignInLink(engine, login);
  const { cookie } = await visit('POST', '/session/link', { secret: link?.secret });
  expect((await visit('POST', '/session/password', { next: PASSWORD }, { cookie })).status).toBe(200);
  return cookie;
}
