import { openReader } from '../../db/open.ts';
import type { Connection } from '../../db/dialect/portable.ts';
import type { DB } from '../../db/schema/index.ts';
import { notSignedIn } from '../../preload/contract/engine.ts';
import { refuse } from '../../preload/contract/refusal.ts';
import { sha256 } from '../engine/canonical.ts';
import type { Actor } from '../engine/context.ts';
import type { Engine } from '../engine/engine.ts';

const MAX_REMEMBERED = 1000;
/** Tables that decide who somebody is and what they may do. */
const TOPICS: ReadonlySet<string> = new Set(['api_token', 'app_user', 'role']);

interface Holder {
  readonly actor: Actor;
  readonly expiresAt: string | null;
}

/**
 * Turns bearer tokens into actors. The file holds only the SHA-256 of a token's secret: tokens are 256 random bits, so a
 * slow hash would add nothing. Answers are remembered until a commit changes tokens, users or roles.
 */
export class Actors {
  readonly #engine: Engine;
  readonly #reader: Connection<DB>;
  readonly #known = new Map<string, Holder>();
  readonly #unsubscribe: () => void;

  private constructor(engine: Engine, reader: Connection<DB>) {
    this.#engine = engine;
    this.#reader = reader;
    this.#unsubscribe = engine.news.onCommit((news) => {
      if (news.some((n) => TOPICS.has(n.topic))) this.#known.clear();
    });
  }

  static async open(engine: Engine): Promise<Actors> {
    return new Actors(engine, await openReader(engine.store.location));
  }

  /** The actor a token stands for. Refused: no, unknown, revoked or expired token, inactive user; which one is not said. */
  async ofToken(secret: string | undefined): Promise<Actor> {
    if (secret === undefined) throw refuse(notSignedIn, {});
    const hash = sha256(secret);
    const holder = this.#known.get(hash) ?? (await this.#load(hash));
    if (!holder || (holder.expiresAt !== null && holder.expiresAt <= this.#engine.clock.now())) throw refuse(notSignedIn, {});
    return holder.actor;
  }

  async #load(hash: string): Promise<Holder | undefined> {
    const seq = this.#engine.writer.seq;
    const { db } = this.#reader;
    const token = await db
      .selectFrom('api_token')
      .innerJoin('app_user', 'app_user.id', 'api_token.user_id')
      .select(['api_token.id', 'api_token.user_id', 'api_token.expires_at'])
      .where('api_token.token_hash', '=', hash)
      .where('api_token.revoked_at', 'is', null)
      .where('app_user.active', '=', 1)
      .executeTakeFirst();
    if (!token) return undefined;
    const permissions = await db
      .selectFrom('user_role')
      .innerJoin('role_permission', 'role_permission.role_id', 'user_role.role_id')
      .select('role_permission.permission')
      .where('user_role.user_id', '=', token.user_id)
      .execute();
    const scopes = await db.selectFrom('user_scope').select(['scope_kind', 'scope_id']).where('user_id', '=', token.user_id).execute();
    const of = (kind: 'warehouse' | 'channel') => {
      const ids = scopes.filter((s) => s.scope_kind === kind).map((s) => s.scope_id);
      return ids.length > 0 ? { [kind]: new Set(ids) } : {};
    };
    const actor: Actor = {
      id: token.user_id,
      device: token.id,
      permissions: new Set(permissions.map((p) => p.permission)),
      scopes: { ...of('warehouse'), ...of('channel') },
    };
    const holder = { actor, expiresAt: token.expires_at };
    // A commit between the reads may have changed what was read; then it is used once and not remembered.
    if (this.#engine.writer.seq === seq) {
      if (this.#known.size >= MAX_REMEMBERED) this.#known.clear();
      this.#known.set(hash, holder);
    }
    return holder;
  }

  async close(): Promise<void> {
    this.#unsubscribe();
    await this.#reader.close();
  }
}

/** The secret of an `Authorization: Bearer ...` header. */
export function bearerOf(header: string | undefined): string | undefined {
  return /^Bearer ([\w.~+/-]{16,200}=*)$/i.exec(header ?? '')?.[1];
}
