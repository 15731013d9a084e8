import { sql } from 'kysely';
import { bankLinesList, bankStatementsList } from '../../../../preload/contract/banking-lists.ts';
import { handleList } from '../../list.ts';
import { contains } from '../../list-sql.ts';

const NAMED = { bankAccountId: { table: 'bank_account', name: 'name' } } as const;

/** Lines of statements by their day of booking. */
export const bankLineList = handleList(bankLinesList, {
  from: sql`bank_line as l`,
  columns: {
    id: 'l.id',
    bankAccountId: 'l.bank_account_id',
    statementId: 'l.statement_id',
    bookedOn: 'l.booked_on',
    amount: 'l.amount',
    open: 'l.open',
  },
  search: (text) => sql<boolean>`(${contains('l.label', text)} or ${contains('l.name', text)} or ${contains('l.reference', text)})`,
  labels: NAMED,
  rows: async (ctx, { window, order }) => {
    const rows = await ctx.tx.db
      .selectFrom(window.as('w'))
      .innerJoin('bank_line as l', 'l.id', 'w.id')
      .innerJoin('bank_account as b', 'b.id', 'l.bank_account_id')
      .innerJoin('bank_statement as s', 's.id', 'l.statement_id')
      .select([
        'l.id',
        'l.bank_account_id as bankAccountId',
        'b.name as bankAccountName',
        'l.statement_id as statementId',
        's.reference as statementReference',
        'l.booked_on as bookedOn',
        'l.value_on as valueOn',
        'l.name',
        'l.account_no as accountNo',
        'l.label',
        'l.reference',
        'b.currency',
        'l.amount',
        'l.open',
      ])
      .orderBy(order)
      .execute();
    return rows.map((r) => ({
      ...r,
      state: r.open === 0 ? ('matched' as const) : r.open === r.amount ? ('open' as const) : ('partial' as const),
    }));
  },
});

/** Statements by the day they end on. */
export const bankStatementList = handleList(bankStatementsList, {
  from: sql`bank_statement as s`,
  columns: { id: 's.id', bankAccountId: 's.bank_account_id', toOn: 's.to_on' },
  labels: NAMED,
  rows: (ctx, { window, order }) =>
    ctx.tx.db
      .selectFrom(window.as('w'))
      .innerJoin('bank_statement as s', 's.id', 'w.id')
      .innerJoin('bank_account as b', 'b.id', 's.bank_account_id')
      .select([
        's.id',
        's.bank_account_id as bankAccountId',
        'b.name as bankAccountName',
        's.reference',
        's.format',
        's.from_on as fromOn',
        's.to_on as toOn',
        'b.currency',
        's.opening',
        's.closing',
        's.lines',
        's.file_id as fileId',
        's.imported_at as importedAt',
      ])
      .orderBy(order)
      .execute(),
});
