import type { Connection } from '../../../db/dialect/portable.ts';
import { openReader } from '../../../db/open.ts';
import type { DB } from '../../../db/schema/index.ts';
import { rightsOf } from '../../domain/company/index.ts';
import type { Actor } from '../context.ts';
import type { Engine } from '../engine.ts';

/** Who holds a token or a session, and until when. */
export interface TokenHolder {
  readonly actor: Actor;
  readonly expiresAt: string | null;
  /** Of a session: the last sign of the person that was kept. */
  readonly lastSeenAt?: string;
}

/** A user as sign-in needs to know them. */
export interface Signing {
  readonly userId: string;
  readonly login: string;
  readonly name: string;
  readonly active: boolean;
  readonly hash: string | null;
}

/** Role ids whose holders need a second factor (policy `secondFactorRoles`). */
const requiring = (settings: ReadonlyMap<string, unknown>) => (settings.get('policy.secondFactorRoles') ?? []) as readonly string[];

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
    const actor = token && (await rightsOf(this.#reader, token.user_id, token.id));
    return token && actor && { actor, expiresAt: token.expires_at };
  }

  /**
   * The active user behind the SHA-256 of a session's secret; undefined for an unknown or ended one. Who needs a second factor and
   * has none may do nothing but set one up.
   */
  async holderOfSession(hash: string, settings: ReadonlyMap<string, unknown>): Promise<TokenHolder | undefined> {
    const session = await this.#reader.db
      .selectFrom('user_session as s')
      .innerJoin('app_user as u', 'u.id', 's.user_id')
      .select(['s.id', 's.user_id', 's.expires_at', 's.created_at', 's.last_seen_at'])
      .where('s.secret_hash', '=', hash)
      .where('s.kind', '=', 'session')
      .where('s.ended_at', 'is', null)
      .where('u.active', '=', 1)
      .executeTakeFirst();
    const actor = session && (await rightsOf(this.#reader, session.user_id, session.id));
    if (!session || !actor) return undefined;
    const needsFactor =
      (await this.roleThatRequires(session.user_id, settings)) !== undefined && !(await this.secondFactor(session.user_id))?.confirmed;
    return {
      actor: needsFactor ? { ...actor, permissions: new Set() } : actor,
      expiresAt: session.expires_at,
      lastSeenAt: session.last_seen_at ?? session.created_at,
    };
  }

  /** The sealed key of somebody's code generator; unconfirmed while it is being set up. */
  async secondFactor(userId: string): Promise<{ readonly sealed: string; readonly confirmed: boolean } | undefined> {
    const row = await this.#reader.db
      .selectFrom('user_second_factor')
      .select(['sealed_secret', 'confirmed_at'])
      .where('user_id', '=', userId)
      .executeTakeFirst();
    return row && { sealed: row.sealed_secret, confirmed: row.confirmed_at !== null };
  }

  /** A role of somebody for which the company requires a second factor. */
  async roleThatRequires(userId: string, settings: ReadonlyMap<string, unknown>): Promise<string | undefined> {
    const roles = requiring(settings);
    if (roles.length === 0) return undefined;
    const row = await this.#reader.db
      .selectFrom('user_role')
      .select('role_id')
      .where('user_id', '=', userId)
      .where('role_id', 'in', [...roles])
      .executeTakeFirst();
    return row?.role_id;
  }

  /** Sign-in name of the user a living link was made for. */
  async loginOfLink(hash: string): Promise<string | undefined> {
    const row = await this.#reader.db
      .selectFrom('user_session as s')
      .innerJoin('app_user as u', 'u.id', 's.user_id')
      .select('u.login')
      .where('s.secret_hash', '=', hash)
      .where('s.kind', '=', 'link')
      .where('s.ended_at', 'is', null)
      .executeTakeFirst();
    return row?.login;
  }

  /** Whether this is the id of a session, and not of a token or a window of the desktop. */
  async isSession(id: string): Promise<boolean> {
    return (await this.#reader.db.selectFrom('user_session').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
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
      .select(['u.id as userId', 'u.login', 'u.name', 'u.active', 'p.hash']);
    query = 'login' in by ? query.where('u.login', '=', by.login) : query.where('u.id', '=', by.userId);
    const row = await query.executeTakeFirst();
    return row && { ...row, active: row.active === 1 };
  }

  close(): Promise<void> {
    return this.#reader.close();
  }
}
