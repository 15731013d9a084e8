import { peopleOperations } from '../../../../preload/contract/people.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { codeRefused, noSecondFactor } from '../../../../preload/contract/sign-in.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { handleCommand } from '../../handler.ts';
import { assertUser, assertUserWithinOwnRights, endSessionsOf } from '../store.ts';

export const offerSecondFactor = handleCommand(peopleOperations.offerSecondFactor, async (ctx, { userId, sealed }) => {
  await assertUser(ctx, userId);
  const row = { user_id: userId, sealed_secret: sealed, confirmed_at: null, last_step: 0 };
  await ctx.tx.insertMany('user_second_factor', [row], { key: ['user_id'], add: [], set: ['sealed_secret', 'confirmed_at', 'last_step'] });
  return { userId };
});

/** Marks a step as used. A code is good once: whoever looked over a shoulder comes too late, at the same moment too. */
async function takeStep(ctx: CommandContext, userId: string, step: number): Promise<void> {
  const row = await ctx.tx.db.selectFrom('user_second_factor').select('last_step').where('user_id', '=', userId).executeTakeFirst();
  if (!row || step <= row.last_step) throw refuse(codeRefused, {});
  await ctx.tx.updateMany('user_second_factor', ['user_id'], [{ user_id: userId, last_step: step }]);
}

export const confirmSecondFactor = handleCommand(peopleOperations.confirmSecondFactor, async (ctx, input) => {
  const { userId, step, codeHashes, keepSession } = input;
  const { db } = ctx.tx;
  const offered = await db.selectFrom('user_second_factor').select('confirmed_at').where('user_id', '=', userId).executeTakeFirst();
  if (!offered || offered.confirmed_at !== null) throw refuse(noSecondFactor, {});
  await takeStep(ctx, userId, step);
  await ctx.tx.updateMany('user_second_factor', ['user_id'], [{ user_id: userId, confirmed_at: ctx.now }]);
  await db.deleteFrom('user_recovery_code').where('user_id', '=', userId).execute();
  await ctx.tx.insertMany(
    'user_recovery_code',
    codeHashes.map((code_hash) => ({ user_id: userId, code_hash, used_at: null })),
  );
  await endSessionsOf(ctx, userId, keepSession);
  // The session that is kept may do more from now on.
  ctx.announce('user_session', keepSession === undefined ? [] : [keepSession]);
  return { userId };
});

export const useCode = handleCommand(peopleOperations.useCode, async (ctx, input) => {
  if ('step' in input) {
    await takeStep(ctx, input.userId, input.step);
    return { userId: input.userId };
  }
  const used = await ctx.tx.db
    .updateTable('user_recovery_code')
    .set({ used_at: ctx.now })
    .where('user_id', '=', input.userId)
    .where('code_hash', '=', input.codeHash)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  if (Number(used.numUpdatedRows) !== 1) throw refuse(codeRefused, {});
  ctx.note({ kind: 'recovery-code-used', subject: input.userId, detail: {} });
  return { userId: input.userId };
});

async function forgetFactor(ctx: CommandContext, userId: string): Promise<void> {
  await ctx.tx.db.deleteFrom('user_second_factor').where('user_id', '=', userId).execute();
  await ctx.tx.db.deleteFrom('user_recovery_code').where('user_id', '=', userId).execute();
  ctx.announce('user_session');
}

export const removeSecondFactor = handleCommand(peopleOperations.removeSecondFactor, async (ctx, { userId }) => {
  await forgetFactor(ctx, userId);
  return { userId };
});

export const resetSecondFactor = handleCommand(peopleOperations.resetSecondFactor, async (ctx, { userId }) => {
  await assertUser(ctx, userId);
  await assertUserWithinOwnRights(ctx, userId);
  await forgetFactor(ctx, userId);
  const ended = await endSessionsOf(ctx, userId);
  ctx.message(
    `They sign in without a code until they set up a new generator. ${ended === 1 ? '1 session ends' : `${ended} sessions end`} now.`,
  );
  return { userId, ended };
});
