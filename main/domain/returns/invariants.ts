import { type RawBuilder, sql } from 'kysely';
import type { CommitCheck, DoctorCheck } from '../../engine/context.ts';
import { type SqlFinding, sqlCheck } from '../sql-check.ts';

/** What this room proves: at the end of every command for what it touched, and by the doctor for the whole file. */

/**
 * What a return must leave open on returns clearing: minus its cost while the goods are here and not credited, plus its
 * cost while it is credited and the goods are under way, zero in every other state.
 */
const mustBeOpen = (value: RawBuilder<unknown>) =>
  sql<number>`case r.state when 'received' then -${value} when 'credited' then ${value} else 0 end`;

const clearingIsTrue: CommitCheck = {
  name: 'returns.clearingIsTrue',
  tables: ['customer_return'],
  async run({ tx }, { records }) {
    const ids = [...(records.get('customer_return') ?? [])].map((id) => ({ id }));
    const rows = await tx.db
      .selectFrom(tx.rowset(ids, { id: 'text' }).as('w'))
      .crossJoin('customer_return as r')
      .whereRef('r.id', '=', 'w.id')
      .innerJoin('return_line as t', 't.return_id', 'r.id')
      .innerJoin('account_role as a', (j) => j.on('a.role', '=', 'returns-clearing'))
      .leftJoin('open_item as i', (j) => j.onRef('i.account_id', '=', 'a.account_id').onRef('i.item_key', '=', 'r.id'))
      .groupBy(['r.id', 'r.state', 'i.residual'])
      .having(sql<boolean>`coalesce(i.residual, 0) <> ${mustBeOpen(sql`cast(sum(t.value) as bigint)`)}`)
      .select('r.id')
      .execute();
    return rows.map((r) => `customer_return ${r.id}: what is open on returns clearing does not fit its state`);
  },
};

export const commitChecks: readonly CommitCheck[] = [clearingIsTrue];

export const doctorChecks: readonly DoctorCheck[] = [
  sqlCheck(
    'returns.linesAreMoves',
    'Every line of a return whose goods are here is one stock move of the same goods; goods under way have none.',
    'return_line',
    sql<SqlFinding>`
      select cast(l.id as text) as "row", 'return line and stock move differ' as message, cast(l.qty - coalesce(m.qty, 0) as bigint) as gap
        from return_line l
        join customer_return r on r.id = l.return_id
        left join stock_move m on m.id = l.move_id
       where (r.received_on is null and l.move_id is not null)
          or (r.received_on is not null and (m.id is null or m.qty <> l.qty or m.item_id <> l.item_id or m.source_id <> r.id))
       order by l.id`,
  ),
  sqlCheck(
    'returns.returnedIsCounted',
    'What an order line counts as returned is the sum of the return lines whose goods are here.',
    'sales_order_line',
    sql<SqlFinding>`
      select cast(o.id as text) as "row", 'qty_returned differs from the returns' as message, cast(o.qty_returned - coalesce(b.qty, 0) as bigint) as gap
        from sales_order_line o
        left join (select l.order_line_id, sum(l.qty) as qty from return_line l join customer_return r on r.id = l.return_id
                    where r.received_on is not null and l.order_line_id is not null group by l.order_line_id) b on b.order_line_id = o.id
       where o.qty_returned <> coalesce(b.qty, 0)
       order by o.id`,
  ),
  sqlCheck(
    'returns.neverMoreThanShipped',
    'No shipment line comes back more often than it left.',
    'shipment_line',
    sql<SqlFinding>`
      select cast(s.id as text) as "row", 'more comes back than was shipped' as message, cast(b.qty - s.qty as bigint) as gap
        from shipment_line s
        join (select l.shipment_line_id, sum(l.qty) as qty from return_line l join customer_return r on r.id = l.return_id
               where r.state <> 'cancelled' and l.shipment_line_id is not null group by l.shipment_line_id) b on b.shipment_line_id = s.id
       where b.qty > s.qty
       order by s.id`,
  ),
  sqlCheck(
    'returns.clearingIsTrue',
    'Returns clearing holds the cost of goods that are here and not credited, or credited and not here, and nothing else.',
    'customer_return',
    sql<SqlFinding>`
      select k.key as "row", 'returns clearing does not fit the state of the return' as message, cast(coalesce(k.residual, 0) - coalesce(k.must, 0) as bigint) as gap
        from (select d.key, sum(d.residual) as residual, sum(d.must) as must
                from (select i.item_key as key, i.residual as residual, 0 as must
                        from open_item i join account_role a on a.role = 'returns-clearing' and a.account_id = i.account_id
                      union all
                      select r.id, 0, ${mustBeOpen(sql`l.value`)}
                        from customer_return r
                        join (select return_id, cast(sum(value) as bigint) as value from return_line group by return_id) l on l.return_id = r.id) d
               group by d.key) k
       where k.residual <> k.must
       order by k.key`,
  ),
];
