import type { Connection } from '../../db/dialect/portable.ts';
import type { DB, TableName } from '../../db/schema/index.ts';
import { requestSettled } from '../../preload/contract/approvals.ts';
import { needsApproval, notPermitted, previewChanged, readOnlyAccess, unknownOperation } from '../../preload/contract/engine.ts';
import type { CommandReply, Preview } from '../../preload/contract/envelope.ts';
import type { Announcement } from '../../preload/contract/event.ts';
import { type Refusal, refuse } from '../../preload/contract/refusal.ts';
import { summaryOf } from '../domain/company/index.ts';
import { assertLooked, type CommandRequest, earlierCommand, mayDo, parseInput, replay, stillAsLooked, storableText } from './admission.ts';
import { eraseStored, newsOf, storeIncidents } from './afterwards.ts';
import { answerOfRequest, type Met, neededFor, policiesInForce, requestInput, sealOf, strictestMet } from './approvals.ts';
import { canonicalJson, sha256 } from './canonical.ts';
import { type CapturedChange, checkRevisions, storeChanges, takeCaptured } from './capture.ts';
import { chainLink, storeReason } from './chain.ts';
import { loadCompanyFacts } from './company-facts.ts';
import type { Actor, Clock, CompanyFacts, Entropy } from './context.ts';
import { Counters } from './counters.ts';
import { describeEffects } from './effects.ts';
import { asFailure, BrokenInvariant, Fault } from './failure.ts';
import { netChanges } from './net-changes.ts';
import { WriterQueue } from './queue.ts';
import type { CommandHandler, Registry } from './registry.ts';
import { StandingValues } from './standing.ts';
import { UnitOfWork } from './unit-of-work.ts';

const MAX_REPLY_BYTES = 4096;

export interface WriterOptions {
  readonly connection: Connection<DB>;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly announce: (news: readonly Announcement[]) => void;
  /** Monotonic microseconds, for durations. */
  readonly micros: () => number;
}

