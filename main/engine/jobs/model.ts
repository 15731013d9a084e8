import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { BulkRow } from '../../../preload/contract/bulk.ts';
import type { Preview } from '../../../preload/contract/envelope.ts';
import type { FileFacts, NewFile } from '../../../preload/contract/files.ts';
import type { Permission } from '../../../preload/contract/operation.ts';
import type { Actor } from '../context.ts';
import type { ContentFacts, FileContent } from '../files/model.ts';

/** States of a job. `failed`: refused, trying again would not help; `dead`: every attempt was used up. */
export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'dead' | 'cancelled';

/** What a job's handler sees. Everything it changes goes through `dispatch`, so a job has no way around the write path. */
export interface JobContext {
  readonly jobId: string;
  /** 1 on the first attempt. */
  readonly attempt: number;
  readonly payload: unknown;
  /** What the last attempt saved with `saveCursor`; null on a first start. */
  readonly cursor: unknown;
  /** Number of this lease; it rises with every take-over and an older holder's commands are refused. */
  readonly fence: number;
  /** Aborted when the job is cancelled, its lease is lost or the engine closes. */
  readonly signal: AbortSignal;
  /** Who asked for the job, with what they may do at this moment; refused when they may no longer work here. */
  asker(): Promise<Actor>;
  /** Instant now, from the engine's clock. */
  now(): string;
  /**
   * Sends one batch through the write path. Its command id is `<job id>.<batch>`: a batch sent again after a crash must
   * carry the same input and answers what it answered before, so nothing is done twice. `cursor` is saved in the same
   * commit as the batch. Refused once the job was cancelled or another worker took it over.
   */
  dispatch<T>(operation: string, input: unknown, batch: number, how?: BatchOptions): Promise<T>;
  ask<T>(operation: string, input: unknown): Promise<T>;
  /** What a command would do if the asker sent it now, from its dry run; nothing stays of it. */
  preview(operation: string, input: unknown, how?: Pick<BatchOptions, 'expect'>): Promise<Preview>;
  /**
   * Writes a file of the company and records it by a command; answers its id. The same job writing the same content under the
   * same name again, after a crash, gets the id it got before.
   */
  writeFile(file: NewFile, content: FileContent): Promise<{ fileId: string } & ContentFacts>;
  /** Reads a file, for instance one that was uploaded for this job. */
  readFile(fileId: string): Promise<{ readonly facts: FileFacts; readonly content: Readable }>;
  /** Removes contents of files that the company no longer knows; how many. */
  sweepFiles(): Promise<number>;
  /** Remembers where to go on (small JSON) outside of a batch, and with it what came of rows. */
  saveCursor(cursor: unknown, rows?: JobRows): Promise<void>;
  /** Reports progress; stored at most twice a second and whenever `done` reaches `total`. */
  progress(done: number, total: number | null, message: string): Promise<void>;
  /** Whether somebody asked to cancel; handlers look between batches that do not dispatch. */
  cancelled(): Promise<boolean>;
}

export interface BatchOptions {
  readonly expect?: readonly { readonly id: string; readonly revision: number }[];
  readonly cursor?: unknown;
  /** The last batch of a job that somebody asked to stop: it leaves things in order, and is let through although the job is cancelled. */
  readonly last?: boolean;
  /** What came of rows by this batch, saved in the same commit. */
  readonly rows?: JobRows;
}

/** Rows that were looked at by a job, new or with what came of them. */
export interface JobRows {
  readonly jobId: string;
  readonly rows: readonly BulkRow[];
}

/** What a kind of job is, and whether people may start it. */
export interface JobKind {
  readonly kind: string;
  /** One line for the list of kinds. */
  readonly summary: string;
  /** Who may start or schedule it by hand; left out: only commands start it, with `ctx.later`. */
  readonly permission?: Permission;
  /** Shape of the payload; a job started by hand is refused when it does not fit. */
  readonly payload?: z.ZodType;
}

/** Carries out jobs of one kind. */
export interface JobHandler extends JobKind {
  /** Does the work and returns a small result. Throwing a Refusal ends the job, anything else is tried again. */
  run(job: JobContext): Promise<unknown>;
}
