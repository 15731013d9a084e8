import { sql } from 'kysely';
import type { DoctorCheck } from '../../../engine/context.ts';
import { type SqlFinding, sqlCheck } from '../../sql-check.ts';

/** What merges, and promises of orders that were split, prove for the whole file. */
export const mergeChecks: readonly DoctorCheck[] = [
  sqlCheck(
    'fulfillment.mergesAreOfOne',
    'Orders that leave together are of one customer, an order is in one open merge at most, and only an open merge holds orders.',
    'order_merge',
    sql<SqlFinding>`
      select g.id as "row", 'an order of another customer is in ' || g.number as message, cast(null as bigint) as gap
        from order_merge g
        join order_merge_member m on m.merge_id = g.id
        join sales_order o on o.id = m.order_id
       where o.party_id <> g.party_id
      union all
      select g.id, 'an order is held by ' || g.number || ', which is ' || g.state, cast(null as bigint)
        from order_merge g
        join order_merge_member m on m.merge_id = g.id
       where (m.open = 1) <> (g.state = 'open')
      union all
      select m.order_id, 'an order is in more than one open merge', cast(count(*) as bigint)
        from order_merge_member m
       where m.open = 1 group by m.order_id having count(*) > 1
       order by 1`,
  ),
  sqlCheck(
    'fulfillment.promisesNameTheirOrder',
    'What is kept for an order line is kept under the order the line is of.',
    'reservation',
    sql<SqlFinding>`
      select cast(r.id as text) as "row", 'kept under another order than its line' as message, null as gap
        from reservation r
        join sales_order_line l on l.id = r.subject_line
       where r.subject_kind = 'sales_order' and r.subject_id <> l.order_id
       order by r.id`,
  ),
];
