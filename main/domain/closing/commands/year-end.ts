import {
  accrualOperations,
  earlierFirst,
  noResult,
  resultCarried,
  resultNotCarried,
} from '../../../../preload/contract/closing-accruals.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { linesOf, negated, postEntries, resultOfDays } from '../../accounting/index.ts';
import { handleCommand } from '../../handler.ts';
import * as store from '../store.ts';

const source = (year: string) => ({ kind: 'year-end', id: year });

async function yearOf(ctx: CommandContext, code: string) {
  const year = await ctx.tx.db.selectFrom('fiscal_year').selectAll().where('code', '=', code).executeTakeFirst();
  if (!year) throw refuse(notFound, { kind: 'financial year', id: code });
  const transfer = await ctx.tx.db.selectFrom('year_transfer').selectAll().where('year_code', '=', code).executeTakeFirst();
  return { year, transfer, carried: transfer !== undefined && transfer.reversal_id === null };
}

/**
 * Dr results carried to equity / Cr retained earnings by the result of the year (a loss the other way round). Income and expense accounts
 * keep what they carry, so that the year can be read for ever; the balance sheet takes off them what was carried.
 */
export const closeYear = handleCommand(accrualOperations.closeYear, async (ctx, { year: code }) => {
  const { year, transfer, carried } = await yearOf(ctx, code);
  if (carried) throw refuse(resultCarried, { year: code });
  const before = await ctx.tx.db
    .selectFrom('fiscal_year as y')
    .leftJoin('year_transfer as t', 't.year_code', 'y.code')
    .select(['y.code', 'y.starts_on', 'y.ends_on', 't.entry_id', 't.reversal_id'])
    .where('y.starts_on', '<', year.starts_on)
    .orderBy('y.starts_on')
    .execute();
  for (const y of before) {
    const open = y.entry_id === null || y.reversal_id !== null;
    if (open && (await resultOfDays(ctx.tx, y.starts_on, y.ends_on)) !== 0) throw refuse(earlierFirst, { year: code, earlier: y.code });
  }
  const result = await resultOfDays(ctx.tx, year.starts_on, year.ends_on);
  if (result === 0) throw refuse(noResult, { year: code });
  const [posted] = await postEntries(ctx, [
    {
      journal: 'GEN',
      on: year.ends_on,
      source: source(code),
      memo: 'Result of the year carried to equity',
      lines: [
        { account: { role: 'result-transferred' }, amount: result },
        { account: { role: 'retained-earnings' }, amount: -result },
      ],
    },
  ]);
  if (!posted) throw new Error(`the result of ${code} posted nothing`);
  await store.putTransfer(ctx, { year_code: code, result, entry_id: posted.entryId, reversal_id: null }, transfer?.revision);
  return { year: code, result, number: posted.number };
});

/** Takes a carried result back on the last day of its year, which has to be open. */
export const reopenYear = handleCommand(accrualOperations.reopenYear, async (ctx, { year: code }) => {
  const { transfer, carried } = await yearOf(ctx, code);
  if (!transfer || !carried) throw refuse(resultNotCarried, { year: code });
  const { on, lines } = await linesOf(ctx.tx, transfer.entry_id);
  const [posted] = await postEntries(ctx, [
    {
      journal: 'GEN',
      on,
      source: source(code),
      memo: 'Reversal: result of the year carried to equity',
      lines: lines.map(negated),
      reversesId: transfer.entry_id,
    },
  ]);
  if (!posted) throw new Error(`taking back the result of ${code} posted nothing`);
  const { year_code, result, entry_id } = transfer;
  await store.putTransfer(ctx, { year_code, result, entry_id, reversal_id: posted.entryId }, transfer.revision);
  return { year: code, number: posted.number };
});
