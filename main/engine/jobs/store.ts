import type { Selectable } from 'kysely';
import type { Connection } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import { jobCancelled, leaseLost } from '../../../preload/contract/engine-room.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { canonicalJson } from '../canonical.ts';
import type { JobRows, JobState } from './model.ts';

export type JobRow = Selectable<DB['job']>;

/** Progress and cursor to be written along with something else. */
export interface Pending {
  progress?: { readonly done: number; readonly total: number | null; readonly message: string };
  cursor?: unknown;
  rows?: JobRows;
}

const columnsOf = (pending: Pending) => ({
  ...(pending.progress ? pending.progress : {}),
  ...(pending.cursor === undefined ? {} : { cursor: canonicalJson(pending.cursor) }),
});

/**
 * Takes the job that has been due longest, or one whose lease has lapsed, and raises its fence: from then on the old
 * holder's writes are refused. A lapsed job without attempts left is dead, which the next call will not see again.
 */
export async function claim(
  tx: Connection<DB>,
  parts: { kinds: readonly string[]; mine: readonly string[]; owner: string; now: string; until: string },
): Promise<JobRow | undefined> {
  for (;;) {
    let waiting = tx.db.selectFrom('job').selectAll().where('state', '=', 'waiting').where('run_at', '<=', parts.now);
    waiting = waiting.where('kind', 'in', parts.kinds).orderBy('run_at').orderBy('id').limit(1);
    let lapsed = tx.db.selectFrom('job').selectAll().where('state', '=', 'running').where('lease_until', '<=', parts.now);
    lapsed = lapsed.where('kind', 'in', parts.kinds).orderBy('run_at').orderBy('id').limit(1);
    if (parts.mine.length > 0) lapsed = lapsed.where('id', 'not in', parts.mine);
    const row = (await lapsed.executeTakeFirst()) ?? (await waiting.executeTakeFirst());
    if (!row) return undefined;
    const update = tx.db.updateTable('job').where('id', '=', row.id);
    if (row.state === 'running' && (row.cancel_requested === 1 || row.attempts >= row.max_attempts)) {
      const end: JobState = row.cancel_requested === 1 ? 'cancelled' : 'dead';
      const error = end === 'dead' ? `the worker disappeared on attempt ${row.attempts}` : null;
      await update.set({ state: end, error, lease_owner: null, lease_until: null, fence: row.fence + 1, finished_at: parts.now }).execute();
      continue;
    }
    const taken = { attempts: row.attempts + 1, fence: row.fence + 1, lease_owner: parts.owner, lease_until: parts.until };
    await update.set({ state: 'running', ...taken }).execute();
    return { ...row, ...taken, state: 'running' };
  }
}

/** Proves inside a transaction that a worker still holds its job, renews the lease and writes what is pending. */
export async function renew(tx: Connection<DB>, job: JobRow, until: string, pending: Pending, last = false): Promise<void> {
  await assertHeld(tx, job, last);
  await tx.db
    .updateTable('job')
    .set({ lease_until: until, ...columnsOf(pending) })
    .where('id', '=', job.id)
    .execute();
  if (pending.rows) await keepRows(tx, pending.rows);
}

async function keepRows(tx: Connection<DB>, { jobId, rows }: JobRows): Promise<void> {
  if (rows.length === 0) return;
  await tx.insertMany(
    'job_row',
    rows.map(({ subjectId, ...row }) => ({ ...row, job_id: jobId, subject_id: subjectId })),
    { key: ['job_id', 'n'], add: [], set: ['state', 'code', 'message'] },
  );
}

/** Refuses when the lease is gone, or somebody cancelled the job and this is not the last it does. */
async function assertHeld(tx: Connection<DB>, job: JobRow, last: boolean): Promise<void> {
  const row = await tx.db.selectFrom('job').select(['state', 'fence', 'cancel_requested']).where('id', '=', job.id).executeTakeFirst();
  if (row?.fence !== job.fence || row.state !== 'running') throw refuse(leaseLost, { jobId: job.id, fence: job.fence });
  if (row.cancel_requested === 1 && !last) throw refuse(jobCancelled, { jobId: job.id });
}

/** Ends a lease with what came of it; does nothing when another worker holds the job by now. */
export async function release(
  tx: Connection<DB>,
  job: JobRow,
  outcome: { state: JobState; run_at?: string; attempts?: number; result?: string; error?: string | null; finished_at?: string },
  pending: Pending,
): Promise<void> {
  await tx.db
    .updateTable('job')
    .set({ ...outcome, ...columnsOf(pending), lease_owner: null, lease_until: null })
    .where('id', '=', job.id)
    .where('fence', '=', job.fence)
    .where('state', '=', 'running')
    .execute();
}

/** Whether somebody asked a job to stop. */
export async function isCancelled(tx: Connection<DB>, job: JobRow): Promise<boolean> {
  const row = await tx.db.selectFrom('job').select('cancel_requested').where('id', '=', job.id).executeTakeFirst();
  return row?.cancel_requested === 1;
}

/** The next instant at which a job of these kinds is due or a lease lapses. */
export async function nextDue(tx: Connection<DB>, kinds: readonly string[]): Promise<string | null> {
  if (kinds.length === 0) return null;
  const waiting = await tx.db
    .selectFrom('job')
    .select('run_at')
    .where('state', '=', 'waiting')
    .where('kind', 'in', kinds)
    .orderBy('run_at')
    .limit(1)
    .executeTakeFirst();
  const running = await tx.db
    .selectFrom('job')
    .select('lease_until')
    .where('state', '=', 'running')
    .where('kind', 'in', kinds)
    .orderBy('lease_until')
    .limit(1)
    .executeTakeFirst();
  return earliest(waiting?.run_at, running?.lease_until);
}

/** The earliest of some instants. */
export function earliest(...instants: readonly (string | null | undefined)[]): string | null {
  return instants.reduce<string | null>((first, next) => (next && (first === null || next < first) ? next : first), null);
}
