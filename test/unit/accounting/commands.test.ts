import { afterEach, beforeEach, expect, test } from 'vitest';
import { expectHealthy } from '../../kit/doctor.ts';
import { where } from '../../kit/where.ts';
import { type Books, invoiceEntry, openBooks, simple } from './books.ts';

let books: Books;
beforeEach(async () => {
  books = await openBooks({ now: '2026-03-10T09:00:00.000Z' });
});
afterEach(() => books.close());

const refused = (code: string, params: object = {}) =>
  expect.objectContaining({ name: 'Refusal', code, params: expect.objectContaining(params) });
const rent = {
  on: '2026-03-01',
  memo: 'Rent March',
  reference: 'V-17',
  lines: [
    { account: { code: '6900' }, amount: 90_000, channelId: 'chn_web', memo: 'Shop' },
    { account: { role: 'bank' }, amount: -90_000 },
  ],
};
interface Posted {
  entryId: number;
  number: string;
}
interface Paid extends Posted {
  paymentId: string;
}

test('a manual entry is posted by account code or role', async () => {
  const { entryId, number } = await books.dispatch<Posted>('accounting.postEntry', rent);
  expect(number).toBe('GEN-2026-000001');
  expect(await books.ask('accounting.getEntry', { entryId })).toMatchObject({
    journal: 'GEN',
    sourceKind: 'manual',
    sourceId: 'V-17',
    debit: 90_000,
    reversedById: null,
    lines: [
      { lineNo: 1, code: '6900', amount: 90_000, channelId: 'chn_web', memo: 'Shop' },
      { lineNo: 2, code: '1000', amount: -90_000, channelId: null },
    ],
  });
});

test('a manual entry out of balance is refused with the difference', async () => {
  const lines = [rent.lines[0], { account: { role: 'bank' }, amount: -89_950 }];
  await expect(books.dispatch('accounting.postEntry', { ...rent, lines })).rejects.toEqual(
    refused('accounting.unbalanced', { difference: 50, currency: 'GBP' }),
  );
  await expect(books.dispatch('accounting.postEntry', { ...rent, lines })).rejects.toThrow(/differ by 0\.50 GBP/);
});

test('what inventory keeps equal to its layers is not posted to by hand', async () => {
  const lines = [
    { account: { role: 'inventory-transit' }, amount: 5 },
    { account: { role: 'bank' }, amount: -5 },
  ];
  await expect(books.dispatch('accounting.postEntry', { ...rent, lines })).rejects.toEqual(
    refused('accounting.accountManaged', { room: 'inventory' }),
  );
});

test('a preview of an entry is kept to the letter, whatever is posted in between', async () => {
  const dry = await books.send('accounting.postEntry', rent, { dryRun: true });
  expect(await books.count('journal_entry')).toBe(0);
  await books.post(simple('2026-03-02', 'bank', 'fx', 5));
  const real = await books.send('accounting.postEntry', rent, { confirm: dry.preview?.effectsDigest ?? '' });
  expect(real.output).toMatchObject({ number: 'GEN-2026-000002' });
});

test('a reversal undoes an entry once, by a new entry on an open day', async () => {
  const { entryId } = await books.dispatch<Posted>('accounting.postEntry', rent);
  const back = await books.dispatch<Posted>('accounting.reverseEntry', { entryId, on: '2026-03-10' });
  expect(await books.balance('bank')).toBe(0);
  expect(await books.ask('accounting.getEntry', { entryId })).toMatchObject({ reversedById: back.entryId });
  expect(await books.ask('accounting.getEntry', { entryId: back.entryId })).toMatchObject({
    reversesId: entryId,
    postedOn: '2026-03-10',
    lines: [{ amount: -90_000, channelId: 'chn_web' }, { amount: 90_000 }],
  });
  await expect(books.dispatch('accounting.reverseEntry', { entryId, on: '2026-03-10' })).rejects.toEqual(
    refused('accounting.alreadyReversed', { by: back.number }),
  );
  await expect(books.dispatch('accounting.reverseEntry', { entryId: back.entryId, on: '2026-03-10' })).rejects.toEqual(
    refused('accounting.isReversal'),
  );
  const [invoice] = await books.post(invoiceEntry('2026-03-01', 'inv_1', 100, 20));
  await expect(books.dispatch('accounting.reverseEntry', { entryId: invoice?.entryId, on: '2026-03-10' })).rejects.toEqual(
    refused('accounting.ownedByDocument', { sourceKind: 'invoice', sourceId: 'inv_1' }),
  );
  await expect(books.dispatch('accounting.reverseEntry', { entryId: 999, on: '2026-03-10' })).rejects.toEqual(refused('engine.notFound'));
  await expectHealthy(books);
});

