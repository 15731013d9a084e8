import { z } from 'zod';
import { list } from './list.ts';

const JOB_STATES = ['waiting', 'running', 'done', 'failed', 'dead', 'cancelled'] as const;
const OUTBOX_STATES = ['waiting', 'sending', 'sent', 'failed', 'dead'] as const;

export const zJobState = z.enum(JOB_STATES);
export const zJob = z.object({
  id: z.string(),
  kind: z.string(),
  state: zJobState,
  actorId: z.string(),
  runAt: z.string(),
  attempts: z.int(),
  maxAttempts: z.int(),
  done: z.int(),
  total: z.int().nullable(),
  message: z.string().nullable(),
  error: z.string().nullable(),
  cancelRequested: z.boolean(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
});

export const zCommand = z.object({
  seq: z.int(),
  commandId: z.string(),
  operation: z.string(),
  actorId: z.string(),
  device: z.string(),
  at: z.string(),
  durationUs: z.int(),
  changes: z.int(),
  /** display name of who did it */
  actor: z.string(),
  /** who consented, where a policy wanted somebody else */
  approver: z.string().nullable(),
  /** words of the code of the company's list, and the person's own */
  reasonCode: z.string().nullable(),
  reason: z.string().nullable(),
  /** documents and masters it was about, the most important first, as people call them */
  about: z.array(z.object({ table: z.string(), key: z.string(), name: z.string() })),
});

/** The audit log: `search` takes the number of a document or a SKU, `on` days of the company. */
export const commandsList = list('engine.commands', {
  permission: 'engine.audit',
  summary: 'Audit log, newest first unless sorted otherwise: who did what, when, and what it changed',
  /** `changed`: rows per table; empty for commands that changed more than 500, of which `changes` says how many */
  row: zCommand.extend({ changed: z.array(z.object({ table: z.string(), op: z.string(), count: z.int() })) }),
  key: ['seq'],
  kinds: { seq: 'int', at: 'instant', on: 'day', durationUs: 'int', changes: 'int' },
  sortable: ['seq'],
  filterable: ['seq', 'actorId', 'operation', 'on'],
  facets: ['actorId', 'operation'],
  totals: [],
  order: { column: 'seq', direction: 'desc' },
  scope: 'company',
});

/** Jobs; to somebody limited to a part of the company only those they asked for. */
export const jobsList = list('engine.jobs', {
  permission: 'engine.read',
  summary: 'Jobs, newest first unless sorted otherwise',
  row: zJob.extend({ actor: z.string() }),
  key: ['id'],
  kinds: {
    runAt: 'instant',
    attempts: 'int',
    maxAttempts: 'int',
    done: 'int',
    total: 'int',
    cancelRequested: 'bool',
    createdAt: 'instant',
    createdOn: 'day',
    finishedAt: 'instant',
  },
  sortable: ['createdAt'],
  filterable: ['id', 'state', 'kind', 'actorId', 'createdOn'],
  facets: ['state', 'kind', 'actorId'],
  totals: [],
  order: { column: 'createdAt', direction: 'desc' },
  scope: ['warehouse', 'channel'],
});

/** Effects for the outside world. */
export const outboxList = list('engine.outbox', {
  permission: 'engine.read',
  summary: 'Effects for the outside world, newest first unless sorted otherwise',
  row: z.object({
    id: z.int(),
    seq: z.int(),
    kind: z.string(),
    target: z.string(),
    /** What people call whom it is for. */
    targetName: z.string(),
    idempotencyKey: z.string(),
    state: z.enum(OUTBOX_STATES),
    attempts: z.int(),
    nextAt: z.string(),
    lastError: z.string().nullable(),
    answer: z.json(),
    doneAt: z.string().nullable(),
  }),
  key: ['id'],
  kinds: { id: 'int', seq: 'int', attempts: 'int', nextAt: 'instant', doneAt: 'instant' },
  sortable: ['id'],
  filterable: ['id', 'state', 'target', 'kind'],
  facets: ['state', 'target', 'kind'],
  totals: [],
  order: { column: 'id', direction: 'desc' },
  scope: 'company',
});
