import type { Selectable } from 'kysely';
import type { DB } from '../../../db/schema/index.ts';
import { commandIdReused } from '../../../preload/contract/engine.ts';
import { Refusal } from '../../../preload/contract/refusal.ts';
import { canonicalJson, sha256 } from '../canonical.ts';
import { type Engine, SYSTEM } from '../engine.ts';
import { later, retryAt } from '../jobs/back-off.ts';
import { earliest } from '../jobs/store.ts';
import { transact } from '../jobs/transact.ts';
import { type Delivery, type OutboxCarrier, RetryAfter, Undeliverable } from './model.ts';

const LEASE_MS = 120_000;
/** A delivery is given up before its lease ends, so that it is never under way twice. */
const TIMEOUT_MS = 90_000;
const MAX_ATTEMPTS = 10;
const MAX_ANSWER = 64_000;
const MAX_ERROR = 2000;

type Item = Selectable<DB['outbox']>;
type Update = Partial<Pick<Item, 'state' | 'next_at' | 'last_error' | 'answer' | 'done_at'>>;

export interface CourierOptions {
  readonly carriers: ReadonlyMap<string, OutboxCarrier>;
  readonly report: (error: unknown) => void;
  readonly concurrency?: number;
}

/**
 * Carries outbox items out, one lease each:
 *
 *     waiting -> sending -> (answer stored) -> answer recorded by a command -> sent
 *                   |-> failed (tried again at next_at) -> ... -> dead
 *
 * A crash before the answer is stored sends the same payload again under the same key; a crash after it sends nothing
 * again and only records the answer, by a command whose id is made from the item's.
 */
export class Courier {
  readonly #engine: Engine;
  readonly #o: Required<CourierOptions>;
  readonly #stop = new AbortController();
  readonly #running = new Set<Promise<void>>();

  constructor(engine: Engine, options: CourierOptions) {
    this.#engine = engine;
    this.#o = { concurrency: 4, ...options };
  }

  /** Starts what is due, a few at once; calls back whenever one ends. Returns when to look again. */
  async startDue(onEnd: () => void): Promise<string | null> {
    while (this.#running.size < this.#o.concurrency) {
      const item = await this.#claim();
      if (!item) return this.#nextDue();
      const end: Promise<void> = this.#carry(item)
        .catch((error: unknown) => this.#o.report(error))
        .finally(() => {
          this.#running.delete(end);
          onEnd();
        });
      this.#running.add(end);
    }
    return null;
  }

  /** Carries one due item; false when none is due. */
  async runOne(): Promise<boolean> {
    const item = await this.#claim();
    if (!item) return false;
    await this.#carry(item);
    return true;
  }

  /** Ends deliveries under way; they are tried again at the next start. */
  async stop(): Promise<void> {
    this.#stop.abort(new Error('the engine is closing'));
    await Promise.all(this.#running);
  }

  async #claim(): Promise<Item | undefined> {
    const kinds = [...this.#o.carriers.keys()];
    if (this.#stop.signal.aborted || kinds.length === 0) return undefined;
    const now = this.#engine.clock.now();
    return transact(this.#engine, async (tx) => {
      const base = tx.db.selectFrom('outbox').selectAll().where('kind', 'in', kinds);
      const row =
        (await base.where('state', '=', 'sending').where('lease_until', '<=', now).orderBy('id').limit(1).executeTakeFirst()) ??
        (await base
          .where('state', 'in', ['waiting', 'failed'])
          .where('next_at', '<=', now)
          .orderBy('next_at')
          .orderBy('id')
          .limit(1)
          .executeTakeFirst());
      if (!row) return undefined;
      const taken = { state: 'sending' as const, attempts: row.attempts + 1, lease_until: later(now, LEASE_MS) };
      await tx.db.updateTable('outbox').set(taken).where('id', '=', row.id).execute();
      return { ...row, ...taken };
    });
  }

  async #nextDue(): Promise<string | null> {
    const kinds = [...this.#o.carriers.keys()];
    if (kinds.length === 0) return null;
    return this.#engine.writer.exclusively(async ({ db }) => {
      const base = db.selectFrom('outbox').where('kind', 'in', kinds);
      const waiting = await base
        .select('next_at')
        .where('state', 'in', ['waiting', 'failed'])
        .orderBy('next_at')
        .limit(1)
        .executeTakeFirst();
      const sending = await base.select('lease_until').where('state', '=', 'sending').orderBy('lease_until').limit(1).executeTakeFirst();
      return earliest(waiting?.next_at, sending?.lease_until);
    });
  }

