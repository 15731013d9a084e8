import { join } from 'node:path';
import Database from 'better-sqlite3';
import { SYSTEM } from '../../engine/engine.ts';
import { openBenchShop, type Setting } from './bench-shop.ts';
import { elapsed } from './measure.ts';
import { type Figure, ms } from './report.ts';

/** Lines ten orders leave in the books here: receivable, revenue, tax, cost of sales and stock of each, and two for each of the nine that are paid. */
const LINES_OF_TEN = 68;
const WANTED = '< 1,000 ms';

/**
 * Orders of a year as entries of five lines, each in one of eight sets of dimensions; nine of ten are paid two weeks later, through a channel
 * or, every twentieth, into the bank. Balances and open items are added up from the lines. Written behind the engine's back: nothing else may ever be done with such a file.
 */
export const fill = (orders: number): string => `
  drop trigger journal_line_sealed;
  begin immediate;
  pragma defer_foreign_keys = on;
  create temp table role_of as select r.role, r.account_id from account_role r;
  insert into dimension_set (id, channel_id, warehouse_id, key)
    with recursive n (i) as (select 1 union all select i + 1 from n where i < 8)
    select 1000 + i, 'chn_' || (i % 4), 'wh_' || ((i - 1) / 4), 'chn_' || (i % 4) || '|wh_' || ((i - 1) / 4) from n;
  create temp table posted as
    with recursive n (i) as (select 1 union all select i + 1 from n where i < ${orders})
    select n.*, min(date(on_day, '+14 days'), '2025-12-31') as paid_on from (select i, date(1735689600 + (i * 48271 % ${orders}) * 31536000 / ${orders}, 'unixepoch') as on_day, i * 7919 % 9973 + 100 as net from n) as n;
  insert into journal_entry (id, seq, row_hash, journal_code, number, posted_on, document_on, source_kind, source_id, memo)
    select 1000000 + i, 1, 0, 'SAL', printf('SAL-2025-%07d', i), on_day, on_day, 'invoice', 'inv_' || i, 'Invoice' from posted
    union all
    select 9000000 + i, 1, 0, 'BNK', printf('BNK-2025-%07d', i), paid_on, paid_on, 'payment', 'pay_' || i, 'Receipt' from posted where i % 10 <> 0;
  insert into journal_line (id, seq, row_hash, entry_id, line_no, account_id, posted_on, amount, doc_currency, doc_amount, item_key, dimension_id)
    select row_number() over () + 1000000, 1, 0, p.entry, l.no, r.account_id, p.on_day, l.sign * p.net / l.part, 'GBP', l.sign * p.net / l.part,
           case when r.role = 'receivable' then 'inv_' || p.i end, 1001 + p.i % 8
    from (select i, 1000000 + i as entry, on_day, net * 60 as net, 0 as kind from posted
          union all select i, 9000000 + i, paid_on, net * 60, case when i % 20 = 5 then 1 else 2 end from posted where i % 10 <> 0) p
    join (select 0 as kind, 1 as no, 'receivable' as role, 6 as sign, 5 as part union all select 0, 2, 'revenue', -1, 1 union all select 0, 3, 'output-tax', -1, 5
          union all select 0, 4, 'cogs', 1, 2 union all select 0, 5, 'inventory-transit', -1, 2
          union all select 1, 1, 'bank', 6, 5 union all select 1, 2, 'receivable', -6, 5
          union all select 2, 1, 'clearing', 6, 5 union all select 2, 2, 'receivable', -6, 5) l on l.kind = p.kind
    join role_of r on r.role = l.role;
  insert into journal_seal (id, seq, row_hash, line_count, debit)
    select entry_id, 1, 0, count(*), sum(max(amount, 0)) from journal_line where entry_id >= 1000000 group by entry_id;
  insert into account_balance (account_id, day, dimension_id, amount, debit, lines)
    select account_id, posted_on, dimension_id, sum(amount), sum(max(amount, 0)), count(*) from journal_line where entry_id >= 1000000 group by 1, 2, 3;
  insert into open_item (account_id, item_key, party_id, currency, opened_on, due_on, residual, doc_residual)
    select account_id, item_key, null, 'GBP', min(posted_on), date(min(posted_on), '+30 days'), sum(amount), sum(amount)
    from journal_line where item_key like 'inv_%' group by 1, 2;
  commit;
  pragma wal_checkpoint(TRUNCATE);`;

