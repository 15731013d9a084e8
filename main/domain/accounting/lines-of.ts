import { sql } from 'kysely';
import { type Connection, sumInt } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import type { Day } from '../../../preload/contract/values/day.ts';
import type { Minor } from '../../../preload/contract/values/money.ts';
import type { LineDraft } from './model.ts';

/** The lines of a posted entry as they could be posted again, with the day it stands on. */
export async function linesOf(tx: Connection<DB>, entryId: number): Promise<{ on: Day; lines: LineDraft[] }> {
  const rows = await tx.db
    .selectFrom('journal_line as l')
    .leftJoin('dimension_set as d', 'd.id', 'l.dimension_id')
    .select(['l.posted_on', 'l.account_id', 'l.amount', 'l.doc_currency', 'l.doc_amount', 'l.item_key', 'l.party_id', 'l.memo'])
    .select(['d.channel_id', 'd.warehouse_id'])
    .where('l.entry_id', '=', entryId)
    .orderBy('l.line_no')
    .execute();
  const lines = rows.map(
    (r): LineDraft => ({
      account: { id: r.account_id },
      amount: r.amount,
      docCurrency: r.doc_currency,
      docAmount: r.doc_amount,
      ...(r.item_key === null ? {} : { itemKey: r.item_key }),
      ...(r.party_id === null ? {} : { partyId: r.party_id }),
      ...(r.channel_id === null ? {} : { channelId: r.channel_id }),
      ...(r.warehouse_id === null ? {} : { warehouseId: r.warehouse_id }),
      ...(r.memo === null ? {} : { memo: r.memo }),
    }),
  );
  const [first] = rows;
  if (!first) throw new Error(`entry ${entryId} has no lines`);
  return { on: first.posted_on, lines };
}

/** What income and expense came to in some days, profit positive, out of the kept balances. */
export async function resultOfDays(tx: Connection<DB>, from: Day, to: Day): Promise<Minor> {
  const row = await tx.db
    .selectFrom('account_balance as b')
    .innerJoin('account as a', 'a.id', 'b.account_id')
    .select(sumInt(sql`b.amount`).as('sum'))
    .where('a.type', 'in', ['income', 'expense'])
    .where('b.day', '>=', from)
    .where('b.day', '<=', to)
    .executeTakeFirst();
  return -(row?.sum ?? 0) + 0;
}
