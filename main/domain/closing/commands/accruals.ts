import {
  accrualOperations,
  accruedAlready,
  noAccruals,
  nothingToAccrue,
  wrongRule,
} from '../../../../preload/contract/closing-accruals.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { addDays } from '../../../../preload/contract/values/day.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { type EntryDraft, negated, postEntries } from '../../accounting/index.ts';
import { handleCommand } from '../../handler.ts';
import { amountOf, proposalsFor } from '../accruals/proposals.ts';
import { periodOf } from '../load.ts';
import * as store from '../store.ts';
import { postOpposites } from '../take-back.ts';

export const ACCRUAL = 'accrual';

export const setAccrualRule = handleCommand(accrualOperations.setAccrualRule, async (ctx, input) => {
  const account = await ctx.tx.db.selectFrom('account').select(['type', 'active']).where('id', '=', input.accountId).executeTakeFirst();
  if (!account) throw refuse(notFound, { kind: 'account', id: input.accountId });
  if (account.type !== 'expense' || account.active === 0)
    throw refuse(wrongRule, { reason: 'the account has to be an expense account that is open for posting' });
  const id = input.id ?? ctx.newId('acr');
  const { kind, title, accountId: account_id, amount, from: from_on, to: to_on } = input;
  await store.insertRule(ctx, { id, kind, title, account_id, amount, from_on, to_on, ended_on: null, revision: 1 });
  return { ruleId: id };
});

export const endAccrualRule = handleCommand(accrualOperations.endAccrualRule, async (ctx, { ruleId, on }) => {
  const rule = await ctx.tx.db.selectFrom('accrual_rule').select(['revision', 'ended_on']).where('id', '=', ruleId).executeTakeFirst();
  if (!rule) throw refuse(notFound, { kind: 'accrual rule', id: ruleId });
  if (rule.ended_on !== null) throw refuse(wrongRule, { reason: `it ended on ${rule.ended_on} already` });
  await store.endRule(ctx, ruleId, on, rule.revision);
  return { ruleId };
});

const postedIn = (ctx: CommandContext, period: string) =>
  ctx.tx.db
    .selectFrom('close_accrual')
    .selectAll()
    .where('period_code', '=', period)
    .where('undone_at', 'is', null)
    .orderBy('id')
    .execute();

/**
 * Posts every proposal on the last day of the period and what takes it back on the first day after. The reversal is the house's own: where
 * that day is locked it moves to the next open one.
 */
export const postAccruals = handleCommand(accrualOperations.postAccruals, async (ctx, { period: code }) => {
  const period = await periodOf(ctx.tx, code);
  if ((await postedIn(ctx, code)).length > 0) throw refuse(accruedAlready, { period: code });
  const proposals = await proposalsFor(ctx, period);
  if (proposals.length === 0) throw refuse(nothingToAccrue, { period: code });
  const source = { kind: ACCRUAL, id: code };
  const drafts = proposals.flatMap((p): EntryDraft[] => {
    const entryId = ctx.nextId('journal_entry');
    return [
      { entryId, journal: 'GEN', on: period.to, source, memo: p.title, lines: p.lines },
      {
        journal: 'GEN',
        on: addDays(period.to, 1),
        source,
        memo: `Reversal: ${p.title}`.slice(0, 200),
        lines: p.lines.map(negated),
        reversesId: entryId,
        redates: true,
      },
    ];
  });
  const posted = await postEntries(ctx, drafts);
  await store.insertAccruals(
    ctx,
    proposals.map((p, i) => ({
      id: ctx.nextId('close_accrual'),
      period_code: code,
      kind: p.kind,
      title: p.title,
      amount: amountOf(p),
      entry_id: posted[2 * i]?.entryId ?? 0,
      reversal_id: posted[2 * i + 1]?.entryId ?? 0,
      undone_at: null,
      revision: 1,
    })),
  );
  return { period: code, accruals: proposals.length, amount: proposals.reduce((sum, p) => sum + amountOf(p), 0) };
});

/** Posts the opposite of each accrual and of its reversal on their own days: both have to be open. */
export const undoAccruals = handleCommand(accrualOperations.undoAccruals, async (ctx, { period: code }) => {
  await periodOf(ctx.tx, code);
  const rows = await postedIn(ctx, code);
  if (rows.length === 0) throw refuse(noAccruals, { period: code });
  const taken = rows.flatMap(({ entry_id, reversal_id, title }) => [entry_id, reversal_id].map((entryId) => ({ entryId, what: title })));
  await postOpposites(ctx, { kind: ACCRUAL, id: code }, taken);
  await store.markUndone(ctx, rows);
  return { period: code, accruals: rows.length };
});
