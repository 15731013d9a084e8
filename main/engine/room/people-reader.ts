import type { Connection } from '../../../db/dialect/portable.ts';
import { openReader } from '../../../db/open.ts';
import type { DB } from '../../../db/schema/index.ts';
import type { Actor } from '../context.ts';
import type { Engine } from '../engine.ts';

/** Who holds a token, and until when. */
export interface TokenHolder {
  readonly actor: Actor;
  readonly expiresAt: string | null;
}

/** A user as sign-in needs to know them. */
export interface Signing {
  readonly userId: string;
  readonly login: string;
  readonly name: string;
  readonly active: boolean;
  readonly hash: string | null;
  /** Wrong tries since the last right one. */
  readonly failures: number;
  readonly lockedUntil: string | null;
}

/** Reads who is who on a connection of its own, so that signing in never waits behind writes. */
export class PeopleReader {
  readonly #reader: Connection<DB>;

  private constructor(reader: Connection<DB>) {
    this.#reader = reader;
  }

  static async open(engine: Engine): Promise<PeopleReader> {
    return new PeopleReader(await openReader(engine.store.location));
  }

  /** The active user behind the SHA-256 of an API token; undefined for an unknown or revoked one. */
  async holderOfToken(hash: string): Promise<TokenHolder | undefined> {
    const token = await this.#reader.db
      .selectFrom('api_token as t')
      .innerJoin('app_user as u', 'u.id', 't.user_id')
      .select(['t.id', 't.user_id', 't.expires_at'])
      .where('t.token_hash', '=', hash)
      .where('t.revoked_at', 'is', null)
      .where('u.active', '=', 1)
      .executeTakeFirst();
    return token && { actor: await this.#actor(token.user_id, token.id), expiresAt: token.expires_at };
  }

  /** The active user behind the SHA-256 of a session's secret; undefined for an unknown or ended one. */
  async holderOfSession(hash: string): Promise<TokenHolder | undefined> {
    const session = await this.#reader.db
      .selectFrom('user_session as s')
      .innerJoin('app_user as u', 'u.id', 's.user_id')
      .select(['s.id', 's.user_id', 's.expires_at'])
      .where('s.secret_hash', '=', hash)
      .where('s.kind', '=', 'session')
      .where('s.ended_at', 'is', null)
      .where('u.active', '=', 1)
      .executeTakeFirst();
    return session && { actor: await this.#actor(session.user_id, session.id), expiresAt: session.expires_at };
  }

  /** Whether a session was opened by a one-time link. */
  async cameByLink(sessionId: string): Promise<boolean> {
    const row = await this.#reader.db.selectFrom('user_session').select('by_link').where('id', '=', sessionId).executeTakeFirst();
    return row?.by_link === 1;
  }

  /** A user by sign-in name or by id, with what their password must fit. */
  async signing(by: { readonly login: string } | { readonly userId: string }): Promise<Signing | undefined> {
    let query = this.#reader.db
      .selectFrom('app_user as u')
      .leftJoin('user_password as p', 'p.user_id', 'u.id')
      .select(['u.id as userId', 'u.login', 'u.name', 'u.active', 'p.hash', 'p.failures', 'p.locked_until as lockedUntil']);
    query = 'login' in by ? query.where('u.login', '=', by.login) : query.where('u.id', '=', by.userId);
    const row = await query.executeTakeFirst();
    return row && { ...row, failures: row.failures ?? 0, active: row.active === 1 };
  }

  async #actor(userId: string, device: string): Promise<Actor> {
    const { db } = this.#reader;
    const permissions = await db
      .selectFrom('user_role')
      .innerJoin('role_permission', 'role_permission.role_id', 'user_role.role_id')
      .select('role_permission.permission')
      .where('user_role.user_id', '=', userId)
      .execute();
    const scopes = await db.selectFrom('user_scope').select(['scope_kind', 'scope_id']).where('user_id', '=', userId).execute();
    const of = (kind: 'warehouse' | 'channel') => {
      const ids = scopes.filter((s) => s.scope_kind === kind).map((s) => s.scope_id);
      return ids.length > 0 ? { [kind]: new Set(ids) } : {};
    };
    return {
      id: userId,
      device,
      permissions: new Set(permissions.map((p) => p.permission)),
      scopes: { ...of('warehouse'), ...of('channel') },
    };
  }

  close(): Promise<void> {
    return this.#reader.close();
  }
}
