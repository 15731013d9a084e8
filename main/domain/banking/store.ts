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
