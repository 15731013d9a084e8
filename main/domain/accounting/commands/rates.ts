import { type DayRate, IMPORT_RATES, LOOK_AT_RATES, ownCurrency, rateOperations } from '../../../../preload/contract/accounting-rates.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { rateText } from '../../../../preload/contract/values/rate.ts';
import type { CommandContext, QueryContext } from '../../../engine/context.ts';
import { handleCommand, handleQuery } from '../../handler.ts';
import { lastRate } from '../rates/lookup.ts';
import { jumps, rateId, type Sorted, sortRates } from '../rates/rules.ts';
import { insertRates, ratesThere, updateRates } from '../rates/store.ts';

function assertForeign({ company }: Pick<QueryContext, 'company'>, rates: readonly DayRate[]): void {
  const { currency } = company;
  if (rates.some((r) => r.currency === currency)) throw refuse(ownCurrency, { currency });
}

/** A new rate, or another one for a day that has one; documents keep the rate they were posted by. Says so where it is far from the one before. */
export const setRate = handleCommand(rateOperations.setRate, async (ctx, input) => {
  assertForeign(ctx, [input]);
  const there = await ratesThere(ctx, [input]);
  const before = await lastRate(ctx.tx, input.currency, input.on);
  if (before && jumps(input.rate, before.rate))
    ctx.message(`The rate before it is ${rateText(before.rate)} of ${before.on}: that is far from ${rateText(input.rate)}.`);
  if (there.size === 0) await insertRates(ctx, [input], 'manual');
  else await updateRates(ctx, [input], there, 'manual');
  return { rateId: rateId(input) };
});

/** How rates fit to those that are there. */
async function sorted(ctx: Pick<QueryContext, 'tx' | 'company'>, rates: readonly DayRate[]) {
  assertForeign(ctx, rates);
  const there = await ratesThere(ctx, rates);
  return { there, found: sortRates(rates, new Map([...there].map(([id, { rate }]) => [id, rate]))) };
}

function told({ fresh, known, differing }: Sorted, rates: readonly DayRate[]) {
  const days = rates.map((r) => r.on).toSorted();
  return {
    fresh: fresh.length,
    known,
    differing: differing.length,
    currencies: [...new Set(rates.map((r) => r.currency))].toSorted(),
    from: days[0] ?? null,
    to: days.at(-1) ?? null,
  };
}

export const takeRates = handleCommand(rateOperations.takeRates, async (ctx, { rates, replace }) => {
  const { there, found } = await sorted(ctx, rates);
  await insertRates(ctx, found.fresh, 'file');
  if (replace) await updateRates(ctx, found.differing, there, 'file');
  return told(found, rates);
});

export const checkRates = handleQuery(rateOperations.checkRates, async (ctx, { rates }) => told((await sorted(ctx, rates)).found, rates));

/** Queues a job that reads an uploaded file; the same file is read by one job at a time. */
async function queued(ctx: CommandContext, kind: string, payload: { fileId: string; replace: boolean }): Promise<{ jobId: string }> {
  const file = await ctx.tx.db.selectFrom('stored_file').select('id').where('id', '=', payload.fileId).executeTakeFirst();
  if (!file) throw refuse(notFound, { kind: 'file', id: payload.fileId });
  const { jobId } = await ctx.later({ kind, payload, uniqueKey: `${kind}/${payload.fileId}` });
  return { jobId };
}

export const previewRates = handleCommand(rateOperations.previewRates, (ctx, input) => queued(ctx, LOOK_AT_RATES, input));

export const importRates = handleCommand(rateOperations.importRates, (ctx, input) => queued(ctx, IMPORT_RATES, input));
