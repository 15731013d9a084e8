import { existsSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { backupByServer } from '../../../preload/contract/keeping.ts';
import { Refusal, refuse } from '../../../preload/contract/refusal.ts';
import type { Engine } from '../engine.ts';
import type { JobHandler } from '../jobs/model.ts';
import { keep } from './keep.ts';
import { BACKUP, DOCTOR, VERIFY } from './kinds.ts';

const FINDINGS_KEPT = 500;
/** Cursor of an examination whose findings are kept: after a crash it is not made again. */
const NOTED = 'noted';
const MESSAGE_MAX = 500;
const zMade = z.object({ at: z.string().length(24) });
const zToVerify = z.object({ backupId: z.string(), file: z.string(), sha256: z.string() });

/** Where the backups of a company file lie: a folder beside it, so that no asker chooses a path on the server. */
const backupsOf = (file: string): string => join(dirname(file), `${basename(file)}.backups`);

/** The doctor, backups and their verification as jobs of one open company. They need its file, so a host's workers bring them. */
export function keepingJobs(engine: Engine): ReadonlyMap<string, JobHandler> {
  const { location } = engine.store;
  const doctor: JobHandler = {
    ...DOCTOR,
    async run(job) {
      if (job.cursor === NOTED) return { noted: true };
      const startedAt = job.now();
      const report = await keep(job, { kind: 'doctor', location });
      const findings = report.checks.flatMap((c) => c.findings.map((f) => ({ check: c.name, ...f })));
      await job.dispatch(
        'engine.noteDoctor',
        {
          runId: job.jobId,
          startedAt,
          examinedSeq: report.seq,
          chainHead: report.chainHead,
          checks: report.checks.map(({ findings: found, ...c }) => ({ ...c, findings: found.length })),
          findings: findings.slice(0, FINDINGS_KEPT).map((f) => ({
            check: f.check,
            table: f.table,
            row: f.row,
            message: f.message.slice(0, MESSAGE_MAX),
            gap: f.gap ?? null,
          })),
        },
        0,
        { cursor: NOTED },
      );
      return { checks: report.checks.length, findings: findings.length };
    },
  };
  const backup: JobHandler = {
    ...BACKUP,
    async run(job) {
      if (!('file' in location)) throw refuse(backupByServer, {});
      const folder = backupsOf(location.file);
      mkdirSync(folder, { recursive: true });
      // One that a schedule starts takes its name when it begins, and keeps it over a crash.
      const { at } = zMade.safeParse(job.payload).data ?? zMade.safeParse(job.cursor).data ?? { at: job.now() };
      await job.saveCursor({ at });
      const target = join(folder, `${at.slice(0, 19).replaceAll(/[T:]/g, '-')}-${basename(location.file)}`);
      // A copy that got its name before the crash is whole: only the note of it is missing.
      const report = existsSync(target)
        ? await keep(job, { kind: 'verify', file: target })
        : await keep(job, { kind: 'backup', file: location.file, target });
      const { file, bytes, sha256, seq, chainHead } = report;
      await job.dispatch('engine.noteBackup', { backupId: job.jobId, file, bytes, sha256, heldSeq: seq, chainHead }, 0);
      return { file, bytes, seq, chainHead };
    },
  };
  const verify: JobHandler = {
    ...VERIFY,
    async run(job) {
      const { backupId, file, sha256 } = zToVerify.parse(job.payload);
      let verdict = 'sound';
      let chainHead: string | null = null;
      try {
        const report = await keep(job, { kind: 'verify', file });
        chainHead = report.chainHead;
        if (report.sha256 !== sha256) verdict = 'its content is not what was written';
      } catch (error) {
        // That the file is gone or damaged is the answer to the question, not a failure of the job.
        if (!(error instanceof Refusal) || job.signal.aborted) throw error;
        verdict = error.message;
      }
      await job.dispatch('engine.noteVerified', { backupId, chainHead, verdict: verdict.slice(0, MESSAGE_MAX) }, 0);
      return { verdict };
    },
  };
  return new Map([doctor, backup, verify].map((handler) => [handler.kind, handler]));
}
