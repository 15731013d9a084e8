import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openReader } from '../../../db/open.ts';
import { SYSTEM } from '../../../main/engine/engine.ts';
import { Workers } from '../../../main/engine/jobs/workers.ts';
import { simulate } from '../../../main/tools/sim/simulate.ts';
import { type Books, invoiceEntry, openBooks, simple } from './books.ts';

const hledgerSays = (...args: string[]) => execFileSync('hledger', args, { encoding: 'utf8', maxBuffer: 1 << 28 });
const hasHledger = (() => {
  try {
    return hledgerSays('--version').length > 0;
  } catch {
    return false;
  }
})();
if (!hasHledger) console.warn('No hledger on this machine: balances are not reckoned by it in this run (apt-get install hledger).');

let books: Books;
const folder = mkdtempSync(join(tmpdir(), 'countinghouse-journal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  books = await openBooks();
  await books.account({ beside: 'channel-fees', suffix: '7:1', name: 'Fees; odd  name: "quoted"' });
  await books.post(
    simple('2026-01-02', 'bank', 'opening-balance', 100_000_01),
    invoiceEntry('2026-01-05', 'inv_1', 8_349, 1_670),
    simple('2026-01-06', 'cogs', 'stock-allowance', 1),
    simple('2026-02-10', 'channel-fees', 'bank', 999, { memo: 'Fee; of "Web" \\ shop' }),
    // Bought for 100.00 dollars, paid when they cost more: a rate difference has no dollars.
    {
      ...simple('2026-02-11', 'bank', 'bank', 1),
      documentOn: '2026-02-01',
      lines: [
        { account: { role: 'payable' }, amount: -9_000, docCurrency: 'USD', docAmount: -10_000, itemKey: 'bil_1' },
        { account: { role: 'prepayments' }, amount: 9_000, docCurrency: 'USD', docAmount: 10_000 },
      ],
    },
    {
      ...simple('2026-02-12', 'bank', 'bank', 1),
      lines: [
        { account: { role: 'payable' }, amount: 9_000, docCurrency: 'USD', docAmount: 10_000, itemKey: 'bil_1' },
        { account: { role: 'fx' }, amount: 230, docCurrency: 'GBP', docAmount: 230 },
        { account: { role: 'bank' }, amount: -9_230, docCurrency: 'GBP', docAmount: -9_230 },
      ],
    },
  );
});
afterAll(() => books.close());

/** The file somebody who asks for it gets. */
async function written(format: 'hledger' | 'beancount', days: object = {}): Promise<string> {
  const { jobId } = await books.dispatch<{ jobId: string }>('accounting.exportJournal', { format, ...days });
  await new Workers(books.engine, { report: (error) => expect.fail(String(error)) }).runDue();
  const made = await books.ask<{ state: string; fileId: string }>('accounting.getJournalExport', { jobId });
  expect(made.state).toBe('done');
  return readText((await books.engine.files.read(made.fileId, SYSTEM)).content);
}

async function ours(on = '9999-12-31'): Promise<Record<string, number>> {
  const { rows } = await books.ask<{ rows: { code: string; balance: number }[] }>('accounting.trialBalance', { on });
  return Object.fromEntries(rows.filter((r) => r.balance !== 0).map((r) => [r.code, r.balance]));
}

/** Minor units of decimal text with two decimals. */
const minor = (text: string): number => Number(text.replace('.', ''));