const lock = (kind: string, through: string, revision = 1) =>
  books.send('accounting.setLock', { kind, through }, { expect: [{ id: `posting_lock/${kind}`, revision }] });

test('posting into a locked period is refused and offers the next open day', async () => {
  await lock('all', '2026-02-28');
  await expect(books.dispatch('accounting.postEntry', { ...rent, on: '2026-02-28' })).rejects.toEqual(
    refused('accounting.periodLocked', { kind: 'all', through: '2026-02-28', nextOpenOn: '2026-03-01' }),
  );
  await books.dispatch('accounting.postEntry', { ...rent, documentOn: '2026-02-28' });
  await lock('sales', '2026-03-05');
  await expect(books.post(invoiceEntry('2026-03-05', 'inv_1', 100, 20))).rejects.toEqual(
    refused('accounting.periodLocked', { kind: 'sales', nextOpenOn: '2026-03-06' }),
  );
  await lock('tax', '2026-03-08');
  await expect(books.post(invoiceEntry('2026-03-06', 'inv_1', 100, 20))).rejects.toEqual(
    refused('accounting.periodLocked', { kind: 'tax', nextOpenOn: '2026-03-09' }),
  );
  await books.post(invoiceEntry('2026-03-09', 'inv_1', 100, 20), simple('2026-03-05', 'write-down', 'fx', 100, { journal: 'STK' }));
  await expect(lock('all', '2026-01-31', 2)).rejects.toEqual(
    refused('accounting.reopenByTwo', { through: '2026-02-28', back: '2026-01-31' }),
  );
  const { rows } = await books.ask<{ rows: { kind: string; through: string | null }[] }>('accounting.listLocks', {});
  expect(Object.fromEntries(rows.map((r) => [r.kind, r.through]))).toEqual({
    all: '2026-02-28',
    bank: null,
    hard: null,
    purchases: null,
    sales: '2026-03-05',
    stock: null,
    tax: '2026-03-08',
  });
});

test('a hard lock never moves back and never ahead of today; every lock asks for the revision looked at', async () => {
  await lock('hard', '2026-01-31');
  await expect(lock('hard', '2026-01-30', 2)).rejects.toEqual(refused('accounting.lockNeverBack', { through: '2026-01-31' }));
  await expect(lock('hard', '2026-03-11', 2)).rejects.toEqual(refused('accounting.lockAhead', { today: '2026-03-10' }));
  await expect(lock('hard', '2026-02-28', 1)).rejects.toEqual(refused('engine.stale', { current: 2 }));
  await expect(books.send('accounting.setLock', { kind: 'all', through: '2026-01-31' })).rejects.toEqual(refused('engine.expectMissing'));
  await expect(books.post(simple('2026-01-31', 'bank', 'fx', 1))).rejects.toEqual(refused('accounting.periodLocked', { kind: 'hard' }));
});

test('captured before shipment: paid 120 on 30 Nov, payout 117 and fee 3 on 2 Dec, shipped on 3 Dec', async () => {
  const order = { orderId: 'so_1', channelId: 'chn_web', partyId: 'pty_ann' };
  await books.dispatch('accounting.recordCapture', { ...order, on: '2025-11-30', amount: 12_000, externalId: 'ch_1' });
  expect([await books.open('clearing'), await books.open('customer-deposits')]).toEqual([{ so_1: 12_000 }, { so_1: -12_000 }]);
  await books.post({
    ...simple('2025-12-02', 'bank', 'clearing', 0, { journal: 'BNK' }),
    lines: [
      { account: { role: 'bank' }, amount: 11_700 },
      { account: { role: 'channel-fees' }, amount: 300 },
      { account: { role: 'clearing/chn_web' }, amount: -12_000, itemKey: 'so_1' },
    ],
  });
  expect([await books.balance('clearing'), await books.balance('bank'), await books.balance('customer-deposits')]).toEqual([
    0, 11_700, -12_000,
  ]);
  const sale = invoiceEntry('2025-12-03', 'inv_1', 10_000, 2_000);
  const applied = [
    { account: { role: 'customer-deposits' }, amount: 12_000, itemKey: 'so_1' },
    { account: { role: 'receivable' }, amount: -12_000, itemKey: 'inv_1' },
  ];
  await books.post({ ...sale, lines: [...sale.lines, ...applied] });
  expect([
    await books.balance('receivable'),
    await books.balance('customer-deposits'),
    await books.balance('revenue'),
    await books.balance('output-tax'),
  ]).toEqual([0, 0, -10_000, -2_000]);
  await expectHealthy(books);
});

