import { unknownOperation } from '../../preload/contract/engine.ts';
import type { Problem } from '../../preload/contract/http.ts';
import type { OperationDef } from '../../preload/contract/operation.ts';
import type { PortAnswer, RawPortCall } from '../../preload/contract/port.ts';
import { refuse } from '../../preload/contract/refusal.ts';
import type { Actor } from '../engine/context.ts';
import type { Engine } from '../engine/engine.ts';
import { answer } from './answer.ts';

export interface LineOptions {
  readonly engine: Engine;
  readonly operations: ReadonlyMap<string, OperationDef>;
  /** Who asks, looked up for every call: rights may have changed since the last one. `awayMs`: since the person's last touch. */
  readonly actor: (awayMs?: number) => Actor | Promise<Actor>;
  readonly problemOf: (thrown: unknown) => Problem;
  readonly send: (answer: PortAnswer) => void;
  /** Told whenever a call has been answered. */
  readonly onAnswered?: () => void;
}

/**
 * The engine's end of a lasting line to one window, whatever carries it. Queries are withdrawn when the window aborts them or goes away; a
 * command is not: it runs to its end, and its id finds its reply.
 */
export class Line {
  readonly #o: LineOptions;
  readonly #underWay = new Map<number, AbortController>();
  #open = true;

  constructor(options: LineOptions) {
    this.#o = options;
  }

  /** Calls that have not been answered yet. */
  get underWay(): number {
    return this.#underWay.size;
  }

  /** Takes what the window sent. False: a number that is in use, which an honest window does not send. */
  take(call: RawPortCall): boolean {
    if (call.kind === 'ping') this.#o.send({ kind: 'pong' });
    else if (call.kind === 'abort') this.#underWay.get(call.n)?.abort(new Error('the window no longer wants the answer'));
    else if (this.#underWay.has(call.n)) return false;
    else void this.#answer(call);
    return true;
  }

  /** The window is gone: nothing is sent any more, and its queries stop. */
  close(): void {
    this.#open = false;
    for (const stop of this.#underWay.values()) stop.abort(new Error('the window is gone'));
  }

  async #answer({ n, operation, input, envelope, away = 0 }: Extract<RawPortCall, { kind: 'call' }>): Promise<void> {
    const stop = new AbortController();
    this.#underWay.set(n, stop);
    const { engine, operations, actor, problemOf, send, onAnswered } = this.#o;
    try {
      const by = await actor(away * 1000);
      const def = operations.get(operation);
      if (!def) throw refuse(unknownOperation, { operation });
      const body = typeof envelope === 'object' ? { ...envelope, input } : { input };
      const reply = await answer(def, body, { engine, actor: by }, stop.signal);
      if (this.#open) send({ kind: 'reply', n, reply });
    } catch (thrown) {
      if (this.#open && !stop.signal.aborted) send({ kind: 'problem', n, problem: problemOf(thrown) });
    } finally {
      this.#underWay.delete(n);
      onAnswered?.();
    }
  }
}
