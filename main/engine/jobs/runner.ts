import { askerGone, jobCancelled, leaseLost } from '../../../preload/contract/engine-room.ts';
import { Refusal, refuse } from '../../../preload/contract/refusal.ts';
import { canonicalJson, sha256 } from '../canonical.ts';
import type { Engine } from '../engine.ts';
import { later, retryAt } from './back-off.ts';
import type { JobContext, JobHandler } from './model.ts';
import { claim, isCancelled, type JobRow, nextDue, type Pending, release, renew } from './store.ts';
import { transact } from './transact.ts';

const LEASE_MS = 60_000;
const PROGRESS_EVERY_MS = 500;
const MAX_RESULT = 4096;
const MAX_ERROR = 2000;

export interface RunnerOptions {
  readonly handlers: ReadonlyMap<string, JobHandler>;
  readonly report: (error: unknown) => void;
  readonly concurrency?: number;
  readonly leaseMs?: number;
}

type Outcome = Parameters<typeof release>[2];

/** Claims jobs and runs their handlers under a lease. One per engine in a host; tests start two to fight over a job. */
export class JobRunner {
  readonly #engine: Engine;
  readonly #o: Required<RunnerOptions>;
  readonly #owner: string;
  readonly #running = new Map<string, { readonly stop: AbortController; readonly end: Promise<void> }>();
  #stopping = false;

  constructor(engine: Engine, options: RunnerOptions) {
    this.#engine = engine;
    this.#o = { concurrency: 2, leaseMs: LEASE_MS, ...options };
    this.#owner = `worker-${Buffer.from(engine.entropy.bytes(6)).toString('hex')}`;
  }

