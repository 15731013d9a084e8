import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureRole, postEntries } from '../../../main/domain/accounting/index.ts';
import { expectHealthy, findingsOf } from '../../kit/doctor.ts';
import { where } from '../../kit/where.ts';
import { type Books, invoiceEntry, openBooks, simple } from './books.ts';

let books: Books;
beforeEach(async () => {
  books = await openBooks();
});
afterEach(() => books.close());

const refused = (code: string, params: object = {}) =>
  expect.objectContaining({ name: 'Refusal', code, params: expect.objectContaining(params) });

test('entries are numbered without a gap per journal and year of posting, in the order given', async () => {
  const posted = await books.post(
    simple('2026-01-05', 'bank', 'opening-balance', 100),
    simple('2025-12-31', 'bank', 'opening-balance', 100),
    invoiceEntry('2026-01-05', 'inv_1', 100, 20),
    simple('2026-01-04', 'bank', 'opening-balance', 100),
  );
  expect(posted.map((p) => p?.number)).toEqual(['GEN-2026-000001', 'GEN-2025-000001', 'SAL-2026-000001', 'GEN-2026-000002']);
  const [next] = await books.post(simple('2026-02-01', 'bank', 'opening-balance', 1));
  expect(next?.number).toBe('GEN-2026-000003');
  await expectHealthy(books);
});

test('a refused or failed command takes no number and leaves nothing', async () => {
  await expect(books.post(simple('2026-01-05', 'bank', 'no-such-role', 100))).rejects.toEqual(
    refused('accounting.unknownRole', { role: 'no-such-role' }),
  );
  await expect(
    books.work(async (ctx) => {
      await postEntries(ctx, [simple('2026-01-05', 'bank', 'fx', 100)]);
      throw new Error('something went wrong afterwards');
    }),
  ).rejects.toThrow(/reference F-/);
  const [posted] = await books.post(simple('2026-01-05', 'bank', 'fx', 100));
  expect(posted?.number).toBe('GEN-2026-000001');
  expect(await books.count('journal_line')).toBe(2);
});

test('zero lines are dropped, and an entry of nothing but zeros is not posted', async () => {
  const [posted, nothing] = await books.post(
    {
      ...simple('2026-01-05', 'bank', 'fx', 100),
      lines: [...simple('2026-01-05', 'bank', 'fx', 100).lines, { account: { role: 'rounding' }, amount: 0 }],
    },
    simple('2026-01-05', 'bank', 'fx', 0),
  );
  expect(nothing).toBeNull();
  const entry = await books.ask<{ lines: unknown[] }>('accounting.getEntry', { entryId: posted?.entryId });
  expect(entry.lines).toHaveLength(2);
});

test('an entry out of balance is our bug: a fault, and nothing is saved', async () => {
  const bad = simple('2026-01-05', 'bank', 'fx', 100);
  await expect(books.post({ ...bad, lines: [...bad.lines, { account: { role: 'rounding' }, amount: 1 }] })).rejects.toMatchObject({
    name: 'Fault',
  });
  expect(await books.count('journal_entry')).toBe(0);
});

test('a line on an account kept by open item must say what it belongs to', async () => {
  await expect(books.post(simple('2026-01-05', 'receivable', 'revenue', 100))).rejects.toEqual(
    refused('accounting.itemKeyMissing', { account: '1100 Trade receivables' }),
  );
});