const DAYS = { from: '2025-03-01', to: '2025-03-31' };
const YEAR = { from: '2025-01-01', to: '2025-12-31' };
/** The least SQL that has the same figures in it. */
const BALANCES = 'select account_id, sum(amount) from account_balance where day <= ? group by account_id';
const TURNOVER =
  'select a.id, sum(b.amount) from account a join account_balance b on b.account_id = a.id where b.day >= ? and b.day <= ? group by a.id';
const CASH = `select l.account_id, sum(l.amount) from (select distinct entry_id from journal_line
  where account_id in (select account_id from account_role where role = 'bank') and posted_on >= ? and posted_on <= ?) e
  join journal_line l on l.entry_id = e.entry_id group by l.account_id`;

const OPEN = `select party_id, count(*), sum(residual) from open_item
  where account_id = (select account_id from account_role where role = 'receivable') and residual <> 0 group by party_id`;
const LATER = `select count(*), sum(amount) from journal_line
  where account_id = (select account_id from account_role where role = 'receivable') and posted_on > ?`;

interface Asked {
  readonly what: string;
  readonly operation: string;
  readonly input: object;
  readonly raw: string;
  readonly given: readonly string[];
}
const STATEMENTS: readonly Asked[] = [
  {
    what: 'trial balance of a month',
    operation: 'accounting.trialBalance',
    input: { from: DAYS.from, on: DAYS.to },
    raw: BALANCES,
    given: [DAYS.to],
  },
  { what: 'profit and loss of a month', operation: 'accounting.profitAndLoss', input: DAYS, raw: TURNOVER, given: [DAYS.from, DAYS.to] },
  {
    what: 'profit and loss of the year beside the year before',
    operation: 'accounting.profitAndLoss',
    input: { ...YEAR, compare: 'previous-year' },
    raw: TURNOVER,
    given: [YEAR.from, YEAR.to],
  },
  {
    what: 'balance sheet beside the month before',
    operation: 'accounting.balanceSheet',
    input: { on: YEAR.to, compare: 'previous-period' },
    raw: BALANCES,
    given: [YEAR.to],
  },
  { what: 'cash flow of the year', operation: 'accounting.cashFlow', input: YEAR, raw: CASH, given: [YEAR.from, YEAR.to] },
  {
    what: 'aged receivables at the end of the year',
    operation: 'accounting.agedParties',
    input: { role: 'receivable', on: YEAR.to },
    raw: OPEN,
    given: [],
  },
  {
    what: 'aged receivables a month before',
    operation: 'accounting.agedParties',
    input: { role: 'receivable', on: '2025-11-30' },
    raw: LATER,
    given: ['2025-11-30'],
  },
];

/** Statements of a year of 1.5 million journal lines, each beside one prepared statement that reads the same rows. */
export async function benchStatements(setting: Setting): Promise<Figure[]> {
  const orders = setting.quick ? 20_000 : 220_000;
  const shop = await openBenchShop(setting, 'statements', 10, 10);
  setting.line(`  writing ${((orders / 10) * LINES_OF_TEN).toLocaleString('en')} journal lines behind the engine's back ...`);
  await shop.engine.store.writer.exec(fill(orders));
  const raw = new Database(join(setting.folder, 'statements.countinghouse'), { readonly: true });
  const figures: Figure[] = [];
  try {
    for (const { what, operation, input, raw: text, given } of STATEMENTS) {
      const ask = async () => {
        const started = performance.now();
        await shop.engine.ask({ operation, input, actor: SYSTEM });
        return elapsed(started);
      };
      const times = [await ask(), await ask()] as const;
      const prepared = raw.prepare(text);
      prepared.all(...given);
      const started = performance.now();
      prepared.all(...given);
      figures.push({ what, engine: `${ms(times[0])}, again ${ms(times[1])}`, raw: ms(elapsed(started)), wanted: WANTED });
    }
  } finally {
    raw.close();
    await shop.engine.close();
  }
  return figures;
}
