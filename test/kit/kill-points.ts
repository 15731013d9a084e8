import type { Engine } from '../../main/engine/engine.ts';

/** Where a process kills itself: the n-th time it comes past such a place. `never` counts only. */
export interface KillAt {
  readonly kind: string;
  readonly n: number;
}

/** Counts the places a process comes past and kills it, the hard way, at the one it was told. */
export class KillPoints {
  readonly counts: Record<string, number> = {};
  readonly #at: KillAt;

  constructor(at: KillAt) {
    this.#at = at;
  }

  pass(kind: string): void {
    this.counts[kind] = (this.counts[kind] ?? 0) + 1;
    if (this.#at.kind === kind && this.#at.n === this.counts[kind]) process.kill(process.pid, 'SIGKILL');
  }

  /** Watches the writer: before and after each commit, and each insert in the middle of a transaction. */
  watch({ store: { writer } }: Engine): void {
    const commit = writer.commit.bind(writer);
    const insertMany = writer.insertMany.bind(writer);
    writer.commit = async () => {
      this.pass('before-commit');
      await commit();
      this.pass('after-commit');
    };
    writer.insertMany = async (...args: Parameters<typeof insertMany>) => {
      await insertMany(...args);
      this.pass('insert');
    };
  }
}
