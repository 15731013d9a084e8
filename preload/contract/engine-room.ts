import { z } from 'zod';
import { zChange } from './audit.ts';
import { bulkOperations } from './bulk.ts';
import { notFound } from './engine.ts';
import { commandsList, jobsList, outboxList, zCommand, zJob, zJobState } from './engine-lists.ts';
import { exportOperations } from './export.ts';
import { fileOperations } from './files.ts';
import { backupByServer } from './keeping.ts';
import { command, query } from './operation.ts';
import { refusal } from './refusal.ts';
import { kindOfId } from './values/id.ts';
import { zInstant } from './values/instant.ts';

const MAX_ROWS = 500;
const zText = z.string().min(1).max(200);
const zKey = z.string().min(1).max(200);
const zKind = z.string().regex(/^[a-zA-Z][a-zA-Z0-9.-]{0,79}$/, 'letters, digits, dot, dash; at most 80');
const zScheduleId = z.string().regex(/^[a-z][a-z0-9.-]{0,59}$/, 'lower-case letters, digits, dot, dash; at most 60');
const zJobId = z.string().min(5).max(80);
const zSeq = z.int().min(1);
const zLimit = z.int().min(1).max(MAX_ROWS).default(100);
/** A payload of a job: JSON whose text stays small; bulk data belongs into a file or the inbox. */
const zPayload = z
  .record(z.string().max(100), z.json())
  .refine((v) => JSON.stringify(v).length <= 64_000, 'at most 64,000 characters of JSON');

export const unknownJobKind = refusal(
  'engine.unknownJobKind',
  z.object({ kind: z.string() }),
  (p) => `There is no kind of job ${p.kind} that can be started by hand. engine.listJobKinds names them.`,
);
export const badSchedule = refusal(
  'engine.badSchedule',
  z.object({ cron: z.string(), zone: z.string(), reason: z.string() }),
  (p) =>
    `"${p.cron}" in ${p.zone} is not a schedule that will ever run: ${p.reason}. Write five fields: minute, hour, day, month, weekday.`,
);
/** Met only by a job's own batches: its lease went to another worker, or somebody cancelled it. */
export const askerGone = refusal(
  'engine.askerGone',
  z.object({ jobId: z.string() }),
  () => 'Whoever asked for this job may no longer work here, and a job has no more rights than they have. Somebody else has to start it.',
);
export const leaseLost = refusal(
  'engine.leaseLost',
  z.object({ jobId: z.string(), fence: z.int() }),
  (p) => `This job is now run by another worker; the one before (lease ${p.fence}) may change nothing any more.`,
);
export const jobCancelled = refusal(
  'engine.jobCancelled',
  z.object({ jobId: z.string() }),
  () => 'This job was cancelled; what its earlier batches did stays.',
);
export const notInState = refusal(
  'engine.notInState',
  z.object({ what: z.string(), id: z.string(), state: z.string(), allowed: z.array(z.string()) }),
  (p) =>
    `${kindOfId(p.id) ? `This ${p.what.toLowerCase()}` : `${p.what} ${p.id}`} is ${p.state}; this works only while it is ${p.allowed.join(' or ')}.`,
);

/** Days that finished jobs and sent effects are kept unless the company chose otherwise (policy `keepQueueDays`). */
export const KEEP_QUEUE_DAYS = 90;

/** Unique key of the jobs of a schedule: while one of them waits or runs, no second one is started, by the clock or by hand. */
export const scheduleKey = (id: string): string => `schedule:${id}`;

