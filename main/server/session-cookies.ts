import type { IncomingMessage, ServerResponse } from 'node:http';
import { refuse } from '../../preload/contract/refusal.ts';
import { crossOrigin } from '../../preload/contract/sign-in.ts';

/** What is remembered of the program somebody signed in with. */
const DEVICE_MAX = 120;
/** The program a request comes from, as it calls itself. */
export const deviceOf = (request: IncomingMessage): string => (request.headers['user-agent'] ?? '').slice(0, DEVICE_MAX) || 'unknown';

const cookieName = (company: string) => `countinghouse-${company}`;

/** The secret of a session in a request's cookies. */
export function sessionOf(request: IncomingMessage, company: string): string | undefined {
  const name = `${cookieName(company)}=`;
  const found = (request.headers.cookie ?? '').split('; ').find((c) => c.startsWith(name));
  return found === undefined ? undefined : /^[\w-]{20,100}$/.exec(found.slice(name.length))?.[0];
}

/**
 * Refuses what a page of another site makes a signed-in browser send. The cookie is SameSite=Strict and bodies must be
 * JSON, so no such request should get here with a session at all; this is the second lock on the same door. `mustSay`: the
 * request has to name its origin.
 */
export function assertSameOrigin(request: IncomingMessage, mustSay = false): void {
  const { origin, host } = request.headers;
  const foreign = request.headers['sec-fetch-site'] === 'cross-site' || (origin === undefined ? mustSay : hostOf(origin) !== host);
  if (foreign) throw refuse(crossOrigin, { origin: (origin ?? 'another site').slice(0, 200) });
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

/** HttpOnly: no script can read it. Strict: no other site can make a browser send it. It ends with the browser. */
export function setCookie(request: IncomingMessage, response: ServerResponse, company: string, secret: string): void {
  const secure = 'encrypted' in request.socket ? '; Secure' : '';
  response.setHeader('set-cookie', `${cookieName(company)}=${secret}; Path=/; HttpOnly; SameSite=Strict${secure}`);
}
export function dropCookie(response: ServerResponse, company: string): void {
  response.setHeader('set-cookie', `${cookieName(company)}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0`);
}
