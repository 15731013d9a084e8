import type { Insertable } from 'kysely';
import type { DB } from '../../../db/schema/index.ts';
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