/** A reader of the little of beancount that is written: sums per account of what each line weighs in pounds. */
function weighed(file: string): Record<string, number> {
  const opened = new Set<string>();
  const sums: Record<string, number> = {};
  let open = 0;
  for (const line of file.split('\n')) {
    const account = /^\d{4}-\d\d-\d\d open ((?:Assets|Liabilities|Equity|Income|Expenses)(?::[A-Z0-9][A-Za-z0-9-]*)+)$/.exec(line)?.[1];
    if (account) opened.add(account);
    if (/^\d{4}-\d\d-\d\d \* "/.test(line)) expect(open, line).toBe(0);
    const posting = /^ {2}([A-Z]\S+) {2}(-?\d+\.\d\d) ([A-Z]{3})(?: @@ (\d+\.\d\d) GBP)?$/.exec(line);
    if (!posting) continue;
    const [, name = '', amount = '', currency, price] = posting;
    expect(opened).toContain(name);
    expect(currency === 'GBP').toBe(price === undefined);
    const weight = price === undefined ? minor(amount) : Math.sign(minor(amount)) * minor(price);
    open += weight;
    const code = /:(\d+)/.exec(name)?.[1] ?? name;
    sums[code] = (sums[code] ?? 0) + weight;
  }
  expect(open).toBe(0);
  return Object.fromEntries(Object.entries(sums).filter(([, v]) => v !== 0));
}

/** Balances as hledger reckons them, at cost, per account code. */
function reckoned(file: string): Record<string, number> {
  const place = join(folder, 'books.journal');
  writeFileSync(place, file);
  hledgerSays('-f', place, 'check', '-s');
  const csv = hledgerSays('-f', place, 'balance', '--cost', '--flat', '--no-total', '-O', 'csv');
  return Object.fromEntries(
    csv
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => /^"[A-Za-z]+:(\S+) .*","(-?[\d.]+) GBP"$/.exec(line) ?? [])
      .map(([, code = '', amount = '']) => [code, minor(amount)]),
  );
}

test('beancount: every account opened, every entry in balance, sums equal to the books to the penny', async () => {
  const file = await written('beancount');
  expect(weighed(file)).toEqual(await ours());
  expect(file).toContain('2026-02-10 * "Fee; of \\"Web\\" \\\\ shop" ^GEN-2026-000003');
  expect(file).toContain('Expenses:6000-7-1-Fees-odd-name-quoted');
});

test('days bound what is written', async () => {
  const file = await written('beancount', { to: '2026-01-31' });
  expect(weighed(file)).toEqual(await ours('2026-01-31'));
  expect(file).not.toContain('2026-02-');
});

test('an export is its asker’s alone', async () => {
  const { jobId } = await books.dispatch<{ jobId: string }>('accounting.exportJournal', { format: 'hledger' });
  const other = { ...books.actor, id: 'usr_other' };
  await expect(books.engine.ask({ operation: 'accounting.getJournalExport', input: { jobId }, actor: other })).rejects.toMatchObject({
    code: 'engine.notFound',
  });
});

describe.skipIf(!hasHledger)('hledger', () => {
  test('reads the file strictly and comes to the same balances', async () => {
    const file = await written('hledger');
    expect(file).toContain('2026-02-11=2026-02-01 (GEN-2026-000004)');
    expect(reckoned(file)).toEqual(await ours());
  });

  test('the books of a simulated shop, printed by the command line, come to the same balances', { timeout: 120_000 }, async () => {
    const file = join(folder, 'shop.countinghouse');
    await simulate({ seed: 11, days: 3, events: 80, location: { file } });
    const cli = join(import.meta.dirname, '../../../main/tools/cli.ts');
    const printed = execFileSync(process.execPath, [cli, 'journal', '--company', file], { encoding: 'utf8', maxBuffer: 1 << 28 });
    const reader = await openReader({ file });
    const rows = await reader.db
      .selectFrom('account_balance')
      .innerJoin('account', 'account.id', 'account_balance.account_id')
      .select(['account.code', 'account_balance.amount'])
      .execute();
    await reader.close();
    const sums: Record<string, number> = {};
    for (const { code, amount } of rows) sums[code] = (sums[code] ?? 0) + amount;
    const wanted = Object.fromEntries(Object.entries(sums).filter(([, v]) => v !== 0));
    expect(Object.keys(wanted).length).toBeGreaterThan(8);
    expect(reckoned(printed)).toEqual(wanted);
  });
});
