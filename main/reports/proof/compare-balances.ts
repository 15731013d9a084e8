import { sql } from 'kysely';
import { sumInt } from '../../../db/dialect/portable.ts';
import { insightOperations } from '../../../preload/contract/insight.ts';
import { handleQuery } from '../../domain/handler.ts';

interface Side {
  code: string;
  name: string;
  parts: number | null;
  books: number | null;
}
const compared = (rows: readonly Side[]) =>
  rows.map(({ code, name, parts, books }) => ({
    code,
    name,
    parts: parts ?? 0,
    books: books ?? 0,
    gap: (parts ?? 0) - (books ?? 0),
  }));

/** Stock against its accounts and open items against theirs: balances only, no line of history. */
export const proof = handleQuery(insightOperations.proof, async ({ tx: { db } }) => {
  const accounts = db.selectFrom('account as c').select(['c.code', 'c.name']).orderBy('c.code');
  const withBooks = accounts.select((eb) =>
    eb.selectFrom('account_balance as b').whereRef('b.account_id', '=', 'c.id').select(sumInt('b.amount').as('books')).as('books'),
  );
  const stock = await withBooks
    .innerJoin('valuation_area as a', 'a.account_id', 'c.id')
    .select((eb) =>
      eb.selectFrom('cost_pool_balance as p').whereRef('p.area_id', '=', 'a.id').select(sumInt('p.value').as('parts')).as('parts'),
    )
    .execute();
  const items = await withBooks
    .where('c.open_items', '=', 1)
    .select((eb) =>
      eb
        .selectFrom('open_item as i')
        .whereRef('i.account_id', '=', 'c.id')
        // Literal, so that SQLite may use the partial index of what is open.
        .where(sql<boolean>`i.residual <> 0`)
        .select(sumInt('i.residual').as('parts'))
        .as('parts'),
    )
    .execute();
  return { stock: compared(stock), items: compared(items).filter((r) => r.parts !== 0 || r.books !== 0) };
});
