import {
  noRevaluation,
  nothingToRevalue,
  revaluationOperations,
  revaluedAlready,
} from '../../../../preload/contract/closing-revaluation.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { addDays } from '../../../../preload/contract/values/day.ts';
import { sumSafe } from '../../../../preload/contract/values/int.ts';
import type { Rate } from '../../../../preload/contract/values/rate.ts';
import { type EntryDraft, inCurrency, negated, postEntries, rateOn } from '../../accounting/index.ts';
import { handleCommand } from '../../handler.ts';
import { periodOf } from '../load.ts';
import { foreignItems, standing } from '../revaluation/load.ts';
import { type Revalued, revaluationLines, revalue } from '../revaluation/rules.ts';
import * as store from '../store.ts';
import { postOpposites } from '../take-back.ts';

export const REVALUATION = 'revaluation';

/**
 * Brings claims and debts in other currencies to the rate of the last day of the period, an entry per currency, and takes it back on the
 * first day after: both in one commit, so that what is open between commits always stands at the rates it was booked by. Refuses a
 * currency without a rate that holds on that day.
 */
export const postRevaluation = handleCommand(revaluationOperations.postRevaluation, async (ctx, { period: code }) => {
  const period = await periodOf(ctx.tx, code);
  if ((await standing(ctx, code)).length > 0) throw refuse(revaluedAlready, { period: code });
  const open = await foreignItems(ctx, period.to);
  if (open.size === 0) throw refuse(nothingToRevalue, { period: code });
  const source = { kind: REVALUATION, id: code };
  const told: { currency: string; rate: Rate; items: readonly Revalued[] }[] = [];
  const drafts: EntryDraft[] = [];
  for (const [currency, found] of open) {
    const rate = await rateOn(ctx, currency, period.to);
    const items = revalue(found, rate, ctx.company.currency);
    const lines = await inCurrency(ctx, revaluationLines(items, currency), currency);
    const entryId = ctx.nextId('journal_entry');
    const memo = `Revaluation of ${currency}`;
    drafts.push({ entryId, journal: 'GEN', on: period.to, source, memo, lines });
    drafts.push({
      journal: 'GEN',
      on: addDays(period.to, 1),
      source,
      memo: `Reversal: ${memo}`,
      lines: lines.map(negated),
      ...(lines.length === 0 ? {} : { reversesId: entryId }),
      redates: true,
    });
    told.push({ currency, rate, items });
  }
  const posted = await postEntries(ctx, drafts);
  const rows = told.map(({ currency, rate, items }, i) => ({
    id: ctx.nextId('close_revaluation'),
    period_code: code,
    currency,
    foreign_nano: rate.foreign,
    company_nano: rate.company,
    items: items.length,
    open_doc: sumSafe(items.map((item) => item.doc)),
    booked: sumSafe(items.map((item) => item.amount)),
    worth: sumSafe(items.map((item) => item.worth)),
    entry_id: posted[2 * i]?.entryId ?? null,
    reversal_id: posted[2 * i + 1]?.entryId ?? null,
    undone_at: null,
    revision: 1,
  }));
  await store.insertRevaluations(ctx, rows);
  return { period: code, currencies: rows.length, difference: sumSafe(rows.map((r) => r.worth - r.booked)) };
});

/** Posts the opposite of each entry and of its reversal on their own days: both have to be open. */
export const undoRevaluation = handleCommand(revaluationOperations.undoRevaluation, async (ctx, { period: code }) => {
  await periodOf(ctx.tx, code);
  const rows = await standing(ctx, code);
  if (rows.length === 0) throw refuse(noRevaluation, { period: code });
  const taken = rows.flatMap(({ entry_id, reversal_id, currency }) =>
    [entry_id, reversal_id].map((entryId) => ({ entryId, what: `revaluation of ${currency}` })),
  );
  await postOpposites(ctx, { kind: REVALUATION, id: code }, taken);
  await store.markRevaluationsUndone(ctx, rows);
  return { period: code, currencies: rows.length };
});
