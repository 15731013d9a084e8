import { badException, lockOperations } from '../../../../preload/contract/accounting-locks.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { addDays } from '../../../../preload/contract/values/day.ts';
import { handleCommand } from '../../handler.ts';
import { locksOf } from '../chart.ts';
import { decideLock, decideReopening, NOTHING_LOCKED } from '../rules.ts';
import * as store from '../store.ts';

/** Locks an area through a day, forward only. */
export const setLock = handleCommand(lockOperations.setLock, async (ctx, { kind, through }) => {
  const current = (await locksOf(ctx)).get(kind) ?? NOTHING_LOCKED;
  const no = decideLock(kind, current, through, ctx.today);
  if (no) throw no;
  if (through !== current) await store.updateLock(ctx, kind, through);
  return { kind, through };
});

/** Opens locked days again and remembers where the books stood, so that everything posted into them since can be told. */
export const reopenPeriod = handleCommand(lockOperations.reopenPeriod, async (ctx, { kind, from, reason }) => {
  const locks = await locksOf(ctx);
  const no = decideReopening(kind, locks, from);
  if (no) throw no;
  const last = await ctx.tx.db.selectFrom('journal_entry').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst();
  const id = ctx.newId('lro');
  await store.insertReopening(ctx, {
    id,
    kind,
    from_on: from,
    to_on: locks.get(kind) ?? NOTHING_LOCKED,
    reason,
    asked_by: ctx.actor.id,
    reopened_at: ctx.now,
    last_entry_id: last?.id ?? 0,
    revision: 1,
  });
  const through = addDays(from, -1);
  await store.updateLock(ctx, kind, through);
  ctx.because({ code: null, text: reason });
  return { reopeningId: id, kind, through };
});

/** Lets somebody post into locked days for a while. */
export const allowPosting = handleCommand(lockOperations.allowPosting, async (ctx, input) => {
  const { kind, from, userId = null, reason, expiresOn } = input;
  if (expiresOn < ctx.today) throw refuse(badException, { reason: `it would be over on ${expiresOn}, and today is ${ctx.today}` });
  const locks = await locksOf(ctx);
  const through = locks.get(kind) ?? NOTHING_LOCKED;
  if (from > through) throw refuse(badException, { reason: `${from} is not locked by the ${kind} lock` });
  const hard = locks.get('hard') ?? NOTHING_LOCKED;
  if (from <= hard) throw refuse(badException, { reason: `the hard lock stands at ${hard} and knows no exception` });
  if (userId !== null) {
    const user = await ctx.tx.db.selectFrom('app_user').select('active').where('id', '=', userId).executeTakeFirst();
    if (!user) throw refuse(notFound, { kind: 'user', id: userId });
    if (user.active === 0) throw refuse(badException, { reason: 'this person is not active any more' });
  }
  const id = input.id ?? ctx.newId('lex');
  await store.insertException(ctx, {
    id,
    kind,
    from_on: from,
    user_id: userId,
    reason,
    expires_on: expiresOn,
    made_by: ctx.actor.id,
    made_at: ctx.now,
    ended_at: null,
    revision: 1,
  });
  ctx.because({ code: null, text: reason });
  return { exceptionId: id };
});

export const endException = handleCommand(lockOperations.endException, async (ctx, { exceptionId }) => {
  const row = await ctx.tx.db
    .selectFrom('lock_exception')
    .select(['revision', 'ended_at', 'expires_on'])
    .where('id', '=', exceptionId)
    .executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'exception', id: exceptionId });
  if (row.ended_at !== null || row.expires_on < ctx.today) throw refuse(badException, { reason: 'it is over already' });
  await store.endException(ctx, exceptionId, row.revision);
  return { exceptionId };
});
