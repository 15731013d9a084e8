import { outOfScope } from '../../../preload/contract/engine.ts';
import { beyondOwnRights, unknownRole, unknownUser } from '../../../preload/contract/people.ts';
import { holds } from '../../../preload/contract/permission.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../engine/context.ts';
import { assertInScope } from './scopes.ts';

/** Writes settings by key; a changed one raises its revision, an equal one is left alone. Returns how many changed. */
export async function putSettings(ctx: CommandContext, values: Readonly<Record<string, unknown>>): Promise<number> {
  let changed = 0;
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const text = JSON.stringify(value);
    const row = await ctx.tx.db.selectFrom('setting').selectAll().where('key', '=', key).executeTakeFirst();
    if (row?.value === text) continue;
    if (row)
      await ctx.tx.db
        .updateTable('setting')
        .set({ value: text, revision: row.revision + 1 })
        .where('key', '=', key)
        .execute();
    else await ctx.tx.insertMany('setting', [{ key, value: text, revision: 1 }]);
    changed += 1;
  }
  return changed;
}

/** Replaces the permissions of a role (created when missing). */
export async function putRole(ctx: CommandContext, role: string, name: string, permissions: readonly string[]): Promise<void> {
  const row = await ctx.tx.db.selectFrom('role').selectAll().where('id', '=', role).executeTakeFirst();
  if (row) {
    await ctx.tx.db
      .updateTable('role')
      .set({ name, revision: row.revision + 1 })
      .where('id', '=', role)
      .execute();
  } else await ctx.tx.insertMany('role', [{ id: role, name, revision: 1 }]);
  // Only what differs is written: the dry run and the history then say what was given and what was taken.
  const held = await ctx.tx.db.selectFrom('role_permission').select('permission').where('role_id', '=', role).execute();
  const before = new Set(held.map((h) => h.permission));
  const after = new Set(permissions);
  const gone = [...before].filter((p) => !after.has(p));
  if (gone.length > 0) await ctx.tx.db.deleteFrom('role_permission').where('role_id', '=', role).where('permission', 'in', gone).execute();
  await ctx.tx.insertMany(
    'role_permission',
    [...after].filter((p) => !before.has(p)).map((permission) => ({ role_id: role, permission })),
  );
}

/** Raises the revision of a user whose lines (roles, scopes) or row change. */
export async function touchUser(ctx: CommandContext, userId: string, set: { active?: 0 | 1 } = {}): Promise<void> {
  await ctx.tx.db
    .updateTable('app_user')
    .set((eb) => ({ ...set, revision: eb('revision', '+', 1) }))
    .where('id', '=', userId)
    .execute();
}

/** Refuses a user that is not there. */
export async function assertUser(ctx: CommandContext, userId: string): Promise<void> {
  const user = await ctx.tx.db.selectFrom('app_user').select('id').where('id', '=', userId).executeTakeFirst();
  if (!user) throw refuse(unknownUser, { user: userId });
}

/** Adds a session or a link; the news lets doors look again at who is who. */
export async function insertSession(
  ctx: CommandContext,
  made: {
    readonly userId: string;
    readonly kind: 'session' | 'link';
    readonly secretHash: string;
    readonly device: string;
    readonly address: string | null;
    readonly expiresAt: string;
    readonly byLink?: boolean;
  },
): Promise<string> {
  const sessionId = ctx.newId('ses');
  await ctx.tx.insertMany('user_session', [
    {
      id: sessionId,
      user_id: made.userId,
      kind: made.kind,
      secret_hash: made.secretHash,
      device: made.device,
      address: made.address,
      created_at: ctx.now,
      last_seen_at: null,
      expires_at: made.expiresAt,
      ended_at: null,
      by_link: made.byLink === true ? 1 : 0,
    },
  ]);
  return sessionId;
}

/** Ends what is open of a user's sessions and links, but for one; returns how many ended. */
export async function endSessionsOf(ctx: CommandContext, userId: string, keep?: string): Promise<number> {
  const open = await ctx.tx.db
    .selectFrom('user_session')
    .select('id')
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .execute();
  const ending = open.filter((s) => s.id !== keep);
  await ctx.tx.updateMany(
    'user_session',
    ['id'],
    ending.map(({ id }) => ({ id, ended_at: ctx.now })),
  );
  ctx.announce(
    'user_session',
    ending.map((s) => s.id),
  );
  return ending.length;
}

/**
 * Refuses to act on people or roles that may do more than the asker: whoever manages users could otherwise make
 * themselves a token, a link or a role of the owner.
 */
export function assertWithinOwnRights(ctx: CommandContext, permissions: Iterable<string>): void {
  for (const permission of permissions) if (!holds(ctx.actor.permissions, permission)) throw refuse(beyondOwnRights, { permission });
}

/** As `assertWithinOwnRights`, for all that these roles may do. */
export async function assertRolesWithinOwnRights(ctx: CommandContext, roles: readonly string[]): Promise<void> {
  if (roles.length === 0) return;
  const rows = await ctx.tx.db
    .selectFrom('role_permission')
    .select('permission')
    .where('role_id', 'in', [...roles])
    .execute();
  assertWithinOwnRights(
    ctx,
    rows.map((r) => r.permission),
  );
}

/**
 * As `assertWithinOwnRights`, for all that a user may do and see. Also for oneself: a token that was cut down, or somebody limited to
 * some rows, could otherwise make a link for their own name and come back with everything.
 */
export async function assertUserWithinOwnRights(ctx: CommandContext, userId: string): Promise<void> {
  const rows = await ctx.tx.db.selectFrom('user_role').select('role_id').where('user_id', '=', userId).execute();
  await assertRolesWithinOwnRights(
    ctx,
    rows.map((r) => r.role_id),
  );
  const scopes = await ctx.tx.db.selectFrom('user_scope').select(['scope_kind', 'scope_id']).where('user_id', '=', userId).execute();
  const of = (kind: string) => scopes.filter((s) => s.scope_kind === kind).map((s) => s.scope_id);
  assertScopesWithinOwn(ctx, { warehouse: of('warehouse'), channel: of('channel') });
}

/** Refuses roles the company does not have. */
export async function assertRoles(ctx: CommandContext, roles: readonly string[]): Promise<void> {
  if (roles.length === 0) return;
  const known = new Set((await ctx.tx.db.selectFrom('role').select('id').execute()).map((r) => r.id));
  for (const role of roles) if (!known.has(role)) throw refuse(unknownRole, { role });
}

/** Refuses to let somebody see more than the asker does; an empty list of a kind means all of it. */
export function assertScopesWithinOwn(ctx: CommandContext, scopes: Readonly<Record<'warehouse' | 'channel', readonly string[]>>): void {
  for (const kind of ['warehouse', 'channel'] as const) {
    if (ctx.actor.scopes[kind] === undefined) continue;
    if (scopes[kind].length === 0) throw refuse(outOfScope, { scope: 'every', id: kind });
    for (const id of scopes[kind]) assertInScope(ctx.actor, kind, id);
  }
}

/** Rows that limit a user. */
export const scopeRows = (userId: string, warehouses: Iterable<string>, channels: Iterable<string>) => [
  ...[...warehouses].map((scope_id) => ({ user_id: userId, scope_kind: 'warehouse' as const, scope_id })),
  ...[...channels].map((scope_id) => ({ user_id: userId, scope_kind: 'channel' as const, scope_id })),
];
