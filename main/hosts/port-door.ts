import type { Announcement } from '../../preload/contract/event.ts';
import type { Problem } from '../../preload/contract/http.ts';
import type { PortAnswer, PortCall } from '../../preload/contract/port.ts';
import type { Actor } from '../engine/context.ts';
import type { Engine } from '../engine/engine.ts';

/** The part of a MessagePort the engine's side uses; met by Electron's ports and those of Node's worker threads. */
export interface EnginePort {
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: PortAnswer): void;
  start(): void;
}

/**
 * Serves one window over its port: calls in, answers and news out. Queries are withdrawn when the window aborts them or
 * goes away; a command is not, it runs to its end and its id finds its reply.
 */
export function serveWindow(engine: Engine, port: EnginePort, actor: Actor, problemOf: (thrown: unknown) => Problem): void {
  const underWay = new Map<number, AbortController>();
  let open = true;
  const send = (answer: PortAnswer) => {
    if (open) port.postMessage(answer);
  };
  const unsubscribe = engine.news.subscribe((news: readonly Announcement[]) => send({ kind: 'news', news }));

  async function answer(call: Extract<PortCall, { kind: 'call' }>) {
    const { n, operation, input, envelope } = call;
    const stop = new AbortController();
    underWay.set(n, stop);
    try {
      const reply = envelope
        ? await engine.dispatch({ ...envelope, operation, input, actor })
        : await engine.ask({ operation, input, actor, signal: stop.signal });
      send({ kind: 'reply', n, reply });
    } catch (thrown) {
      if (!stop.signal.aborted) send({ kind: 'problem', n, problem: problemOf(thrown) });
    } finally {
      underWay.delete(n);
    }
  }

  port.on('message', ({ data }) => {
    const call = data as PortCall;
    if (call.kind === 'call') void answer(call);
    else underWay.get(call.n)?.abort(new Error('the window no longer wants the answer'));
  });
  port.on('close', () => {
    open = false;
    unsubscribe();
    for (const stop of underWay.values()) stop.abort(new Error('the window is gone'));
  });
  port.start();
}
