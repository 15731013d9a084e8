import type { z } from 'zod';
import type { Connection } from '../../db/dialect/portable.ts';
import { statement } from '../../db/dialect/portable.ts';
import { tableOfId } from '../../db/schema/ids.ts';
import type { DB, TableName } from '../../db/schema/index.ts';
import { tableNamed } from '../../db/schema/index.ts';
import {
  badInput,
  commandIdReused,
  expectMissing,
  notPermitted,
  previewChanged,
  stale,
  unknownOperation,
} from '../../preload/contract/engine.ts';
import type { CommandEnvelope, CommandReply, Preview } from '../../preload/contract/envelope.ts';
import type { Announcement } from '../../preload/contract/event.ts';
import type { CommandDef } from '../../preload/contract/operation.ts';
import { refuse } from '../../preload/contract/refusal.ts';
import { holds } from '../domain/permission.ts';
import { canonicalJson, sha256 } from './canonical.ts';
import { type CapturedChange, checkRevisions, storeChanges, takeCaptured } from './capture.ts';
import { loadCompanyFacts } from './company-facts.ts';
import type { Actor, Clock, CompanyFacts, Entropy, Incident } from './context.ts';
import { describeEffects } from './effects.ts';
import { asFailure, BrokenInvariant, Fault } from './failure.ts';
import { WriterQueue } from './queue.ts';
import type { CommandHandler, Registry } from './registry.ts';
import { StandingValues } from './standing.ts';
import { Counters, UnitOfWork } from './unit-of-work.ts';

const MAX_REPLY_BYTES = 4096;
/** NUL and lone surrogates as JSON escapes them: neither database keeps them as they are. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

export interface WriterOptions {
  readonly connection: Connection<DB>;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly announce: (news: readonly Announcement[]) => void;
  /** Monotonic microseconds, for durations. */
  readonly micros: () => number;
}

export interface CommandRequest extends CommandEnvelope {
  readonly operation: string;
  readonly input: unknown;
  readonly actor: Actor;
  /** Bulk work waits behind what people click. */
  readonly bulk?: boolean;
  /** Runs first inside the transaction and throws to refuse: a job proves that it still holds its lease. */
  readonly guard?: (tx: Connection<DB>) => Promise<void>;
}

const byCommandId = statement<
  DB,
  { id: string },
  { seq: number; operation: string; input_hash: string; salt: string | null; reply: string }
>((db, p) => db.selectFrom('command_log').select(['seq', 'operation', 'input_hash', 'salt', 'reply']).where('command_id', '=', p('id')));

/**
 * The one way data changes: a single-writer queue around begin, check, body, checks, log, chain, commit, announce.
 * See ARCHITECTURE section 4; each step is named below.
 */
export class Writer {
  readonly #o: WriterOptions;
  readonly #queue = new WriterQueue();
  readonly #counters = new Counters();
  readonly #standing = new StandingValues();
  #seq = 0;
  #link = '';
  #company: CompanyFacts | undefined;

  constructor(options: WriterOptions) {
    this.#o = options;
  }

