import { type Connection, countRows, sumInt } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';

/** Lines nothing (or not everything) was matched with, by bank account. */
export async function openSums(tx: Connection<DB>): Promise<Map<string, { readonly lines: number; readonly amount: number }>> {
  const rows = await tx.db
    .selectFrom('bank_line')
    .select((eb) => ['bank_account_id', countRows().as('n'), sumInt(eb.ref('open')).as('amount')])
    .where((eb) => eb('open', '<>', eb.lit(0)))
    .groupBy('bank_account_id')
    .execute();
  return new Map(rows.map((r) => [r.bank_account_id, { lines: Number(r.n), amount: r.amount }]));
}

/** What was matched with lines and not undone, by bank account. */
export async function matchedSums(tx: Connection<DB>): Promise<Map<string, number>> {
  const rows = await tx.db
    .selectFrom('bank_match')
    .select((eb) => ['bank_account_id', sumInt(eb.ref('amount')).as('amount')])
    .where('undone_at', 'is', null)
    .groupBy('bank_account_id')
    .execute();
  return new Map(rows.map((r) => [r.bank_account_id, r.amount]));
}
