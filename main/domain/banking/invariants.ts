import { sql } from 'kysely';
import type { DoctorCheck } from '../../engine/context.ts';
import { type SqlFinding, sqlCheck } from '../sql-check.ts';
import { runChecks } from './runs/invariants.ts';

export const doctorChecks: readonly DoctorCheck[] = [
  sqlCheck(
    'bankStatements',
    'Statements of a bank account follow each other: each opens with what the one before closed with, and its lines lead to its closing balance.',
    'bank_statement',
    sql<SqlFinding>`
      select s.id as "row", 'statement ' || s.reference || ' does not follow' as message,
             cast(s.opening - coalesce(p.closing, b.start_balance) + s.closing - s.opening - l.amount as bigint) as gap
        from bank_statement s
        join bank_account b on b.id = s.bank_account_id
        left join bank_statement p on p.bank_account_id = s.bank_account_id and p.position = s.position - 1
        join (select statement_id, cast(sum(amount) as bigint) as amount from bank_line group by statement_id) l on l.statement_id = s.id
       where s.opening <> coalesce(p.closing, b.start_balance) or s.closing <> s.opening + l.amount
       order by s.id`,
  ),
  sqlCheck(
    'bankLines',
    'What is open of a line of a bank is its amount less what was matched with it and not undone.',
    'bank_line',
    sql<SqlFinding>`
      select cast(l.id as text) as "row", 'open differs from amount and matches' as message, cast(l.amount - coalesce(m.amount, 0) - l.open as bigint) as gap
        from bank_line l
        left join (select line_id, cast(sum(amount) as bigint) as amount from bank_match where undone_at is null group by line_id) m on m.line_id = l.id
       where l.open <> l.amount - coalesce(m.amount, 0)
       order by l.id`,
  ),
  sqlCheck(
    'bankMatches',
    'What was matched with a line of a bank is what its entry posted on the account of that bank.',
    'bank_match',
    sql<SqlFinding>`
      select d.account_id || ' ' || cast(d.entry_id as text) as "row", 'matched and posted differ' as message, cast(sum(d.amount) as bigint) as gap
        from (select b.account_id, m.entry_id, m.amount from bank_match m join bank_account b on b.id = m.bank_account_id where m.undone_at is null
              union all
              select b.account_id, j.entry_id, -j.amount
                from (select distinct bank_account_id, entry_id from bank_match where undone_at is null) m
                join bank_account b on b.id = m.bank_account_id
                join journal_line j on j.entry_id = m.entry_id and j.account_id = b.account_id) d
       group by d.account_id, d.entry_id having sum(d.amount) <> 0
       order by 1`,
  ),
  sqlCheck(
    'settlements',
    'The lines of a settlement are its payout, what it reserved and what it kept; its figures prove each other.',
    'settlement',
    sql<SqlFinding>`
      select s.id as "row", 'settlement ' || s.external_id || ' does not add up' as message,
             cast(s.opening + l.transactions - s.payout - s.closing as bigint) as gap
        from settlement s
        join (select settlement_id, cast(sum(case when kind = 'reserve' then 0 else amount end) as bigint) as transactions,
                     cast(sum(case when kind = 'reserve' then amount else 0 end) as bigint) as reserved
                from settlement_line group by settlement_id) l on l.settlement_id = s.id
       where s.opening + l.transactions - s.payout <> s.closing or l.transactions <> s.transactions or l.reserved <> s.reserved
       order by s.id`,
  ),
  sqlCheck(
    'settlementsPosted',
    'What settlements of a channel left unpaid and reserved is what they posted to its reserve and kept on its clearing.',
    'settlement',
    sql<SqlFinding>`
      select d.channel_id as "row", 'settled and posted differ' as message, cast(sum(d.amount) as bigint) as gap
        from (select channel_id, transactions - payout as amount from settlement where state = 'posted'
              union all
              select s.channel_id, -j.amount
                from settlement s
                join journal_line j on j.entry_id = s.entry_id
                join account_role r on r.account_id = j.account_id
               where s.state = 'posted'
                 and (r.role = 'channel-reserve/' || s.channel_id or (r.role = 'clearing/' || s.channel_id and j.item_key = s.channel_id))) d
       group by d.channel_id having sum(d.amount) <> 0
       order by d.channel_id`,
  ),
  ...runChecks,
];