test('balances split by channel and warehouse add up to the account, and a trial balance to zero', async () => {
  const line = (amount: number, channelId?: string, warehouseId?: string) => ({
    account: { role: 'revenue' },
    amount,
    ...(channelId === undefined ? {} : { channelId }),
    ...(warehouseId === undefined ? {} : { warehouseId }),
  });
  await books.post({
    ...simple('2026-01-05', 'bank', 'revenue', 0),
    lines: [
      { account: { role: 'bank' }, amount: 600 },
      line(-100, 'chn_a', 'wh_1'),
      line(-200, 'chn_a', 'wh_2'),
      line(-250, 'chn_b', 'wh_1'),
      line(-50),
    ],
  });
  await books.post({
    ...simple('2026-01-06', 'bank', 'revenue', 0),
    lines: [{ account: { role: 'bank' }, amount: 1 }, line(-1, 'chn_a', 'wh_1')],
  });
  const split = (by: string, more = {}) =>
    books.ask<{ rows: { id: string | null; amount: number }[]; sum: number }>('accounting.balances', {
      role: 'revenue',
      by,
      on: '2026-01-31',
      ...more,
    });
  const byChannel = await split('channel');
  expect(byChannel.sum).toBe(-601);
  expect(new Map(byChannel.rows.map((r) => [r.id, r.amount]))).toEqual(
    new Map([
      [null, -50],
      ['chn_a', -301],
      ['chn_b', -250],
    ]),
  );
  expect(new Map((await split('warehouse', { from: '2026-01-06' })).rows.map((r) => [r.id, r.amount]))).toEqual(new Map([['wh_1', -1]]));
  const trial = await books.ask<{
    rows: { code: string; opening: number; debit: number; credit: number; balance: number }[];
    total: object;
  }>('accounting.trialBalance', { from: '2026-01-06', on: '2026-01-31' });
  expect(trial.rows.map(({ code, opening, debit, credit, balance }) => [code, opening, debit, credit, balance])).toEqual([
    ['1000', 600, 1, 0, 601],
    ['4000', -600, 0, 1, -601],
  ]);
  expect(trial.total).toMatchObject({ opening: 0, debit: 1, credit: 1, balance: 0 });
});

test('an open item keeps the day, party and due day it was opened with, and closes to zero', async () => {
  await books.post(invoiceEntry('2026-01-05', 'inv_1', 100, 20), invoiceEntry('2026-01-06', 'inv_2', 50, 10, 'pty_bob'));
  await books.post({
    ...simple('2026-01-09', 'bank', 'receivable', 0),
    lines: [
      { account: { role: 'bank' }, amount: 30 },
      { account: { role: 'receivable' }, amount: -30, itemKey: 'inv_1' },
    ],
  });
  const { rows } = await books.ask<{ rows: object[] }>('accounting.listOpenItems', where({ role: 'receivable' }));
  expect(rows).toMatchObject([
    {
      itemKey: 'inv_1',
      partyId: 'pty_ann',
      partyName: null,
      openedOn: '2026-01-05',
      dueOn: '2026-01-05',
      currency: 'GBP',
      residual: 90,
      docResidual: 90,
    },
    {
      itemKey: 'inv_2',
      partyId: 'pty_bob',
      partyName: null,
      openedOn: '2026-01-06',
      dueOn: '2026-01-06',
      currency: 'GBP',
      residual: 60,
      docResidual: 60,
    },
  ]);
  const open = (of: object) => books.ask('accounting.countOpenItems', where({ role: 'receivable', ...of }));
  expect(await open({})).toEqual({ count: 2, residual: 150 });
  expect(await open({ partyId: 'pty_bob' })).toEqual({ count: 1, residual: 60 });
  await books.post({
    ...simple('2026-01-10', 'bank', 'receivable', 0),
    lines: [
      { account: { role: 'bank' }, amount: 90 },
      { account: { role: 'receivable' }, amount: -90, itemKey: 'inv_1' },
    ],
  });
  expect(await books.open('receivable')).toEqual({ inv_2: 60 });
  await expectHealthy(books);
});

test('a ledger is read by day with the sum of its own lines, page by page', async () => {
  await books.post(...[3, 1, 2, 5, 4].map((d) => simple(`2026-01-0${d}`, 'bank', 'fx', d * 100)));
  const page = (more: object) =>
    books.ask<{ rows: { postedOn: string; amount: number }[]; sum: number; count: number }>('accounting.listLines', {
      role: 'bank',
      ...more,
    });
  const first = await page({ limit: 2, from: '2026-01-02' });
  expect(first.rows.map((r) => r.postedOn)).toEqual(['2026-01-02', '2026-01-03']);
  expect([first.sum, first.count]).toEqual([1400, 4]);
  const second = await page({ limit: 2, offset: 2, from: '2026-01-02' });
  expect([...first.rows, ...second.rows].reduce((sum, r) => sum + r.amount, 0)).toBe(first.sum);
  const entries = await books.ask<{ rows: { postedOn: string }[] }>('accounting.listEntries', {
    filter: [
      { column: 'journal', op: 'eq', value: 'GEN' },
      { column: 'postedOn', op: 'between', from: '2026-01-02', to: '2026-01-04' },
    ],
  });
  expect(entries.rows.map((r) => r.postedOn)).toEqual(['2026-01-04', '2026-01-03', '2026-01-02']);
});