test('captured at shipment pays the invoice, and not a penny more than is open', async () => {
  await books.post(invoiceEntry('2026-03-02', 'inv_1', 10_000, 2_000));
  const capture = { orderId: 'so_1', invoiceId: 'inv_1', channelId: 'chn_web', on: '2026-03-02' };
  await expect(books.dispatch('accounting.recordCapture', { ...capture, amount: 12_001 })).rejects.toEqual(
    refused('accounting.itemTooSmall', { itemKey: 'inv_1', open: 12_000, asked: 12_001 }),
  );
  const paid = await books.dispatch<Paid>('accounting.recordCapture', {
    ...capture,
    amount: 12_000,
    externalId: 'ch_1',
  });
  expect([await books.open('receivable'), await books.open('clearing')]).toEqual([{}, { so_1: 12_000 }]);
  await expect(
    books.dispatch('accounting.recordCapture', {
      ...capture,
      orderId: 'so_2',
      invoiceId: undefined,
      amount: 1,
      externalId: 'ch_1',
    }),
  ).rejects.toEqual(refused('engine.alreadyExists', { id: 'ch_1' }));
  const { rows } = await books.ask<{ rows: object[] }>('accounting.listPayments', where({ orderId: 'so_1' }));
  expect(rows).toEqual([
    expect.objectContaining({
      id: paid.paymentId,
      number: 'PAY-2026-000001',
      kind: 'capture',
      amount: 12_000,
      entryId: paid.entryId,
      externalId: 'ch_1',
    }),
  ]);
});

test('a credit note is refunded through the channel once', async () => {
  await books.post(invoiceEntry('2026-03-02', 'inv_1', 10_000, 2_000));
  await books.dispatch('accounting.recordCapture', {
    orderId: 'so_1',
    invoiceId: 'inv_1',
    channelId: 'chn_web',
    on: '2026-03-02',
    amount: 12_000,
  });
  await books.post(invoiceEntry('2026-03-05', 'cn_1', -1_000, -200));
  const refund = {
    via: 'clearing',
    orderId: 'so_1',
    channelId: 'chn_web',
    on: '2026-03-06',
    of: { role: 'receivable', itemKey: 'cn_1' },
  };
  await expect(books.dispatch('accounting.recordRefund', { ...refund, amount: 1_201 })).rejects.toEqual(
    refused('accounting.itemTooSmall', { open: 1_200 }),
  );
  await books.dispatch('accounting.recordRefund', { ...refund, amount: 1_200 });
  expect([await books.open('receivable'), await books.open('clearing')]).toEqual([{}, { so_1: 10_800 }]);
  await expect(books.dispatch('accounting.recordRefund', { ...refund, amount: 1 })).rejects.toEqual(
    refused('accounting.itemTooSmall', { open: 0 }),
  );
  await expect(books.dispatch('accounting.recordRefund', { ...refund, orderId: undefined, amount: 1 })).rejects.toThrow(/names its order/);
  await expectHealthy(books);
});

test('an order cancelled before shipment gives its deposit back', async () => {
  await books.dispatch('accounting.recordCapture', { orderId: 'so_1', on: '2026-03-01', amount: 5_000 });
  await books.dispatch('accounting.recordRefund', {
    via: 'clearing',
    on: '2026-03-02',
    amount: 5_000,
    of: { role: 'customer-deposits', itemKey: 'so_1' },
  });
  expect([await books.open('clearing'), await books.open('customer-deposits')]).toEqual([{}, {}]);
});

test('money received settles the invoices named; the rest waits on account and is matched later', async () => {
  await books.post(invoiceEntry('2026-03-01', 'inv_1', 10_000, 2_000), invoiceEntry('2026-03-02', 'inv_2', 500, 100));
  const receipt = { partyId: 'pty_ann', on: '2026-03-05' };
  await expect(
    books.dispatch('accounting.recordReceipt', {
      ...receipt,
      amount: 100,
      settles: [{ invoiceId: 'inv_1', amount: 101 }],
    }),
  ).rejects.toEqual(refused('accounting.unbalanced'));
  const { paymentId } = await books.dispatch<Paid>('accounting.recordReceipt', {
    ...receipt,
    amount: 12_500,
    settles: [{ invoiceId: 'inv_1', amount: 12_000 }],
  });
  expect(await books.open('receivable')).toEqual({ inv_2: 600, [paymentId]: -500 });
  const match = { role: 'receivable', debitKey: 'inv_2', creditKey: paymentId, on: '2026-03-06' };
  await expect(books.dispatch('accounting.matchItems', { ...match, amount: 501 })).rejects.toEqual(
    refused('accounting.itemTooSmall', { itemKey: paymentId, open: 500 }),
  );
  await expect(books.dispatch('accounting.matchItems', { ...match, creditKey: 'pay_none', amount: 1 })).rejects.toEqual(
    refused('accounting.itemTooSmall', { open: 0 }),
  );
  await books.dispatch('accounting.matchItems', { ...match, amount: 500 });
  expect(await books.open('receivable')).toEqual({ inv_2: 100 });
  expect(await books.balance('receivable')).toBe(100);
  await expectHealthy(books);
});

