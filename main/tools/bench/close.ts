import { join } from 'node:path';
import Database from 'better-sqlite3';
import { journalOfAYear, tradeOfJournal } from '../../../db/seed/journal.ts';
import { type Engine, SYSTEM } from '../../engine/engine.ts';
import { openBenchShop, type Setting } from './bench-shop.ts';
import { elapsed } from './measure.ts';
import { type Figure, ms } from './report.ts';

/** The least SQL with the figures of a checklist in it: what is open per account, what every account carries, what was invoiced. */
const LEAST = [
  'select account_id, count(*), sum(residual) from open_item where residual <> 0 and opened_on <= ? group by account_id',
  'select account_id, sum(amount) from account_balance where day <= ? group by account_id',
  `select sum(net) from invoice where kind = 'invoice' and issued_on > date(?, '-30 days')`,
];

interface Item {
  readonly item: string;
  readonly count: number;
  readonly value: number;
}

/** The work of one month end as the screens do it: look, accrue, sign everything, lock. */
async function closeMonth(engine: Engine, month: string, last: string, revision: number): Promise<void> {
  const ask = async <T>(operation: string, input: unknown): Promise<T> =>
    (await engine.ask({ operation, input, actor: SYSTEM })).output as T;
  const send = (operation: string, input: unknown, expected: readonly { id: string; revision: number }[] = []) =>
    engine.dispatch({ operation, input, actor: SYSTEM, commandId: `close-${month}-${operation}`, expect: [...expected] });
  await ask('closing.proposeAccruals', { period: month });
  await send('closing.postAccruals', { period: month });
  await send('accounting.setLock', { kind: 'all', through: last }, [{ id: 'posting_lock/all', revision }]);
  const { rows } = await ask<{ rows: Item[] }>('closing.getChecklist', { period: month });
  const items = rows.map(({ item, count, value }) => ({ item, count, value }));
  await send('closing.signOff', { period: month, items, note: 'Looked at' });
}

/** A month, and a year of months, of a company with 500,000 orders a year is closed. */
export async function benchClose(setting: Setting): Promise<Figure[]> {
  const orders = setting.quick ? 20_000 : 500_000;
  const { engine, customers } = await openBenchShop(setting, 'close', 10, 10);
  setting.line(`  writing the books of ${orders.toLocaleString('en')} orders behind the engine's back ...`);
  await engine.store.writer.exec(journalOfAYear(orders));
  await engine.store.writer.exec(tradeOfJournal(customers[0] ?? ''));
  const send = (operation: string, input: unknown) => engine.dispatch({ operation, input, actor: SYSTEM, commandId: `set-${operation}` });
  const raw = new Database(join(setting.folder, 'close.countinghouse'), { readonly: true });
  try {
    await send('closing.openYear', { startsOn: '2025-01-01' });
    await send('company.setPolicies', { expectedReturnsPercent: 8 });
    const asked = async (operation: string) => {
      const started = performance.now();
      await engine.ask({ operation, input: { period: '2025-01' }, actor: SYSTEM });
      return elapsed(started);
    };
    const least = () => {
      const started = performance.now();
      for (const text of LEAST) raw.prepare(text).all('2025-01-31');
      return elapsed(started);
    };
    const looked = [await asked('closing.getChecklist'), await asked('closing.getChecklist')] as const;
    const proposed = await asked('closing.proposeAccruals');
    least();
    const beside = ms(least());
    const months = Array.from({ length: 12 }, (_, i) => `2025-${String(i + 1).padStart(2, '0')}`);
    const times: number[] = [];
    for (const [i, month] of months.entries()) {
      const last = new Date(Date.UTC(2025, i + 1, 0)).toISOString().slice(0, 10);
      const started = performance.now();
      await closeMonth(engine, month, last, i + 1);
      times.push(elapsed(started));
    }
    const whole = times.reduce((sum, t) => sum + t, 0);
    return [
      { what: 'checklist of a month', engine: `${ms(looked[0])}, again ${ms(looked[1])}`, raw: beside, wanted: '< 5,000 ms' },
      { what: 'accruals proposed, with statements', engine: ms(proposed), raw: beside, wanted: '< 1,000 ms' },
      { what: 'close of a month, worst of twelve', engine: ms(Math.max(...times)), raw: beside, wanted: '< 10,000 ms' },
      { what: 'close of twelve months', engine: ms(whole), raw: '-', wanted: '< 60,000 ms' },
    ];
  } finally {
    raw.close();
    await engine.close();
  }
}
