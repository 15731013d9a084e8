import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Engine, SYSTEM } from '../../engine/engine.ts';

/** Times in milliseconds, rounded only when printed. */
export const elapsed = (since: number): number => performance.now() - since;

/** The value below which `percent` of the samples lie; 0 without samples. */
export function percentile(samples: readonly number[], percent: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.trunc((sorted.length * percent) / 100))] ?? 0;
}

export const sum = (samples: readonly number[]): number => samples.reduce((total, ms) => total + ms, 0);

/** How long one fsync of four kilobytes takes on the disk of a folder. */
export function measureFsync(folder: string, times = 100): number[] {
  const file = join(folder, 'fsync.tmp');
  const handle = openSync(file, 'w');
  const page = Buffer.alloc(4096, 1);
  try {
    return Array.from({ length: times }, () => {
      const started = performance.now();
      writeSync(handle, page);
      fsyncSync(handle);
      return elapsed(started);
    });
  } finally {
    closeSync(handle);
    rmSync(file);
  }
}

export interface Sample {
  /** everything but the commit */
  readonly engineMs: number;
  readonly commitMs: number;
}

/** Dispatches as the engine's own hand and times the commit apart from the rest. */
export class Stopwatch {
  readonly #engine: Engine;
  #commitMs = 0;
  #sent = 0;

  constructor(engine: Engine) {
    this.#engine = engine;
    const { writer } = engine.store;
    const commit = writer.commit.bind(writer);
    writer.commit = async () => {
      const started = performance.now();
      await commit();
      this.#commitMs += elapsed(started);
    };
  }

  async send<T>(operation: string, input: unknown): Promise<Sample & { readonly output: T }> {
    this.#sent += 1;
    this.#commitMs = 0;
    const started = performance.now();
    const { output } = await this.#engine.dispatch({
      operation,
      input,
      actor: SYSTEM,
      commandId: `bench-${process.pid}-${operation}-${this.#sent}`,
    });
    const total = elapsed(started);
    return { engineMs: total - this.#commitMs, commitMs: this.#commitMs, output: output as T };
  }
}
