import { peopleOperations } from '../../../../preload/contract/people.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { signInLocked } from '../../../../preload/contract/sign-in.ts';
import { handleCommand } from '../../handler.ts';
import { lockedUntil, quietDayBefore } from '../rules.ts';

/**
 * Counts a try before it is looked at. Everybody who tries at the same moment passes here one after the other, so no more than the free
 * tries are ever compared. Names nobody has are counted like any other: a lock must not tell that somebody is there.
 */
export const reserveTry = handleCommand(peopleOperations.reserveTry, async (ctx, { nameHash }) => {
  const { db } = ctx.tx;
  await db.deleteFrom('sign_in_name').where('last_at', '<', quietDayBefore(ctx.now)).execute();
  const row = await db.selectFrom('sign_in_name').select(['failures', 'locked_until']).where('name_hash', '=', nameHash).executeTakeFirst();
  if (row?.locked_until && row.locked_until > ctx.now) throw refuse(signInLocked, { until: row.locked_until });
  const failures = (row?.failures ?? 0) + 1;
  const kept = { name_hash: nameHash, failures, locked_until: lockedUntil(failures, ctx.now), last_at: ctx.now };
  await ctx.tx.insertMany('sign_in_name', [kept], { key: ['name_hash'], add: [], set: ['failures', 'locked_until', 'last_at'] });
  return { failures };
});

export const endTry = handleCommand(peopleOperations.endTry, async (ctx, { nameHash, outcome, userId }) => {
  const { db } = ctx.tx;
  const row = await db.selectFrom('sign_in_name').select(['failures', 'locked_until']).where('name_hash', '=', nameHash).executeTakeFirst();
  if (outcome === 'wrong') {
    // What was typed as a name is not noted: it may be a password.
    ctx.note({
      kind: 'sign-in-refused',
      ...(userId === undefined ? {} : { subject: userId }),
      detail: { failures: row?.failures ?? 0, lockedUntil: row?.locked_until ?? null },
    });
    return { lockedUntil: row?.locked_until ?? null };
  }
  if (outcome === 'right' || (row?.failures ?? 0) <= 1) await db.deleteFrom('sign_in_name').where('name_hash', '=', nameHash).execute();
  else
    await db
      .updateTable('sign_in_name')
      .set((eb) => ({ failures: eb('failures', '-', 1), locked_until: null }))
      .where('name_hash', '=', nameHash)
      .execute();
  return { lockedUntil: null };
});
