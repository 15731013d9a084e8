import { afterEach, beforeEach, expect, test } from 'vitest';
import { bankShop, csvStatement, type Row } from '../../kit/bank-shop.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy } from '../../kit/doctor.ts';

let shop: Shop;
let bank: Awaited<ReturnType<typeof bankShop>>;
beforeEach(async () => {
  shop = await openShop();
  bank = await bankShop(shop);
});
afterEach(() => shop.close());

const JANUARY: readonly Row[] = [
  ['2026-01-05', '120.00', 'Mona Mug', 'INV-2026-00001'],
  ['2026-01-06', '-20.50', 'Bank', 'Fees'],
];
const CAMT = (opening: string, closing: string, amount: string, currency = 'GBP', iban = 'GB29NWBK60161331926819') =>
  `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt><Id>S9</Id><Acct><Id><IBAN>${iban}</IBAN></Id><Ccy>${currency}</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${opening}</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal><Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${closing}</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-01-07</Dt></BookgDt></Ntry></Stmt></BkToCstmrStmt></Document>`;

test('looked at first, then taken in: lines are open, the bank says so much, the books say nothing yet, and the file is kept', async () => {
  const file = csvStatement(0, JANUARY);
  expect(await bank.reads(file, 'previewStatement')).toMatchObject({
    state: 'done',
    result: { name: 'statement.csv', format: 'csv', statements: 1, lines: 2, known: 0, amount: 9950, from: '2026-01-05', balance: 9950 },
  });
  expect(await bank.lines()).toEqual([]);
  expect(await bank.reads(file)).toMatchObject({ state: 'done', result: { lines: 2, balance: 9950 } });
  expect(await bank.lines()).toMatchObject([
    { amount: 12_000, open: 12_000, state: 'open' },
    { amount: -2050, open: -2050 },
  ]);
  expect(await bank.account()).toMatchObject({ balance: 9950, balanceOn: '2026-01-06', openLines: 2, open: 9950, unseen: 0, ledger: 0 });
  const { rows } = await shop.ask<{ rows: { fileId: string }[] }>('banking.listBankStatements', {});
  expect(await shop.ask('engine.getFile', { fileId: rows[0]?.fileId })).toMatchObject({ name: 'statement.csv', expiresAt: null });
  await expectHealthy(shop);
});

test('the same statement again, and one that overlaps: what came before changes nothing and is said', async () => {
  await bank.reads(csvStatement(0, JANUARY));
  expect(await bank.reads(csvStatement(0, JANUARY))).toMatchObject({ state: 'done', result: { statements: 0, lines: 0, known: 2 } });
  const more: readonly Row[] = [...JANUARY, ['2026-01-07', '5.00', 'Max', 'Tip']];
  expect(await bank.reads(csvStatement(0, more))).toMatchObject({ state: 'done', result: { lines: 1, known: 2, balance: 10_450 } });
  expect(await bank.lines()).toHaveLength(3);
  await expectHealthy(shop);
});

test('a statement that does not go on from the last one is refused with both balances, and nothing of it stays', async () => {
  await bank.reads(csvStatement(0, JANUARY));
  const gap = await bank.reads(csvStatement(50_000, [['2026-01-09', '1.00', 'Max', 'Tip']]));
  expect(gap).toMatchObject({ state: 'failed' });
  expect(gap.error).toContain('opens with 500.00, the one before closed with 99.50 GBP');
  expect((await bank.reads(CAMT('99.50', '100.00', '1.00'), 'importStatement', 's.xml')).error).toContain(
    'lead to 100.50, it says it closes with 100.00',
  );
  expect((await bank.reads(CAMT('99.50', '100.50', '1.00', 'EUR'), 'importStatement', 's.xml')).error).toContain(
    'is in EUR, Current account is kept in GBP',
  );
  const other = CAMT('99.50', '100.50', '1.00', 'GBP', 'DE89370400440532013000');
  expect((await bank.reads(other, 'importStatement', 's.xml')).error).toContain('of account DE89370400440532013000');
  expect((await bank.reads(csvStatement(9950, [['2026-13-09', '1.00', 'Max', 'Tip']]))).error).toContain('line 2: "2026-13-09" is no day');
  expect(await bank.lines()).toHaveLength(2);
  expect(await bank.reads(CAMT('99.50', '100.50', '1.00'), 'importStatement', 's.xml')).toMatchObject({
    state: 'done',
    result: { format: 'camt053' },
  });
  await expectHealthy(shop);
});

test('lines that came before and stand behind new ones show that a file was changed', async () => {
  await bank.reads(csvStatement(0, JANUARY));
  const changed: readonly Row[] = [['2026-01-05', '1.00', 'Eve', 'Slipped in'], ...JANUARY];
  expect((await bank.reads(csvStatement(-100, changed))).error).toContain('imported before, but stand behind new ones');
});

test('an account of the chart is one bank account; those kept by item or by stock are none', async () => {
  const { rows } = await shop.ask<{ rows: { id: string; code: string }[] }>('accounting.listAccounts', { limit: 500 });
  const open = (code: string, more = {}) =>
    shop.dispatch('banking.openBankAccount', { name: code, currency: 'GBP', accountId: rows.find((a) => a.code === code)?.id, ...more });
  await expect(open('1000')).rejects.toMatchObject({ code: 'banking.accountTaken' });
  await expect(open('1100')).rejects.toMatchObject({ code: 'banking.accountTaken' });
  await expect(open('1010', { currency: 'EUR' })).rejects.toMatchObject({ code: 'banking.homeCurrencyOnly' });
  await expect(open('1010', { number: 'gb29nwbk60161331926819' })).rejects.toMatchObject({ code: 'engine.alreadyExists' });
  const own = await shop.dispatch<{ accountId: string }>('banking.openBankAccount', {
    name: 'Savings',
    currency: 'GBP',
    startBalance: 5000,
  });
  expect(await shop.ask('accounting.getAccount', { accountId: own.accountId })).toMatchObject({ name: 'Savings', type: 'asset' });
});
