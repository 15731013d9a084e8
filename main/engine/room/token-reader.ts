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

/** Reads token holders on a connection of its own, so that signing in never waits behind writes. */
export class TokenReader {
  readonly #reader: Connection<DB>;

  private constructor(reader: Connection<DB>) {
    this.#reader = reader;
  }

  static async open(engine: Engine): Promise<TokenReader> {
    return new TokenReader(await openReader(engine.store.location));
  }

  /** The active user behind a token's SHA-256 with roles and scopes; undefined for an unknown or revoked one. */
  async holderOf(tokenHash: string): Promise<TokenHolder | undefined> {
    const { db } = this.#reader;
    const token = await db
      .selectFrom('api_token')
      .innerJoin('app_user', 'app_user.id', 'api_token.user_id')
      .select(['api_token.id', 'api_token.user_id', 'api_token.expires_at'])
      .where('api_token.token_hash', '=', tokenHash)
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
    return { actor, expiresAt: token.expires_at };
  }

  close(): Promise<void> {
    return this.#reader.close();
  }
}
