import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SYSTEM } from '../../../main/engine/engine.ts';
import { Workers } from '../../../main/engine/jobs/workers.ts';
import type { StatementRow } from '../../../preload/contract/accounting-statements.ts';
import { type Books, invoiceEntry, openBooks, simple } from './books.ts';

interface Statement {
  span: { from: string | null; to: string };
  compared: { from: string | null; to: string } | null;
  rows: StatementRow[];
  yearStart?: string;
}

let books: Books;
beforeEach(async () => {
  books = await openBooks();
  await books.post(
    simple('2025-03-10', 'bank', 'opening-balance', 100_000),
    invoiceEntry('2025-11-20', 'inv_old', 8_000, 1_600),
    simple('2025-11-20', 'cogs', 'stock-allowance', 3_000),
    invoiceEntry('2026-02-10', 'inv_feb', 5_000, 1_000),
    invoiceEntry('2026-03-10', 'inv_mar', 20_000, 4_000),
    simple('2026-03-10', 'cogs', 'stock-allowance', 7_500),
    simple('2026-03-12', 'channel-fees', 'bank', 1_200),
    simple('2026-03-15', 'fx', 'bank', 300),
  );
});
afterEach(() => books.close());

const ask = (name: string, input: object) => books.ask<Statement>(`accounting.${name}`, input);
/** Lines as a person reads them: what they are called and their figures. */
const read = ({ rows }: Statement, ...kinds: StatementRow['kind'][]) =>
  rows
    .filter((r) => kinds.length === 0 || kinds.includes(r.kind))
    .map((r) => [r.name ?? r.word, r.amount, ...(r.compared === null ? [] : [r.compared])]);

test('profit and loss of a month: every result is the sum of what stands above it', async () => {
  const march = await ask('profitAndLoss', { from: '2026-03-01', to: '2026-03-31' });
  expect(read(march)).toEqual([
    ['revenue', 20_000],
    ['Revenue from customers', 20_000],
    ['Revenue', 20_000],
    ['cost-of-sales', -7_500],
    ['Cost of goods sold', -7_500],
    ['Cost of goods sold', -7_500],
    ['gross-profit', 12_500],
    ['operating', -1_200],
    ['Selling and distribution', -1_200],
    ['Channel fees', -1_200],
    ['operating-result', 11_300],
    ['finance', -300],
    ['Finance result', -300],
    ['Exchange differences', -300],
    ['result-before-tax', 11_000],
    ['net-result', 11_000],
  ]);
});

test('compared with the month before and with the year before, an account that has moved in either has its line', async () => {
  const march = { from: '2026-03-01', to: '2026-03-31' };
  const before = await ask('profitAndLoss', { ...march, compare: 'previous-period' });
  expect(before.compared).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  expect(read(before, 'reckoned')).toEqual([
    ['gross-profit', 12_500, 5_000],
    ['operating-result', 11_300, 5_000],
    ['result-before-tax', 11_000, 5_000],
    ['net-result', 11_000, 5_000],
  ]);
  const november = await ask('profitAndLoss', { from: '2026-11-01', to: '2026-11-30', compare: 'previous-year' });
  expect(read(november, 'account')).toEqual([
    ['Revenue', 0, 8_000],
    ['Cost of goods sold', 0, -3_000],
  ]);
});

test('a balance sheet has equal sides on any day, with the result of the year so far and of years before in equity', async () => {
  const end = await ask('balanceSheet', { on: '2026-03-31', compare: 'previous-year' });
  expect(end).toMatchObject({ compared: { from: null, to: '2025-03-31' }, yearStart: '2026-01-01' });
  expect(read(end, 'stage', 'reckoned')).toEqual([
    ['cash', 98_500, 100_000],
    ['current-assets', 29_100, 0],
    ['total-assets', 127_600, 100_000],
    ['current-liabilities', 6_600, 0],
    ['total-liabilities', 6_600, 0],
    ['equity', 100_000, 100_000],
    ['earlier-results', 5_000, 0],
    ['current-result', 16_000, 0],
    ['total-equity', 121_000, 100_000],
    ['liabilities-and-equity', 127_600, 100_000],
  ]);
  for (const on of ['2025-03-09', '2025-12-31', '2026-01-01', '2026-03-11']) {
    const figures = Object.fromEntries((await ask('balanceSheet', { on })).rows.map((r) => [r.id, r.amount]));
    expect(figures['total-assets'], on).toBe(figures['liabilities-and-equity']);
  }
});

