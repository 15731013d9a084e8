import { type RawBuilder, sql } from 'kysely';
import type { Connection } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import type { CommitCheck, DoctorCheck, DoctorFinding } from '../../engine/context.ts';

/** Everything this room proves: at the end of every command for what it touched, and by the doctor for the whole file. */

interface Sums {
  amount: number;
  debit: number;
  lines: number;
  days: Set<string>;
}

/** The database refuses an unbalanced entry at its seal; this says it in words, and also for a file without triggers. */
const entriesBalance: CommitCheck = {
  name: 'accounting.entriesBalance',
  tables: ['journal_entry', 'journal_line', 'journal_seal'],
  run(_ctx, { ledger }) {
    const sums = new Map<number, Sums>();
    for (const line of ledger.get('journal_line') ?? []) {
      const entry = Number(line['entry_id']);
      let s = sums.get(entry);
      if (!s) sums.set(entry, (s = { amount: 0, debit: 0, lines: 0, days: new Set() }));
      const amount = Number(line['amount']);
      s.amount += amount;
      s.debit += Math.max(amount, 0);
      s.lines += 1;
      s.days.add(String(line['posted_on']));
    }
    const seals = new Map((ledger.get('journal_seal') ?? []).map((s) => [Number(s['id']), s]));
    const wrong: string[] = [];
    for (const entry of ledger.get('journal_entry') ?? []) {
      const id = Number(entry['id']);
      const s = sums.get(id);
      const seal = seals.get(id);
      sums.delete(id);
      if (!s) wrong.push(`journal_entry ${id}: no lines`);
      else if (s.amount !== 0) wrong.push(`journal_entry ${id}: out of balance by ${s.amount}`);
      else if (s.days.size !== 1 || !s.days.has(String(entry['posted_on']))) wrong.push(`journal_entry ${id}: lines on another day`);
      else if (!seal) wrong.push(`journal_entry ${id}: not sealed`);
      else if (Number(seal['line_count']) !== s.lines || Number(seal['debit']) !== s.debit)
        wrong.push(`journal_seal ${id}: does not fit the lines`);
    }
    for (const id of sums.keys()) wrong.push(`journal_line of entry ${id}: added to an entry of an earlier commit`);
    return wrong;
  },
};

export const commitChecks: readonly CommitCheck[] = [entriesBalance];

const MAX_FINDINGS = 100;

interface Finding {
  row: string;
  message: string;
  gap: number | null;
}

/** A check that is one statement: rows of what is wrong, and how many rows of `table` there were to look at. */
function sqlCheck(name: string, proves: string, table: string, findings: RawBuilder<Finding>): DoctorCheck {
  return {
    name: `accounting.${name}`,
    proves,
    async run(tx: Connection<DB>) {
      const { rows } = await findings.execute(tx.db);
      const looked = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(tx.db);
      return {
        looked: Number(looked.rows[0]?.n ?? 0),
        findings: rows.map(
          (r): DoctorFinding => ({ table, row: r.row, message: r.message, ...(r.gap === null ? {} : { gap: Number(r.gap) }) }),
        ),
      };
    },
  };
}

const limit = sql.lit(MAX_FINDINGS);