  /** Loads counters, the head of the chain and the company; refuses a file with changes made behind the engine's back. */
  async open(): Promise<void> {
    const { connection } = this.#o;
    await this.#counters.load(connection);
    const head = await connection.db.selectFrom('command_log').select(['seq', 'link']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
    this.#seq = head?.seq ?? 0;
    this.#link = head?.link ?? '';
    this.#company = await loadCompanyFacts(connection);
  }

  /** Number of the last commit. */
  get seq(): number {
    return this.#seq;
  }
  /** Head of the audit chain: printed on every backup and every close. */
  get chainHead(): string {
    return this.#link;
  }
  get company(): CompanyFacts {
    if (!this.#company) throw new Error('the writer is not open');
    return this.#company;
  }

  /** Runs something else that needs the write connection between two commands (backup, checkpoint, job leases). */
  async exclusively<T>(work: (connection: Connection<DB>) => Promise<T>): Promise<T> {
    return this.#queue.run(() => work(this.#o.connection), false);
  }

  /** Waits for everything queued and refuses nothing afterwards: the caller closes the connection. */
  async drain(): Promise<void> {
    await this.#queue.run(async () => undefined, true);
  }

  /** Steps 1 to 9 of the write path for one command. */
  async dispatch(request: CommandRequest): Promise<CommandReply<unknown>> {
    const handler = this.#o.registry.commands.get(request.operation);
    if (!handler) throw refuse(unknownOperation, { operation: request.operation });
    const { def } = handler;
    if (def.permission !== 'public' && !mayDo(request.actor, def.permission))
      throw refuse(notPermitted, { operation: def.name, permission: def.permission });
    const input = parseInput(def.name, def.input, request.input);
    const inputText = canonicalJson(input);
    if (UNSTORABLE.test(inputText))
      throw refuse(badInput, { operation: def.name, issues: [{ path: '', message: 'text holds a NUL or half a character; remove it' }] });
    return this.#queue.run(() => this.#execute(handler, request, input, inputText), request.bulk !== true);
  }

  async #execute(handler: CommandHandler, request: CommandRequest, input: unknown, inputText: string): Promise<CommandReply<unknown>> {
    const { connection: tx, clock, entropy, registry, micros } = this.#o;
    const { def } = handler;
    const started = micros();
    const company = this.company;
    const work = new UnitOfWork({
      tx,
      clock,
      actor: request.actor,
      company,
      seq: this.#seq + 1,
      dryRun: request.dryRun === true,
      counters: this.#counters,
      entropy,
      registry,
      standing: this.#standing,
    });
    let began = false;
    try {
      await tx.begin('write');
      began = true;
      await request.guard?.(tx);
      const [earlier] = await tx.run(byCommandId, { id: request.commandId });
      if (earlier) {
        await tx.rollback();
        began = false;
        return replay(earlier, request, inputText);
      }
      await assertLooked(tx, def, input, request.expect ?? []);
      const output = await handler.run(work, input);
      const captured = await takeCaptured(tx);
      await this.#check(work, captured);
      const preview =
        work.dryRun || request.confirm !== undefined
          ? describeEffects(captured, work.ledger, this.#counters.before(), work.messages, this.#seq)
          : undefined;
      if (work.dryRun) {
        await tx.rollback();
        began = false;
        this.#counters.forget();
        this.#standing.drop();
        return { seq: this.#seq, output: null, replayed: false, ...(preview ? { preview } : {}) };
      }
      if (preview && preview.effectsDigest !== request.confirm) throw refuse(previewChanged, { preview });
      const link = await this.#log(work, handler, request, inputText, output, captured, started);
      await tx.commit();
      began = false;
      this.#counters.keep();
      this.#standing.keep(new Set(captured.map((c) => c.table)));
      this.#seq = work.seq;
      this.#link = link;
      if (captured.some((c) => c.table === 'company' || c.table === 'setting')) this.#company = await loadCompanyFacts(tx);
      this.#o.announce(newsOf(captured, work));
      return { seq: work.seq, output, replayed: false };
    } catch (thrown) {
      if (began) await tx.rollback();
      this.#counters.forget();
      this.#standing.drop();
      const failure = asFailure(thrown, () => `F-${Buffer.from(entropy.bytes(5)).toString('hex')}`);
      const incidents = [...work.incidents];
      if (failure instanceof Fault)
        incidents.push({
          kind: 'fault',
          subject: failure.reference,
          detail: { message: failure.message, stack: thrown instanceof Error ? (thrown.stack ?? '') : '' },
        });
      if (incidents.length > 0 && !work.dryRun) await this.#remember(request, incidents, work.now);
      throw failure;
    }
  }

  async #check(work: UnitOfWork, captured: readonly CapturedChange[]): Promise<void> {
    const wrong = checkRevisions(captured);
    if (wrong.length > 0) throw new BrokenInvariant('revisions', wrong);
    const records = new Map<TableName, Set<string>>();
    for (const c of captured) {
      const keys = records.get(c.table);
      if (keys) keys.add(c.key);
      else records.set(c.table, new Set([c.key]));
    }
    const ledger = work.ledger;
    for (const check of this.#o.registry.commitChecks) {
      if (!check.tables.some((t) => records.has(t) || (ledger as ReadonlyMap<string, unknown>).has(t))) continue;
      const findings = await check.run(work, { ledger, records });
      if (findings.length > 0) throw new BrokenInvariant(check.name, findings);
    }
    const stale = this.#standing.notForgotten(new Set(records.keys()));
    if (stale.length > 0) throw new BrokenInvariant('standing', stale);
  }

  async #log(
    work: UnitOfWork,
    handler: CommandHandler,
    request: CommandRequest,
    inputText: string,
    output: unknown,
    captured: readonly CapturedChange[],
    started: number,
  ): Promise<string> {
    const { connection: tx, entropy, micros } = this.#o;
    const hashes = await storeChanges(tx, work.seq, captured, entropy);
    if (work.erased.length > 0) await eraseStored(tx, work.erased);
    const reply = canonicalJson(output ?? null);
    if (reply.length > MAX_REPLY_BYTES)
      throw new Error(`${handler.def.name} replied ${reply.length} characters; replies are ids and numbers`);
    const salt = Buffer.from(entropy.bytes(16)).toString('hex');
    const row = {
      seq: work.seq,
      command_id: request.commandId,
      operation: handler.def.name,
      actor_id: request.actor.id,
      device: request.actor.device,
      at: work.now,
      input_hash: sha256(`${salt}|${inputText}`),
      reply,
      changes: captured.length,
      ledger_digest: work.digest.finish(),
    };
    const link = chainLink(this.#link, row, hashes);
    await tx.insertMany('command_log', [{ ...row, salt, duration_us: Math.round(micros() - started), link }]);
    if (work.incidents.length > 0) await storeIncidents(tx, this.#counters, request, work.incidents, work.now);
    await this.#counters.store(tx);
    return link;
  }

  /** The small transaction that keeps what a refused or failed command wanted remembered. */
  async #remember(request: CommandRequest, incidents: readonly Incident[], at: string): Promise<void> {
    const { connection: tx } = this.#o;
    try {
      await tx.begin('write');
      await storeIncidents(tx, this.#counters, request, incidents, at);
      await this.#counters.store(tx);
      await tx.commit();
      this.#counters.keep();
    } catch {
      // The refusal itself must reach the asker even when the disk is full; nothing else depends on this row.
      await tx.rollback();
      this.#counters.forget();
    }
  }
}

/** One link of the audit chain: previous head, command row (without what is erasable or measured), change hashes, ledger digest. */
export function chainLink(
  previous: string,
  row: {
    seq: number;
    command_id: string;
    operation: string;
    actor_id: string;
    device: string;
    at: string;
    input_hash: string;
    reply: string;
    changes: number;
    ledger_digest: string;
  },
  changeHashes: readonly string[],
): string {
  const command = [row.seq, row.command_id, row.operation, row.actor_id, row.device, row.at, row.input_hash, row.reply, row.changes];
  return sha256(`${previous}|${JSON.stringify(command)}|${changeHashes.join(',')}|${row.ledger_digest}`);
}

/** Parses an operation's input; unknown keys and out-of-bounds values are refused with their paths. */
export function parseInput(operation: string, schema: z.ZodType, input: unknown): unknown {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, 50).map((i) => ({ path: i.path.join('.'), message: i.message }));
  throw refuse(badInput, { operation, issues });
}

/** Whether an actor holds a permission; `*` is the owner's, `room.*` a whole room's. */
export function mayDo(actor: Actor, permission: string): boolean {
  return holds(actor.permissions, permission);
}

function replay(
  earlier: { seq: number; operation: string; input_hash: string; salt: string | null; reply: string },
  request: CommandRequest,
  inputText: string,
): CommandReply<unknown> {
  const same =
    earlier.operation === request.operation && earlier.salt !== null && earlier.input_hash === sha256(`${earlier.salt}|${inputText}`);
  if (!same) throw refuse(commandIdReused, { commandId: request.commandId, operation: earlier.operation });
  return { seq: earlier.seq, output: JSON.parse(earlier.reply) as unknown, replayed: true };
}

/** What a command edits was looked at, and is still what was looked at. A record that is not there yet needs no look. */
async function assertLooked(
  tx: Connection<DB>,
  def: CommandDef,
  input: unknown,
  expect: readonly { readonly id: string; readonly revision: number }[],
): Promise<void> {
  for (const e of expect) await assertRevision(tx, e.id, e.revision);
  const looked = new Set(expect.map((e) => e.id));
  for (const id of def.edits?.(input) ?? [])
    if (!looked.has(id) && (await rowOf(tx, id))) throw refuse(expectMissing, { operation: def.name, id });
}

async function rowOf(tx: Connection<DB>, id: string): Promise<Record<string, unknown> | undefined> {
  const found = tableOfId(id);
  if (!found) return undefined;
  return (await tx.db
    .selectFrom(found.table as 'setting')
    .selectAll()
    .where(found.column as 'key', '=', found.key)
    .executeTakeFirst()) as Record<string, unknown> | undefined;
}

async function assertRevision(tx: Connection<DB>, id: string, revision: number): Promise<void> {
  const found = tableOfId(id);
  const row = await rowOf(tx, id);
  const current = row ? Number(row['revision']) : null;
  if (current === revision) return;
  const personal = found ? tableNamed(found.table).columns : {};
  const shown = row ? Object.fromEntries(Object.entries(row).filter(([c]) => !personal[c]?.personal)) : null;
  throw refuse(stale, { id, expected: revision, current, row: shown });
}

/** Forgets personal values and salts of rows, and the salts of the commands that carried them; commitments stay. */
async function eraseStored(tx: Connection<DB>, rows: readonly { readonly table: TableName; readonly key: string }[]): Promise<void> {
  for (const { table, key } of rows) {
    const changes = await tx.db
      .selectFrom('change')
      .select(['seq', 'n'])
      .where('table_name', '=', table)
      .where('row_key', '=', key)
      .execute();
    for (const { seq, n } of changes)
      await tx.db
        .updateTable('change_personal')
        .set({ salt: null, before: null, after: null })
        .where('seq', '=', seq)
        .where('n', '=', n)
        .execute();
    const seqs = [...new Set(changes.map((c) => c.seq))];
    if (seqs.length > 0) await tx.db.updateTable('command_log').set({ salt: null }).where('seq', 'in', seqs).execute();
  }
}

async function storeIncidents(tx: Connection<DB>, counters: Counters, request: CommandRequest, incidents: readonly Incident[], at: string) {
  await tx.insertMany(
    'incident',
    incidents.map((i) => ({
      id: counters.next('incident'),
      at,
      actor_id: request.actor.id,
      operation: request.operation,
      kind: i.kind,
      subject: i.subject ?? null,
      detail: canonicalJson(i.detail),
    })),
  );
}

const MAX_ANNOUNCED_IDS = 200;

function newsOf(captured: readonly CapturedChange[], work: UnitOfWork): Announcement[] {
  const ids = new Map<string, Set<string>>();
  for (const c of captured) {
    const owner = tableNamed(c.table).lineOf;
    const topic = owner ? owner.table : c.table;
    const id = owner ? (c.parentKey ?? c.key) : c.key;
    const set = ids.get(topic) ?? new Set();
    set.add(id);
    ids.set(topic, set);
  }
  for (const table of work.ledger.keys()) if (!ids.has(table)) ids.set(table, new Set());
  for (const [topic, more] of work.topics) ids.set(topic, new Set([...(ids.get(topic) ?? []), ...more]));
  return [...ids].map(([topic, set]) => ({ topic, ids: set.size > MAX_ANNOUNCED_IDS ? [] : [...set], seq: work.seq }));
}

export type { Preview };
