import { afterEach, beforeEach, expect, test } from 'vitest';
import { bankShop, csvStatement } from '../../kit/bank-shop.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { manualEntry } from '../../kit/manual-entry.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  await shop.dispatch('closing.openYear', { startsOn: '2026-01-01' });
});
afterEach(() => shop.close());

/** Count and value of an item of the checklist in a month. */
const figures = async (period: string, item: string) => {
  const { rows } = await shop.ask<{ rows: { item: string; count: number; value: number }[] }>('closing.getChecklist', { period });
  const found = rows.find((r) => r.item === item);
  return [found?.count, found?.value];
};

test('what the books hold and the bank has not seen is told as of the end of each month', async () => {
  const bank = await bankShop(shop);
  const enter = manualEntry(shop);
  await enter('2026-01-10', 'bank', 'revenue', 10_000);
  await enter('2026-02-03', 'bank', 'revenue', 5000);
  expect(await figures('2026-01', 'bank-not-seen')).toEqual([1, 10_000]);
  expect(await figures('2026-02', 'bank-not-seen')).toEqual([1, 15_000]);
  // The bank sees the first in February: at the end of January it had not.
  expect(await bank.reads(csvStatement(0, [['2026-02-02', '100.00', 'Counter', 'Paid in']]))).toMatchObject({ state: 'done' });
  const [line] = await bank.lines();
  const posted = await shop.ask<{ rows: { id: number }[] }>('accounting.listEntries', { sort: [{ column: 'postedOn', direction: 'asc' }] });
  const parts = [{ kind: 'entry', entryId: posted.rows[0]?.id, amount: 10_000 }];
  await shop.dispatch('banking.matchLines', { bankAccountId: bank.bankAccountId, matches: [{ lineId: line?.id, parts }] });
  expect(await figures('2026-01', 'bank-not-seen')).toEqual([1, 10_000]);
  expect(await figures('2026-02', 'bank-not-seen')).toEqual([1, 5000]);
});

test('payouts on their way and open disputes are those there were by the end of the month', async () => {
  const bank = await bankShop(shop);
  const web = { code: 'web', name: 'Web shop', connector: 'csv', zone: 'Europe/London', currency: 'GBP', payment: 'before-shipment' };
  const { channelId } = await shop.dispatch<{ channelId: string }>('channels.createChannel', web);
  const rows = ['sale,120.00', 'chargeback,-20.00', 'payout,100.00'].map((row) => {
    const [kind, amount] = row.split(',');
    return `PO-1,2026-02-09,GBP,2026-02-08,${kind},,,,${amount},`;
  });
  const content = `Settlement,Paid on,Currency,Date,Kind,Type,Order,Reference,Amount,Text\n${rows.join('\n')}\n`;
  const fileId = await bank.upload(content, 'settlement.csv', 'accounting.bank');
  expect(await bank.after('banking.importSettlement', { channelId, profile: 'csv', fileId })).toMatchObject({ state: 'done' });
  for (const [item, value] of [
    ['payouts-in-transit', 10_000],
    ['disputes-open', 2000],
  ] as const) {
    expect(await figures('2026-01', item)).toEqual([0, 0]);
    expect(await figures('2026-02', item)).toEqual([1, value]);
  }
});
