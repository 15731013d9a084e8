import { lastOwner, loginTaken, peopleOperations } from '../../../../preload/contract/people.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { handleCommand } from '../../handler.ts';
import { sayWhy } from '../reasons.ts';
import {
  assertRoles,
  assertRolesWithinOwnRights,
  assertScopesWithinOwn,
  assertUser,
  assertUserWithinOwnRights,
  assertWithinOwnRights,
  endSessionsOf,
  putRole,
  scopeRows,
  touchUser,
} from '../store.ts';

/** Refuses a change that would leave the company without an active owner. */
async function assertOwnerRemains(ctx: CommandContext, leaving: string): Promise<void> {
  const owners = await ctx.tx.db
    .selectFrom('user_role')
    .innerJoin('app_user', 'app_user.id', 'user_role.user_id')
    .select('app_user.id')
    .where('role_id', '=', 'owner')
    .where('active', '=', 1)
    .execute();
  if (owners.length > 0 && owners.every((o) => o.id === leaving)) throw refuse(lastOwner, { user: leaving });
}

export const createUser = handleCommand(peopleOperations.createUser, async (ctx, input) => {
  await assertRoles(ctx, input.roles);
  await assertRolesWithinOwnRights(ctx, input.roles);
  const twin = await ctx.tx.db.selectFrom('app_user').select('id').where('login', '=', input.login).executeTakeFirst();
  if (twin) throw refuse(loginTaken, { login: input.login });
  const userId = input.id ?? ctx.newId('usr');
  await ctx.tx.insertMany('app_user', [{ id: userId, login: input.login, name: input.name, active: 1, revision: 1 }]);
  await ctx.tx.insertMany(
    'user_role',
    [...new Set(input.roles)].map((role_id) => ({ user_id: userId, role_id })),
  );
  // Whoever sees only a part of the company lets others into that part only.
  await ctx.tx.insertMany('user_scope', scopeRows(userId, ctx.actor.scopes.warehouse ?? [], ctx.actor.scopes.channel ?? []));
  return { userId };
});

export const setUserRoles = handleCommand(peopleOperations.setUserRoles, async (ctx, input) => {
  await sayWhy(ctx, 'role-change', input);
  await assertUser(ctx, input.userId);
  await assertRoles(ctx, input.roles);
  await assertUserWithinOwnRights(ctx, input.userId);
  await assertRolesWithinOwnRights(ctx, input.roles);
  if (!input.roles.includes('owner')) await assertOwnerRemains(ctx, input.userId);
  await ctx.tx.db.deleteFrom('user_role').where('user_id', '=', input.userId).execute();
  await ctx.tx.insertMany(
    'user_role',
    [...new Set(input.roles)].map((role_id) => ({ user_id: input.userId, role_id })),
  );
  await touchUser(ctx, input.userId);
  return { userId: input.userId };
});

export const setUserScopes = handleCommand(peopleOperations.setUserScopes, async (ctx, input) => {
  await assertUser(ctx, input.userId);
  await assertUserWithinOwnRights(ctx, input.userId);
  assertScopesWithinOwn(ctx, { warehouse: input.warehouses, channel: input.channels });
  await ctx.tx.db.deleteFrom('user_scope').where('user_id', '=', input.userId).execute();
  await ctx.tx.insertMany('user_scope', scopeRows(input.userId, new Set(input.warehouses), new Set(input.channels)));
  await touchUser(ctx, input.userId);
  return { userId: input.userId };
});

export const deactivateUser = handleCommand(peopleOperations.deactivateUser, async (ctx, input) => {
  await assertUser(ctx, input.userId);
  await assertUserWithinOwnRights(ctx, input.userId);
  await assertOwnerRemains(ctx, input.userId);
  await touchUser(ctx, input.userId, { active: 0 });
  await endSessionsOf(ctx, input.userId);
  await ctx.tx.db
    .updateTable('api_token')
    .set((eb) => ({ revoked_at: ctx.now, revision: eb('revision', '+', 1) }))
    .where('user_id', '=', input.userId)
    .where('revoked_at', 'is', null)
    .execute();
  return { userId: input.userId };
});

export const setRole = handleCommand(peopleOperations.setRole, async (ctx, input) => {
  assertWithinOwnRights(ctx, input.permissions);
  await assertRolesWithinOwnRights(ctx, [input.role]);
  await sayWhy(ctx, 'role-change', input);
  await putRole(ctx, input.role, input.name, input.permissions);
  return { role: input.role };
});
