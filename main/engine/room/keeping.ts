import { notFound } from '../../../preload/contract/engine.ts';
import { backupByServer, keepingOperations } from '../../../preload/contract/keeping.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { handleCommand, handleQuery } from '../../domain/handler.ts';

export const runDoctor = handleCommand(keepingOperations.runDoctor, (ctx) =>
  ctx.later({ kind: 'engine.doctor', payload: {}, uniqueKey: 'engine.doctor' }),
);

export const noteDoctor = handleCommand(keepingOperations.noteDoctor, async (ctx, { runId, checks, findings, ...input }) => {
  const found = checks.reduce((sum, c) => sum + c.findings, 0);
  const run = { id: runId, actor_id: ctx.actor.id, started_at: input.startedAt, finished_at: ctx.now };
  await ctx.tx.insertMany('doctor_run', [{ ...run, examined_seq: input.examinedSeq, chain_head: input.chainHead, findings: found }]);
  await ctx.tx.insertMany(
    'doctor_check',
    checks.map((c, n) => ({ run_id: runId, n, ...c })),
  );
  await ctx.tx.insertMany(
    'doctor_finding',
    findings.map((f, n) => ({
      run_id: runId,
      n,
      check_name: f.check,
      table_name: f.table,
      row_key: f.row,
      message: f.message,
      gap: f.gap,
    })),
  );
  ctx.announce('doctor_run', [runId]);
  return { findings: found };
});

const RUN = [
  'id',
  'actor_id as actorId',
  'started_at as startedAt',
  'finished_at as finishedAt',
  'examined_seq as examinedSeq',
  'chain_head as chainHead',
  'findings',
] as const;

/** Ids of jobs rise with time, so they page by themselves. */
const nextOf = (rows: readonly { readonly id: string }[], limit: number) => (rows.length === limit ? (rows.at(-1)?.id ?? null) : null);

export const listDoctorRuns = handleQuery(keepingOperations.listDoctorRuns, async (ctx, { before, limit }) => {
  let q = ctx.tx.db.selectFrom('doctor_run').select(RUN).orderBy('id', 'desc').limit(limit);
  if (before !== undefined) q = q.where('id', '<', before);
  const rows = await q.execute();
  return { rows, next: nextOf(rows, limit) };
});

export const getDoctorRun = handleQuery(keepingOperations.getDoctorRun, async ({ tx }, { runId }) => {
  const run = await tx.db.selectFrom('doctor_run').select(RUN).where('id', '=', runId).executeTakeFirst();
  if (!run) throw refuse(notFound, { kind: 'examination', id: runId });
  const checks = await tx.db
    .selectFrom('doctor_check')
    .select(['name', 'proves', 'looked', 'milliseconds', 'findings'])
    .where('run_id', '=', runId)
    .orderBy('n')
    .execute();
  const rows = await tx.db
    .selectFrom('doctor_finding')
    .select(['check_name as check', 'table_name as table', 'row_key as row', 'message', 'gap'])
    .where('run_id', '=', runId)
    .orderBy('n')
    .execute();
  return { ...run, checks, rows };
});

export const backup = handleCommand(keepingOperations.backup, (ctx) => {
  if (ctx.tx.dialect !== 'sqlite') throw refuse(backupByServer, {});
  return ctx.later({ kind: 'engine.backup', payload: { at: ctx.now }, uniqueKey: 'engine.backup' });
});

export const noteBackup = handleCommand(
  keepingOperations.noteBackup,
  async (ctx, { backupId, file, bytes, sha256, heldSeq, chainHead }) => {
    const held = { bytes, sha256, held_seq: heldSeq, chain_head: chainHead };
    await ctx.tx.insertMany('backup', [{ id: backupId, actor_id: ctx.actor.id, at: ctx.now, file, ...held }]);
    ctx.announce('backup', [backupId]);
    return { backupId };
  },
);

export const verifyBackup = handleCommand(keepingOperations.verifyBackup, async (ctx, { backupId }) => {
  const row = await ctx.tx.db.selectFrom('backup').select(['file', 'sha256']).where('id', '=', backupId).executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'backup', id: backupId });
  return ctx.later({ kind: 'engine.verifyBackup', payload: { backupId, ...row }, uniqueKey: `engine.verifyBackup/${backupId}` });
});

export const noteVerified = handleCommand(keepingOperations.noteVerified, async (ctx, input) => {
  const { db } = ctx.tx;
  const row = await db.selectFrom('backup').select('held_seq').where('id', '=', input.backupId).executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'backup', id: input.backupId });
  const link = await db.selectFrom('command_log').select('link').where('seq', '=', row.held_seq).executeTakeFirst();
  const strange = input.chainHead !== null && input.chainHead !== link?.link;
  const verdict = input.verdict === 'sound' && strange ? 'its audit chain is not the one of this company' : input.verdict;
  await db.updateTable('backup').set({ verified_at: ctx.now, verdict }).where('id', '=', input.backupId).execute();
  ctx.announce('backup', [input.backupId]);
  return { verdict };
});

export const listBackups = handleQuery(keepingOperations.listBackups, async (ctx, { before, limit }) => {
  let q = ctx.tx.db
    .selectFrom('backup')
    .select(['id', 'actor_id as actorId', 'at', 'file', 'bytes', 'sha256', 'held_seq as heldSeq', 'chain_head as chainHead'])
    .select(['verified_at as verifiedAt', 'verdict'])
    .orderBy('id', 'desc')
    .limit(limit);
  if (before !== undefined) q = q.where('id', '<', before);
  const rows = await q.execute();
  return { rows, next: nextOf(rows, limit) };
});
