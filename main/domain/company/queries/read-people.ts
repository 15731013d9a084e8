import { peopleOperations } from '../../../../preload/contract/people.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { handleQuery } from '../../handler.ts';

const LONGEST = 200;

const sessionsOf = ({ tx }: QueryContext, userId: string) =>
  tx.db
    .selectFrom('user_session')
    .select([
      'id',
      'kind',
      'device',
      'address',
      'created_at as createdAt',
      'last_seen_at as lastSeenAt',
      'expires_at as expiresAt',
      'ended_at as endedAt',
    ])
    .where('user_id', '=', userId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(LONGEST)
    .execute();

export const listSessions = handleQuery(peopleOperations.listSessions, async (ctx, { userId }) => ({
  rows: await sessionsOf(ctx, userId),
}));

export const listOwnSessions = handleQuery(peopleOperations.listOwnSessions, async (ctx) => ({
  rows: (await sessionsOf(ctx, ctx.actor.id)).map((s) => ({ ...s, current: s.id === ctx.actor.device })),
}));

async function tokensOf({ tx }: QueryContext, userId: string) {
  const rows = await tx.db
    .selectFrom('api_token')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(LONGEST)
    .execute();
  return rows.map((t) => ({
    id: t.id,
    name: t.name,
    permissions: t.permissions === null ? null : (JSON.parse(t.permissions) as string[]),
    readOnly: t.read_only === 1,
    createdAt: t.created_at,
    expiresAt: t.expires_at,
    revokedAt: t.revoked_at,
    revision: t.revision,
  }));
}

export const listTokens = handleQuery(peopleOperations.listTokens, async (ctx, { userId }) => ({ rows: await tokensOf(ctx, userId) }));

export const listOwnTokens = handleQuery(peopleOperations.listOwnTokens, async (ctx) => ({ rows: await tokensOf(ctx, ctx.actor.id) }));

export const listUsers = handleQuery(peopleOperations.listUsers, async (ctx) => {
  const { db } = ctx.tx;
  const users = await db.selectFrom('app_user').selectAll().orderBy('login').execute();
  const roles = await db.selectFrom('user_role').selectAll().orderBy('role_id').execute();
  const factors = await db.selectFrom('user_second_factor').select('user_id').where('confirmed_at', 'is not', null).execute();
  const withFactor = new Set(factors.map((f) => f.user_id));
  return {
    rows: users.map(({ id, login, name, active, revision }) => ({
      id,
      login,
      name,
      active,
      revision,
      roles: roles.filter((r) => r.user_id === id).map((r) => r.role_id),
      secondFactor: withFactor.has(id),
    })),
  };
});
