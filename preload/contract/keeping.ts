import { z } from 'zod';
import { notFound } from './engine.ts';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { zRef } from './values/field.ts';

const zText = z.string().min(1).max(500);
const zInstantText = z.string().length(24);
const zHead = z.string().max(100);
const zLimit = z.int().min(1).max(200).default(50);
const zCount = z.int().min(0);

export const backupByServer = refusal(
  'engine.backupByServer',
  z.object({}),
  () => 'This company lives in PostgreSQL: back it up there, with pg_dump or the backups of the server.',
);

const zCheck = z.strictObject({
  name: zText,
  /** What holds when there is no finding. */
  proves: zText,
  looked: zCount,
  milliseconds: zCount,
  findings: zCount,
});
const zFinding = z.strictObject({ check: zText, table: zText, row: z.string().max(200), message: zText, gap: z.int().nullable() });
const zRun = z.object({
  id: z.string(),
  actorId: z.string(),
  startedAt: z.string(),
  finishedAt: z.string(),
  examinedSeq: z.int(),
  chainHead: z.string(),
  findings: z.int(),
});
const zStarted = z.object({ jobId: z.string(), started: z.boolean() });

/** The doctor and backups: long work done by jobs, and what came of it. Part of the engine's own room. */
export const keepingOperations = {
  runDoctor: command('engine.runDoctor', {
    permission: 'engine.jobs',
    summary: 'Have the doctor prove the company; a job, one at a time, which can be cancelled',
    input: z.strictObject({}),
    output: zStarted,
  }),
  noteDoctor: command('engine.noteDoctor', {
    permission: 'engine.jobs',
    summary: 'Keep what an examination found',
    internal: true,
    input: z.strictObject({
      runId: zRef,
      startedAt: zInstantText,
      examinedSeq: zCount,
      chainHead: zHead,
      checks: z.array(zCheck).max(200),
      findings: z.array(zFinding).max(500),
    }),
    output: z.object({ findings: z.int() }),
  }),
  listDoctorRuns: query('engine.listDoctorRuns', {
    permission: 'engine.read',
    wholeCompany: true,
    summary: 'Examinations by the doctor, newest first; pages by `before`',
    input: z.strictObject({ before: zRef.optional(), limit: zLimit }),
    output: z.object({ rows: z.array(zRun), next: z.string().nullable() }),
  }),
  getDoctorRun: query('engine.getDoctorRun', {
    permission: 'engine.read',
    wholeCompany: true,
    summary: 'One examination: every check, and the first 500 findings',
    input: z.strictObject({ runId: zRef }),
    output: zRun.extend({ checks: z.array(zCheck), rows: z.array(zFinding) }),
    refusals: [notFound],
  }),
  backup: command('engine.backup', {
    permission: 'engine.jobs',
    summary: 'Copy the company into its folder of backups on the server while people go on working; a job',
    input: z.strictObject({}),
    output: zStarted,
    refusals: [backupByServer],
  }),
  noteBackup: command('engine.noteBackup', {
    permission: 'engine.jobs',
    summary: 'Keep what a backup holds',
    internal: true,
    input: z.strictObject({
      backupId: zRef,
      file: z.string().min(1).max(1000),
      bytes: zCount,
      sha256: zHead,
      heldSeq: zCount,
      chainHead: zHead,
    }),
    output: z.object({ backupId: z.string() }),
  }),
  verifyBackup: command('engine.verifyBackup', {
    permission: 'engine.jobs',
    summary: 'Read a backup whole and compare it with what was noted when it was made, and its audit chain with this company; a job',
    input: z.strictObject({ backupId: zRef }),
    output: zStarted,
    refusals: [notFound],
  }),
  noteVerified: command('engine.noteVerified', {
    permission: 'engine.jobs',
    summary: 'Keep what a look at a backup found',
    internal: true,
    input: z.strictObject({ backupId: zRef, chainHead: zHead.nullable(), verdict: zText }),
    output: z.object({ verdict: z.string() }),
    refusals: [notFound],
  }),
  listBackups: query('engine.listBackups', {
    permission: 'engine.read',
    wholeCompany: true,
    summary: 'Backups with the head of the audit chain in each, newest first; pages by `before`',
    input: z.strictObject({ before: zRef.optional(), limit: zLimit }),
    output: z.object({
      rows: z.array(
        z.object({
          id: z.string(),
          actorId: z.string(),
          at: z.string(),
          /** Path on the machine of the engine. */
          file: z.string(),
          bytes: z.int(),
          sha256: z.string(),
          heldSeq: z.int(),
          chainHead: z.string(),
          verifiedAt: z.string().nullable(),
          /** `sound`, or what is wrong; null while nobody has looked. */
          verdict: z.string().nullable(),
        }),
      ),
      next: z.string().nullable(),
    }),
  }),
};
