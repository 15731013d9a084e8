import { afterEach, beforeEach, expect, test } from 'vitest';
import { addDays } from '../../../preload/contract/values/day.ts';
import { type Books, invoiceEntry, openBooks, simple } from './books.ts';

interface Aged {
  rows: { partyId: string; items: number; total: number }[];
  count: number;
  total: Record<string, number>;
  books: number;
}
interface Items {
  rows: { itemKey: string; open: number; daysLate: number }[];
  count: number;
  sum: number;
}

let books: Books;
beforeEach(async () => {
  books = await openBooks();
  books.now = '2026-06-30T10:00:00.000Z';
  const receipt = (on: string, key: string, amount: number, partyId: string) =>
    simple(on, 'bank', 'receivable', amount, {
      lines: [
        { account: { role: 'bank' }, amount },
        { account: { role: 'receivable' }, amount: -amount, itemKey: key, partyId },
      ],
    });
  await books.post(
    invoiceEntry('2026-01-05', 'inv_a1', 1_000, 200, 'pty_ann'),
    invoiceEntry('2026-02-20', 'inv_a2', 500, 100, 'pty_ann'),
    invoiceEntry('2026-03-25', 'inv_b1', 2_000, 400, 'pty_bob'),
    receipt('2026-02-01', 'inv_a1', 700, 'pty_ann'),
    receipt('2026-03-20', 'pay_ann', 900, 'pty_ann'),
  );
  await books.dispatch('accounting.matchItems', {
    role: 'receivable',
    debitKey: 'inv_a1',
    creditKey: 'pay_ann',
    amount: 500,
    on: '2026-04-02',
  });
  await books.post(receipt('2026-04-10', 'inv_b1', 2_400, 'pty_bob'));
});
afterEach(() => books.close());

const aged = (on: string) => books.ask<Aged>('accounting.agedParties', { role: 'receivable', on });
const items = (on: string, partyId?: string) =>
  books.ask<Items>('accounting.agedItems', { role: 'receivable', on, ...(partyId === undefined ? {} : { partyId }) });

test('what is open stands by party and by how long it has been due', async () => {
  const end = await aged('2026-03-31');
  expect(end.rows.map((r) => [r.partyId, r.items, r.total])).toEqual([
    ['pty_bob', 1, 2_400],
    ['pty_ann', 3, 200],
  ]);
  expect(end.total).toEqual({ notDue: 0, to30: 2_400 - 900, to60: 600, to90: 500, over90: 0, total: 2_600 });
  expect(end).toMatchObject({ count: 2, books: 2_600 });
  expect((await items('2026-03-31', 'pty_ann')).rows.map((r) => [r.itemKey, r.open, r.daysLate])).toEqual([
    ['inv_a1', 500, 85],
    ['inv_a2', 600, 39],
    ['pay_ann', -900, 11],
  ]);
});

test('a later match and a later receipt do not change what was open before, and count from their own day', async () => {
  expect((await items('2026-04-02', 'pty_ann')).rows.map((r) => [r.itemKey, r.open])).toEqual([
    ['inv_a2', 600],
    ['pay_ann', -400],
  ]);
  expect((await aged('2026-04-09')).rows.map((r) => [r.partyId, r.total])).toEqual([
    ['pty_bob', 2_400],
    ['pty_ann', 200],
  ]);
  expect((await aged('2026-04-10')).rows.map((r) => [r.partyId, r.total])).toEqual([['pty_ann', 200]]);
});

test('on every day the items come to the balance of the control account', async () => {
  for (let on = '2026-01-01'; on < '2026-04-15'; on = addDays(on, 3)) {
    const { total, books: balance } = await aged(on);
    expect(total['total'], on).toBe(balance);
    expect((await items(on)).sum, on).toBe(balance);
  }
});

test('what is owed to suppliers is positive', async () => {
  await books.post({
    ...simple('2026-05-01', 'bank', 'bank', 1),
    lines: [
      { account: { role: 'channel-fees' }, amount: 800 },
      { account: { role: 'payable' }, amount: -800, itemKey: 'bil_1', partyId: 'pty_sup', dueOn: '2026-05-31' },
    ],
  });
  const owed = await books.ask<Aged>('accounting.agedParties', { role: 'payable', on: '2026-05-31' });
  expect(owed).toMatchObject({ total: { notDue: 800, total: 800 }, books: 800 });
  expect((await books.ask<Aged>('accounting.agedParties', { role: 'payable', on: '2026-06-01' })).total).toMatchObject({ to30: 800 });
});
