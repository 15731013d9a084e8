import { sql } from 'kysely';
import type { DoctorCheck } from '../../../engine/context.ts';
import { type SqlFinding, sqlCheck } from '../../sql-check.ts';
import { letOff } from './taking.ts';

/** What payment terms prove: parts come to their item, to the minor unit. */
export const termChecks: readonly DoctorCheck[] = [
  sqlCheck(
    'accounting.instalments',
    'Instalments of an item come to the line that opened it, in order of their days, and the item falls due with the first.',
    'item_instalment',
    sql<SqlFinding>`
      select i.account_id || ' ' || i.item_key as "row", 'instalments differ from what the item came to' as message,
             cast(i.amount - coalesce(l.amount, 0) as bigint) as gap
        from (select n.account_id, n.item_key, cast(sum(n.amount) as bigint) as amount, min(n.due_on) as first_on,
                     sum(case when n.later <> coalesce((select sum(x.amount) from item_instalment x
                           where x.account_id = n.account_id and x.item_key = n.item_key and x.due_on > n.due_on), 0) then 1 else 0 end) as wrong
                from item_instalment n group by n.account_id, n.item_key) i
        left join open_item o on o.account_id = i.account_id and o.item_key = i.item_key
        left join journal_line l on l.id = (select min(m.id) from journal_line m where m.account_id = i.account_id and m.item_key = i.item_key)
       where l.id is null or i.amount <> l.amount or i.wrong <> 0 or o.due_on is null or o.due_on <> i.first_on
       order by 1`,
  ),
  sqlCheck(
    'accounting.discountsTaken',
    'What was let off an item for paying early, tax with it, is never more than was agreed.',
    'item_discount',
    sql<SqlFinding>`
      select t.item_key as "row", 'more was let off than was agreed' as message, cast(t.amount - coalesce(d.amount, 0) as bigint) as gap
        from (${letOff(sql<boolean>`1 = 1`)}) t
        left join item_discount d on d.item_key = t.item_key
       where t.amount > coalesce(d.amount, 0)
       order by 1`,
  ),
];
