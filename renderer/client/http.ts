import type { Problem } from '../../preload/contract/http.ts';
import type { DoorReply } from '../../preload/contract/port.ts';
import { Failure, failureOf, unreachable } from './failure.ts';
import { awaySeconds } from './presence.ts';
import { t } from './text.ts';
import type { Call } from './transport.ts';

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' &&
  body !== null &&
  'code' in body &&
  typeof body.code === 'string' &&
  'sentence' in body &&
  typeof body.sentence === 'string';

/** Sends a request to the server this page came from; scripts and tests bring their own, with an address and a token. */
export type Fetch = (path: string, init: RequestInit) => Promise<Response>;

/**
 * Asks the engine behind the HTTP door, a request per call. The path is relative to the page, so that a company served under `/c/<company>/` is asked
 * under the same address. The browser sends the cookie of the session by itself.
 */
export function httpCall(request: Fetch = (path, init) => fetch(path, init)): Call {
  return async (operation, input, { signal, envelope } = {}) => {
    let response: Response;
    try {
      response = await request(`api/${operation.replace('.', '/')}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-away-seconds': String(awaySeconds()) },
        body: JSON.stringify({ ...envelope, input }),
        ...(signal ? { signal } : {}),
      });
    } catch (error) {
      throw signal?.aborted ? error : unreachable();
    }
    const body: unknown = await response.json().catch(() => undefined);
    if (response.ok && body !== undefined) return body as DoorReply;
    if (isProblem(body)) throw failureOf(body);
    throw new Failure('answer', t('noWords', { status: response.status }));
  };
}
