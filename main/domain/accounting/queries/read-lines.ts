import { sql } from 'kysely';
import { accountingReads } from '../../../../preload/contract/accounting-reads.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { handleQuery } from '../../handler.ts';
import { cashAccounts } from '../statements/cash.ts';
import { loadLayout } from '../statements/layout.ts';
import { countRows, sumOf } from '../sums.ts';
import { accountAsked } from './read-books.ts';

interface LineRow {
  id: number;
  line_no: number;
  account_id: string;
  amount: number;
  doc_currency: string;
  doc_amount: number;
  item_key: string | null;
  party_id: string | null;
  channel_id: string | null;
  warehouse_id: string | null;
  memo: string | null;
}

/** A line as the contract shows it. */
export const lineView = (l: LineRow) => ({
  id: l.id,
  lineNo: l.line_no,
  accountId: l.account_id,
  amount: l.amount,
  docCurrency: l.doc_currency,
  docAmount: l.doc_amount,
  itemKey: l.item_key,
  partyId: l.party_id,
  channelId: l.channel_id,
  warehouseId: l.warehouse_id,
  memo: l.memo,
});

const linesOf = ({ tx }: QueryContext, accountId: string) => tx.db.selectFrom('journal_line').where('account_id', '=', accountId);

/** Sum of some lines up to and with one of them. */
async function sumUpTo(lines: ReturnType<typeof linesOf>, line: { posted_on: string; id: number }): Promise<number> {
  const upTo = sql<boolean>`(posted_on < ${line.posted_on} or (posted_on = ${line.posted_on} and id <= ${line.id}))`;
  return (await lines.where(upTo).select(sumOf('amount')).executeTakeFirstOrThrow()).sum;
}

/**
 * Balance of an account after one of its lines: the kept days before it and the lines of its own day. Of one item, the
 * sum of its lines so far, which are few.
 */
async function balanceAfter(ctx: QueryContext, line: { account_id: string; posted_on: string; id: number }, itemKey: string | undefined) {
  if (itemKey !== undefined) {
    return sumUpTo(linesOf(ctx, line.account_id).where('item_key', '=', itemKey), line);
  }
  const kept = await ctx.tx.db
    .selectFrom('account_balance')
    .select(sumOf('amount'))
    .where('account_id', '=', line.account_id)
    .where('day', '<', line.posted_on)
    .executeTakeFirstOrThrow();
  const thatDay = await linesOf(ctx, line.account_id)
    .where('posted_on', '=', line.posted_on)
    .where('id', '<=', line.id)
    .select(sumOf('amount'))
    .executeTakeFirstOrThrow();
  return kept.sum + thatDay.sum;
}

/** Lines whose entry has a line on one of these accounts. */
const movedMoney = (cash: readonly string[]) =>
  cash.length === 0
    ? sql<boolean>`1 = 0`
    : sql<boolean>`exists (select 1 from journal_line as c where c.entry_id = journal_line.entry_id and c.account_id in (${sql.join([...cash])}))`;

/** The sum is that of the lines themselves, out of the ledger index: it proves the balance that led here. */
export const listLines = handleQuery(accountingReads.listLines, async (ctx, input) => {
  const accountId = await accountAsked(ctx, input);
  const { itemKey } = input;
  const way = input.newestFirst ? 'desc' : 'asc';
  let inFilter = linesOf(ctx, accountId);
  if (input.from !== undefined) inFilter = inFilter.where('posted_on', '>=', input.from);
  if (input.to !== undefined) inFilter = inFilter.where('posted_on', '<=', input.to);
  if (itemKey !== undefined) inFilter = inFilter.where('item_key', '=', itemKey);
  if (input.throughCash) inFilter = inFilter.where(movedMoney(cashAccounts((await loadLayout(ctx.tx)).accounts)));
  const whole = await inFilter.select([sumOf('amount'), countRows]).executeTakeFirstOrThrow();
  // One item has few lines, found by its key: an expression keeps the planner from walking the account's whole ledger in its order.
  const day = itemKey === undefined ? sql.ref('posted_on') : sql`posted_on || ''`;
  const window = inFilter.select('id').orderBy(day, way).orderBy('id', way).limit(input.limit).offset(input.offset);
  const rows = await ctx.tx.db
    .selectFrom(window.as('w'))
    .innerJoin('journal_line as l', 'l.id', 'w.id')
    .innerJoin('journal_entry as e', 'e.id', 'l.entry_id')
    .leftJoin('dimension_set as d', 'd.id', 'l.dimension_id')
    .select([
      'l.id',
      'l.entry_id',
      'l.line_no',
      'l.account_id',
      'l.amount',
      'l.doc_currency',
      'l.doc_amount',
      'l.item_key',
      'l.party_id',
      'l.memo',
      'l.posted_on',
    ])
    .select(['d.channel_id', 'd.warehouse_id', 'e.number', 'e.source_kind', 'e.source_id', 'e.memo as entry_memo'])
    .orderBy('l.posted_on', way)
    .orderBy('l.id', way)
    .execute();
  const [first] = rows;
  const start = first ? await (input.throughCash ? sumUpTo(inFilter, first) : balanceAfter(ctx, first, itemKey)) : 0;
  let passed = 0;
  return {
    rows: rows.map((r, i) => {
      // Newest first, each row undoes the one above it; oldest first, each row adds itself.
      passed += input.newestFirst ? -(rows[i - 1]?.amount ?? 0) : i === 0 ? 0 : r.amount;
      return {
        ...lineView(r),
        entryId: r.entry_id,
        number: r.number,
        postedOn: r.posted_on,
        sourceKind: r.source_kind,
        sourceId: r.source_id,
        entryMemo: r.entry_memo,
        balance: start + passed,
      };
    }),
    count: whole.count,
    sum: whole.sum,
  };
});
