import { join } from 'node:path';
import Database from 'better-sqlite3';
import { journalOfAYear } from '../../../db/seed/journal.ts';
import { SYSTEM } from '../../engine/engine.ts';
import { openBenchShop, type Setting } from './bench-shop.ts';
import { elapsed } from './measure.ts';
import { type Figure, ms } from './report.ts';

/** Lines ten orders leave in the books here: receivable, revenue, tax, cost of sales and stock of each, and two for each of the nine that are paid. */
const LINES_OF_TEN = 68;
const WANTED = '< 1,000 ms';

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
  await shop.engine.store.writer.exec(journalOfAYear(orders));
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