test('a foreign entry balances in its own currency too, by order of the database', async () => {
  const lines = (docOfBank: number) => [
    { account: { role: 'bank' }, amount: 900, docCurrency: 'USD', docAmount: docOfBank },
    { account: { role: 'sales-manual' }, amount: -900, docCurrency: 'USD', docAmount: -1000 },
  ];
  await expect(books.post({ ...simple('2026-01-05', 'bank', 'fx', 0), lines: lines(999) })).rejects.toThrow(/transaction currency/);
  await books.post({ ...simple('2026-01-05', 'bank', 'fx', 0), lines: lines(1000) });
  expect(await books.balance('bank')).toBe(900);
});

test('SQL itself refuses to change, remove or complete what is posted', async () => {
  const [posted] = await books.post(invoiceEntry('2026-01-05', 'inv_1', 100, 20));
  const id = posted?.entryId ?? 0;
  const attempts = [
    sql`update journal_line set amount = amount + 1 where entry_id = ${id}`,
    sql`delete from journal_line where entry_id = ${id}`,
    sql`update journal_entry set posted_on = '2020-01-01' where id = ${id}`,
    sql`delete from journal_entry where id = ${id}`,
    sql`delete from journal_seal where id = ${id}`,
    sql`insert into journal_line (id, seq, row_hash, entry_id, line_no, account_id, posted_on, amount, doc_currency, doc_amount)
        select 9001, seq, row_hash, entry_id, 9, account_id, posted_on, amount, doc_currency, doc_amount from journal_line where entry_id = ${id} and line_no = 1`,
  ];
  for (const attempt of attempts)
    await books.engine.writer.exclusively(async (tx) => {
      await tx.begin('write');
      await expect(attempt.execute(tx.db)).rejects.toThrow(/append-only|sealed/);
      await tx.rollback();
    });
  await expectHealthy(books);
});

test('an entry without a seal, with a wrong seal or on another day than its lines cannot be committed', async () => {
  const row = {
    seq: 2,
    row_hash: 0,
    journal_code: 'GEN',
    posted_on: '2026-01-05',
    document_on: '2026-01-05',
    source_kind: 'x',
    source_id: 'x',
    memo: 'x',
    reverses_id: null,
  };
  const attempt = (seal: { line_count: number; debit: number } | undefined, amounts: readonly number[], day = '2026-01-05') =>
    books.engine.writer.exclusively(async (tx) => {
      await tx.begin('write');
      try {
        const account = await tx.db.selectFrom('account_role').select('account_id').where('role', '=', 'bank').executeTakeFirstOrThrow();
        await tx.insertMany('journal_entry', [{ ...row, id: 50, number: 'GEN-2026-000050' }]);
        await tx.insertMany(
          'journal_line',
          amounts.map((amount, i) => ({
            id: 500 + i,
            seq: 2,
            row_hash: 0,
            entry_id: 50,
            line_no: i + 1,
            account_id: account.account_id,
            posted_on: day,
            amount,
            doc_currency: 'GBP',
            doc_amount: amount,
          })),
        );
        if (seal) await tx.insertMany('journal_seal', [{ id: 50, seq: 2, row_hash: 0, ...seal }]);
        await tx.commit();
      } catch (error) {
        await tx.rollback();
        throw error;
      }
    });
  await expect(attempt(undefined, [100, -100])).rejects.toThrow(/foreign key/i);
  await expect(attempt({ line_count: 2, debit: 100 }, [100, -99])).rejects.toThrow(/disagree/);
  await expect(attempt({ line_count: 3, debit: 100 }, [100, -100])).rejects.toThrow(/disagree/);
  await expect(attempt({ line_count: 2, debit: 99 }, [100, -100])).rejects.toThrow(/disagree/);
  await expect(attempt({ line_count: 0, debit: 0 }, [])).rejects.toThrow(/disagree/);
  await expect(attempt({ line_count: 2, debit: 100 }, [100, -100], '2026-01-06')).rejects.toThrow(/disagree/);
  expect(await books.count('journal_entry')).toBe(0);
});