test('a financial year that begins in April keeps a sale of February in the same year as one of November', async () => {
  await books.dispatch('company.setPolicies', { fiscalYearStart: 4 });
  const { rows, yearStart } = await ask('balanceSheet', { on: '2026-03-31' });
  expect(yearStart).toBe('2025-04-01');
  expect(rows.find((r) => r.word === 'current-result')?.amount).toBe(21_000);
  expect(rows.some((r) => r.word === 'earlier-results')).toBe(false);
});

test('cash flow names what money was for; opening and flows come to what the bank has', async () => {
  await books.post(simple('2026-03-20', 'payout-in-transit', 'bank', 500), simple('2026-03-21', 'bank', 'retained-earnings', 2_000));
  const flow = await ask('cashFlow', { from: '2026-03-01', to: '2026-03-31', compare: 'previous-period' });
  // Money on its way is money already: sent from one cash account to another it has not flowed.
  expect(read(flow, 'account', 'reckoned')).toEqual([
    ['opening-cash', 100_000, 100_000],
    ['Channel fees', -1_200, 0],
    ['Exchange differences', -300, 0],
    ['Retained earnings', 2_000, 0],
    ['cash-change', 500, 0],
    ['closing-cash', 100_500, 100_000],
  ]);
  expect(await books.balance('bank')).toBe(100_000);
  const of = (role: string) =>
    books.ask<{ sum: number; count: number }>('accounting.listLines', { role, from: '2026-03-01', to: '2026-03-31', throughCash: true });
  expect(await of('channel-fees')).toMatchObject({ sum: 1_200, count: 1 });
  expect(await of('revenue')).toMatchObject({ sum: 0, count: 0 });
});

test('the trial balance stands beside the balances of another day, and both columns come to nothing', async () => {
  const trial = await books.ask<{
    rows: { name: string; balance: number; compared: number }[];
    total: object;
    comparedOn: string;
  }>('accounting.trialBalance', { from: '2026-03-01', on: '2026-03-31', compare: 'previous-year' });
  expect(trial.comparedOn).toBe('2025-03-31');
  expect(trial.total).toMatchObject({ balance: 0, compared: 0 });
  expect(trial.rows.find((r) => r.name === 'Bank')).toMatchObject({ opening: 100_000, balance: 98_500, compared: 100_000 });
});

test('a heading is the company’s own: accounts move under it, and never into the other statement', async () => {
  const { rows } = await books.ask<{ rows: { id: string; code: string }[] }>('accounting.listAccounts', {});
  const [fees = '', bank = ''] = ['6000', '1000'].map((code) => rows.find((r) => r.code === code)?.id ?? '');
  await books.dispatch('accounting.setGroup', { code: 'market', name: 'Marketplace costs', stage: 'operating', position: 5 });
  const look = [{ id: `account_place/${fees}`, revision: 1 }];
  await books.dispatch('accounting.placeAccount', { accountId: fees, group: 'market' }, { expect: look });
  const march = await ask('profitAndLoss', { from: '2026-03-01', to: '2026-03-31' });
  expect(read(march, 'group').slice(-2)).toEqual([
    ['Marketplace costs', -1_200],
    ['Finance result', -300],
  ]);
  await expect(
    books.dispatch(
      'accounting.placeAccount',
      { accountId: bank, group: 'market' },
      { expect: [{ id: `account_place/${bank}`, revision: 1 }] },
    ),
  ).rejects.toMatchObject({ code: 'accounting.wrongStage', params: { account: '1000 Bank', group: 'Marketplace costs' } });
  await expect(
    books.dispatch(
      'accounting.setGroup',
      { code: 'market', name: 'Marketplace costs', stage: 'current-assets' },
      { expect: [{ id: 'account_group/market', revision: 1 }] },
    ),
  ).rejects.toMatchObject({ code: 'accounting.accountInUse' });
});

