import { type RawBuilder, sql } from 'kysely';
import { sumInt } from '../../../db/dialect/portable.ts';
import { addDays, type Day } from '../../../preload/contract/values/day.ts';

const MONTH_DAYS = 30;

/**
 * What is open of items `o` whose account, or account and party, is given. Without the day, which every item has, SQLite prefers the key of the
 * table to the index of what is open, and walks whatever the account ever had.
 */
export const STILL_OPEN = sql<boolean>`o.residual <> 0 and o.opened_on > ''`;

/**
 * Items `i` (a select of `item_key`, `party_id`, `opened_on`, `due_on`, `open`, owed positive) with those that fall due in parts as a row per part
 * that is still open. What settles an item settles its parts in order of their days, so a part is open as far as the item has more open than falls due
 * after it. What is over on an item stands with its last part, more than it ever was with its first: the parts always come to the item.
 */
export function byInstalment(accountId: string, items: RawBuilder<unknown>, sign: 1 | -1): RawBuilder<unknown> {
  const [of, later] = [sql`(${sql.lit(sign)} * p.amount)`, sql`(${sql.lit(sign)} * p.later)`];
  const open = sql`case when p.amount is null then i.open
    when p.later = 0 then case when i.open < ${of} then i.open else ${of} end
    when i.open <= ${later} then 0
    when p.due_on = i.due_on or i.open - ${later} < ${of} then i.open - ${later} else ${of} end`;
  return sql`select n.item_key, n.party_id, n.opened_on, n.due_on, n.open from (
      select i.item_key, i.party_id, i.opened_on, coalesce(p.due_on, i.due_on) as due_on, ${open} as open
        from (${items}) as i left join item_instalment as p on p.account_id = ${accountId} and p.item_key = i.item_key) as n
    where n.open <> 0`;
}

/**
 * Items of an account with what was open of each at the end of a day, as a select of `item_key`, `party_id`, `opened_on`, `due_on`,
 * `open`, a row per instalment: what is open now without the lines and matches that came after. Reads what is open and what has moved since, never the history.
 */
export function itemsOn(accountId: string, on: Day, sign: 1 | -1): RawBuilder<unknown> {
  const since = sql`
    select l.item_key as item_key, l.amount as amount from journal_line as l
      where l.account_id = ${accountId} and l.posted_on > ${on} and l.item_key is not null
    union all select m.from_key, -m.amount from item_match as m where m.account_id = ${accountId} and m.matched_on > ${on}
    union all select m.to_key, m.amount from item_match as m where m.account_id = ${accountId} and m.matched_on > ${on}`;
  const items = sql`select o.item_key, o.party_id, o.opened_on, o.due_on, ${sql.lit(sign)} * (o.residual - coalesce(w.later, 0)) as open
    from (select k.item_key, cast(sum(k.later) as bigint) as later from (
            select o.item_key as item_key, 0 as later from open_item as o where o.account_id = ${accountId} and ${STILL_OPEN}
            union all select s.item_key, s.amount from (${since}) as s) as k group by k.item_key) as w
      cross join open_item as o
    where o.account_id = ${accountId} and o.item_key = w.item_key and o.residual - coalesce(w.later, 0) <> 0`;
  return byInstalment(accountId, items, sign);
}

/** Day an item `i` is due: the day it was opened where nothing else was agreed. */
export const DUE = sql`coalesce(i.due_on, i.opened_on)`;

/** Sums per age over items `i` of `itemsOn`; each bound is the last due day that is still that late. */
export function ages(on: Day): RawBuilder<unknown> {
  const [late, month, two, three] = [0, 1, 2, 3].map((n) => addDays(on, -n * MONTH_DAYS)) as [Day, Day, Day, Day];
  const between = (from: Day | null, before: Day | null) =>
    sumInt(
      sql`case when ${from === null ? sql`1 = 1` : sql`${DUE} >= ${from}`} and ${before === null ? sql`1 = 1` : sql`${DUE} < ${before}`} then i.open else 0 end`,
    );
  return sql`${between(late, null)} as ${sql.id('notDue')}, ${between(month, late)} as ${sql.id('to30')}, ${between(two, month)} as ${sql.id('to60')},
    ${between(three, two)} as ${sql.id('to90')}, ${between(null, three)} as ${sql.id('over90')}, ${sumInt(sql`i.open`)} as total`;
}

/** What is open by how late it is, minor units of the company's currency. */
export interface Ages {
  notDue: number;
  to30: number;
  to60: number;
  to90: number;
  over90: number;
  total: number;
}
