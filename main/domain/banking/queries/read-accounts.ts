import { countRows } from '../../../../db/dialect/portable.ts';
import { bankingOperations } from '../../../../preload/contract/banking.ts';
import { zCsvMapping } from '../../../../preload/contract/banking-files.ts';
import { balanceOf } from '../../accounting/index.ts';
import { handleQuery } from '../../handler.ts';
import { matchedSums, openSums } from '../sums.ts';

/** Every bank account with its reconciliation: ledger = what the bank says - its lines nothing was matched with + what it has not seen. */
export const listBankAccounts = handleQuery(bankingOperations.listBankAccounts, async (ctx) => {
  const rows = await ctx.tx.db
    .selectFrom('bank_account as b')
    .innerJoin('account as a', 'a.id', 'b.account_id')
    .selectAll('b')
    .select('a.code')
    .orderBy('b.name')
    .execute();
  const open = await openSums(ctx.tx);
  const matched = await matchedSums(ctx.tx);
  const statements = await ctx.tx.db
    .selectFrom('bank_statement')
    .select(['bank_account_id', countRows().as('n')])
    .groupBy('bank_account_id')
    .execute();
  const payers = await ctx.tx.db
    .selectFrom('bank_account_payer')
    .select(['bank_account_id', 'format', 'name', 'bank_code as bankCode', 'bank_name as bankName', 'company_code as companyCode'])
    .execute();
  const payerOf = (id: string) => {
    const found = payers.find((p) => p.bank_account_id === id);
    if (!found) return null;
    const { bank_account_id: _of, ...payer } = found;
    return payer;
  };
  const found = await Promise.all(
    rows.map(async (b) => {
      const ledger = await balanceOf(ctx.tx, b.account_id);
      const mine = open.get(b.id) ?? { lines: 0, amount: 0 };
      return {
        id: b.id,
        name: b.name,
        accountId: b.account_id,
        accountCode: b.code,
        number: b.number,
        currency: b.currency,
        active: b.active === 1,
        revision: b.revision,
        mapping: b.mapping === null ? null : zCsvMapping.parse(JSON.parse(b.mapping)),
        payer: payerOf(b.id),
        statements: Number(statements.find((s) => s.bank_account_id === b.id)?.n ?? 0),
        balanceOn: b.balance_on,
        balance: b.balance,
        openLines: mine.lines,
        open: mine.amount,
        // What the bank says stood there before the first statement was posted as an opening, and has no line either.
        unseen: ledger - (matched.get(b.id) ?? 0) - b.start_balance,
        ledger,
      };
    }),
  );
  return { rows: found };
});
