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
 * asked under the same address. The browser sends the cookie of the session by itself. `listening` says whether
 * anybody is signed in to hear news.
 */
export function httpTransport(listening: () => boolean): Transport {
  return {
    async call(operation, input, { signal, envelope } = {}) {
      let response: Response;
      try {
        response = await fetch(`api/${operation.replace('.', '/')}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
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
      void listenFor(listening, listener, stop.signal);
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
 * an EventSource gives up for good after some answers. News is only a hint to ask again, so nothing is lost by a gap: the first
 * event of a stream tells the newest commit.
 */
async function listenFor(listening: () => boolean, listener: (news: readonly Announcement[]) => void, signal: AbortSignal): Promise<void> {
  for (let wait = RECONNECT_MS; !signal.aborted; await pause(wait, signal)) {
    wait = Math.min(wait * 2, RECONNECT_MAX_MS);
    // Signed out: nothing to listen to yet.
    if (!listening()) continue;
    try {
      const response = await fetch('api/events', { signal });
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