test('a previewed payment is the payment that is made, although both draw ids of their own', async () => {
  const receipt = { partyId: 'pty_ann', on: '2026-03-05', amount: 700 };
  const dry = await books.send('accounting.recordReceipt', receipt, { dryRun: true });
  expect(await books.open('receivable')).toEqual({});
  const real = await books.send('accounting.recordReceipt', receipt, { confirm: dry.preview?.effectsDigest ?? '' });
  expect(await books.open('receivable')).toEqual({ [(real.output as Paid).paymentId]: -700 });
});

test('two payments of one call cannot settle the same invoice twice', async () => {
  await books.post(invoiceEntry('2026-03-01', 'inv_1', 100, 20));
  const half = {
    kind: 'receipt',
    on: '2026-03-02',
    amount: 70,
    via: 'bank',
    parts: [{ role: 'receivable', itemKey: 'inv_1', amount: 70 }],
  } as const;
  await expect(books.pay(half, half)).rejects.toEqual(refused('accounting.itemTooSmall', { open: 50, asked: 70 }));
  const rest = { ...half, amount: 50, parts: [{ role: 'receivable', itemKey: 'inv_1', amount: 50 }] } as const;
  const paid = await books.pay(half, rest, {
    ...rest,
    kind: 'payout',
    parts: [{ role: 'payable', itemKey: 'bill_1', amount: 50, opens: true }],
  });
  expect(paid.map((p) => p.paymentNumber)).toEqual(['PAY-2026-000001', 'PAY-2026-000002', 'PAY-2026-000003']);
  expect(await books.balance('bank')).toBe(70);
  expect(await books.open('payable')).toEqual({ bill_1: 50 });
});

test('the chart grows, and an account with a role or a balance cannot be closed', async () => {
  const { accountId } = await books.dispatch<{ accountId: string }>('accounting.createAccount', {
    code: '1001',
    name: 'Second bank',
    type: 'asset',
  });
  await expect(books.dispatch('accounting.createAccount', { code: '1001', name: 'Again', type: 'asset' })).rejects.toEqual(
    refused('engine.alreadyExists'),
  );
  const { rows } = await books.ask<{ rows: { id: string; code: string; roles: string[] }[] }>('accounting.listAccounts', { limit: 500 });
  const bank = rows.find((r) => r.roles.includes('bank'));
  await books.dispatch('accounting.postEntry', {
    ...rent,
    lines: [
      { account: { role: 'bank' }, amount: 1 },
      { account: { role: 'fx' }, amount: -1 },
    ],
  });
  await books.send('accounting.assignRole', { role: 'bank', accountId }, { expect: [{ id: 'account_role/bank', revision: 1 }] });
  await books.dispatch('accounting.postEntry', rent);
  expect(await books.balance('bank')).toBe(-90_000);
  const close = (id: string | undefined, revision: number) =>
    books.send('accounting.changeAccount', { accountId: id, active: false }, { expect: [{ id: id ?? '', revision }] });
  await expect(close(bank?.id, 1)).rejects.toThrow(/has a balance/);
  await expect(close(accountId, 1)).rejects.toThrow(/plays the role bank/);
  const spare = await books.dispatch<{ accountId: string }>('accounting.createAccount', {
    code: '1002',
    name: 'Spare',
    type: 'asset',
  });
  await close(spare.accountId, 1);
  const lines = [
    { account: { code: '1002' }, amount: 1 },
    { account: { role: 'fx' }, amount: -1 },
  ];
  await expect(books.dispatch('accounting.postEntry', { ...rent, lines })).rejects.toEqual(refused('accounting.accountInactive'));
});

test('an open-item role stays where its open items are', async () => {
  const { accountId } = await books.dispatch<{ accountId: string }>('accounting.createAccount', {
    code: '1101',
    name: 'Receivables abroad',
    type: 'asset',
    openItems: true,
  });
  await books.post(invoiceEntry('2026-03-01', 'inv_1', 100, 20));
  const assign = (to: string) =>
    books.send(
      'accounting.assignRole',
      { role: 'receivable', accountId: to },
      { expect: [{ id: 'account_role/receivable', revision: 1 }] },
    );
  await expect(assign(accountId)).rejects.toThrow(/settle them first/);
  await books.dispatch('accounting.recordReceipt', {
    partyId: 'pty_ann',
    on: '2026-03-02',
    amount: 120,
    settles: [{ invoiceId: 'inv_1', amount: 120 }],
  });
  const plain = await books.dispatch<{ accountId: string }>('accounting.createAccount', {
    code: '1102',
    name: 'Plain',
    type: 'asset',
  });
  await expect(assign(plain.accountId)).rejects.toThrow(/kept by open item/);
  await assign(accountId);
  await expectHealthy(books);
});
