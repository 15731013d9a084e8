import { Worker } from 'node:worker_threads';
import type { CompanyLocation } from '../../../db/open.ts';
import { tooSlow } from '../../../preload/contract/engine.ts';
import type { QueryReply } from '../../../preload/contract/envelope.ts';
import { Refusal, refuse } from '../../../preload/contract/refusal.ts';
import { Fault, Outage } from '../failure.ts';
import { Lanes } from './lanes.ts';
import type { ReaderAnswer, ReaderJob } from './protocol.ts';

/** A query may run this long; then its reader is stopped and replaced. */
const LIMIT_MS = 30_000;
/** A query nobody waits for any more may go on this long: about what a new reader takes to start. */
const WITHDRAWN_MS = 1_000;

interface Waiting {
  readonly job: ReaderJob;
  readonly resolve: (reply: QueryReply<unknown>) => void;
  readonly reject: (error: Error) => void;
  readonly signal: AbortSignal | undefined;
}

interface Reader {
  readonly worker: Worker;
  current: Waiting | undefined;
  since: number;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Read-only connections in worker threads: grids and reports never wait behind writes, and a runaway query costs its
 * thread, not the window. Readers start with the first query.
 */
export class ReaderPool {
  readonly #location: CompanyLocation;
  readonly #size: number;
  readonly #limitMs: number;
  readonly #queue: Waiting[] = [];
  readonly #readers: Reader[] = [];
  readonly #lanes = new Lanes();
  #next = 1;
  #paused: Promise<void> | undefined;
  #idle: (() => void) | undefined;
  #closed = false;

  constructor(location: CompanyLocation, size: number, limitMs = LIMIT_MS) {
    this.#location = location;
    this.#size = size;
    this.#limitMs = limitMs;
  }

  /** Answers a query on the next free reader. Aborting drops a waiting query, and stops a running one that does not end by itself soon. */
  ask(job: Omit<ReaderJob, 'id'>, signal?: AbortSignal): Promise<QueryReply<unknown>> {
    return new Promise((resolve, reject) => {
      if (this.#closed || signal?.aborted) {
        reject(new Outage('The query was cancelled'));
        return;
      }
      const waiting: Waiting = { job: { ...job, id: this.#next++ }, resolve, reject, signal };
      signal?.addEventListener('abort', () => this.#abort(waiting), { once: true });
      this.#queue.push(waiting);
      this.#pump();
    });
  }

  /** Lets running queries finish, runs `work` with no reader inside a transaction, then goes on. */
  async drained(work: () => Promise<void>): Promise<void> {
    while (this.#paused) await this.#paused;
    let release: () => void = () => undefined;
    this.#paused = new Promise((resolve) => (release = resolve));
    if (this.#readers.some((r) => r.current)) await new Promise<void>((resolve) => (this.#idle = resolve));
    try {
      await work();
    } finally {
      this.#paused = undefined;
      release();
      this.#pump();
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const waiting of this.#queue.splice(0)) waiting.reject(new Outage('The company is closing'));
    await Promise.all(this.#readers.splice(0).map((r) => this.#stop(r, new Outage('The company is closing'))));
  }

  #pump(): void {
    if (this.#paused || this.#closed) return;
    while (this.#queue.length > 0) {
      const free = this.#readers.find((r) => !r.current);
      if (!free && this.#readers.length >= this.#size) return;
      const running = this.#readers.flatMap((r) => (r.current ? [r.current.job.operation] : []));
      const at = this.#lanes.next(
        this.#queue.map(({ job }) => job.operation),
        running,
        this.#size,
      );
      const waiting = at < 0 ? undefined : this.#queue.splice(at, 1)[0];
      if (!waiting) return;
      const reader = free ?? this.#start();
      reader.current = waiting;
      reader.since = performance.now();
      reader.timer = setTimeout(
        () => this.#replace(reader, refuse(tooSlow, { operation: waiting.job.operation, seconds: this.#limitMs / 1000 })),
        this.#limitMs,
      );
      reader.worker.postMessage(waiting.job);
    }
  }

  #start(): Reader {
    const worker = new Worker(new URL(`./worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url), {
      workerData: { location: this.#location },
    });
    const reader: Reader = { worker, current: undefined, since: 0, timer: undefined };
    worker.on('message', (answer: ReaderAnswer) => this.#answer(reader, answer));
    worker.on('error', (error) => this.#replace(reader, new Fault('F-reader', error.message, error)));
    worker.unref();
    this.#readers.push(reader);
    return reader;
  }

  #answer(reader: Reader, answer: ReaderAnswer): void {
    const waiting = reader.current;
    clearTimeout(reader.timer);
    reader.current = undefined;
    if (waiting?.job.id === answer.id) {
      this.#lanes.took(waiting.job.operation, performance.now() - reader.since);
      if ('reply' in answer) waiting.resolve(answer.reply);
      else if ('refusal' in answer) waiting.reject(new Refusal(answer.refusal.code, answer.refusal.params, answer.refusal.sentence));
      else waiting.reject(new Fault('F-query', answer.failure));
    }
    if (this.#idle && !this.#readers.some((r) => r.current)) {
      this.#idle();
      this.#idle = undefined;
    }
    this.#pump();
  }

  #abort(waiting: Waiting): void {
    const at = this.#queue.indexOf(waiting);
    if (at >= 0) this.#queue.splice(at, 1)[0]?.reject(new Outage('The query was cancelled'));
    const reader = this.#readers.find((r) => r.current === waiting);
    if (!reader) return;
    // Most withdrawn queries are nearly done, and a new thread costs far more than their end: only one that goes on is stopped.
    const cancelled = new Outage('The query was cancelled');
    waiting.reject(cancelled);
    clearTimeout(reader.timer);
    reader.timer = setTimeout(() => this.#replace(reader, cancelled), WITHDRAWN_MS);
  }

  /** SQLite cannot be interrupted from another thread here, so a stuck reader is ended and a new one takes its place. */
  #replace(reader: Reader, why: Error): void {
    const at = this.#readers.indexOf(reader);
    if (at >= 0) this.#readers.splice(at, 1);
    void this.#stop(reader, why).then(() => {
      if (this.#idle && !this.#readers.some((r) => r.current)) {
        this.#idle();
        this.#idle = undefined;
      }
      this.#pump();
    });
  }

  async #stop(reader: Reader, why: Error): Promise<void> {
    clearTimeout(reader.timer);
    reader.current?.reject(why);
    reader.current = undefined;
    await reader.worker.terminate();
  }
}
