import { notFound } from '../../../../preload/contract/engine.ts';
import { peopleOperations } from '../../../../preload/contract/people.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { linkUsed } from '../../../../preload/contract/sign-in.ts';
import { handleCommand } from '../../handler.ts';
import { assertUser, assertUserWithinOwnRights, endSessionsOf, insertSession } from '../store.ts';

export const openSession = handleCommand(peopleOperations.openSession, async (ctx, input) => ({
  sessionId: await insertSession(ctx, { ...input, kind: 'session' }),
}));

export const makeLink = handleCommand(peopleOperations.makeLink, async (ctx, input) => {
  await assertUserWithinOwnRights(ctx, input.userId);
  return { linkId: await insertSession(ctx, { ...input, kind: 'link', device: 'one-time link', address: null }) };
});

export const redeemLink = handleCommand(peopleOperations.redeemLink, async (ctx, { linkHash, ...session }) => {
  const link = await ctx.tx.db
    .selectFrom('user_session')
    .innerJoin('app_user', 'app_user.id', 'user_session.user_id')
    .select(['user_session.id', 'user_session.user_id', 'user_session.expires_at'])
    .where('secret_hash', '=', linkHash)
    .where('kind', '=', 'link')
    .where('ended_at', 'is', null)
    .where('active', '=', 1)
    .executeTakeFirst();
  if (!link || link.expires_at <= ctx.now) {
    ctx.note({ kind: 'sign-in-refused', subject: 'link', detail: { why: link ? 'too old' : 'unknown or spent' } });
    throw refuse(linkUsed, {});
  }
  await ctx.tx.updateMany('user_session', ['id'], [{ id: link.id, ended_at: ctx.now }]);
  return { sessionId: await insertSession(ctx, { ...session, userId: link.user_id, kind: 'session', byLink: true }) };
});

export const setPassword = handleCommand(peopleOperations.setPassword, async (ctx, { userId, nameHash, hash, keepSession }) => {
  await assertUser(ctx, userId);
  await ctx.tx.insertMany('user_password', [{ user_id: userId, hash, changed_at: ctx.now }], {
    key: ['user_id'],
    add: [],
    set: ['hash', 'changed_at'],
  });
  await ctx.tx.db.deleteFrom('sign_in_name').where('name_hash', '=', nameHash).execute();
  return { ended: await endSessionsOf(ctx, userId, keepSession) };
});

export const endSession = handleCommand(peopleOperations.endSession, async (ctx, { sessionId }) => {
  await ctx.tx.updateMany('user_session', ['id'], [{ id: sessionId, ended_at: ctx.now }], { mustMatch: false });
  ctx.announce('user_session', [sessionId]);
  return { sessionId };
});

export const endOwnSession = handleCommand(peopleOperations.endOwnSession, async (ctx, { sessionId }) => {
  const session = await ctx.tx.db.selectFrom('user_session').select('user_id').where('id', '=', sessionId).executeTakeFirst();
  if (session?.user_id !== ctx.actor.id) throw refuse(notFound, { kind: 'session', id: sessionId });
  await ctx.tx.updateMany('user_session', ['id'], [{ id: sessionId, ended_at: ctx.now }]);
  ctx.announce('user_session', [sessionId]);
  return { sessionId };
});

export const endSessions = handleCommand(peopleOperations.endSessions, async (ctx, { userId }) => {
  await assertUser(ctx, userId);
  await assertUserWithinOwnRights(ctx, userId);
  const ended = await endSessionsOf(ctx, userId);
  ctx.message(ended === 1 ? '1 session or link ends now.' : `${ended} sessions and links end now.`);
  return { ended };
});
