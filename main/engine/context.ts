import type { Insertable } from 'kysely';
import type { Connection } from '../../db/dialect/portable.ts';
import type { DB, TableName } from '../../db/schema/index.ts';
import type { IdPrefix } from '../../preload/contract/values/id.ts';

/**
 * What rooms see of the engine. Types only: a domain room imports nothing else from here, so that it runs the same in
 * the desktop, on the server and in tests.
 */

export interface Clock {
  /** UTC ISO text with milliseconds. */
  now(): string;
}

/** Random bytes as a port: real hosts use the system's, simulations a seeded stream. */
export interface Entropy {
  bytes(count: number): Uint8Array;
}

export interface Actor {
  /** User id, or `system` for the engine's own work. */
  readonly id: string;
  readonly device: string;
  readonly permissions: ReadonlySet<string>;
  /** Row scopes: ids allowed per kind; a missing kind means all. */
  readonly scopes: { readonly warehouse?: ReadonlySet<string>; readonly channel?: ReadonlySet<string> };
  /** Came by a token that asks and never changes anything. */
  readonly readOnly?: boolean;
}

/** Company facts and policies every command may need, read once per change. */
export interface CompanyFacts {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly zone: string;
  readonly country: string;
  readonly settings: ReadonlyMap<string, unknown>;
}

export interface DomainEvent {
  readonly name: string;
  readonly data: unknown;
}

/** Something to be remembered even when the command is refused and rolled back. */
export interface Incident {
  readonly kind: string;
  readonly subject?: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Why a command was done: a code of the company's list, words of the person, or both. */
export interface Why {
  readonly code: string | null;
  readonly text: string | null;
}

/** Durable work for after the commit: a job of a registered kind. */
export interface LaterJob {
  readonly kind: string;
  readonly payload: unknown;
  /** At most one waiting or running job per unique key; a second request is dropped. */
  readonly uniqueKey?: string;
  readonly runAt?: string;
}

/** An effect outside the company file, carried out after the commit at most once per key. */
export interface OutboxItem {
  readonly kind: string;
  readonly target: string;
  readonly idempotencyKey: string;
  readonly payload: unknown;
}

type LedgerTables = {
  [T in TableName]: DB[T] extends { row_hash: number } ? T : never;
}[TableName];
/** Tables that are append-only. */
export type LedgerTable = LedgerTables;
/** A ledger row as a room writes it: the engine adds `seq` and `row_hash`. */
export type LedgerRow<T extends LedgerTable> = Omit<Insertable<DB[T]>, 'seq' | 'row_hash'>;

/**
 * Something a room reads in nearly every command and that rarely changes: its chart, its rules, its warehouses. Declared at
 * module level; `tables` are all the tables `load` reads. Kept between commands, and read again after one of them changed.
 */
export interface Standing<T> {
  readonly tables: readonly TableName[];
  load(tx: Connection<DB>): Promise<T>;
}

/** As `Standing`, of rows found by a key: items, places, sets of dimensions. What has no row is looked for again every time. */
export interface StandingRows<T> {
  readonly tables: readonly TableName[];
  /** Rows of these keys; without those that are not there. */
  load(tx: Connection<DB>, keys: readonly string[]): Promise<ReadonlyMap<string, T>>;
}

/** What a command body sees, and nothing else. */
export interface CommandContext {
  /** Statements of this command's transaction. */
  readonly tx: Connection<DB>;
  readonly clock: Clock;
  /** Instant of this command; the same for its whole run. */
  readonly now: string;
  /** Company-local day of `now`. */
  readonly today: string;
  readonly actor: Actor;
  readonly company: CompanyFacts;
  /** Commit number this command will have. */
  readonly seq: number;
  readonly dryRun: boolean;
  /** Next integer id of a table (or another named counter). */
  nextId(counter: TableName): number;
  /** The first of `count` consecutive human numbers of a series in a year; a command taken back leaves no gap. */
  nextNumbers(series: string, year: number, count: number): number;
  /** A new text id with a registered prefix, time-ordered. */
  newId(prefix: IdPrefix): string;
  /** A value kept between commands, as this command must see it. */
  standing<T>(what: Standing<T>): Promise<T>;
  /** Rows of these keys, as this command must see them; without those that are not there. */
  standingRows<T>(what: StandingRows<T>, keys: Iterable<string>): Promise<Map<string, T>>;
  /** To be called after writing tables standing values are read from: the next `standing` reads them again. */
  forget(...tables: readonly TableName[]): void;
  /** Appends rows to a ledger; the only way to write one. Rows are hashed into the audit chain in the order given. */
  append<T extends LedgerTable>(table: T, rows: readonly LedgerRow<T>[]): Promise<void>;
  /** Tells higher rooms, synchronously, in this transaction. */
  emit(event: DomainEvent): Promise<void>;
  /** Durable work after the commit; names the job that will do it, which with a unique key may be one that waits already. */
  later(job: LaterJob): Promise<{ jobId: string; started: boolean }>;
  /** Queues an outside effect in this transaction. */
  send(item: OutboxItem): Promise<void>;
  /** Drops personal values and their salts from the change history of rows; returns how many values went. */
  eraseHistory(rows: readonly { readonly table: TableName; readonly key: string }[]): Promise<number>;
  /** Tells windows that rows of a table without captured changes moved (queues, balances); collected changes announce themselves. */
  announce(topic: TableName, ids?: readonly string[]): void;
  /** Remembers something whether or not the command commits. */
  note(incident: Incident): void;
  /** Keeps why this command was done, for the audit log. */
  because(why: Why): void;
  /** A line for the preview and the history ("Order 1001 keeps 2 of 3 units back"). */
  message(text: string): void;
}

/** What a query sees: one read-only transaction on one connection. */
export interface QueryContext {
  readonly tx: Connection<DB>;
  readonly now: string;
  readonly today: string;
  readonly actor: Actor;
  readonly company: CompanyFacts;
}

/** Rows appended by the running command, per ledger table, for checks. */
export interface Touched {
  readonly ledger: ReadonlyMap<LedgerTable, readonly Readonly<Record<string, unknown>>[]>;
  /** Keys of changed rows per record table. */
  readonly records: ReadonlyMap<TableName, ReadonlySet<string>>;
}

/** An invariant tested at the end of every command that touched one of its tables; a violation is our bug (a Fault). */
export interface CommitCheck {
  readonly name: string;
  readonly tables: readonly TableName[];
  /** Returns what is wrong, in words with ids, or an empty list. */
  run(ctx: CommandContext, touched: Touched): Promise<readonly string[]> | readonly string[];
}

/** A named proof the doctor runs over the whole company file. */
export interface DoctorCheck {
  readonly name: string;
  /** What is proved, in one sentence. */
  readonly proves: string;
  /** Streams findings; none means the gap is zero. `looked` counts what was examined. */
  run(tx: Connection<DB>): Promise<{ readonly looked: number; readonly findings: readonly DoctorFinding[] }>;
}

export interface DoctorFinding {
  /** Table and row the finding points at. */
  readonly table: string;
  readonly row: string;
  readonly message: string;
  /** Gap in minor units or steps, where there is one. */
  readonly gap?: number;
}

/** A refusal returned, not thrown, by a pure decision. */
export type { Refusal } from '../../preload/contract/refusal.ts';
