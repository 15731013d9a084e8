import type { CommandContext } from '../../engine/context.ts';

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
    await ctx.tx.db.deleteFrom('role_permission').where('role_id', '=', role).execute();
  } else await ctx.tx.insertMany('role', [{ id: role, name, revision: 1 }]);
  await ctx.tx.insertMany(
    'role_permission',
    [...new Set(permissions)].map((permission) => ({ role_id: role, permission })),
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
