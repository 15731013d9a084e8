import { sql } from 'kysely';
import { type Connection, sumInt } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';
import type { CASH_ACTIVITIES, Stage, StatementRow } from '../../../../preload/contract/accounting-statements.ts';
import type { PlacedAccount } from './layout.ts';
import { partOf, type Sums, total, type Values } from './lines.ts';

type Activity = (typeof CASH_ACTIVITIES)[number];

/** What money is for where its counterpart stands in this part; everything else is trade. */
const ACTIVITY: Readonly<Partial<Record<Stage, Activity>>> = {
  'fixed-assets': 'investing-flow',
  'long-term-liabilities': 'financing-flow',
  equity: 'financing-flow',
};

/** Accounts on which money stands. */
export const cashAccounts = (accounts: readonly PlacedAccount[]): string[] =>
  accounts.filter((a) => a.stage === 'cash').map((a) => a.account.id);

/** Lines of other accounts in entries that moved money in some days, summed per account. Found through the ledger of the cash accounts. */
async function counterparts(tx: Connection<DB>, cash: readonly string[], from: string, to: string): Promise<ReadonlyMap<string, number>> {
  if (cash.length === 0) return new Map();
  const ids = sql.join([...cash]);
  const { rows } = await sql<{ account_id: string; amount: number }>`
    select l.account_id as account_id, ${sumInt(sql`l.amount`)} as amount
    from (select distinct c.entry_id as entry_id from journal_line as c
          where c.account_id in (${ids}) and c.posted_on >= ${from} and c.posted_on <= ${to}) as e
      join journal_line as l on l.entry_id = e.entry_id
    where l.account_id not in (${ids}) group by l.account_id`.execute(tx.db);
  return new Map(rows.map((r) => [r.account_id, r.amount]));
}

/**
 * Money in (positive) and out per counterpart account, by what it was for. A move between two cash accounts has no counterpart and is no
 * flow, and since entries balance the flows add up to the change of the cash accounts.
 */
export async function cashLines(
  tx: Connection<DB>,
  accounts: readonly PlacedAccount[],
  spans: readonly { readonly from: string; readonly to: string }[],
): Promise<{ rows: readonly StatementRow[]; change: Values }> {
  const cash = cashAccounts(accounts);
  const columns: ReadonlyMap<string, number>[] = [];
  for (const { from, to } of spans) columns.push(await counterparts(tx, cash, from, to));
  const sums: Sums = new Map(accounts.map(({ account }) => [account.id, columns.map((c) => c.get(account.id) ?? 0)]));
  const parts = (['operating-flow', 'investing-flow', 'financing-flow'] as const).map((activity) =>
    partOf(
      activity,
      accounts.filter((a) => a.stage !== 'cash' && (ACTIVITY[a.stage] ?? 'operating-flow') === activity),
      sums,
      spans.length,
      -1,
    ),
  );
  return {
    rows: parts.flatMap((p) => p.rows),
    change: total(
      spans.length,
      parts.map((p) => p.sum),
    ),
  };
}
