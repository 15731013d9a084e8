import type { Announcement } from '../../preload/contract/event.ts';
import type { DoorReply, PortAnswer, PortCall, PortFileCall, PortSetupCall } from '../../preload/contract/port.ts';
import { failureOf } from './failure.ts';
import { awaySeconds } from './presence.ts';
import type { CallOptions } from './transport.ts';

interface Waiting {
  readonly resolve: (reply: DoorReply) => void;
  readonly reject: (reason: unknown) => void;
  /** Takes a part of a file; only where one was asked for. */
  readonly part?: (bytes: Uint8Array) => void;
}

type Unnumbered<T> = T extends unknown ? Omit<T, 'n'> : never;
/** What only a port carries, as its asker says it; the number is the line's. */
export type PortAsk = Unnumbered<Exclude<PortFileCall, { kind: 'more' }> | PortSetupCall>;

/** The window's end of a lasting line: calls that wait for their answers, and who listens to news. */
export class Calls {
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Set<(news: readonly Announcement[]) => void>();
  readonly #post: (call: PortCall) => void;
  #count = 0;

  constructor(post: (call: PortCall) => void) {
    this.#post = post;
  }

  /** Sends a call and waits for its answer. */
  call(operation: string, input: unknown, { signal, envelope }: CallOptions): Promise<DoorReply> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const n = (this.#count += 1);
    return new Promise<DoorReply>((resolve, reject) => {
      this.#waiting.set(n, { resolve, reject });
      signal?.addEventListener('abort', () => {
        if (!this.#waiting.delete(n)) return;
        this.#post({ kind: 'abort', n });
        reject(signal.reason);
      });
      this.#post({ kind: 'call', n, operation, input, away: awaySeconds(), ...(envelope ? { envelope } : {}) });
    });
  }

  /** Asks what only a port carries: files, handed over part by part, and the first run. */
  overPort(ask: PortAsk, post: (call: PortFileCall | PortSetupCall) => void, part?: (bytes: Uint8Array) => void): Promise<DoorReply> {
    const n = (this.#count += 1);
    return new Promise<DoorReply>((resolve, reject) => {
      const take = (bytes: Uint8Array) => {
        part?.(bytes);
        post({ kind: 'more', n });
      };
      this.#waiting.set(n, { resolve, reject, part: take });
      post({ ...ask, n });
    });
  }

  /** Takes what the engine sent. */
  take(answer: PortAnswer): void {
    if (answer.kind === 'pong') return;
    if (answer.kind === 'part') {
      this.#waiting.get(answer.n)?.part?.(answer.bytes);
      return;
    }
    if (answer.kind === 'news') {
      for (const listener of this.#listeners) listener(answer.news);
      return;
    }
    const call = this.#waiting.get(answer.n);
    this.#waiting.delete(answer.n);
    if (answer.kind === 'reply') call?.resolve(answer.reply);
    else call?.reject(failureOf(answer.problem));
  }

  /** The line is gone: whatever waits will not be answered on it. */
  fail(reason: () => unknown): void {
    const lost = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const call of lost) call.reject(reason());
  }

  subscribe(listener: (news: readonly Announcement[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