test('the doctor names a balance, an open item and a number series that were tampered with', async () => {
  await books.post(invoiceEntry('2026-01-05', 'inv_1', 100, 20));
  await books.engine.writer.exclusively(async (tx) => {
    await tx.exec('update account_balance set amount = amount + 7 where lines = 1 and amount = 120');
    await tx.exec("update open_item set residual = residual - 5 where item_key = 'inv_1'");
    await tx.exec("update number_series set next = next + 1 where code = 'SAL'");
  });
  const found = (await findingsOf(books)).map((f) => f.slice(0, f.indexOf(':')));
  expect(found).toEqual(
    expect.arrayContaining([
      'accounting.balances',
      'accounting.openItems',
      'accounting.controlAccounts',
      'accounting.booksBalance',
      'accounting.entryNumbers',
    ]),
  );
});

test('an item in parts is open as far as what falls due later leaves it, and the doctor sees parts that do not come to it', async () => {
  const parts = [
    { dueOn: '2026-01-15', amount: 70 },
    { dueOn: '2026-02-15', amount: 50 },
  ];
  const [debit, ...others] = invoiceEntry('2026-01-05', 'inv_1', 100, 20).lines;
  if (!debit) throw new Error('an invoice has a debit');
  const entry = {
    ...invoiceEntry('2026-01-05', 'inv_1', 100, 20),
    lines: [{ ...debit, dueOn: '2026-01-15', instalments: parts }, ...others],
  };
  await books.post(entry);
  const short = { ...debit, itemKey: 'inv_2', instalments: parts.slice(1) };
  await expect(books.post({ ...entry, lines: [short, ...others] })).rejects.toThrow(/instalments of inv_2/);
  const open = async (residual: number) => {
    await books.engine.writer.exclusively((tx) => tx.exec(`update open_item set residual = ${residual} where item_key = 'inv_1'`));
    const { rows } = await books.ask<{ rows: { dueOn: string; open: number }[] }>('accounting.agedItems', {
      role: 'receivable',
      on: '2026-12-31',
    });
    return rows.map((r) => `${r.dueOn} ${r.open}`);
  };
  expect(await open(120)).toEqual(['2026-01-15 70', '2026-02-15 50']);
  expect(await open(50)).toEqual(['2026-02-15 50']);
  expect(await open(49)).toEqual(['2026-02-15 49']);
  // Paid too much, and given back too much: the parts still come to the item.
  expect(await open(-9)).toEqual(['2026-02-15 -9']);
  expect(await open(130)).toEqual(['2026-01-15 80', '2026-02-15 50']);
  await books.engine.writer.exclusively((tx) =>
    tx.exec("update open_item set due_on = '2026-03-01', residual = 120 where item_key = 'inv_1'"),
  );
  expect(await findingsOf(books)).toEqual([expect.stringContaining('accounting.instalments')]);
});

test('an account somebody has made is not taken over for one of the house', async () => {
  await books.dispatch('accounting.createAccount', { code: '6920', name: 'Coffee', type: 'expense', openItems: false });
  await books.work((ctx) => ensureRole(ctx, 'fx-unrealised'));
  const { accounts, roles } = await books.ask<{
    accounts: { code: string; name: string; group: string | null }[];
    roles: { role: string; code: string }[];
  }>('accounting.getChart', {});
  expect(accounts.find((a) => a.code === '6920')?.name).toBe('Coffee');
  expect(roles.find((r) => r.role === 'fx-unrealised')?.code).toBe('6920-2');
  expect(accounts.find((a) => a.code === '6920-2')).toMatchObject({ name: 'Exchange differences, unrealised', group: 'finance' });
});

test('a room finds its own account again and gets a role of its own', async () => {
  const draft = {
    beside: 'inventory',
    suffix: 'LONDON',
    name: 'Inventory London',
    role: 'inventory/wh_1',
  } as const;
  const id = await books.account(draft);
  expect(await books.account(draft)).toBe(id);
  expect(await books.account({ ...draft, role: 'inventory/wh_2', suffix: 'HAM' })).not.toBe(id);
  await books.account({ beside: 'clearing', suffix: 'WEB', name: 'Clearing Web', openItems: true, role: 'clearing/chn_web' });
  await books.post({
    ...simple('2026-01-05', 'bank', 'fx', 0),
    lines: [
      { account: { role: 'bank' }, amount: 3 },
      { account: { role: 'clearing/chn_web' }, amount: -1, itemKey: 'so_1' },
      { account: { role: 'clearing/chn_other' }, amount: -2, itemKey: 'so_2' },
    ],
  });
  expect(await books.open('clearing/chn_web')).toEqual({ so_1: -1 });
  expect(await books.open('clearing')).toEqual({ so_2: -2 });
});
