import type { Problem } from '../../preload/contract/http.ts';
import { publishedOperations } from '../../preload/contract/orpc.ts';
import type { PortAnswer, PortFileCall, RawPortCall } from '../../preload/contract/port.ts';
import type { Actor } from '../engine/context.ts';
import type { Engine } from '../engine/engine.ts';
import { Line } from '../server/line.ts';
import { PortFiles } from './port-files.ts';

/** The part of a MessagePort the engine's side uses; met by Electron's ports and those of Node's worker threads. */
export interface EnginePort {
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: PortAnswer): void;
  start(): void;
}

const PUBLISHED = new Map(publishedOperations.map((def) => [def.name, def]));

/** Serves one window over its port: calls and files in, answers, files and news out. What comes was sent by our own window, so its form is not tested. */
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
  const files = new PortFiles({ engine, actor, problemOf, send });
  port.on('message', ({ data }) => {
    const call = data as RawPortCall | PortFileCall;
    if (call.kind === 'read' || call.kind === 'more' || call.kind === 'write') files.take(call);
    else line.take(call);
  });
  port.on('close', () => {
    unsubscribe();
    line.close();
    files.close();
  });
  port.start();
}
