import { sql } from 'kysely';
import type { DoctorCheck } from '../../../engine/context.ts';
import { type SqlFinding, sqlCheck } from '../../sql-check.ts';

/** What orders that were split prove for the whole file. */
export const splitChecks: readonly DoctorCheck[] = [
  sqlCheck(
    'sales.splitsAreOfOne',
    'An order that was split off another is of the same customer, channel and currency, and all parts of one name the same first order.',
    'sales_order_split',
    sql<SqlFinding>`
      select s.order_id as "row", 'differs from the order it was split off' as message, null as gap
        from sales_order_split s
        join sales_order o on o.id = s.order_id
        join sales_order f on f.id = s.from_order_id
        left join sales_order_split p on p.order_id = s.from_order_id
       where o.party_id <> f.party_id or o.currency <> f.currency or coalesce(o.channel_id, '') <> coalesce(f.channel_id, '')
          or s.root_order_id <> coalesce(p.root_order_id, s.from_order_id)
       order by s.order_id`,
  ),
  sqlCheck(
    'sales.linesKeepTheirOwn',
    'Sets of an order, and where prices of its lines came from, stand under the order of the line.',
    'sales_order_line',
    sql<SqlFinding>`
      select cast(l.id as text) as "row", 'its price stands under another order' as message, null as gap
        from sales_order_line_price p
        join sales_order_line l on l.id = p.order_line_id
       where p.order_id <> l.order_id
      union all
      select cast(l.id as text), 'its set stands under another order', null
        from sales_order_set_line m
        join sales_order_line l on l.id = m.order_line_id
        join sales_order_set s on s.id = m.set_id
       where m.order_id <> l.order_id or s.order_id <> l.order_id
       order by 1`,
  ),
];
