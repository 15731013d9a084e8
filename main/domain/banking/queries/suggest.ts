import { bankMatchOperations } from '../../../../preload/contract/banking-matching.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { handleQuery } from '../../handler.ts';
import { knownFor } from '../load-candidates.ts';
import { suggest } from '../suggest.ts';
import { loadBankAccount } from '../take-statements.ts';

/** Open lines of a bank account, oldest first, with what they are likely for. An item is sure for one line only: the first. */
export const suggestMatches = handleQuery(bankMatchOperations.suggestMatches, async (ctx, input) => {
  const account = await loadBankAccount(ctx.tx, input.bankAccountId);
  let asked = ctx.tx.db
    .selectFrom('bank_line')
    .select(['id', 'bank_account_id as bankAccountId', 'booked_on as bookedOn', 'name', 'label', 'reference', 'amount', 'open'])
    .where('bank_account_id', '=', account.id)
    .where((eb) => eb('open', '<>', eb.lit(0)));
  if (input.lineId !== undefined) asked = asked.where('id', '=', input.lineId);
  const found = await asked
    .orderBy('booked_on')
    .orderBy('id')
    .offset(input.offset)
    .limit(input.limit + 1)
    .execute();
  const lines = found.slice(0, input.limit);
  const known = await knownFor(ctx.tx, account, lines);
  const taken = new Set<string>();
  const rows = lines.map((line) => {
    const suggestions = suggest(line, known).map((s) => {
      if (!s.sure) return s;
      const keys = s.parts.flatMap((p) => ((p.itemKey ?? p.entryId) === null ? [] : [`${p.accountId} ${p.itemKey} ${p.entryId}`]));
      if (keys.some((k) => taken.has(k))) return { ...s, sure: false };
      for (const k of keys) taken.add(k);
      return s;
    });
    // Several that are sure are a choice, not an answer.
    const sure = suggestions.filter((s) => s.sure);
    return { ...line, suggestions: sure.length > 1 ? suggestions.map((s) => (s === sure[0] ? s : { ...s, sure: false })) : suggestions };
  });
  return { rows, more: found.length > input.limit };
});

/** One line with its statement and everything it was ever matched with. */
export const getBankLine = handleQuery(bankMatchOperations.getBankLine, async (ctx, { lineId }) => {
  const line = await ctx.tx.db
    .selectFrom('bank_line as l')
    .innerJoin('bank_account as b', 'b.id', 'l.bank_account_id')
    .innerJoin('bank_statement as s', 's.id', 'l.statement_id')
    .where('l.id', '=', lineId)
    .select([
      'l.id',
      'l.bank_account_id as bankAccountId',
      'b.name as bankAccountName',
      'b.currency',
      'l.booked_on as bookedOn',
      'l.value_on as valueOn',
      'l.name',
      'l.account_no as accountNo',
      'l.label',
      'l.reference',
      'l.bank_ref as bankRef',
      'l.amount',
      'l.open',
      'l.statement_id as statementId',
      's.reference as statementReference',
    ])
    .executeTakeFirst();
  if (!line) throw refuse(notFound, { kind: 'bank line', id: String(lineId) });
  const matches = await ctx.tx.db
    .selectFrom('bank_match as m')
    .innerJoin('journal_entry as e', 'e.id', 'm.entry_id')
    .leftJoin('journal_entry as r', 'r.id', 'm.reversal_id')
    .leftJoin('bank_rule as u', 'u.id', 'm.rule_id')
    .where('m.line_id', '=', lineId)
    .orderBy('m.matched_at')
    .orderBy('m.id')
    .select([
      'm.id',
      'm.amount',
      'm.entry_id as entryId',
      'e.number as entryNumber',
      'm.posted',
      'u.name as ruleName',
      'm.matched_at as matchedAt',
      'm.undone_at as undoneAt',
      'm.reversal_id as reversalId',
      'r.number as reversalNumber',
    ])
    .execute();
  return { ...line, matches: matches.map((m) => ({ ...m, posted: m.posted === 1 })) };
});
