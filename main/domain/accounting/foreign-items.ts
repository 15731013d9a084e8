import { type RawBuilder, sql } from 'kysely';
import type { Day } from '../../../preload/contract/values/day.ts';

/** Roles whose open items are money to be paid or received, so that the rate of a day says what they are worth. */
const MONETARY = sql`(r.role in ('receivable', 'payable', 'clearing') or r.role like 'clearing/%')`;

/**
 * Claims and debts in other currencies as they were open at the end of a day, as a select of `account_id`, `item_key`, `party_id`, `opened_on`,
 * `currency`, `amount` (company's currency) and `doc`: what is open now without the lines and matches that came after. Goods received
 * not invoiced are none: they keep the rate they came in by until their bill comes.
 */
export function foreignItemsOn(on: Day): RawBuilder<unknown> {
  const accounts = sql`(select r.account_id from account_role as r where ${MONETARY})`;
  return sql`
    select o.account_id, o.item_key, o.party_id, o.opened_on, o.currency,
           o.residual - coalesce(w.amount, 0) as amount, o.doc_residual - coalesce(w.doc, 0) as doc
      from (select k.account_id, k.item_key, cast(sum(k.amount) as bigint) as amount, cast(sum(k.doc) as bigint) as doc from (
              select o.account_id as account_id, o.item_key as item_key, 0 as amount, 0 as doc from open_item as o
               where o.residual <> 0 and o.account_id in ${accounts}
              union all
              select l.account_id, l.item_key, l.amount, l.doc_amount from journal_line as l
               where l.account_id in ${accounts} and l.posted_on > ${on} and l.item_key is not null
              union all
              select m.account_id, m.from_key, -m.amount, -m.doc_amount from item_match as m
               where m.account_id in ${accounts} and m.matched_on > ${on}
              union all
              select m.account_id, m.to_key, m.amount, m.doc_amount from item_match as m
               where m.account_id in ${accounts} and m.matched_on > ${on}) as k
             group by k.account_id, k.item_key) as w
      join open_item as o on o.account_id = w.account_id and o.item_key = w.item_key
     where o.currency <> (select c.currency from company as c) and o.doc_residual - coalesce(w.doc, 0) <> 0`;
}
