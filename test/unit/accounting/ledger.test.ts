import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../../main/engine/context.ts';
import { SYSTEM } from '../../../main/engine/engine.ts';
import { openShop, type Shop } from '../../kit/company.ts';

interface Lines {
  rows: { id: number; number: string; postedOn: string; amount: number; balance: number; entryId: number }[];
  count: number;
  sum: number;
}
interface Account {
  id: string;
  code: string;
  opening: number;
  debit: number;
  credit: number;
  balance: number;
}

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  const post = (on: string, amount: number) =>
    shop.dispatch('accounting.postEntry', {
      on,
      memo: 'Bank',
      lines: [
        { account: { role: 'bank' }, amount },
        { account: { role: 'retained-earnings' }, amount: -amount },
      ],
    });
  await post('2026-01-02', 10_000);
  await post('2026-01-03', -2_500);
  await post('2026-01-03', 400);
  await post('2026-01-02', 70); // Posted later for an earlier day: it belongs before the third.
  await post('2026-01-05', -1_000);
});
afterEach(() => shop.close());

const lines = (how: object) => shop.ask<Lines>('accounting.listLines', { role: 'bank', ...how });

test('every line says the balance after it, from whichever end and in whatever window it is read', async () => {
  const all = await lines({});
  expect(all.rows.map((r) => [r.postedOn, r.amount, r.balance])).toEqual([
    ['2026-01-02', 10_000, 10_000],
    ['2026-01-02', 70, 10_070],
    ['2026-01-03', -2_500, 7_570],
    ['2026-01-03', 400, 7_970],
    ['2026-01-05', -1_000, 6_970],
  ]);
  const newest = await lines({ newestFirst: true });
  expect(newest.rows).toEqual(all.rows.toReversed());
  for (const offset of [0, 1, 2, 3, 4]) {
    expect((await lines({ offset, limit: 2 })).rows).toEqual(all.rows.slice(offset, offset + 2));
    expect((await lines({ offset, limit: 2, newestFirst: true })).rows).toEqual(newest.rows.slice(offset, offset + 2));
  }
  expect((await lines({ from: '2026-01-03', to: '2026-01-03' })).rows).toEqual(all.rows.slice(2, 4));
});

test('trial balance, account and lines agree, each from its own rows', async () => {
  const days = { from: '2026-01-03', to: '2026-01-05' };
  const account = await shop.ask<Account>('accounting.getAccount', { role: 'bank', ...days });
  expect(account).toMatchObject({ opening: 10_070, debit: 400, credit: 3_500, balance: 6_970 });
  const trial = await shop.ask<{ rows: (Account & { accountId: string })[] }>('accounting.trialBalance', { from: days.from, on: days.to });
  expect(trial.rows.find((r) => r.accountId === account.id)).toMatchObject({ opening: 10_070, debit: 400, credit: 3_500, balance: 6_970 });
  const ledger = await lines(days);
  expect(ledger.sum).toBe(account.debit - account.credit);
  expect(ledger.rows.reduce((sum, r) => sum + r.amount, 0)).toBe(ledger.sum);
  expect(ledger.rows.at(-1)?.balance).toBe(account.balance);
  const entry = await shop.ask<{ debit: number; lines: { amount: number }[] }>('accounting.getEntry', {
    entryId: ledger.rows[0]?.entryId,
  });
  expect(entry.lines.reduce((sum, l) => sum + Math.max(0, l.amount), 0)).toBe(entry.debit);
});

test('records are named in the words of the shop, and only to those who may see them', async () => {
  const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', {
    kind: 'customer',
    name: 'Dora Doe',
    country: 'GB',
  });
  const { id } = await shop.ask<Account>('accounting.getAccount', { role: 'bank' });
  const channel = (code: string) =>
    shop.dispatch<{ channelId: string }>('channels.createChannel', {
      code,
      name: `Shop ${code}`,
      connector: 'csv',
      zone: 'Europe/London',
      currency: 'GBP',
      payment: 'on-account',
    });
  const [mine, other] = [await channel('MINE'), await channel('OTHER')];
  const ids = [partyId, id, mine.channelId, other.channelId, 'so_unknown', `${mine.channelId}/4711`];
  const as = async (actor: Actor) => {
    const { output } = await shop.engine.ask({ operation: 'insight.nameRecords', input: { ids }, actor });
    return Object.fromEntries((output as { rows: { id: string; name: string }[] }).rows.map((r) => [r.id, r.name]));
  };
  expect(await as(SYSTEM)).toEqual({
    [partyId]: 'Dora Doe',
    [id]: '1000',
    [mine.channelId]: 'Shop MINE',
    [other.channelId]: 'Shop OTHER',
  });
  const clerk = {
    ...SYSTEM,
    permissions: new Set(['company.read', 'channels.read']),
    scopes: { channel: new Set([mine.channelId]) },
  };
  expect(await as(clerk)).toEqual({ [mine.channelId]: 'Shop MINE' });
});
