import type { Engine } from '../engine.ts';
import { keepingJobs } from '../keeping/jobs.ts';
import { Courier } from '../outbox/courier.ts';
import type { OutboxCarrier } from '../outbox/model.ts';
import type { JobHandler } from './model.ts';
import { Pump } from './pump.ts';
import { JobRunner } from './runner.ts';
import { fireDue, keepHouse, nextScheduled } from './schedules.ts';
import { earliest } from './store.ts';
import { transact } from './transact.ts';

export interface WorkersOptions {
  /** Job handlers; those of the registry's rooms when left out. The doctor and backups are always there. */
  readonly jobs?: ReadonlyMap<string, JobHandler>;
  readonly carriers?: ReadonlyMap<string, OutboxCarrier>;
  /** Hears of failures of the machinery itself (a job's own failure is in its row). */
  readonly report?: (error: unknown) => void;
  readonly concurrency?: number;
  readonly leaseMs?: number;
}

const warn = (error: unknown) => process.emitWarning(error instanceof Error ? error : String(error));

/**
 * Jobs, schedules and outbox of one engine. A host calls `start` and `stop`; a test with a clock of its own calls
 * `runDue`, which works until nothing is due any more and never sleeps.
 */
export class Workers {
  readonly #engine: Engine;
  readonly #runner: JobRunner;
  readonly #courier: Courier;
  readonly #report: (error: unknown) => void;
  readonly #pumps: { readonly job: Pump; readonly outbox: Pump };
  #unsubscribe: (() => void) | undefined;

  constructor(engine: Engine, options: WorkersOptions = {}) {
    const { jobs = engine.registry.jobs, carriers = engine.registry.carriers, report = warn, ...rest } = options;
    const handlers = new Map([...jobs, ...keepingJobs(engine)]);
    this.#engine = engine;
    this.#report = report;
    this.#runner = new JobRunner(engine, { handlers, report, ...rest });
    this.#courier = new Courier(engine, { carriers, report });
    this.#pumps = {
      job: new Pump(() => this.#jobRound(), engine.clock, report),
      outbox: new Pump(() => this.#courier.startDue(() => this.#pumps.outbox.poke()), engine.clock, report),
    };
  }

  /**
   * Frees what a crashed process held: the company's lock says that no other engine is alive, so leases found at the
   * start belong to nobody. Schedules the company's housekeeping where it is not, then works until stopped.
   */
  async start(): Promise<void> {
    await this.recover();
    await keepHouse(this.#engine);
    this.#unsubscribe = this.#engine.news.onCommit((news) => {
      for (const { topic } of news) {
        if (topic === 'job' || topic === 'schedule') this.#pumps.job.poke();
        if (topic === 'outbox') this.#pumps.outbox.poke();
      }
    });
    this.#pumps.job.start();
    this.#pumps.outbox.start();
  }

  /** Lets leases of a process that is gone lapse now. Only for the one host that has just opened the company. */
  async recover(): Promise<void> {
    const now = this.#engine.clock.now();
    await transact(this.#engine, async ({ db }) => {
      await db.updateTable('job').set({ lease_until: now }).where('state', '=', 'running').execute();
      await db.updateTable('outbox').set({ lease_until: now }).where('state', '=', 'sending').execute();
    });
  }

  /** The clock was set, or something else may be due now. */
  poke(): void {
    this.#pumps.job.poke();
    this.#pumps.outbox.poke();
  }

  async #jobRound(): Promise<string | null> {
    await fireDue(this.#engine, this.#report);
    const job = await this.#runner.startDue(() => this.#pumps.job.poke());
    return earliest(job, await nextScheduled(this.#engine));
  }

  /** Does everything due at the clock's instant, one after the other, until nothing is due. Returns how much was done. */
  async runDue(): Promise<{ schedules: number; jobs: number; deliveries: number }> {
    const sum = { schedules: 0, jobs: 0, deliveries: 0 };
    for (;;) {
      const schedules = await fireDue(this.#engine, this.#report);
      const job = await this.#runner.runOne();
      const delivery = await this.#courier.runOne();
      sum.schedules += schedules;
      sum.jobs += job ? 1 : 0;
      sum.deliveries += delivery ? 1 : 0;
      if (schedules === 0 && !job && !delivery) return sum;
    }
  }

  /** Stops taking work, lets batches under way finish and puts their jobs back. */
  async stop(): Promise<void> {
    this.#unsubscribe?.();
    await Promise.all([this.#pumps.job.stop(), this.#pumps.outbox.stop()]);
    await Promise.all([this.#runner.stop(), this.#courier.stop()]);
  }
}
