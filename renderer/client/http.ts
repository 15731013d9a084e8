import type { Announcement } from '../../preload/contract/event.ts';
import type { Problem } from '../../preload/contract/http.ts';
import type { DoorReply } from '../../preload/contract/port.ts';
import { Failure, failureOf, unreachable } from './failure.ts';
import type { Transport } from './transport.ts';

/** First pause before the event stream is opened again, doubled up to the longest. */
const RECONNECT_MS = 1000;
const RECONNECT_MAX_MS = 15_000;

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' &&
  body !== null &&
  'code' in body &&
  typeof body.code === 'string' &&
  'sentence' in body &&
  typeof body.sentence === 'string';

/**
 * The engine behind the HTTP door. The path is relative to the page, so that a company served under `/c/<company>/` is
 * asked under the same address. `tokenOf` is read at every call: signing in needs no new transport.
 */
export function httpTransport(tokenOf: () => string | null): Transport {
  const headers = (): Record<string, string> => {
    const token = tokenOf();
    return token === null ? {} : { authorization: `Bearer ${token}` };
  };
  return {
    async call(operation, input, { signal, envelope } = {}) {
      let response: Response;
      try {
        response = await fetch(`api/${operation.replace('.', '/')}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers() },
          body: JSON.stringify({ ...envelope, input }),
          ...(signal ? { signal } : {}),
        });
      } catch (error) {
        throw signal?.aborted ? error : unreachable();
      }
      const body: unknown = await response.json().catch(() => undefined);
      if (response.ok && body !== undefined) return body as DoorReply;
      if (isProblem(body)) throw failureOf(body);
      throw new Failure('answer', `The server answered ${response.status} without words. Try again, or look at its log.`);
    },
    subscribe(listener) {
      const stop = new AbortController();
      void listenFor(headers, listener, stop.signal);
      return () => stop.abort();
    },
  };
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });

/**
 * Reads the server's event stream until stopped, and comes back after a pause whenever it ends. Read with fetch, because
 * an EventSource cannot carry a bearer token. News is only a hint to ask again, so nothing is lost by a gap: the first
 * event of a stream tells the newest commit.
 */
async function listenFor(
  headers: () => Record<string, string>,
  listener: (news: readonly Announcement[]) => void,
  signal: AbortSignal,
): Promise<void> {
  for (let wait = RECONNECT_MS; !signal.aborted; await pause(wait, signal)) {
    wait = Math.min(wait * 2, RECONNECT_MAX_MS);
    // Signed out: nothing to listen to yet.
    if (headers()['authorization'] === undefined) continue;
    try {
      const response = await fetch('api/events', { headers: headers(), signal });
      if (!response.ok || !response.body) continue;
      wait = RECONNECT_MS;
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = '';
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        const events = (rest + part.value).split('\n\n');
        rest = events.pop() ?? '';
        const news = events.flatMap(newsOf);
        if (news.length > 0) listener(news);
      }
    } catch {
      // The server went away or the stop was asked for; the loop decides which.
    }
  }
}

function newsOf(event: string): Announcement[] {
  const data = /^data: (.*)$/m.exec(event)?.[1];
  if (data === undefined) return [];
  const { seq, topic = '', ids = [] } = JSON.parse(data) as { seq: number; topic?: string; ids?: string[] };
  return [{ seq, topic, ids }];
}
