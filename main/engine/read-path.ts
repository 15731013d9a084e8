import type { Connection } from '../../db/dialect/portable.ts';
import { statement } from '../../db/dialect/portable.ts';
import type { CompanyLocation } from '../../db/open.ts';
import type { DB } from '../../db/schema/index.ts';
import { notPermitted, unknownOperation, wholeCompanyOnly } from '../../preload/contract/engine.ts';
import type { QueryReply } from '../../preload/contract/envelope.ts';
import { refuse } from '../../preload/contract/refusal.ts';
import { dayOfInstant } from '../../preload/contract/values/day.ts';
import { mayDo, parseInput } from './admission.ts';
import type { Actor, Clock, CompanyFacts } from './context.ts';
import { ReaderPool } from './readers/pool.ts';
import type { Registry } from './registry.ts';
import type { Writer } from './write-path.ts';

const lastSeq = statement<DB, Record<never, never>, { seq: number }>((db) =>
  db.selectFrom('command_log').select('seq').orderBy('seq', 'desc').limit(1),
);

/** Runs one query in one read transaction; the reply carries the commit number it saw. */
export async function runQuery(
  tx: Connection<DB>,
  registry: Registry,
  parts: { operation: string; input: unknown; actor: Actor; company: CompanyFacts; now: string },
): Promise<QueryReply<unknown>> {
  const handler = registry.queries.get(parts.operation);
  if (!handler) throw refuse(unknownOperation, { operation: parts.operation });
  const { def } = handler;
  if (def.permission !== 'public' && !mayDo(parts.actor, def.permission))
    throw refuse(notPermitted, { operation: def.name, permission: def.permission });
  const { scopes } = parts.actor;
  if (def.wholeCompany && (scopes.warehouse || scopes.channel)) throw refuse(wholeCompanyOnly, { operation: def.name });
  const input = parseInput(def.name, def.input, parts.input);
  const { actor, company, now } = parts;
  await tx.begin('read');
  try {
    const [head] = await tx.run(lastSeq, {});
    const output = await handler.run({ tx, now, today: dayOfInstant(now, company.zone), actor, company }, input);
    return { seq: head?.seq ?? 0, output };
  } finally {
    await tx.rollback();
  }
}

/** Where queries run: on the write connection between commands when there are no readers, else on the reader pool. */
export class ReadPath {
  readonly #registry: Registry;
  readonly #clock: Clock;
  readonly #writer: Writer;
  readonly #pool: ReaderPool | undefined;

  constructor(options: { location: CompanyLocation; registry: Registry; clock: Clock; writer: Writer; readers: number }) {
    this.#registry = options.registry;
    this.#clock = options.clock;
    this.#writer = options.writer;
    this.#pool = options.readers > 0 ? new ReaderPool(options.location, options.readers) : undefined;
  }

  /** Answers a query; aborting the signal stops it. */
  ask(request: { operation: string; input: unknown; actor: Actor; signal?: AbortSignal }): Promise<QueryReply<unknown>> {
    const { operation, input, actor, signal } = request;
    const parts = { operation, input, actor, company: this.#writer.company, now: this.#clock.now() };
    if (!this.#pool) return this.#writer.exclusively((tx) => runQuery(tx, this.#registry, parts));
    // Refuse before the trip to a thread what can be refused here.
    if (!this.#registry.queries.has(operation)) return Promise.reject(refuse(unknownOperation, { operation }));
    return this.#pool.ask(parts, signal);
  }

  /** Runs `work` while no reader is inside a transaction. */
  async drained(work: () => Promise<void>): Promise<void> {
    if (this.#pool) await this.#pool.drained(work);
    else await work();
  }

  async close(): Promise<void> {
    await this.#pool?.close();
  }
}
