import type { Connection } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import { cutDown } from '../../../preload/contract/permission.ts';
import type { Actor } from '../../engine/context.ts';

/**
 * What somebody may do at this moment, coming by `device` (a session, a token, a job they asked for): permissions of their roles and
 * their row scopes, cut down to what a token allows, revoked or not. Undefined for who is unknown or deactivated.
 */
export async function rightsOf({ db }: Connection<DB>, userId: string, device: string): Promise<Actor | undefined> {
  if (userId === 'system') return { id: userId, device, permissions: new Set(['*']), scopes: {} };
  const user = await db.selectFrom('app_user').select('id').where('id', '=', userId).where('active', '=', 1).executeTakeFirst();
  if (!user) return undefined;
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
  const held = new Set(permissions.map((p) => p.permission));
  const token = await db.selectFrom('api_token').select(['permissions', 'read_only']).where('id', '=', device).executeTakeFirst();
  const cut = token?.permissions == null ? held : cutDown(held, JSON.parse(token.permissions) as string[]);
  return {
    id: userId,
    device,
    permissions: cut,
    scopes: { ...of('warehouse'), ...of('channel') },
    ...(token?.read_only === 1 ? { readOnly: true } : {}),
  };
}