  /** Starts what is due, up to the allowed number at once; calls back whenever one ends. Returns when to look again. */
  async startDue(onEnd: () => void): Promise<string | null> {
    while (this.#running.size < this.#o.concurrency) {
      const job = await this.#claim();
      if (!job) return transact(this.#engine, (tx) => nextDue(tx, [...this.#o.handlers.keys()]));
      void this.#start(job, onEnd);
    }
    return null;
  }

  /** Runs one due job to its end; false when none is due. */
  async runOne(): Promise<boolean> {
    const job = await this.#claim();
    if (!job) return false;
    await this.#start(job, () => undefined);
    return true;
  }

  /** Asks every running handler to stop and waits for them; their jobs wait for the next start. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const { stop } of this.#running.values()) stop.abort(new Error('the engine is closing'));
    await Promise.all([...this.#running.values()].map((r) => r.end));
  }

  async #claim(): Promise<JobRow | undefined> {
    const kinds = [...this.#o.handlers.keys()];
    if (this.#stopping || kinds.length === 0) return undefined;
    return transact(this.#engine, (tx) => {
      const now = this.#engine.clock.now();
      return claim(tx, { kinds, mine: [...this.#running.keys()], owner: this.#owner, now, until: this.#until() });
    });
  }

  #until(): string {
    return later(this.#engine.clock.now(), this.#o.leaseMs);
  }

  #start(job: JobRow, onEnd: () => void): Promise<void> {
    const stop = new AbortController();
    const end = this.#run(job, stop)
      .catch((error: unknown) => this.#o.report(error))
      .finally(() => {
        this.#running.delete(job.id);
        onEnd();
      });
    this.#running.set(job.id, { stop, end });
    return end;
  }

  async #run(job: JobRow, stop: AbortController): Promise<void> {
    const handler = this.#o.handlers.get(job.kind);
    if (!handler) throw new Error(`no handler for jobs of kind ${job.kind}`);
    this.#announce(job.id);
    const pending: Pending = {};
    // Renewed by the machine's clock, three times a lease, so that a long batch does not lose the job.
    const beat = setInterval(() => void this.#beat(job, stop, pending), this.#o.leaseMs / 3);
    beat.unref();
    let outcome: Outcome;
    try {
      const result = canonicalJson((await handler.run(this.#context(job, stop, pending))) ?? null);
      const now = this.#engine.clock.now();
      outcome =
        result.length <= MAX_RESULT
          ? { state: 'done', result, error: null, finished_at: now }
          : { state: 'failed', error: `the result has ${result.length} characters, allowed are ${MAX_RESULT}`, finished_at: now };
    } catch (error) {
      outcome = this.#outcomeOf(job, error);
    } finally {
      clearInterval(beat);
    }
    await transact(this.#engine, (tx) => release(tx, job, outcome, pending));
    this.#announce(job.id);
  }

  /** What a handler's failure means: stopped, refused for good, to be tried again, or given up. */
  #outcomeOf(job: JobRow, error: unknown): Outcome {
    const now = this.#engine.clock.now();
    const text = (error instanceof Error ? error.message : String(error)).slice(0, MAX_ERROR);
    if (this.#stopping) return { state: 'waiting', run_at: now, attempts: job.attempts - 1 };
    if (error instanceof Refusal && error.code === jobCancelled.code) return { state: 'cancelled', error: text, finished_at: now };
    if (error instanceof Refusal) return { state: 'failed', error: text, finished_at: now };
    if (job.attempts >= job.max_attempts) return { state: 'dead', error: text, finished_at: now };
    return { state: 'waiting', run_at: retryAt(now, job.attempts, this.#engine.entropy), error: text };
  }

  async #beat(job: JobRow, stop: AbortController, pending: Pending): Promise<void> {
    try {
      await transact(this.#engine, (tx) => renew(tx, job, this.#until(), this.#take(pending)));
    } catch (error) {
      if (error instanceof Refusal) stop.abort(error);
      else this.#o.report(error);
    }
  }

  #take(pending: Pending): Pending {
    const taken = { ...pending };
    delete pending.progress;
    return taken;
  }

  #announce(id: string): void {
    this.#engine.news.publish([{ topic: 'job', ids: [id], seq: this.#engine.writer.seq }]);
  }

  #context(job: JobRow, stop: AbortController, pending: Pending): JobContext {
    const engine = this.#engine;
    /** Looked up for every batch: who was deactivated meanwhile, or lost a role, does nothing more through a job. */
    const asker = async () => {
      const actor = await engine.actorNow(job.actor_id, job.actor_device);
      if (!actor) throw refuse(askerGone, { jobId: job.id });
      return actor;
    };
    const { signal } = stop;
    /** A lost lease or a cancel met by any write stops the handler's other work too. */
    const held = async <T>(work: () => Promise<T>): Promise<T> => {
      if (this.#stopping) throw refuse(leaseLost, { jobId: job.id, fence: job.fence });
      try {
        return await work();
      } catch (error) {
        if (error instanceof Refusal && (error.code === leaseLost.code || error.code === jobCancelled.code)) stop.abort(error);
        throw error;
      }
    };
    const write = (extra: Pending) =>
      held(() => transact(engine, (tx) => renew(tx, job, this.#until(), { ...this.#take(pending), ...extra })));
    let lastWrite = Number.NEGATIVE_INFINITY;
    return {
      jobId: job.id,
      attempt: job.attempts,
      payload: JSON.parse(job.payload) as unknown,
      cursor: job.cursor === null ? null : (JSON.parse(job.cursor) as unknown),
      fence: job.fence,
      signal,
      asker,
      now: () => engine.clock.now(),
      dispatch: <T>(operation: string, input: unknown, batch: number, how: Parameters<JobContext['dispatch']>[3] = {}) =>
        held(async () => {
          const extra: Pending = {
            ...(how.cursor === undefined ? {} : { cursor: how.cursor }),
            ...(how.rows === undefined ? {} : { rows: how.rows }),
          };
          const reply = await engine.dispatch({
            commandId: `${job.id}.${batch}`,
            operation,
            input,
            actor: await asker(),
            inside: true,
            bulk: true,
            ...(how.expect ? { expect: [...how.expect] } : {}),
            guard: (tx) => renew(tx, job, this.#until(), { ...pending, ...extra }, how.last),
          });
          // A replayed batch commits nothing, so its cursor and rows have to be written by themselves.
          if (reply.replayed && Object.keys(extra).length > 0) await write(extra);
          return reply.output as T;
        }),
      writeFile: (file, content) =>
        held(async () =>
          engine.files.write(file, content, {
            actor: await asker(),
            bulk: true,
            commandId: (facts) => `${job.id}.file.${sha256(canonicalJson([file, facts.sha256])).slice(0, 32)}`,
            guard: (tx) => renew(tx, job, this.#until(), { ...pending }),
          }),
        ),
      readFile: async (fileId) => engine.files.read(fileId, await asker()),
      sweepFiles: () => held(() => engine.files.sweep()),
      ask: async <T>(operation: string, input: unknown) => (await engine.ask({ operation, input, actor: await asker() })).output as T,
      preview: async (operation, input, { expect } = {}) => {
        const reply = await engine.dispatch({
          commandId: `${job.id}.look`,
          operation,
          input,
          actor: await asker(),
          dryRun: true,
          bulk: true,
          ...(expect ? { expect: [...expect] } : {}),
        });
        if (!reply.preview) throw new Error(`the dry run of ${operation} answered no preview`);
        return reply.preview;
      },
      saveCursor: (cursor, rows) => write({ cursor, ...(rows ? { rows } : {}) }),
      progress: async (done, total, message) => {
        pending.progress = { done, total, message: message.slice(0, 200) };
        const now = performance.now();
        if (now - lastWrite < PROGRESS_EVERY_MS && done !== total) return;
        lastWrite = now;
        await write({});
        this.#announce(job.id);
      },
      cancelled: async () => signal.aborted || (await engine.writer.exclusively((tx) => isCancelled(tx, job))),
    };
  }
}
