import { bool, counter, id, instant, int, json, ref, seq, table, text, word } from './dsl.ts';

/** The engine's own tables: command log and audit chain, captured changes, counters, outbox, jobs. */

export const meta = table('meta', {
  kind: 'system',
  columns: { key: text(), value: text() },
  primaryKey: ['key'],
});

export const counterTable = table('counter', {
  kind: 'system',
  columns: { name: text(), value: int() },
  primaryKey: ['name'],
});

/** One row per committed command: the spine of the audit chain. `salt` is erasable, everything else is for ever. */
export const commandLog = table('command_log', {
  kind: 'system',
  columns: {
    seq: seq(),
    command_id: text(),
    operation: text(),
    actor_id: text(),
    device: text(),
    at: instant(),
    input_hash: text(),
    salt: text().orNull(),
    reply: text(),
    duration_us: int(),
    changes: int(),
    ledger_digest: text(),
    link: text(),
  },
  primaryKey: ['seq'],
  unique: [['command_id']],
  indexes: [
    ['actor_id', 'seq'],
    ['operation', 'seq'],
    ['at', 'seq'],
  ],
});

/** Who approved a command and why it was done, for commands that have either. `hash` stands in the chain; `reason` and `salt` are erasable. */
export const commandReason = table('command_reason', {
  kind: 'system',
  columns: {
    seq: seq(),
    approver_id: text().orNull(),
    reason_code: text().orNull(),
    reason: text().orNull(),
    salt: text().orNull(),
    hash: text(),
  },
  primaryKey: ['seq'],
});

/**
 * What a command changed in record tables. `delta`: null for inserts, [[column, old, new], ...] for updates, the old row for
 * deletes. The key is one integer, so that new rows only ever go at the end of the table: found by commit as a range of it.
 */
export const change = table('change', {
  kind: 'system',
  columns: {
    id: int(),
    seq: seq(),
    n: int(),
    table_name: text(),
    row_key: text(),
    op: word('insert', 'update', 'delete'),
    delta: json().orNull(),
    hash: text(),
  },
  indexes: [['table_name', 'row_key', 'id']],
});

/** Personal values of a change, apart so that they can be erased; `hash` commits to them in the chain. */
export const changePersonal = table('change_personal', {
  kind: 'system',
  columns: {
    seq: seq(),
    n: int(),
    column_name: text(),
    salt: text().orNull(),
    before: json().orNull(),
    after: json().orNull(),
    hash: text(),
  },
  primaryKey: ['seq', 'n', 'column_name'],
});

/** Scratch: what the capture triggers saw since the last commit. Empty between commands; a row left here came from outside. */
export const changePending = table('change_pending', {
  kind: 'system',
  columns: {
    id: int(),
    table_name: text(),
    op: word('insert', 'update', 'delete'),
    row_key: text(),
    parent_key: text().orNull(),
    payload: json(),
  },
});

/** What went wrong and must be remembered although it was rolled back: refused oversells, failed sign-ins, wrong scans, faults. */
export const incident = table('incident', {
  kind: 'system',
  columns: {
    id: counter(),
    at: instant(),
    actor_id: text(),
    operation: text(),
    kind: text(),
    subject: text().orNull(),
    detail: json(),
  },
  indexes: [
    ['kind', 'id'],
    ['at', 'id'],
  ],
});

/** Effects outside the company file, carried out after commit by jobs, at most once per `idempotency_key`. */
export const outbox = table('outbox', {
  kind: 'system',
  columns: {
    id: counter(),
    seq: seq(),
    kind: text(),
    target: text(),
    idempotency_key: text(),
    payload: json().orNull(),
    payload_hash: text(),
    state: word('waiting', 'sending', 'sent', 'failed', 'dead'),
    attempts: int().or(0),
    next_at: instant(),
    lease_until: instant().orNull(),
    last_error: text().orNull(),
    answer: json().orNull(),
    done_at: instant().orNull(),
  },
  unique: [['idempotency_key']],
  indexes: [
    ['state', 'next_at', 'id'],
    ['target', 'id'],
    ['kind', 'id'],
  ],
});