/** A command whose body has run: what is still to be logged. An approval has two, the command it consents to and itself. */
interface Step {
  readonly work: UnitOfWork;
  readonly operation: string;
  readonly commandId: string;
  readonly inputText: string;
  readonly output: unknown;
  /** What changed in the end. */
  readonly captured: readonly CapturedChange[];
  /** Tables that were written, also those in which nothing is left of it. */
  readonly written: ReadonlySet<TableName>;
  readonly approverId: string | null;
}
/** A command that was taken back because it met a policy. */
interface Waits {
  readonly met: Met;
  readonly preview: Preview;
}

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
    const handler = this.#handler(request.operation);
    const { def } = handler;
    if (request.actor.readOnly) throw refuse(readOnlyAccess, { operation: def.name });
    const own = request.inside === true && def.internal;
    if (def.permission !== 'public' && !own && !mayDo(request.actor, def.permission))
      throw refuse(notPermitted, { operation: def.name, permission: def.permission });
    const input = parseInput(def.name, def.input, request.input);
    const inputText = storableText(def.name, input);
    return this.#queue.run(() => this.#execute(handler, request, input, inputText), request.bulk !== true);
  }

  #handler(operation: string): CommandHandler {
    const handler = this.#o.registry.commands.get(operation);
    if (!handler) throw refuse(unknownOperation, { operation });
    return handler;
  }

  /** Does it, or keeps it for somebody to approve and says so. */
  async #execute(handler: CommandHandler, request: CommandRequest, input: unknown, inputText: string): Promise<CommandReply<unknown>> {
    const outcome = await this.#attempt(handler, request, input, inputText);
    if (!('met' in outcome)) return outcome;
    throw await this.#keepWaiting(request, input, inputText, outcome);
  }

  #unit(actor: Actor, dryRun: boolean, ahead: number): UnitOfWork {
    const { connection: tx, clock, entropy, registry } = this.#o;
    const seq = this.#seq + ahead;
    return new UnitOfWork({
      tx,
      clock,
      actor,
      company: this.company,
      seq,
      dryRun,
      counters: this.#counters,
      entropy,
      registry,
      standing: this.#standing,
    });
  }

  async #attempt(
    handler: CommandHandler,
    request: CommandRequest,
    input: unknown,
    inputText: string,
  ): Promise<CommandReply<unknown> | Waits> {
    const { connection: tx, entropy, micros } = this.#o;
    const { def } = handler;
    const started = micros();
    const dryRun = request.dryRun === true;
    const work = this.#unit(request.actor, dryRun, handler.carriesOut ? 2 : 1);
    const units = [work];
    let began = false;
    const takeBack = async () => {
      if (began) await tx.rollback();
      began = false;
      this.#counters.forget();
      this.#standing.drop();
    };
    try {
      await tx.begin('write');
      began = true;
      await request.guard?.(tx);
      const earlier = await earlierCommand(tx, request.commandId);
      if (earlier) {
        await takeBack();
        return replay(earlier, request, inputText);
      }
      await assertLooked(tx, def, input, request.expect ?? []);
      // Read before the body runs: a command that relaxes policies is still under those that were in force.
      const policies = (await this.#standing.get(tx, policiesInForce)).get(def.name) ?? [];
      if (def.twoPeople && policies.length === 0) throw new Error(`${def.name} takes two people, and no policy is in force for it`);
      const carried = handler.carriesOut ? await this.#carryOut(handler.carriesOut, work, request, input, units) : undefined;
      const { output, captured, written } = await this.#run(handler, work, input);
      const wanted = dryRun || request.confirm !== undefined || policies.length > 0;
      const preview =
        carried?.preview ??
        (wanted ? describeEffects(captured, work.ledger, this.#counters.before(), work.messages, this.#seq) : undefined);
      const met = strictestMet(policies, captured, work.ledger);
      if (dryRun) {
        const approval = met ? { approval: await neededFor(tx, met, this.company.currency) } : {};
        await takeBack();
        return { seq: this.#seq, output: null, replayed: false, ...(preview ? { preview: { ...preview, ...approval } } : {}) };
      }
      const agreed = carried ? carried.agreed : request.confirm;
      if (preview && (carried || request.confirm !== undefined) && preview.effectsDigest !== agreed)
        throw refuse(previewChanged, { preview });
      if (met && preview) {
        await takeBack();
        return { met, preview };
      }
      const own: Step = { work, operation: def.name, commandId: request.commandId, inputText, output, captured, written, approverId: null };
      const steps = carried ? [carried.step, own] : [own];
      let link = this.#link;
      for (const step of steps) link = await this.#log(step, link, started);
      await this.#counters.store(tx);
      await tx.commit();
      began = false;
      this.#counters.keep();
      const changed = new Set(steps.flatMap((s) => [...s.written]));
      this.#standing.keep(changed);
      this.#seq = work.seq;
      this.#link = link;
      if (changed.has('company') || changed.has('setting')) this.#company = await loadCompanyFacts(tx);
      this.#o.announce(steps.flatMap((s) => newsOf(s.captured, s.work)));
      return { seq: work.seq, output, replayed: false };
    } catch (thrown) {
      await takeBack();
      const failure = asFailure(thrown, () => `F-${Buffer.from(entropy.bytes(5)).toString('hex')}`);
      if (failure instanceof Fault)
        work.note({
          kind: 'fault',
          subject: failure.reference,
          detail: { message: failure.message, stack: thrown instanceof Error ? (thrown.stack ?? '') : '' },
        });
      const incidents = units.flatMap((u) => u.incidents);
      if (incidents.length > 0 && !dryRun) await this.#remember(request, incidents, work.now);
      throw failure;
    }
  }

  /** Runs a body; the checks see every step of what it changed, everything else what it came to. */
  async #run(handler: CommandHandler, work: UnitOfWork, input: unknown): Promise<Pick<Step, 'output' | 'captured' | 'written'>> {
    const output = await handler.run(work, input);
    const seen = await takeCaptured(this.#o.connection);
    await this.#check(work, seen);
    return { output, captured: netChanges(seen), written: new Set(seen.map((c) => c.table)) };
  }

  /**
   * Runs the command somebody consents to, under the name of who asked for it. Agreed is what the approver confirms; without
   * that what the asker saw, as long as all the asker had looked at is as it was.
   */
  async #carryOut(
    find: NonNullable<CommandHandler['carriesOut']>,
    approval: UnitOfWork,
    request: CommandRequest,
    input: unknown,
    units: UnitOfWork[],
  ): Promise<{ step: Step; preview: Preview; agreed: string | undefined }> {
    const { connection: tx } = this.#o;
    const waiting = await find(approval, input);
    if (sealOf(waiting.salt, waiting.input) !== waiting.seal)
      throw new Error(`the input of request ${waiting.requestId} is not the one that was asked for`);
    const handler = this.#handler(waiting.operation);
    const { name } = handler.def;
    // The policy was lifted meanwhile and the asker sent the command again.
    if (await earlierCommand(tx, waiting.commandId))
      throw refuse(requestSettled, { requestId: waiting.requestId, what: summaryOf(name), state: 'executed' });
    const agreed = request.confirm ?? ((await stillAsLooked(tx, waiting.expect)) ? waiting.effectsDigest : undefined);
    const work = this.#unit(waiting.requester, approval.dryRun, 1);
    units.push(work);
    const done = await this.#run(handler, work, parseInput(name, handler.def.input, JSON.parse(waiting.input)));
    const preview = describeEffects(done.captured, work.ledger, this.#counters.before(), work.messages, this.#seq);
    const { commandId, input: inputText } = waiting;
    return { step: { work, operation: name, commandId, inputText, ...done, approverId: approval.actor.id }, preview, agreed };
  }

  /** Keeps a command that met a policy, by a command of its own in the name of the asker; returns the refusal that says so. */
  async #keepWaiting(request: CommandRequest, input: unknown, inputText: string, { met, preview }: Waits): Promise<Refusal> {
    const { connection: tx, entropy } = this.#o;
    const needed = await neededFor(tx, met, this.company.currency);
    const known = await answerOfRequest(tx, request, inputText, needed);
    if (known) return known;
    const handler = this.#handler('company.keepRequest');
    const kept = requestInput(request, input, inputText, met, preview, entropy);
    const { actor, guard } = request;
    const asking = {
      commandId: `approval.${request.commandId}`,
      operation: handler.def.name,
      input: kept,
      actor,
      ...(guard ? { guard } : {}),
    };
    const done = await this.#attempt(handler, asking, parseInput(handler.def.name, handler.def.input, kept), canonicalJson(kept));
    if ('met' in done) throw new Error('keeping a request cannot wait for approval itself');
    const { requestId, expiresAt } = done.output as { requestId: string; expiresAt: string };
    return refuse(needsApproval, { ...needed, requestId, expiresAt });
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

  async #log(step: Step, previous: string, started: number): Promise<string> {
    const { connection: tx, entropy, micros } = this.#o;
    const { work, operation, inputText, captured } = step;
    const hashes = await storeChanges(tx, work.seq, captured, entropy);
    if (work.erased.length > 0) await eraseStored(tx, work.erased);
    const reply = canonicalJson(step.output ?? null);
    if (reply.length > MAX_REPLY_BYTES) throw new Error(`${operation} replied ${reply.length} characters; replies are ids and numbers`);
    const salt = Buffer.from(entropy.bytes(16)).toString('hex');
    const row = {
      seq: work.seq,
      command_id: step.commandId,
      operation,
      actor_id: work.actor.id,
      device: work.actor.device,
      at: work.now,
      input_hash: sha256(`${salt}|${inputText}`),
      reply,
      changes: captured.length,
      ledger_digest: work.digest.finish(),
    };
    const reason = await storeReason(tx, work.seq, step.approverId, work.why, entropy);
    const link = chainLink(previous, row, hashes, reason);
    await tx.insertMany('command_log', [{ ...row, salt, duration_us: Math.round(micros() - started), link }]);
    if (work.incidents.length > 0)
      await storeIncidents(tx, this.#counters, { actorId: work.actor.id, operation }, work.incidents, work.now);
    return link;
  }

  /** The small transaction that keeps what a refused or failed command wanted remembered. */
  async #remember(request: CommandRequest, incidents: UnitOfWork['incidents'], at: string): Promise<void> {
    const { connection: tx } = this.#o;
    try {
      await tx.begin('write');
      await storeIncidents(tx, this.#counters, { actorId: request.actor.id, operation: request.operation }, incidents, at);
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
