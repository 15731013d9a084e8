import type { Announcement } from '../../preload/contract/event.ts';
import type { DoorReply, PortAnswer, PortCall } from '../../preload/contract/port.ts';
import { failureOf, unreachable } from './failure.ts';
import type { Transport } from './transport.ts';

/** The part of a MessagePort that is used; also met by the ports of Node's worker threads. */
export interface WindowPort {
  postMessage(message: PortCall): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'close', listener: () => void): void;
  start(): void;
}

interface Waiting {
  readonly resolve: (reply: DoorReply) => void;
  readonly reject: (reason: unknown) => void;
}

/** The engine at the other end of a MessagePort: the desktop. Calls in flight when the port closes fail as unreachable. */
export function portTransport(port: WindowPort): Transport {
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<(news: readonly Announcement[]) => void>();
  let count = 0;
  let open = true;

  port.addEventListener('message', ({ data }) => {
    const answer = data as PortAnswer;
    if (answer.kind === 'news') {
      for (const listener of listeners) listener(answer.news);
      return;
    }
    const call = waiting.get(answer.n);
    waiting.delete(answer.n);
    if (answer.kind === 'reply') call?.resolve(answer.reply);
    else call?.reject(failureOf(answer.problem));
  });
  port.addEventListener('close', () => {
    open = false;
    for (const call of waiting.values()) call.reject(unreachable());
    waiting.clear();
  });
  port.start();

  return {
    call(operation, input, { signal, envelope } = {}) {
      if (!open) return Promise.reject(unreachable());
      if (signal?.aborted) return Promise.reject(signal.reason);
      const n = (count += 1);
      return new Promise<DoorReply>((resolve, reject) => {
        waiting.set(n, { resolve, reject });
        signal?.addEventListener('abort', () => {
          if (!waiting.delete(n)) return;
          port.postMessage({ kind: 'abort', n });
          reject(signal.reason);
        });
        port.postMessage({ kind: 'call', n, operation, input, ...(envelope ? { envelope } : {}) });
      });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
