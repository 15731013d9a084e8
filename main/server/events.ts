import type { ServerResponse } from 'node:http';
import type { Engine } from '../engine/engine.ts';

const HEARTBEAT_MS = 15_000;

/**
 * Sends a company's news as server-sent events until the other side leaves or the server closes: `event: change`, data `{topic, ids, seq}`.
 * News is a hint to ask again, so nothing is replayed: a client that reconnects reloads what it shows.
 */
export function streamEvents(engine: Engine, response: ServerResponse, closing: AbortSignal): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', connection: 'keep-alive' });
  response.write(`event: open\ndata: ${JSON.stringify({ seq: engine.writer.seq })}\n\n`);
  const unsubscribe = engine.news.subscribe((news) => {
    for (const n of news) response.write(`event: change\ndata: ${JSON.stringify(n)}\n\n`);
  });
  // A comment now and then keeps proxies from closing a quiet line and finds out who has left.
  const heartbeat = setInterval(() => response.write(': alive\n\n'), HEARTBEAT_MS);
  heartbeat.unref();
  const end = () => response.end();
  closing.addEventListener('abort', end);
  response.on('close', () => {
    clearInterval(heartbeat);
    unsubscribe();
    closing.removeEventListener('abort', end);
  });
}
