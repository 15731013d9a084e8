import { sql } from 'kysely';
import type { DoctorCheck } from '../../../engine/context.ts';
import { OUTGOING_ROLE } from '../../accounting/index.ts';
import { type SqlFinding, sqlCheck } from '../../sql-check.ts';

/** What payment runs prove: to the cent, from the bills to the books. */
export const runChecks: readonly DoctorCheck[] = [
  sqlCheck(
    'paymentRuns',
    'What a payment run comes to is what its transfers do, and a transfer what its lines settle less their discount.',
    'payment_run',
    sql<SqlFinding>`
      select r.number as "row", 'run, transfers and lines differ' as message, cast(r.total - coalesce(t.amount, 0) as bigint) as gap
        from payment_run r
        left join (select run_id, cast(sum(amount) as bigint) as amount, count(*) as n from payment_transfer group by run_id) t on t.run_id = r.id
       where r.total <> coalesce(t.amount, 0) or r.transfers <> coalesce(t.n, 0)
      union all
      select r.number, 'a transfer differs from its lines', cast(t.amount - coalesce(l.amount, 0) as bigint)
        from payment_transfer t
        join payment_run r on r.id = t.run_id
        left join (select transfer_id, cast(sum(amount - discount) as bigint) as amount from payment_transfer_line group by transfer_id) l
          on l.transfer_id = t.id
       where t.amount <> coalesce(l.amount, 0)
       order by 1`,
  ),
  sqlCheck(
    'paymentRunsPosted',
    'A transfer of a sent run is a payment of its amount to its supplier on the day of the run, and no other transfer is one.',
    'payment_transfer',
    sql<SqlFinding>`
      select cast(t.id as text) as "row", 'transfer and payment differ' as message,
             cast(case when r.state = 'sent' then t.amount else 0 end - coalesce(p.amount, 0) as bigint) as gap
        from payment_transfer t
        join payment_run r on r.id = t.run_id
        left join payment p on p.id = t.payment_id
       where (r.state = 'sent') <> (p.id is not null)
          or (r.state = 'sent' and (p.amount <> t.amount or p.party_id <> t.party_id or p.paid_on <> r.pay_on))
       order by t.id`,
  ),
  sqlCheck(
    'paymentsOnTheirWay',
    'What stands on payments on their way is, per payment, nothing more than a transfer that was sent, or that came back.',
    'payment_transfer',
    sql<SqlFinding>`
      select o.item_key as "row", 'more is on its way than was sent' as message, cast(o.residual as bigint) as gap
        from account_role a
        join open_item o on o.account_id = a.account_id and o.residual <> 0
        left join payment_transfer t on t.payment_id = o.item_key
       where a.role = ${sql.lit(OUTGOING_ROLE)}
         and (t.id is null or o.residual < -t.amount or o.residual > case when t.returned_on is null then 0 else t.amount end)
       order by o.item_key`,
  ),
  sqlCheck(
    'payablesInRuns',
    'A bill or credit is held by a payment run exactly while the run stands in it and was not sent or cancelled.',
    'payable_hold',
    sql<SqlFinding>`
      select x.item_key as "row", 'held and planned differ' as message, cast(sum(x.n) as bigint) as gap
        from (select item_key, source_id as run_id, 1 as n from payable_hold where kind = 'payment-run'
              union all
              select coalesce(l.bill_id, l.credit_id), l.run_id, -1
                from payment_transfer_line l join payment_run r on r.id = l.run_id
               where r.state in ('draft', 'approved')) x
       group by x.item_key, x.run_id having sum(x.n) <> 0
       order by 1`,
  ),
];
