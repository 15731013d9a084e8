import { unknownOperation } from '../../../../preload/contract/engine.ts';
import { operations } from '../../../../preload/contract/index.ts';
import type { OperationDef } from '../../../../preload/contract/operation.ts';
import { peopleOperations, unknownUser } from '../../../../preload/contract/people.ts';
import { grantFor } from '../../../../preload/contract/permission.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { handleQuery } from '../../handler.ts';

/** Read when asked for: the list of all rooms is not there yet while this one is being loaded. */
const published = (): readonly OperationDef[] =>
  Object.values(operations)
    .flatMap((room) => Object.values(room) as OperationDef[])
    .filter((def) => def.kind === 'query' || !def.internal);

const shown = ({ name, kind, summary }: OperationDef) => ({ operation: name, kind, summary });

/** An operation under each right it may ask for. */
const asked = (def: OperationDef) =>
  [def.permission, ...(def.kind === 'command' ? def.further : [])].map((permission) => ({ permission, def }));

export const listPermissions = handleQuery(peopleOperations.listPermissions, async () => ({
  rows: [...Map.groupBy(published().flatMap(asked), (a) => a.permission)]
    .filter(([permission]) => permission !== 'public')
    .map(([permission, of]) => ({ permission, operations: of.map(({ def }) => shown(def)) }))
    .sort((a, b) => (a.permission < b.permission ? -1 : 1)),
}));

type Because = 'granted' | 'public' | 'noRole' | 'limited' | 'inactive';

/** Roles of a user, each with what it grants. */
async function rolesOf({ tx }: QueryContext, userId: string) {
  const rows = await tx.db
    .selectFrom('user_role as u')
    .innerJoin('role as r', 'r.id', 'u.role_id')
    .leftJoin('role_permission as p', 'p.role_id', 'r.id')
    .select(['r.id', 'r.name', 'p.permission'])
    .where('u.user_id', '=', userId)
    .orderBy('r.id')
    .execute();
  return [...Map.groupBy(rows, (r) => r.id)].map(([role, of]) => ({
    role,
    name: of[0]?.name ?? role,
    permissions: new Set(of.flatMap((r) => r.permission ?? [])),
  }));
}

/** What a user is limited to, by name; null where they are not. */
async function scopesOf({ tx }: QueryContext, userId: string) {
  const scoped = await tx.db.selectFrom('user_scope').select(['scope_kind', 'scope_id']).where('user_id', '=', userId).execute();
  const named = async (kind: 'warehouse' | 'channel') => {
    const ids = scoped.filter((s) => s.scope_kind === kind).map((s) => s.scope_id);
    if (ids.length === 0) return null;
    return tx.db.selectFrom(kind).select(['id', 'code', 'name']).where('id', 'in', ids).orderBy('code').execute();
  };
  return { warehouses: await named('warehouse'), channels: await named('channel') };
}

export const explainPermission = handleQuery(peopleOperations.explainPermission, async (ctx, { userId, operation }) => {
  const user = await ctx.tx.db.selectFrom('app_user').select(['id', 'login', 'name', 'active']).where('id', '=', userId).executeTakeFirst();
  if (!user) throw refuse(unknownUser, { user: userId });
  const asked = published().filter((def) => operation === undefined || def.name === operation);
  if (operation !== undefined && asked.length === 0) throw refuse(unknownOperation, { operation });
  const roles = await rolesOf(ctx, userId);
  const scopes = await scopesOf(ctx, userId);
  const limited = scopes.warehouses !== null || scopes.channels !== null;
  const becauseOf = (def: OperationDef, granted: boolean): Because => {
    if (user.active !== 1) return 'inactive';
    if (def.permission !== 'public' && !granted) return 'noRole';
    if (def.kind === 'query' && def.wholeCompany && limited) return 'limited';
    return def.permission === 'public' ? 'public' : 'granted';
  };
  return {
    user: { ...user, active: user.active === 1 },
    ...scopes,
    rows: asked.map((def) => {
      const through = roles.flatMap(({ role, name, permissions }) => {
        const grant = def.permission === 'public' ? undefined : grantFor(permissions, def.permission);
        return grant === undefined ? [] : [{ role, name, grant }];
      });
      const because = becauseOf(def, through.length > 0);
      return { ...shown(def), permission: def.permission, allowed: because === 'granted' || because === 'public', because, through };
    }),
  };
});
