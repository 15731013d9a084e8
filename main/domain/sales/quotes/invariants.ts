import { sql } from 'kysely';
import type { DoctorCheck } from '../../../engine/context.ts';
import { type SqlFinding, sqlCheck } from '../../sql-check.ts';

/** What quotes prove for the whole file. */
export const quoteChecks: readonly DoctorCheck[] = [
  sqlCheck(
    'sales.quoteTotals',
    'Net, tax and total of every quote are the sums of the lines of its version.',
    'quote',
    sql<SqlFinding>`
      select q.id as "row", 'quote differs from its lines' as message, cast(q.total - coalesce(l.total, 0) as bigint) as gap
        from quote q
        left join (select quote_id, version, sum(net) as net, sum(tax) as tax, sum(total) as total from quote_line group by quote_id, version) l
          on l.quote_id = q.id and l.version = q.version
       where l.quote_id is null or q.net <> l.net or q.tax <> l.tax or q.total <> l.total
       order by q.id`,
  ),
  sqlCheck(
    'sales.quotesAreOneOrder',
    'An accepted quote is one order of its customer, and no order comes of two quotes.',
    'quote',
    sql<SqlFinding>`
      select q.id as "row", 'its order is of another customer' as message, cast(null as bigint) as gap
        from quote q join sales_order o on o.id = q.order_id where o.party_id <> q.party_id
      union all
      select min(q.id), 'its order comes of more than one quote', cast(count(*) as bigint)
        from quote q where q.order_id is not null group by q.order_id having count(*) > 1
       order by 1`,
  ),
];
