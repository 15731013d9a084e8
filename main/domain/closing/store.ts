import type { Insertable } from 'kysely';
import type { DB } from '../../../db/schema/index.ts';
import type { Day } from '../../../preload/contract/values/day.ts';
import type { CommandContext } from '../../engine/context.ts';
import type { YearDraft } from './years.ts';

/** The room's only write SQL. */

export async function insertYear(ctx: CommandContext, year: YearDraft): Promise<void> {
  await ctx.tx.insertMany('fiscal_year', [{ code: year.code, starts_on: year.from, ends_on: year.to, revision: 1 }]);
  await ctx.tx.insertMany(
    'fiscal_period',
    year.periods.map((p) => ({ code: p.code, year_code: year.code, starts_on: p.from, ends_on: p.to, revision: 1 })),
  );
}

/** Writes a sign-off, in place of an earlier one of the same item. */
export async function putSignOff(
  ctx: CommandContext,
  row: Omit<Insertable<DB['close_sign_off']>, 'revision'>,
  earlier: number | undefined,
): Promise<void> {
  if (earlier === undefined) await ctx.tx.insertMany('close_sign_off', [{ ...row, revision: 1 }]);
  else await ctx.tx.updateMany('close_sign_off', ['id'], [{ ...row, revision: earlier + 1 }]);
}

export async function removeSignOff(ctx: CommandContext, id: string): Promise<void> {
  await ctx.tx.db.deleteFrom('close_sign_off').where('id', '=', id).execute();
}

export async function insertRule(ctx: CommandContext, row: Insertable<DB['accrual_rule']>): Promise<void> {
  await ctx.tx.insertMany('accrual_rule', [row]);
}

export async function endRule(ctx: CommandContext, id: string, on: Day, revision: number): Promise<void> {
  await ctx.tx.updateMany('accrual_rule', ['id'], [{ id, ended_on: on, revision: revision + 1 }]);
}

export async function insertAccruals(ctx: CommandContext, rows: readonly Insertable<DB['close_accrual']>[]): Promise<void> {
  await ctx.tx.insertMany('close_accrual', rows);
}

export async function markUndone(ctx: CommandContext, rows: readonly { readonly id: number; readonly revision: number }[]): Promise<void> {
  await ctx.tx.updateMany(
    'close_accrual',
    ['id'],
    rows.map(({ id, revision }) => ({ id, undone_at: ctx.now, revision: revision + 1 })),
  );
}

export async function insertRevaluations(ctx: CommandContext, rows: readonly Insertable<DB['close_revaluation']>[]): Promise<void> {
  await ctx.tx.insertMany('close_revaluation', rows);
}

export async function markRevaluationsUndone(
  ctx: CommandContext,
  rows: readonly { readonly id: number; readonly revision: number }[],
): Promise<void> {
  await ctx.tx.updateMany(
    'close_revaluation',
    ['id'],
    rows.map(({ id, revision }) => ({ id, undone_at: ctx.now, revision: revision + 1 })),
  );
}

/** Writes what became of the result of a year, in place of what was there. */
export async function putTransfer(
  ctx: CommandContext,
  row: Omit<Insertable<DB['year_transfer']>, 'revision'>,
  earlier: number | undefined,
): Promise<void> {
  if (earlier === undefined) await ctx.tx.insertMany('year_transfer', [{ ...row, revision: 1 }]);
  else await ctx.tx.updateMany('year_transfer', ['year_code'], [{ ...row, revision: earlier + 1 }]);
}
