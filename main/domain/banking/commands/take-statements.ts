import { bankingOperations, IMPORT_STATEMENT, LOOK_AT_STATEMENT } from '../../../../preload/contract/banking.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { handleCommand, handleQuery } from '../../handler.ts';
import { insertStatements, updateBankAccount } from '../store.ts';
import { decideTaking, loadBankAccount, told } from '../take-statements.ts';

/** Queues a job that reads an uploaded file; the same file of an account is read by one job at a time. */
async function queued(ctx: CommandContext, kind: string, input: { bankAccountId: string; fileId: string }): Promise<{ jobId: string }> {
  const { bankAccountId, fileId } = input;
  await loadBankAccount(ctx.tx, bankAccountId);
  const file = await ctx.tx.db.selectFrom('stored_file').select('id').where('id', '=', fileId).executeTakeFirst();
  if (!file) throw refuse(notFound, { kind: 'file', id: fileId });
  const { jobId } = await ctx.later({ kind, payload: { bankAccountId, fileId }, uniqueKey: `${kind}/${bankAccountId}/${fileId}` });
  return { jobId };
}

export const previewStatement = handleCommand(bankingOperations.previewStatement, (ctx, input) => queued(ctx, LOOK_AT_STATEMENT, input));

export const importStatement = handleCommand(bankingOperations.importStatement, (ctx, input) => queued(ctx, IMPORT_STATEMENT, input));

export const checkStatements = handleQuery(bankingOperations.checkStatements, async (ctx, input) =>
  told(await decideTaking(ctx.tx, input.bankAccountId, input.statements)),
);

/** All statements of a file in one commit; lines that came before change nothing. */
export const takeStatements = handleCommand(bankingOperations.takeStatements, async (ctx, input) => {
  const taking = await decideTaking(ctx.tx, input.bankAccountId, input.statements);
  const { account, fresh } = taking;
  const said = told(taking);
  if (fresh.length === 0) return said;
  const last = await ctx.tx.db
    .selectFrom('bank_statement')
    .select('position')
    .where('bank_account_id', '=', account.id)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  const kept = fresh.map((s, i) => ({ ...s, id: ctx.newId('bks'), position: (last?.position ?? 0) + 1 + i }));
  await insertStatements(
    ctx,
    kept.map(({ id, position, statement, lines, opening, closing }) => {
      const days = lines.map((l) => l.bookedOn).sort();
      return {
        id,
        bank_account_id: account.id,
        position,
        reference: statement.reference,
        format: input.format,
        from_on: days[0] ?? ctx.today,
        to_on: days.at(-1) ?? ctx.today,
        opening,
        closing,
        lines: lines.length,
        content_hash: statement.contentHash,
        file_id: input.fileId,
        imported_at: ctx.now,
        revision: 1,
      };
    }),
    kept.flatMap(({ id, lines }) =>
      lines.map((l, i) => ({
        id: ctx.nextId('bank_line'),
        bank_account_id: account.id,
        statement_id: id,
        line_no: i + 1,
        booked_on: l.bookedOn,
        value_on: l.valueOn,
        amount: l.amount,
        open: l.amount,
        name: l.name,
        account_no: l.accountNo,
        label: l.label,
        reference: l.reference,
        bank_ref: l.bankRef,
        fingerprint: l.fingerprint,
        revision: 1,
      })),
    ),
  );
  await updateBankAccount(ctx, account, { balance: said.balance, balance_on: said.to });
  return said;
});
