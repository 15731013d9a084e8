import { sql } from 'kysely';
import { type Connection, sumInt } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';
import type { Sums } from './lines.ts';
import type { Span } from './spans.ts';

/** The day before which nobody keeps books. */
const BEGINNING = '0001-01-01';
const startOf = (span: Span) => span.from ?? BEGINNING;

/**
 * What was posted per account in each of the spans, debit positive: one walk over the kept balances, account by account inside the days
 * that any span asks for, never a posted line.
 */
export async function sumsOf(tx: Connection<DB>, spans: readonly Span[]): Promise<Sums> {
  const first = spans.map(startOf).reduce((a, b) => (a < b ? a : b));
  const last = spans.map((s) => s.to).reduce((a, b) => (a > b ? a : b));
  const columns = spans.map(
    (s, i) => sql`, ${sumInt(sql`case when b.day >= ${startOf(s)} and b.day <= ${s.to} then b.amount else 0 end`)} as ${sql.id(`s${i}`)}`,
  );
  const { rows } = await sql<Record<string, number> & { account_id: string }>`select a.id as account_id${sql.join(columns, sql``)}
    from account as a join account_balance as b on b.account_id = a.id
    where b.day >= ${first} and b.day <= ${last} group by a.id`.execute(tx.db);
  return new Map(rows.map((row) => [row.account_id, spans.map((_, i) => row[`s${i}`] ?? 0)]));
}
