import { BULK_ROWS_MAX, type Bulk, type BulkEffects, type BulkRow, tooManyRows, zBulk, zBulkRun } from '../../../preload/contract/bulk.ts';
import { badInput } from '../../../preload/contract/engine.ts';
import { askerGone, jobCancelled, leaseLost } from '../../../preload/contract/engine-room.ts';
import type { Preview } from '../../../preload/contract/envelope.ts';
import { cursorOf } from '../../../preload/contract/list.ts';
import { Refusal, refuse } from '../../../preload/contract/refusal.ts';
import type { KeyValue } from '../../../preload/contract/values/page.ts';
import { Fault } from '../failure.ts';
import type { JobContext, JobHandler } from '../jobs/model.ts';
import { commandFor, deedOf } from './deed.ts';

export const LOOK = 'engine.bulkLook';
export const RUN = 'engine.bulkRun';
/** Rows read at once, and looked at between two marks of where to go on. */
const PAGE = 100;
const MESSAGE_MAX = 500;

type Row = Readonly<Record<string, unknown>>;
/** Where looking goes on: behind this row, with these effects so far. */
interface LookCursor {
  readonly after: readonly KeyValue[] | null;
  readonly n: number;
  readonly effects: BulkEffects;
}

/** What ends the job itself and is no matter of a single row. */
const OF_THE_JOB: ReadonlySet<string> = new Set([jobCancelled.code, leaseLost.code, askerGone.code]);

/** Why a row was refused; anything that is no matter of the row is thrown on. A bug met by one row does not keep the others from being done. */
function reasonOf(error: unknown): Pick<BulkRow, 'code' | 'message'> {
  if (error instanceof Refusal && !OF_THE_JOB.has(error.code)) return { code: error.code, message: error.message.slice(0, MESSAGE_MAX) };
  if (error instanceof Fault) return { code: 'fault', message: error.message.slice(0, MESSAGE_MAX) };
  throw error;
}

/** Effects so far and those of one more command. */
export function added(sum: BulkEffects, preview: Preview): BulkEffects {
  const tables = new Map(sum.tables.map((t) => [t.table, structuredClone(t)]));
  for (const t of preview.tables) {
    const known = tables.get(t.table);
    if (!known) {
      tables.set(t.table, structuredClone(t));
      continue;
    }
    known.inserted += t.inserted;
    known.updated += t.updated;
    known.deleted += t.deleted;
    for (const [column, { of, moved }] of Object.entries(t.totals))
      known.totals[column] = { of, moved: (known.totals[column]?.moved ?? 0) + moved };
  }
  const journal = new Map(sum.journal.map((j) => [j.accountId, j.amount]));
  for (const { accountId, amount } of preview.journal) journal.set(accountId, (journal.get(accountId) ?? 0) + amount);
  return { tables: [...tables.values()], journal: [...journal].map(([accountId, amount]) => ({ accountId, amount })) };
}

async function assertGoesOn(job: JobContext): Promise<void> {
  if (await job.cancelled()) throw refuse(jobCancelled, { jobId: job.jobId });
}

/**
 * Looks at every row that matches: keeps it with its revision, and finds out by a dry run whether the command would go through and
 * what it would do. Every row is looked at by itself, so rows that want the same goods may all look possible.
 */
export const bulkLookJob: JobHandler = {
  kind: LOOK,
  summary: 'Finds out what a command would do with every row of a list that matches',
  payload: zBulk,
  async run(job) {
    const asked = job.payload as Bulk;
    const known = deedOf(await job.asker(), asked);
    const { list } = known;
    const choice = { filter: asked.filter, ...(asked.search === undefined ? {} : { search: asked.search }) };
    const { count } = await job.ask<{ count: number }>(list.count.name, choice);
    if (count > BULK_ROWS_MAX) throw refuse(tooManyRows, { rows: count, limit: BULK_ROWS_MAX });
    let at = (job.cursor as LookCursor | null) ?? { after: null, n: 0, effects: { tables: [], journal: [] } };
    for (;;) {
      await assertGoesOn(job);
      const { rows } = await job.ask<{ rows: Row[] }>(list.page.name, { limit: PAGE, ...choice, ...(at.after ? { after: at.after } : {}) });
      const last = rows.at(-1);
      if (last === undefined || at.n >= BULK_ROWS_MAX) return {};
      let { effects } = at;
      const looked: BulkRow[] = [];
      for (const [i, row] of rows.entries()) {
        const subjectId = String(row['id']);
        const revision = typeof row['revision'] === 'number' ? row['revision'] : null;
        const label = [row['number'], row['sku'], row['code'], row['name'], row['subject']].find(
          (name) => typeof name === 'string' && name !== '',
        ) as string | undefined;
        const fresh = { n: at.n + i + 1, subjectId, label: label ?? subjectId, revision };
        const { input, expect } = commandFor(known, asked.input, fresh);
        try {
          effects = added(effects, await job.preview(asked.operation, input, expect ? { expect } : {}));
          looked.push({ ...fresh, state: 'ready', code: null, message: null });
        } catch (error) {
          // What all rows have in common is wrong: nobody wants to read that once per row.
          if (error instanceof Refusal && error.code === badInput.code) throw error;
          looked.push({ ...fresh, state: 'refused', ...reasonOf(error) });
        }
        await job.progress(fresh.n, Math.max(count, fresh.n), `${fresh.n} of ${count} rows looked at`);
      }
      at = { after: cursorOf(list, undefined, last), n: at.n + rows.length, effects };
      await job.saveCursor(at, { jobId: job.jobId, rows: looked });
    }
  },
};

/**
 * Does the command with every row that was looked at and found possible. Each is a command of its own, `<job>.<place of the row>`, and
 * what came of the row is saved in the same commit: after a kill the job goes on with the rows that are left and does none twice.
 */
export const bulkRunJob: JobHandler = {
  kind: RUN,
  summary: 'Does a command with rows of a list, one by one',
  payload: zBulkRun,
  async run(job) {
    const { previewId, ...asked } = job.payload as { previewId: string } & Bulk;
    const known = deedOf(await job.asker(), asked);
    const before = await job.ask<{ ready: number; done: number }>('engine.getBulk', { jobId: job.jobId });
    const total = before.ready + before.done;
    let { done } = before;
    for (;;) {
      await assertGoesOn(job);
      const { rows } = await job.ask<{ rows: BulkRow[] }>('engine.listBulkRows', { jobId: previewId, state: 'ready', limit: PAGE });
      if (rows.length === 0) return {};
      for (const row of rows) {
        const { input, expect } = commandFor(known, asked.input, row);
        const came = (what: Partial<BulkRow>) => ({ jobId: previewId, rows: [{ ...row, ...what }] });
        try {
          await job.dispatch(asked.operation, input, row.n, { ...(expect ? { expect } : {}), rows: came({ state: 'done' }) });
        } catch (error) {
          await job.saveCursor(row.n, came({ state: 'refused', ...reasonOf(error) }));
        }
        done += 1;
        await job.progress(done, total, `${done} of ${total} rows`);
      }
    }
  },
};