test('an account nobody has placed stands with its like: of a channel with clearing, of a warehouse with stock', async () => {
  const own = await books.account({ beside: 'clearing', suffix: 'WEB', name: 'Clearing web', openItems: true, role: 'clearing/chn_web' });
  await books.post({
    ...simple('2026-03-30', 'bank', 'bank', 1),
    lines: [
      { account: { id: own }, amount: 700, itemKey: 'so_1' },
      { account: { role: 'customer-deposits' }, amount: -700, itemKey: 'so_1' },
    ],
  });
  const { rows } = await ask('balanceSheet', { on: '2026-03-31' });
  const at = rows.findIndex((r) => r.name === 'Clearing web');
  expect(rows[at]).toMatchObject({ level: 2, amount: 700 });
  expect(rows.slice(0, at).findLast((r) => r.kind === 'group')?.name).toBe('Trade receivables and money held by channels');
});

test('a company from before there were headings has its accounts by role and type', async () => {
  await books.engine.writer.exclusively(async ({ db }) => {
    await db.deleteFrom('account_place').execute();
    await db.deleteFrom('account_group').execute();
  });
  const march = await ask('profitAndLoss', { from: '2026-03-01', to: '2026-03-31' });
  expect(read(march, 'stage', 'group')).toEqual([
    ['revenue', 20_000],
    ['cost-of-sales', -7_500],
    ['operating', -1_200],
    ['finance', -300],
  ]);
  expect(read(await ask('balanceSheet', { on: '2026-03-31' }), 'stage')[0]).toEqual(['cash', 98_500]);
});

/** The file of a statement, line by line. */
async function exported(over: object): Promise<string[]> {
  const { jobId } = await books.dispatch<{ jobId: string }>('engine.exportReport', {
    format: 'csv',
    name: 'Statement',
    conditions: [],
    ...over,
  });
  await new Workers(books.engine, { report: (error) => expect.fail(String(error)) }).runDue();
  const made = await books.ask<{ state: string; fileId: string }>('engine.getExport', { jobId });
  expect(made.state).toBe('done');
  const { facts, content } = await books.engine.files.read(made.fileId, SYSTEM);
  expect(facts.permission).toBe('accounting.read');
  return (await text(content)).replace('\u{feff}', '').trim().split('\n');
}

test('a statement is exported with the figures and words it is shown with', async () => {
  const columns = [
    { field: 'word', title: 'Part' },
    { field: 'code', title: 'Account' },
    { field: 'amount', title: 'GBP' },
  ];
  const march = { from: '2026-03-01', to: '2026-03-31' };
  const words = { revenue: 'Revenue', 'gross-profit': 'Gross profit' };
  expect((await exported({ report: 'accounting.profitAndLoss', question: march, columns, words })).slice(0, 8)).toEqual([
    'Part,Account,GBP',
    'Revenue,,200.00',
    ',,200.00',
    ',4000,200.00',
    'cost-of-sales,,-75.00',
    ',,-75.00',
    ',5000,-75.00',
    'Gross profit,,125.00',
  ]);
});

test('aged balances and the trial balance are exported whole; what is no statement is refused', async () => {
  const aged = await exported({
    report: 'accounting.agedItems',
    question: { role: 'receivable', on: '2026-03-31' },
    columns: [
      { field: 'itemKey', title: 'Item' },
      { field: 'dueOn', title: 'Due' },
      { field: 'open', title: 'Open' },
    ],
  });
  expect(aged).toEqual(['Item,Due,Open', 'inv_old,2025-11-20,96.00', 'inv_feb,2026-02-10,60.00', 'inv_mar,2026-03-10,240.00']);
  const trial = await exported({
    report: 'accounting.trialBalance',
    question: { on: '2026-03-31' },
    columns: [
      { field: 'code', title: 'Account' },
      { field: 'balance', title: 'Balance' },
    ],
  });
  expect(trial).toContain('1000,985.00');
  await expect(
    books.dispatch('engine.exportReport', {
      report: 'accounting.listLines',
      question: {},
      format: 'csv',
      name: 'x',
      columns: [{ field: 'id', title: 'x' }],
      conditions: [],
    }),
  ).rejects.toMatchObject({ code: 'engine.unknownReport' });
});
