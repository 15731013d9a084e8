import type { Connection } from '../../db/dialect/portable.ts';
import type { DB, TableName } from '../../db/schema/index.ts';
import { dayOfInstant } from '../../preload/contract/values/day.ts';
import { ID_RANDOM_BYTES, type IdPrefix, makeId } from '../../preload/contract/values/id.ts';
import { canonicalJson, sha256 } from './canonical.ts';
import type {
  Actor,
  Clock,
  CommandContext,
  CompanyFacts,
  DomainEvent,
  Entropy,
  Incident,
  LaterJob,
  LedgerRow,
  LedgerTable,
  OutboxItem,
  Standing,
  StandingRows,
  Why,
} from './context.ts';

import type { Counters } from './counters.ts';
import { LedgerDigest } from './ledger-rows.ts';
import type { Registry } from './registry.ts';
import type { StandingValues } from './standing.ts';

/** Adds one to a big-endian number; all ones become zeros, which 80 random bits never are in practice. */
function increment(bytes: Uint8Array): void {
  for (let i = bytes.length - 1; i >= 0; i -= 1) {
    bytes[i] = ((bytes[i] ?? 0) + 1) & 0xff;
    if (bytes[i] !== 0) return;
  }
}

/** The context of one command and all that must be known of it at commit. */
export class UnitOfWork implements CommandContext {
  readonly tx: Connection<DB>;
  readonly clock: Clock;
  readonly now: string;
  readonly today: string;
  readonly actor: Actor;
  readonly company: CompanyFacts;
  readonly seq: number;
  readonly dryRun: boolean;
  readonly incidents: Incident[] = [];
  readonly messages: string[] = [];
  why: Why | undefined;
  readonly digest = new LedgerDigest();
  readonly ledger = new Map<LedgerTable, Readonly<Record<string, unknown>>[]>();
  /** Rows whose personal history goes with this commit, its own changes included. */
  readonly erased: { readonly table: TableName; readonly key: string }[] = [];
  /** News besides the captured changes: topic and ids. */
  readonly topics = new Map<TableName, string[]>();
  readonly #counters: Counters;
  readonly #entropy: Entropy;
  readonly #registry: Registry;
  readonly #standing: StandingValues;
  #random: Uint8Array | undefined;

  constructor(parts: {
    tx: Connection<DB>;
    clock: Clock;
    actor: Actor;
    company: CompanyFacts;
    seq: number;
    dryRun: boolean;
    counters: Counters;
    entropy: Entropy;
    registry: Registry;
    standing: StandingValues;
  }) {
    this.tx = parts.tx;
    this.clock = parts.clock;
    this.now = parts.clock.now();
    this.today = dayOfInstant(this.now, parts.company.zone);
    this.actor = parts.actor;
    this.company = parts.company;
    this.seq = parts.seq;
    this.dryRun = parts.dryRun;
    this.#counters = parts.counters;
    this.#entropy = parts.entropy;
    this.#registry = parts.registry;
    this.#standing = parts.standing;
  }

  nextId(counter: TableName): number {
    return this.#counters.next(counter);
  }

  nextNumbers(series: string, year: number, count: number): number {
    return this.#counters.take(series, year, count);
  }

  /** Ids of one command ascend in the order they were made, so that equal instants still sort by arrival. */
  newId(prefix: IdPrefix): string {
    if (this.#random) increment(this.#random);
    this.#random ??= this.#entropy.bytes(ID_RANDOM_BYTES);
    return makeId(prefix, Date.parse(this.now), this.#random);
  }

  standing<T>(what: Standing<T>): Promise<T> {
    return this.#standing.get(this.tx, what);
  }

  standingRows<T>(what: StandingRows<T>, keys: Iterable<string>): Promise<Map<string, T>> {
    return this.#standing.getRows(this.tx, what, keys);
  }

  forget(...tables: readonly TableName[]): void {
    this.#standing.forget(tables);
  }

  async append<T extends LedgerTable>(table: T, rows: readonly LedgerRow<T>[]): Promise<void> {
    if (rows.length === 0) return;
    const full = rows.map((row) => {
      const withSeq: Record<string, unknown> = { ...row, seq: this.seq };
      withSeq['row_hash'] = this.digest.add(table, withSeq);
      return withSeq;
    });
    const kept = this.ledger.get(table);
    if (kept) kept.push(...full);
    else this.ledger.set(table, full);
    await this.tx.insertMany<LedgerTable>(table, full as never);
  }

  async emit(event: DomainEvent): Promise<void> {
    for (const handler of this.#registry.events.get(event.name) ?? []) await handler.run(this, event);
  }

  async later(job: LaterJob): Promise<{ jobId: string; started: boolean }> {
    if (job.uniqueKey !== undefined) {
      const twin = await this.tx.db
        .selectFrom('job')
        .select('id')
        .where('unique_key', '=', job.uniqueKey)
        .where('state', 'in', ['waiting', 'running'])
        .executeTakeFirst();
      if (twin) return { jobId: twin.id, started: false };
    }
    const id = this.newId('job');
    this.announce('job', [id]);
    await this.tx.insertMany('job', [
      {
        id,
        kind: job.kind,
        state: 'waiting',
        payload: canonicalJson(job.payload),
        actor_id: this.actor.id,
        actor_device: this.actor.device,
        run_at: job.runAt ?? this.now,
        attempts: 0,
        max_attempts: 5,
        fence: 0,
        done: 0,
        cancel_requested: 0,
        unique_key: job.uniqueKey ?? null,
        created_at: this.now,
      },
    ]);
    return { jobId: id, started: true };
  }

  async send(item: OutboxItem): Promise<void> {
    const payload = canonicalJson(item.payload);
    const id = this.nextId('outbox');
    this.announce('outbox', [String(id)]);
    await this.tx.insertMany('outbox', [
      {
        id,
        seq: this.seq,
        kind: item.kind,
        target: item.target,
        idempotency_key: item.idempotencyKey,
        payload,
        payload_hash: sha256(payload),
        state: 'waiting',
        attempts: 0,
        next_at: this.now,
      },
    ]);
  }

  async eraseHistory(rows: readonly { readonly table: TableName; readonly key: string }[]): Promise<number> {
    this.erased.push(...rows);
    const kept = await this.tx.db
      .selectFrom('change_personal')
      .innerJoin('change', (join) => join.onRef('change.seq', '=', 'change_personal.seq').onRef('change.n', '=', 'change_personal.n'))
      .select(({ fn }) => fn.countAll<number>().as('values'))
      .where('salt', 'is not', null)
      .where((eb) => eb.or(rows.map((r) => eb.and([eb('table_name', '=', r.table), eb('row_key', '=', r.key)]))))
      .executeTakeFirst();
    return kept?.values ?? 0;
  }

  announce(topic: TableName, ids: readonly string[] = []): void {
    const known = this.topics.get(topic);
    if (known) known.push(...ids);
    else this.topics.set(topic, [...ids]);
  }

  note(incident: Incident): void {
    this.incidents.push(incident);
  }

  because(why: Why): void {
    this.why = why;
  }

  message(text: string): void {
    this.messages.push(text);
  }
}