export const engineOperations = {
  ...bulkOperations,
  ...exportOperations,
  ...fileOperations,
  status: query('engine.status', {
    permission: 'engine.read',
    summary: 'Company, commit number, head of the audit chain, time, and what waits in the queues',
    input: z.strictObject({}),
    output: z.object({
      company: z.object({ id: z.string(), name: z.string(), currency: z.string(), zone: z.string() }),
      seq: z.int(),
      chainHead: z.string(),
      now: z.string(),
      today: z.string(),
      jobs: z.record(z.string(), z.int()),
      outbox: z.record(z.string(), z.int()),
    }),
  }),
  listCommands: commandsList.page,
  countCommands: commandsList.count,
  facetCommands: commandsList.facet,
  getCommand: query('engine.getCommand', {
    permission: 'engine.audit',
    wholeCompany: true,
    summary: 'One command with its reply and its first 500 changes',
    input: z.strictObject({ seq: zSeq }),
    output: zCommand.extend({ reply: z.json(), link: z.string(), rows: z.array(zChange) }),
    refusals: [notFound],
  }),
  history: query('engine.history', {
    permission: 'engine.audit',
    wholeCompany: true,
    summary: 'Every change of one row in order: who, when, from what to what',
    input: z.strictObject({ table: zText, key: zKey }),
    output: z.object({
      rows: z
        .array(
          zChange.extend({
            at: z.string(),
            operation: z.string(),
            actorId: z.string(),
            actor: z.string(),
            device: z.string(),
            approver: z.string().nullable(),
            reasonCode: z.string().nullable(),
            reason: z.string().nullable(),
          }),
        )
        .max(MAX_ROWS),
      /** Older changes that are not shown. */
      leftOut: z.int(),
    }),
    refusals: [notFound],
  }),
  listIncidents: query('engine.listIncidents', {
    permission: 'engine.audit',
    wholeCompany: true,
    summary: 'What was refused or failed and must be remembered, newest first; pages by `before`',
    input: z.strictObject({ before: z.int().min(1).optional(), kind: zText.optional(), limit: zLimit }),
    output: z.object({
      rows: z.array(
        z.object({
          id: z.int(),
          at: z.string(),
          actorId: z.string(),
          actor: z.string(),
          operation: z.string(),
          kind: z.string(),
          subject: z.string().nullable(),
          detail: z.json(),
        }),
      ),
      next: z.int().nullable(),
    }),
  }),
  listJobKinds: query('engine.listJobKinds', {
    permission: 'engine.read',
    summary: 'Kinds of jobs that can be started or scheduled by hand',
    input: z.strictObject({}),
    output: z.object({ rows: z.array(z.object({ kind: z.string(), summary: z.string(), permission: z.string() })) }),
  }),
  listJobs: jobsList.page,
  countJobs: jobsList.count,
  facetJobs: jobsList.facet,
  getJob: query('engine.getJob', {
    permission: 'engine.read',
    summary: 'One job with payload, progress, result and error',
    input: z.strictObject({ jobId: zJobId }),
    output: zJob.extend({ payload: z.json(), cursor: z.json(), result: z.json() }),
    refusals: [notFound],
  }),
  startJob: command('engine.startJob', {
    permission: 'engine.jobs',
    summary: 'Start a job of a kind that may be started by hand, now or later',
    input: z.strictObject({ kind: zKind, payload: zPayload.default({}), uniqueKey: zKey.optional(), runAt: zInstant.optional() }),
    output: z.object({ jobId: z.string(), started: z.boolean() }),
    refusals: [unknownJobKind, backupByServer],
  }),
  cancelJob: command('engine.cancelJob', {
    permission: 'engine.jobs',
    summary: 'Cancel a waiting job, or ask a running one to stop after its batch',
    input: z.strictObject({ jobId: zJobId }),
    output: z.object({ jobId: z.string(), state: zJobState }),
    refusals: [notFound, notInState],
  }),
  requeueJob: command('engine.requeueJob', {
    permission: 'engine.jobs',
    summary: 'Give a failed, dead or cancelled job new attempts; it goes on where it stopped',
    input: z.strictObject({ jobId: zJobId }),
    output: z.object({ jobId: z.string() }),
    refusals: [notFound, notInState],
  }),
  setSchedule: command('engine.setSchedule', {
    permission: 'engine.jobs',
    summary: 'Create or change a schedule: five cron fields in an IANA time zone',
    input: z.strictObject({
      id: zScheduleId,
      jobKind: zKind,
      cron: zText,
      zone: z.string().min(1).max(64).optional(),
      payload: zPayload.default({}),
      enabled: z.boolean().default(true),
    }),
    output: z.object({ id: z.string(), nextAt: z.string() }),
    refusals: [unknownJobKind, badSchedule, backupByServer],
  }),
  enableSchedule: command('engine.enableSchedule', {
    permission: 'engine.jobs',
    summary: 'Switch a schedule on or off; what it missed while off is not caught up',
    input: z.strictObject({ id: zScheduleId, enabled: z.boolean() }),
    output: z.object({ id: z.string(), nextAt: z.string() }),
    refusals: [notFound],
  }),
  listSchedules: query('engine.listSchedules', {
    permission: 'engine.read',
    wholeCompany: true,
    summary: 'Schedules with their next and last run',
    input: z.strictObject({}),
    output: z.object({
      rows: z.array(
        z.object({
          id: z.string(),
          jobKind: z.string(),
          cron: z.string(),
          zone: z.string(),
          payload: z.json(),
          enabled: z.boolean(),
          nextAt: z.string(),
          lastAt: z.string().nullable(),
          /** Who set it: its jobs run with their rights. */
          actor: z.string(),
          /** Its newest job that is still kept, started by the clock or by hand. */
          lastJob: z
            .object({
              id: z.string(),
              state: zJobState,
              createdAt: z.string(),
              finishedAt: z.string().nullable(),
              message: z.string().nullable(),
              error: z.string().nullable(),
            })
            .nullable(),
        }),
      ),
    }),
  }),
  listOutbox: outboxList.page,
  countOutbox: outboxList.count,
  facetOutbox: outboxList.facet,
  pruneQueues: command('engine.pruneQueues', {
    permission: 'engine.jobs',
    summary: 'Remove jobs done or cancelled and effects sent longer ago than the company keeps them, a bounded number at a time',
    input: z.strictObject({}),
    output: z.object({ jobs: z.int(), outbox: z.int(), more: z.boolean() }),
    internal: true,
  }),
  requeueOutbox: command('engine.requeueOutbox', {
    permission: 'engine.jobs',
    summary: 'Send a dead letter again, with its old key and payload',
    input: z.strictObject({ id: z.int().min(1) }),
    output: z.object({ id: z.int() }),
    refusals: [notFound, notInState],
  }),
};
