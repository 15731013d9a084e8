import type { Problem } from '../../preload/contract/http.ts';
import { publishedOperations } from '../../preload/contract/orpc.ts';
import type { PortAnswer, RawPortCall } from '../../preload/contract/port.ts';
import type { Actor } from '../engine/context.ts';
import type { Engine } from '../engine/engine.ts';
import { Line } from '../server/line.ts';

/** The part of a MessagePort the engine's side uses; met by Electron's ports and those of Node's worker threads. */
export interface EnginePort {
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: PortAnswer): void;
  start(): void;
}

const PUBLISHED = new Map(publishedOperations.map((def) => [def.name, def]));

/** Serves one window over its port: calls in, answers and news out. What comes was sent by our own window, so its form is not tested. */
export function serveWindow(
  engine: Engine,
  port: EnginePort,
  actor: () => Actor | Promise<Actor>,
  problemOf: (thrown: unknown) => Problem,
  operations = PUBLISHED,
): void {
  const send = (answer: PortAnswer) => port.postMessage(answer);
  const line = new Line({ engine, operations, actor, problemOf, send });
  const unsubscribe = engine.news.subscribe((news) => send({ kind: 'news', news }));
  port.on('message', ({ data }) => void line.take(data as RawPortCall));
  port.on('close', () => {
    unsubscribe();
    line.close();
  });
  port.start();
}
