import type { Insertable } from 'kysely';
import type { DB } from '../../../db/schema/index.ts';
import type { CommandContext } from '../../engine/context.ts';

export type ReturnRow = DB['customer_return'];
export type LineRow = Insertable<DB['return_line']>;

/** Adds returns with their lines. */
export async function insertReturns(
  ctx: CommandContext,
  heads: readonly Insertable<DB['customer_return']>[],
  lines: readonly LineRow[],
): Promise<void> {
  await ctx.tx.insertMany('customer_return', heads);
  await ctx.tx.insertMany('return_line', lines);
}

/** Changes heads of returns; each raises its revision, for itself and for its lines. */
export async function changeReturns(
  ctx: CommandContext,
  rows: readonly ({ readonly id: string; readonly revision: number } & Partial<Insertable<DB['customer_return']>>)[],
): Promise<void> {
  for (const row of rows) await ctx.tx.updateMany('customer_return', ['id'], [{ ...row, revision: row.revision + 1 }]);
}

/** Changes lines of returns whose heads are changed in the same command. */
export async function changeLines(ctx: CommandContext, rows: readonly ({ readonly id: number } & Partial<LineRow>)[]): Promise<void> {
  for (const row of rows) await ctx.tx.updateMany('return_line', ['id'], [row]);
}
