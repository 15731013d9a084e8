import { SESSION_IDLE_MINUTES } from '../../preload/contract/company.ts';
import { fromMillis, toMillis } from '../../preload/contract/values/instant.ts';
import type { Engine } from '../engine/engine.ts';
import { transact } from '../engine/jobs/transact.ts';

const MINUTE_MS = 60_000;

/**
 * When the person of each session last gave a sign. Kept in memory and written down once a minute at most, by a short transaction as
 * jobs keep their leases: it is no business data and makes no line in the audit log.
 */
export class Presence {
  readonly #engine: Engine;
  readonly #seen = new Map<string, { at: number; kept: number }>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Whether a session was left alone for longer than the company allows; `lastSeenAt` is what the file knows of it. */
  isIdle(sessionId: string, lastSeenAt: string): boolean {
    const minutes = Number(this.#engine.writer.company.settings.get('policy.sessionIdleMinutes') ?? SESSION_IDLE_MINUTES);
    const at = this.#seen.get(sessionId)?.at ?? toMillis(lastSeenAt);
    return toMillis(this.#engine.clock.now()) - at > minutes * MINUTE_MS;
  }

  /** A request of a session came; `awayMs` is how long before it the person last touched key or pointer. */
  note(sessionId: string, lastSeenAt: string, awayMs: number): void {
    const known = this.#seen.get(sessionId) ?? { at: toMillis(lastSeenAt), kept: toMillis(lastSeenAt) };
    known.at = Math.max(known.at, toMillis(this.#engine.clock.now()) - awayMs);
    this.#seen.set(sessionId, known);
    if (known.at - known.kept < MINUTE_MS) return;
    known.kept = known.at;
    const last_seen_at = fromMillis(known.at);
    // Nobody waits for it: the answer to the request must not stand behind other people's writes.
    transact(this.#engine, ({ db }) => db.updateTable('user_session').set({ last_seen_at }).where('id', '=', sessionId).execute()).catch(
      (error: unknown) => process.emitWarning(error instanceof Error ? error : String(error)),
    );
  }

  forget(sessionId: string): void {
    this.#seen.delete(sessionId);
  }
}
