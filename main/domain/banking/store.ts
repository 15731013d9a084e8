import type { Insertable } from 'kysely';
import type { DB } from '../../../db/schema/index.ts';
import type { CommandContext } from '../../engine/context.ts';
import type { BankAccount } from './take-statements.ts';

/** The room's only write SQL. */

export async function insertBankAccount(ctx: CommandContext, row: Insertable<DB['bank_account']>): Promise<void> {
  await ctx.tx.insertMany('bank_account', [row]);
}

export async function updateBankAccount(
  ctx: CommandContext,
  account: Pick<BankAccount, 'id' | 'revision'>,
  set: Partial<Pick<BankAccount, 'name' | 'number' | 'mapping' | 'active' | 'balance' | 'balance_on'>>,
): Promise<void> {
  await ctx.tx.db
    .updateTable('bank_account')
    .set({ ...set, revision: account.revision + 1 })
    .where('id', '=', account.id)
    .execute();
}

/** Statements with their lines, all open. */
export async function insertStatements(
  ctx: CommandContext,
  statements: readonly Insertable<DB['bank_statement']>[],
  lines: readonly Insertable<DB['bank_line']>[],
): Promise<void> {
  await ctx.tx.insertMany('bank_statement', statements);
  await ctx.tx.insertMany('bank_line', lines);
}

export async function insertMatches(ctx: CommandContext, rows: readonly Insertable<DB['bank_match']>[]): Promise<void> {
  await ctx.tx.insertMany('bank_match', rows);
}

/** Takes what was matched off what is open of lines; below zero puts it back. */
export async function lowerOpen(ctx: CommandContext, changes: readonly { readonly id: number; readonly by: number }[]): Promise<void> {
  for (const { id, by } of changes)
    await ctx.tx.db
      .updateTable('bank_line')
      .set((eb) => ({ open: eb('open', '-', by), revision: eb('revision', '+', 1) }))
      .where('id', '=', id)
      .execute();
}

export async function markUndone(ctx: CommandContext, matchId: string, reversalId: number | null): Promise<void> {
  await ctx.tx.db
    .updateTable('bank_match')
    .set((eb) => ({ undone_at: ctx.now, reversal_id: reversalId, revision: eb('revision', '+', 1) }))
    .where('id', '=', matchId)
    .execute();
}

export async function putRule(ctx: CommandContext, row: Omit<Insertable<DB['bank_rule']>, 'revision'>): Promise<void> {
  const { id, ...set } = row;
  const known = await ctx.tx.db.selectFrom('bank_rule').select('id').where('id', '=', id).executeTakeFirst();
  if (!known) await ctx.tx.insertMany('bank_rule', [{ ...row, revision: 1 }]);
  else
    await ctx.tx.db
      .updateTable('bank_rule')
      .set((eb) => ({ ...set, revision: eb('revision', '+', 1) }))
      .where('id', '=', id)
      .execute();
}
