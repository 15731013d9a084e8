import { afterEach, beforeEach, expect, test } from 'vitest';
import { addDays } from '../../../preload/contract/values/day.ts';
import { type Books, invoiceEntry, openBooks, simple } from '../accounting/books.ts';

interface Statement {
  opening: number;
  closing: number;
  rows: { on: string; kind: string; document: string | null; itemKey: string; amount: number; balance: number }[];
  ages: Record<string, number>;
}

let books: Books;
let ann = '';
let bob = '';
beforeEach(async () => {
  books = await openBooks();
  books.now = '2026-06-30T10:00:00.000Z';
  const party = async (name: string) =>
    (await books.dispatch<{ partyId: string }>('parties.createParty', { kind: 'customer', name, country: 'GB' })).partyId;
  [ann, bob] = [await party('Ann'), await party('Bob')];
  const receipt = (on: string, key: string, amount: number, partyId: string) =>
    simple(on, 'bank', 'receivable', amount, {
      source: { kind: 'payment', id: key },
      lines: [
        { account: { role: 'bank' }, amount },
        { account: { role: 'receivable' }, amount: -amount, itemKey: key, partyId },
      ],
    });
  await books.post(
    invoiceEntry('2026-01-05', 'inv_a1', 1_000, 200, ann),
    invoiceEntry('2026-02-20', 'inv_a2', 500, 100, ann),
    invoiceEntry('2026-03-25', 'inv_b1', 2_000, 400, bob),
    receipt('2026-02-01', 'inv_a1', 700, ann),
    receipt('2026-03-20', 'pay_ann', 900, ann),
    receipt('2026-04-10', 'inv_b1', 2_100, bob),
  );
  const match = (debitKey: string, creditKey: string, amount: number, on: string) =>
    books.dispatch('accounting.matchItems', { role: 'receivable', debitKey, creditKey, amount, on });
  await match('inv_a1', 'pay_ann', 500, '2026-04-02');
  // What Ann paid too much settles what Bob owes.
  await match('inv_b1', 'pay_ann', 300, '2026-05-04');
});
afterEach(() => books.close());

const statement = (partyId: string, from: string, to: string) => books.ask<Statement>('receivables.getStatement', { partyId, from, to });

test('what stood before, every movement, and what stands after it', async () => {
  const found = await statement(ann, '2026-02-01', '2026-03-31');
  expect(found.opening).toBe(1_200);
  expect(found.rows.map((r) => [r.on, r.kind, r.itemKey, r.amount, r.balance])).toEqual([
    ['2026-02-01', 'payment', 'inv_a1', -700, 500],
    ['2026-02-20', 'entry', 'inv_a2', 600, 1_100],
    ['2026-03-20', 'payment', 'pay_ann', -900, 200],
  ]);
  // Nothing here has a name of its own: the number of the entry stands for it.
  expect(found.rows.map((r) => r.document)).toEqual(['GEN-2026-000001', 'SAL-2026-000002', 'GEN-2026-000002']);
  expect(found).toMatchObject({ closing: 200, ages: { notDue: 0, to30: -900, to60: 600, to90: 500, over90: 0 } });
});

test('a match within the account moves nothing of it, one with another customer does', async () => {
  const [mine, theirs] = [await statement(ann, '2026-04-01', '2026-06-30'), await statement(bob, '2026-04-01', '2026-06-30')];
  expect(mine.rows.map((r) => [r.on, r.kind, r.amount, r.balance])).toEqual([['2026-05-04', 'match', 300, 500]]);
  expect(theirs.rows.map((r) => [r.on, r.kind, r.amount, r.balance])).toEqual([
    ['2026-04-10', 'payment', -2_100, 300],
    ['2026-05-04', 'match', -300, 0],
  ]);
});

test('on every day it closes at what receivables by age say, age by age', async () => {
  for (let on = '2026-01-01'; on < '2026-06-15'; on = addDays(on, 3)) {
    const { rows } = await books.ask<{ rows: ({ partyId: string; total: number } & Record<string, number>)[] }>('accounting.agedParties', {
      role: 'receivable',
      on,
    });
    for (const partyId of [ann, bob]) {
      const { closing, ages } = await statement(partyId, '2026-01-01', on);
      const aged = rows.find((r) => r.partyId === partyId);
      expect(closing, on).toBe(aged?.total ?? 0);
      for (const [age, amount] of Object.entries(ages)) expect(amount, `${on} ${age}`).toBe(aged?.[age] ?? 0);
    }
  }
});

test('a statement ends where the next one begins', async () => {
  for (let on = '2026-01-01'; on < '2026-06-15'; on = addDays(on, 9))
    expect((await statement(ann, addDays(on, 1), '2026-06-30')).opening).toBe((await statement(ann, '2026-01-01', on)).closing);
});

test('days the wrong way round and unknown customers are refused; a customer who never bought has nothing', async () => {
  const code = (answer: Promise<unknown>) => answer.then(String, (e: unknown) => (e as { code?: string }).code);
  expect(await code(statement(ann, '2026-02-01', '2026-01-31'))).toBe('receivables.wrongDays');
  expect(await code(statement('pty_nobody', '2026-01-01', '2026-01-31'))).toBe('engine.notFound');
  expect(await code(statement(ann, '2026-02-30', '2026-03-31'))).toBe('engine.badInput');
  const { partyId } = await books.dispatch<{ partyId: string }>('parties.createParty', { kind: 'customer', name: 'New', country: 'GB' });
  expect(await statement(partyId, '2026-01-01', '2026-12-31')).toMatchObject({ opening: 0, rows: [], closing: 0 });
});
