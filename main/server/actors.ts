import { notSignedIn } from '../../preload/contract/engine.ts';
import { refuse } from '../../preload/contract/refusal.ts';
import { sha256 } from '../engine/canonical.ts';
import type { Actor } from '../engine/context.ts';
import type { Engine } from '../engine/engine.ts';
import { PeopleReader, type TokenHolder } from '../engine/room/people-reader.ts';
import { Presence } from './presence.ts';

const MAX_REMEMBERED = 1000;
/** Tables that decide who somebody is and what they may do. */
export const DECIDES_RIGHTS: ReadonlySet<string> = new Set(['api_token', 'app_user', 'role', 'setting', 'user_session']);

/**
 * Turns bearer tokens and the secrets of sessions into actors. The file holds only the SHA-256 of a secret: secrets are 256 random bits,
 * so a slow hash would add nothing. Answers are remembered until a commit changes tokens, users or roles.
 */
export class Actors {
  readonly #engine: Engine;
  /** Also what signing in reads. */
  readonly people: PeopleReader;
  readonly #known = new Map<string, TokenHolder>();
  readonly #presence: Presence;
  readonly #unsubscribe: () => void;

  private constructor(engine: Engine, people: PeopleReader) {
    this.#engine = engine;
    this.people = people;
    this.#presence = new Presence(engine);
    this.#unsubscribe = engine.news.onCommit((news) => {
      if (news.some((n) => DECIDES_RIGHTS.has(n.topic))) this.#known.clear();
    });
  }

  static async open(engine: Engine): Promise<Actors> {
    return new Actors(engine, await PeopleReader.open(engine));
  }

  /** The actor a token stands for. Refused: no, unknown, revoked or expired token, inactive user; which one is not said. */
  async ofToken(secret: string | undefined): Promise<Actor> {
    return (await this.#of('token', secret)).actor;
  }

  /**
   * The actor of a signed-in browser, by the secret in its cookie; refused like a token, and when the person has been away for too long.
   * `awayMs`: since their last touch of key or pointer, as the window says; without it this is no sign of the person at all.
   */
  async ofSession(secret: string | undefined, awayMs?: number): Promise<Actor> {
    const { actor, lastSeenAt = '' } = await this.#of('session', secret);
    if (this.#presence.isIdle(actor.device, lastSeenAt)) {
      this.#presence.forget(actor.device);
      const commandId = `signin.${Buffer.from(this.#engine.entropy.bytes(12)).toString('hex')}`;
      await this.#engine.dispatch({ commandId, operation: 'company.endSession', input: { sessionId: actor.device }, actor });
      throw refuse(notSignedIn, {});
    }
    if (awayMs !== undefined) this.#presence.note(actor.device, lastSeenAt, awayMs);
    return actor;
  }

  async #of(kind: 'token' | 'session', secret: string | undefined): Promise<TokenHolder> {
    if (secret === undefined) throw refuse(notSignedIn, {});
    const hash = sha256(secret);
    const holder = this.#known.get(`${kind} ${hash}`) ?? (await this.#load(kind, hash));
    if (!holder || (holder.expiresAt !== null && holder.expiresAt <= this.#engine.clock.now())) throw refuse(notSignedIn, {});
    return holder;
  }

  async #load(kind: 'token' | 'session', hash: string): Promise<TokenHolder | undefined> {
    const { seq } = this.#engine.writer;
    const holder = await (kind === 'token'
      ? this.people.holderOfToken(hash)
      : this.people.holderOfSession(hash, this.#engine.writer.company.settings));
    // A commit between the reads may have changed what was read; then it is used once and not remembered.
    if (holder && this.#engine.writer.seq === seq) {
      if (this.#known.size >= MAX_REMEMBERED) this.#known.clear();
      this.#known.set(`${kind} ${hash}`, holder);
    }
    return holder;
  }

  async close(): Promise<void> {
    this.#unsubscribe();
    await this.people.close();
  }
}

/** The secret of an `Authorization: Bearer ...` header. */
export function bearerOf(header: string | undefined): string | undefined {
  return /^Bearer ([\w.~+/-]{16,200}=*)$/i.exec(header ?? '')?.[1];
}
