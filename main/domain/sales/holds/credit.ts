import { sql } from 'kysely';
import { type Connection, setStatement } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';
import { openOfParties } from '../../accounting/index.ts';

/** What of open orders is neither invoiced nor cancelled, by customer. */
const openOrders = setStatement<DB>()({ id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('sales_order as o')
    .innerJoin('sales_order_line as l', 'l.order_id', 'o.id')
    .whereRef('o.party_id', '=', 'w.id')
    // Written out: a bound value would hide from SQLite that the index of open orders is meant.
    .where(sql<boolean>`o.state = 'open'`)
    .groupBy('w.id')
    .select([
      'w.id',
      sql<number>`cast(sum(l.total - l.net_invoiced - l.tax_invoiced - l.net_cancelled - l.tax_cancelled) as bigint)`.as('amount'),
    ]),
);

export interface CreditUsed {
  /** Open invoices less open credit notes and deposits, minor units. */
  readonly receivable: number;
  /** Open orders, what of them is neither invoiced nor cancelled. */
  readonly uninvoiced: number;
}

/** What customers use of their credit, exact and by index: nothing of it is kept beside the books. */
export async function creditUsedBy(tx: Connection<DB>, partyIds: readonly string[]): Promise<ReadonlyMap<string, CreditUsed>> {
  const open = await openOfParties(tx, ['receivable', 'customer-deposits'], partyIds);
  const ordered = new Map(
    (
      await tx.runFor(
        openOrders,
        partyIds.map((id) => ({ id })),
      )
    ).map((r) => [r.id, r.amount]),
  );
  return new Map(partyIds.map((id) => [id, { receivable: open.get(id) ?? 0, uninvoiced: ordered.get(id) ?? 0 }]));
}
