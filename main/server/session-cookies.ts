import type { IncomingMessage, ServerResponse } from 'node:http';
import { refuse } from '../../preload/contract/refusal.ts';
import { crossOrigin } from '../../preload/contract/sign-in.ts';

/** What is remembered of the program somebody signed in with. */
const DEVICE_MAX = 120;
/** The program a request comes from, as it calls itself. */
export const deviceOf = (request: IncomingMessage): string => (request.headers['user-agent'] ?? '').slice(0, DEVICE_MAX) || 'unknown';

/** Over https the prefix makes browsers take the cookie from this host alone, and never over plain http. */
const cookieName = (request: IncomingMessage, company: string) => `${isSecure(request) ? '__Host-' : ''}countinghouse-${company}`;
const isSecure = (request: IncomingMessage): boolean => 'encrypted' in request.socket;

/** The secret of a session in a request's cookies. */
export function sessionOf(request: IncomingMessage, company: string): string | undefined {
  const name = `${cookieName(request, company)}=`;
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
  response.setHeader('set-cookie', `${cookieName(request, company)}=${secret}; ${attributesFor(request)}`);
}
export function dropCookie(request: IncomingMessage, response: ServerResponse, company: string): void {
  response.setHeader('set-cookie', `${cookieName(request, company)}=; ${attributesFor(request)}; Max-Age=0`);
}

const attributesFor = (request: IncomingMessage): string => `Path=/; HttpOnly; SameSite=Strict${isSecure(request) ? '; Secure' : ''}`;
