import { alreadyUndone, bankMatchOperations } from '../../../../preload/contract/banking-matching.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { postEntries, reversalOf } from '../../accounting/index.ts';
import { handleCommand } from '../../handler.ts';
import { lineName, matchLines as match } from '../match-lines.ts';
import { lowerOpen, markUndone } from '../store.ts';
import { loadBankAccount } from '../take-statements.ts';

export const matchLines = handleCommand(bankMatchOperations.matchLines, async (ctx, input) =>
  match(ctx, await loadBankAccount(ctx.tx, input.bankAccountId), input.matches),
);

/** What the match posted is reversed; an entry that was there before stays and has no line again. */
export const undoMatch = handleCommand(bankMatchOperations.undoMatch, async (ctx, input) => {
  const row = await ctx.tx.db
    .selectFrom('bank_match as m')
    .innerJoin('bank_line as l', 'l.id', 'm.line_id')
    .innerJoin('bank_account as b', 'b.id', 'm.bank_account_id')
    .innerJoin('journal_entry as e', 'e.id', 'm.entry_id')
    .where('m.id', '=', input.matchId)
    .select([
      'm.id',
      'm.amount',
      'm.posted',
      'm.entry_id',
      'm.undone_at',
      'm.line_id',
      'l.booked_on',
      'l.amount as of',
      'l.name',
      'b.currency',
      'e.memo',
    ])
    .executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'match', id: input.matchId });
  if (row.undone_at !== null) throw refuse(alreadyUndone, { line: lineName({ ...row, amount: row.of }, row.currency) });
  const reversal =
    row.posted === 1
      ? await reversalOf(ctx, { entryId: row.entry_id, journal: 'BNK', memo: `Reversal: ${row.memo}` }, input.on ?? ctx.today)
      : undefined;
  const [posted] = reversal ? await postEntries(ctx, [reversal]) : [];
  await markUndone(ctx, row.id, posted?.entryId ?? null);
  await lowerOpen(ctx, [{ id: row.line_id, by: -row.amount }]);
  return { matchId: row.id, reversal: posted?.number ?? null };
});