export const doctorChecks: readonly DoctorCheck[] = [
  sqlCheck(
    'entriesSealed',
    'Every entry is sealed, its lines are those the seal counted, on its day, and sum to zero.',
    'journal_entry',
    sql<Finding>`
      select cast(e.id as text) as "row",
             case when s.id is null then 'not sealed' when l.amount <> 0 then 'out of balance' else 'lines differ from the seal' end as message,
             cast(coalesce(l.amount, 0) as bigint) as gap
        from journal_entry e
        left join journal_seal s on s.id = e.id
        left join (select j.entry_id, cast(sum(j.amount) as bigint) as amount, count(*) as n,
                          cast(sum(case when j.amount > 0 then j.amount else 0 end) as bigint) as debit, min(j.posted_on) as first_on, max(j.posted_on) as last_on
                     from journal_line j group by j.entry_id) l on l.entry_id = e.id
       where s.id is null or l.n is null or l.amount <> 0 or l.n <> s.line_count or l.debit <> s.debit
          or l.first_on <> e.posted_on or l.last_on <> e.posted_on
       order by e.id limit ${limit}`,
  ),
  sqlCheck(
    'entryNumbers',
    'Entry numbers run without a gap from one, per journal and year, up to the number series.',
    'journal_entry',
    sql<Finding>`
      select g.journal_code || ' ' || g.posted_year as "row",
             'numbers up to ' || cast(g.last as text) || ' of which ' || cast(g.n as text) || ' exist, series at ' || cast(coalesce(s.next, 0) as text) as message,
             cast(g.last - g.n as bigint) as gap
        from (select journal_code, substr(posted_on, 1, 4) as posted_year, count(*) as n,
                     max(cast(substr(number, length(journal_code) + 7) as integer)) as last,
                     min(case when substr(number, 1, length(journal_code) + 6) = journal_code || '-' || substr(posted_on, 1, 4) || '-' then 1 else 0 end) as own
                from journal_entry group by journal_code, substr(posted_on, 1, 4)) g
        left join number_series s on s.code = g.journal_code and cast(s.year as text) = g.posted_year
       where g.last <> g.n or g.own <> 1 or s.next is null or s.next <> g.last + 1
       limit ${limit}`,
  ),
  sqlCheck(
    'balances',
    'Balances per account, day and dimension set are the sums of the posted lines.',
    'account_balance',
    sql<Finding>`
      select d.account_id || ' ' || d.day || ' ' || cast(d.dimension_id as text) as "row", 'balance differs from the lines' as message, cast(sum(d.amount) as bigint) as gap
        from (select account_id, posted_on as day, coalesce(dimension_id, 0) as dimension_id, amount, case when amount > 0 then amount else 0 end as debit, 1 as n from journal_line
              union all
              select account_id, day, dimension_id, -amount, -debit, -lines from account_balance) d
       group by d.account_id, d.day, d.dimension_id
      having sum(d.amount) <> 0 or sum(d.debit) <> 0 or sum(d.n) <> 0
       order by 1 limit ${limit}`,
  ),
  sqlCheck(
    'openItems',
    'What is open per item is the sum of its lines and matches, in both currencies.',
    'open_item',
    sql<Finding>`
      select d.account_id || ' ' || d.item_key as "row", 'residual differs from lines and matches' as message, cast(sum(d.amount) as bigint) as gap
        from (select l.account_id, l.item_key, l.amount, l.doc_amount from journal_line l
                join account a on a.id = l.account_id and a.open_items = 1
               where l.item_key is not null
              union all select account_id, to_key, amount, doc_amount from item_match
              union all select account_id, from_key, -amount, -doc_amount from item_match
              union all select account_id, item_key, -residual, -doc_residual from open_item) d
       group by d.account_id, d.item_key
      having sum(d.amount) <> 0 or sum(d.doc_amount) <> 0
       order by 1 limit ${limit}`,
  ),
  sqlCheck(
    'itemCurrencies',
    'Every line of an open item is in the currency of the item.',
    'open_item',
    sql<Finding>`
      select l.account_id || ' ' || l.item_key as "row", 'line ' || cast(l.id as text) || ' is in ' || l.doc_currency || ', the item in ' || i.currency as message, null as gap
        from journal_line l
        join open_item i on i.account_id = l.account_id and i.item_key = l.item_key
       where l.item_key is not null and l.doc_currency <> i.currency
       order by l.id limit ${limit}`,
  ),
  sqlCheck(
    'controlAccounts',
    'The balance of every open-item account is the sum of what is open on it.',
    'account',
    sql<Finding>`
      select a.code as "row", 'balance differs from the open items' as message, cast(coalesce(b.amount, 0) - coalesce(i.residual, 0) as bigint) as gap
        from account a
        left join (select account_id, cast(sum(amount) as bigint) as amount from account_balance group by account_id) b on b.account_id = a.id
        left join (select account_id, cast(sum(residual) as bigint) as residual from open_item group by account_id) i on i.account_id = a.id
       where (a.open_items = 1 and coalesce(b.amount, 0) <> coalesce(i.residual, 0)) or (a.open_items = 0 and i.residual is not null)
       order by a.code limit ${limit}`,
  ),
  sqlCheck(
    'booksBalance',
    'All balances together are zero.',
    'account_balance',
    sql<Finding>`
      select 'all accounts' as "row", 'debits and credits differ' as message, t.amount as gap
        from (select cast(coalesce(sum(amount), 0) as bigint) as amount from account_balance) t where t.amount <> 0`,
  ),
  sqlCheck(
    'paymentsPosted',
    'Every payment has an entry of its own that moves its amount.',
    'payment',
    sql<Finding>`
      select p.id as "row", 'entry ' || cast(p.entry_id as text) || ' is not the posting of this payment' as message, cast(coalesce(s.debit, 0) - p.amount as bigint) as gap
        from payment p
        left join journal_entry e on e.id = p.entry_id and e.source_kind = 'payment' and e.source_id = p.id
        left join journal_seal s on s.id = e.id
       where e.id is null or s.debit is null or e.document_on <> p.paid_on
          or not exists (select 1 from journal_line l where l.entry_id = e.id
                            and l.amount = case when p.kind in ('capture', 'receipt') then p.amount else -p.amount end)
       order by p.id limit ${limit}`,
  ),
];