  async #carry(item: Item): Promise<void> {
    const carrier = this.#o.carriers.get(item.kind);
    if (!carrier) throw new Error(`no carrier for ${item.kind}`);
    this.#announce(item.id);
    try {
      const delivery = this.#deliveryOf(item);
      let answer = item.answer;
      if (answer === null) {
        answer = canonicalJson((await this.#deliver(carrier, delivery)) ?? null);
        if (answer.length > MAX_ANSWER) answer = canonicalJson({ tooLong: answer.length, start: answer.slice(0, 1000) });
        if (carrier.onAnswer) await this.#update(item, { answer });
      }
      await this.#record(carrier, delivery, answer);
      await this.#update(item, { state: 'sent', answer, last_error: null, done_at: this.#engine.clock.now() });
    } catch (error) {
      await this.#update(item, this.#failureOf(item, error));
    }
    this.#announce(item.id);
  }

  #deliveryOf(item: Item): Delivery {
    if (item.payload === null) throw new Undeliverable('the payload was erased');
    if (sha256(item.payload) !== item.payload_hash) throw new Undeliverable('the payload differs from what was queued');
    const { id, target, idempotency_key, attempts } = item;
    const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(TIMEOUT_MS)]);
    return { id, target, idempotencyKey: idempotency_key, payload: JSON.parse(item.payload) as unknown, attempt: attempts, signal };
  }

  /** A carrier that does not heed its signal must not keep the item. */
  async #deliver(carrier: OutboxCarrier, delivery: Delivery): Promise<unknown> {
    const { signal } = delivery;
    const { promise, reject } = Promise.withResolvers<never>();
    const abort = () => reject(signal.reason instanceof Error ? signal.reason : new Error('the delivery was stopped'));
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    try {
      return await Promise.race([carrier.deliver(delivery), promise]);
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  async #record(carrier: OutboxCarrier, delivery: Delivery, answer: string): Promise<void> {
    const command = carrier.onAnswer?.(delivery, JSON.parse(answer) as unknown);
    if (!command) return;
    try {
      await this.#engine.dispatch({ commandId: `outbox.${delivery.id}.answer`, ...command, actor: SYSTEM, bulk: true });
    } catch (error) {
      // The id in the log proves that this answer was recorded already, by a program that worded the input differently.
      if (error instanceof Refusal && error.code === commandIdReused.code) return;
      if (error instanceof Refusal) throw new Undeliverable(`delivered, but the answer was refused: ${error.message}`);
      throw error;
    }
  }

  #failureOf(item: Item, error: unknown): Update {
    const now = this.#engine.clock.now();
    const last_error = (error instanceof Error ? error.message : String(error)).slice(0, MAX_ERROR);
    if (this.#stop.signal.aborted) return { state: 'failed', next_at: now, last_error };
    if (error instanceof Undeliverable || item.attempts >= MAX_ATTEMPTS) return { state: 'dead', last_error };
    const next_at = error instanceof RetryAfter ? later(now, error.seconds * 1000) : retryAt(now, item.attempts, this.#engine.entropy);
    return { state: 'failed', next_at, last_error };
  }

  /** Writes only while this attempt still holds the item: a later attempt has a higher number. */
  async #update(item: Item, set: Update): Promise<void> {
    await transact(this.#engine, (tx) =>
      tx.db
        .updateTable('outbox')
        .set({ ...set, ...(set.state === undefined ? {} : { lease_until: null }) })
        .where('id', '=', item.id)
        .where('state', '=', 'sending')
        .where('attempts', '=', item.attempts)
        .execute(),
    );
  }

  #announce(id: number): void {
    this.#engine.news.publish([{ topic: 'outbox', ids: [String(id)], seq: this.#engine.writer.seq }]);
  }
}