export const job = table('job', {
  kind: 'system',
  columns: {
    id: id(),
    kind: text(),
    state: word('waiting', 'running', 'done', 'failed', 'dead', 'cancelled'),
    payload: json(),
    /** who asked for it, and by what (a session, a token): the job has no more rights than they have */
    actor_id: text(),
    actor_device: text(),
    run_at: instant(),
    attempts: int().or(0),
    max_attempts: int().or(5),
    lease_owner: text().orNull(),
    lease_until: instant().orNull(),
    fence: int().or(0),
    done: int().or(0),
    total: int().orNull(),
    message: text().orNull(),
    cursor: json().orNull(),
    result: json().orNull(),
    error: text().orNull(),
    cancel_requested: bool().or(0),
    unique_key: text().orNull(),
    created_at: instant(),
    finished_at: instant().orNull(),
  },
  indexes: [
    ['state', 'run_at', 'id'],
    ['kind', 'created_at', 'id'],
    ['created_at', 'id', 'actor_id'],
    { columns: ['unique_key'], where: "state in ('waiting', 'running')" },
  ],
});

/** Rows a job looked at one by one, in the order they were found, and what came of each. */
export const jobRow = table('job_row', {
  kind: 'system',
  columns: {
    job_id: ref('job'),
    n: int(),
    subject_id: text(),
    /** number or name people know it by */
    label: text(),
    /** what was looked at; null where the rows have none */
    revision: int().orNull(),
    state: word('ready', 'done', 'refused'),
    code: text().orNull(),
    message: text().orNull(),
  },
  primaryKey: ['job_id', 'n'],
  indexes: [['job_id', 'state', 'n']],
});

export const schedule = table('schedule', {
  kind: 'system',
  columns: {
    id: text(),
    job_kind: text(),
    cron: text(),
    zone: text(),
    payload: json(),
    /** who set it, and by what: its jobs run with their rights */
    actor_id: text(),
    actor_device: text(),
    enabled: bool().or(1),
    next_at: instant(),
    last_at: instant().orNull(),
  },
});

/** Files of the company: exports, documents, uploads. The content lies beside the company, named after its SHA-256. */
export const storedFile = table('stored_file', {
  kind: 'record',
  columns: {
    id: id(),
    name: text().asPersonal(),
    media_type: text(),
    bytes: int(),
    sha256: text(),
    purpose: word('upload', 'attachment', 'export', 'document', 'report'),
    permission: text(),
    made_by: text(),
    made_at: instant(),
    expires_at: instant().orNull(),
  },
  indexes: [['sha256'], ['purpose', 'id'], { columns: ['expires_at'], where: 'expires_at is not null' }],
});

/** One completed examination by the doctor, under the id of its job. */
export const doctorRun = table('doctor_run', {
  kind: 'system',
  columns: {
    id: id(),
    actor_id: text(),
    started_at: instant(),
    finished_at: instant(),
    /** commit the examination saw, and the head of the audit chain there */
    examined_seq: int(),
    chain_head: text(),
    findings: int(),
  },
});

/** What one check of an examination looked at. */
export const doctorCheck = table('doctor_check', {
  kind: 'system',
  columns: { run_id: ref('doctor_run'), n: int(), name: text(), proves: text(), looked: int(), milliseconds: int(), findings: int() },
  primaryKey: ['run_id', 'n'],
});

/** A gap the doctor found: the row it is about and what is wrong with it. */
export const doctorFinding = table('doctor_finding', {
  kind: 'system',
  columns: {
    run_id: ref('doctor_run'),
    n: int(),
    check_name: text(),
    table_name: text(),
    row_key: text(),
    message: text(),
    gap: int().orNull(),
  },
  primaryKey: ['run_id', 'n'],
});

/** A backup the engine made, under the id of its job; the file lies in the folder of backups. */
export const backup = table('backup', {
  kind: 'system',
  columns: {
    id: id(),
    actor_id: text(),
    at: instant(),
    file: text(),
    bytes: int(),
    sha256: text(),
    /** last commit in it, and the head of the audit chain there */
    held_seq: int(),
    chain_head: text(),
    verified_at: instant().orNull(),
    /** what the last look at the file found: `sound`, or what is wrong */
    verdict: text().orNull(),
  },
});
