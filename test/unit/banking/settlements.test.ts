import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BankLineRow, bankShop, csvStatement } from '../../kit/bank-shop.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy } from '../../kit/doctor.ts';

let shop: Shop;
let bank: Awaited<ReturnType<typeof bankShop>>;
let channelId: string;
beforeEach(async () => {
  shop = await openShop();
  bank = await bankShop(shop);
  const web = { code: 'web', name: 'Web shop', connector: 'csv', zone: 'Europe/London', currency: 'GBP', payment: 'before-shipment' };
  ({ channelId } = await shop.dispatch<{ channelId: string }>('channels.createChannel', web));
  await shop.dispatch('catalog.createItem', { sku: 'TEE', title: 'Tee' });
});
afterEach(() => shop.close());

/** An order the channel took the money of. */
async function paidOrder(externalId: string, amount: number): Promise<string> {
  const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', {
    kind: 'customer',
    name: externalId,
    country: 'GB',
  });
  const { orderId } = await shop.dispatch<{ orderId: string }>('sales.acceptOrder', {
    partyId,
    channelId,
    externalId,
    orderedAt: '2026-01-05T09:00:00.000Z',
    orderedOn: '2026-01-05',
    currency: 'GBP',
    country: 'GB',
    lines: [{ sku: 'TEE', qty: 1, unitPriceMicros: amount * 10_000 }],
  });
  await shop.dispatch('accounting.recordCapture', { on: '2026-01-05', amount, partyId, channelId, orderId });
  return orderId;
}
type Row = readonly [kind: string, amount: string, order?: string, type?: string];
const file = (name: string, ...rows: Row[]) =>
  `Settlement,Paid on,Currency,Date,Kind,Type,Order,Reference,Amount,Text\n${rows.map(([kind, amount, order = '', type = '']) => `${name},2026-01-09,GBP,2026-01-08,${kind},${type},${order},,${amount},`).join('\n')}\n`;
const imports = async (content: string, operation = 'banking.importSettlement') =>
  bank.after(operation, { channelId, profile: 'csv', fileId: await bank.upload(content, 'settlement.csv', 'accounting.bank') });
interface Proof {
  settled: number;
  kept: number;
  reserved: number;
  gap: number;
  unsettled: number;
  unmatched: number;
  inTransit: number;
  disputed: number;
}
const proof = async () => (await shop.ask<{ rows: Proof[] }>('banking.proveClearing', {})).rows[0];
const settlement = async (nth = 0) => {
  const { rows } = await shop.ask<{ rows: { id: string }[] }>('banking.listSettlements', {
    sort: [{ column: 'paidOn', direction: 'asc' }],
  });
  return shop.ask<{ id: string; state: string; proof: object; inTransit: number; unmatched: number; unknown: number }>(
    'banking.getSettlement',
    { settlementId: rows[nth]?.id },
  );
};
const lines = async (settlementId: string) =>
  (
    await shop.ask<{ rows: { id: number; lineNo: number; state: string }[] }>('banking.listSettlementLines', {
      filter: [{ column: 'settlementId', op: 'eq', value: settlementId }],
    })
  ).rows;
const balance = async (role: string) => {
  const { rows } = await shop.ask<{ rows: { code: string; roles?: string[]; balance: number; name: string }[] }>(
    'accounting.trialBalance',
    { on: '2026-12-31' },
  );
  const { rows: accounts } = await shop.ask<{ rows: { code: string; roles: string[] }[] }>('accounting.listAccounts', { limit: 500 });
  const code = accounts.find((a) => a.roles.includes(role))?.code;
  return rows.find((r) => r.code === code)?.balance ?? 0;
};
const statement = async (...rows: (readonly [string, string, string, string])[]): Promise<BankLineRow[]> => {
  expect(await bank.reads(csvStatement((await bank.account()).balance, rows))).toMatchObject({ state: 'done' });
  return bank.lines();
};

test('paid 120 on the order, 117 paid out and a fee of 3; the bank line meets the payout by its number', async () => {
  await paidOrder('WEB-1', 12_000);
  const content = file('PO-2026-77', ['sale', '120.00', 'WEB-1'], ['fee', '-3.00', '', 'Card fee'], ['payout', '117.00']);
  expect(await imports(content, 'banking.previewSettlement')).toMatchObject({
    state: 'done',
    result: { settlements: 1, lines: 2, payout: 11_700, unmatched: 0 },
  });
  expect(await imports(content)).toMatchObject({ state: 'done', result: { settlements: 1 } });
  expect(await settlement()).toMatchObject({
    state: 'posted',
    inTransit: 11_700,
    proof: { opening: 0, transactions: 11_700, payout: 11_700, closing: 0, gap: 0 },
  });
  expect([await balance(`clearing/${channelId}`), await balance('channel-fees'), await balance(`payout-in-transit/${channelId}`)]).toEqual([
    0, 300, 11_700,
  ]);
  await statement(['2026-01-10', '117.00', 'Provider', 'Payout PO-2026-77']);
  const suggested = await shop.ask<{
    rows: { id: number; suggestions: { sure: boolean; parts: { accountId: string; itemKey: string; amount: number }[] }[] }[];
  }>('banking.suggestMatches', { bankAccountId: bank.bankAccountId });
  const [line] = suggested.rows;
  const [best] = line?.suggestions ?? [];
  expect(best).toMatchObject({ by: 'number', sure: true });
  const parts = best?.parts.map(({ accountId, itemKey, amount }) => ({ kind: 'item', accountId, itemKey, amount }));
  await shop.dispatch('banking.matchLines', { bankAccountId: bank.bankAccountId, matches: [{ lineId: line?.id, parts }] });
  expect([await balance('bank'), await balance(`payout-in-transit/${channelId}`)]).toEqual([11_700, 0]);
  expect(await proof()).toMatchObject({ gap: 0, inTransit: 0, unsettled: 0 });
  expect(await imports(content)).toMatchObject({ state: 'done', result: { settlements: 0, known: 1 } });
  await expectHealthy(shop);
});

test('net, fees, tax on fees and reserve are clearing: 100 + 10 + 2 + 8 = 120; then 50 + 200 - 220 = 30', async () => {
  await paidOrder('WEB-1', 12_000);
  await imports(
    file('S1', ['sale', '120.00', 'WEB-1'], ['fee', '-10.00'], ['fee-tax', '-2.00'], ['reserve', '-8.00'], ['payout', '100.00']),
  );
  expect(await settlement()).toMatchObject({ proof: { opening: 0, transactions: 10_800, payout: 10_000, closing: 800, gap: 0 } });
  expect([await balance('channel-fees'), await balance('input-tax'), await balance(`channel-reserve/${channelId}`)]).toEqual([
    1000, 200, 800,
  ]);
  await paidOrder('WEB-2', 4200);
  await imports(file('S2', ['sale', '42.00', 'WEB-2'], ['reserve', '-42.00'], ['payout', '0.00']));
  await paidOrder('WEB-3', 20_000);
  await imports(
    file('S3', ['opening', '50.00'], ['sale', '200.00', 'WEB-3'], ['reserve', '20.00'], ['payout', '220.00'], ['closing', '30.00']),
  );
  expect(await proof()).toMatchObject({ settled: 3000, reserved: 3000, kept: 0, gap: 0 });
  await expectHealthy(shop);
});

test('money the provider keeps stands on clearing and is the opening of the next one', async () => {
  await paidOrder('WEB-1', 10_000);
  await imports(file('S1', ['opening', '0.00'], ['sale', '100.00', 'WEB-1'], ['payout', '70.00'], ['closing', '30.00']));
  expect(await proof()).toMatchObject({ settled: 3000, kept: 3000, gap: 0 });
  expect((await imports(file('S2', ['opening', '20.00'], ['fee', '-1.00'], ['payout', '0.00'], ['closing', '19.00']))).error).toContain(
    'opens with 20.00, the one before closed with 30.00',
  );
  await imports(file('S3', ['opening', '30.00'], ['fee', '-1.00'], ['payout', '29.00'], ['closing', '0.00']));
  expect(await proof()).toMatchObject({ settled: 0, kept: 0, gap: 0 });
  await expectHealthy(shop);
});

test('refused whole: a cent missing, another currency, the same settlement with other content', async () => {
  const sound = file('S1', ['sale', '10.00', 'WEB-1'], ['fee', '-1.00'], ['payout', '9.00']);
  expect((await imports(sound.replace('10.00', '10.01'))).error).toContain('come to 9.01, its payout to 9.00');
  expect((await imports(sound.replaceAll('GBP', 'EUR'))).error).toContain('is in EUR');
  expect((await shop.ask<{ rows: unknown[] }>('banking.listSettlements', {})).rows).toEqual([]);
  await imports(sound);
  expect((await imports(sound.replace('-1.00', '-2.00').replace('9.00', '8.00'))).error).toContain(
    'imported before with other content (payout 9.00, now 8.00',
  );
  await expectHealthy(shop);
});

test('a line without an order waits on clearing and moves to the order when somebody says which; nothing is lost', async () => {
  await imports(file('S1', ['sale', '120.00', 'LATE-1'], ['payout', '120.00']));
  const s = await settlement();
  expect(s).toMatchObject({ state: 'posted', unmatched: 1 });
  expect(await proof()).toMatchObject({ unmatched: -12_000, unsettled: 0, gap: 0 });
  const [line] = await lines(s.id);
  await expect(shop.dispatch('banking.settleLine', { lineId: line?.id, orderNumber: 'LATE-1' })).rejects.toMatchObject({
    code: 'banking.otherChannelOrder',
  });
  await paidOrder('LATE-1', 12_000);
  await shop.dispatch('banking.settleLine', { lineId: line?.id, orderNumber: 'LATE-1' });
  expect(await proof()).toMatchObject({ unmatched: 0, unsettled: 0 });
  await expectHealthy(shop);
});

test('a line of an unknown kind holds its settlement back until somebody says what it is', async () => {
  await imports(file('S1', ['mystery', '-5.00'], ['payout', '-5.00']));
  const s = await settlement();
  expect(s).toMatchObject({ state: 'incomplete', unknown: 1 });
  const [line] = await lines(s.id);
  await shop.dispatch('banking.settleLine', { lineId: line?.id, kind: 'fee' });
  expect(await settlement()).toMatchObject({ state: 'posted', inTransit: -500 });
  await expectHealthy(shop);
});

test('a payout that came back reverses the bank leg only, and can arrive again', async () => {
  await paidOrder('WEB-1', 22_000);
  await imports(file('PO-900', ['sale', '220.00', 'WEB-1'], ['payout', '220.00']));
  const s = await settlement();
  const [came, back] = await statement(['2026-01-10', '220.00', 'Provider', 'PO-900'], ['2026-01-12', '-220.00', 'Provider', 'returned']);
  await expect(shop.dispatch('banking.failPayout', { settlementId: s.id, bankLineId: back?.id })).rejects.toMatchObject({
    code: 'banking.payoutNotArrived',
  });
  const { rows } = await shop.ask<{ rows: { accountId: string; itemKey: string }[] }>('accounting.listOpenItems', {
    filter: [{ column: 'itemKey', op: 'eq', value: s.id }],
  });
  const parts = [{ kind: 'item', accountId: rows[0]?.accountId, itemKey: s.id, amount: 22_000 }];
  await shop.dispatch('banking.matchLines', { bankAccountId: bank.bankAccountId, matches: [{ lineId: came?.id, parts }] });
  await shop.dispatch('banking.failPayout', { settlementId: s.id, bankLineId: back?.id });
  expect([await balance('bank'), await balance(`payout-in-transit/${channelId}`), await balance(`clearing/${channelId}`)]).toEqual([
    0, 22_000, 0,
  ]);
  await expectHealthy(shop);
});

test('a chargeback is disputed until it is won by a later line, or lost', async () => {
  await paidOrder('WEB-1', 10_000);
  await imports(
    file('S1', ['sale', '100.00', 'WEB-1'], ['chargeback', '-40.00', 'WEB-1'], ['fee', '-5.00', '', 'Dispute fee'], ['payout', '55.00']),
  );
  expect(await proof()).toMatchObject({ disputed: 4000, unsettled: 0, gap: 0 });
  await imports(file('S2', ['chargeback-won', '15.00', 'WEB-1'], ['payout', '15.00']));
  expect(await proof()).toMatchObject({ disputed: 2500 });
  const s = await settlement(0);
  const disputed = (await lines(s.id)).find((l) => l.lineNo === 2);
  await shop.dispatch('banking.loseDispute', { lineId: disputed?.id, on: '2026-01-20' });
  expect([await balance('chargeback-loss'), (await proof())?.disputed]).toEqual([2500, 0]);
  await expect(shop.dispatch('banking.loseDispute', { lineId: disputed?.id, on: '2026-01-20' })).rejects.toMatchObject({
    code: 'banking.nothingDisputed',
  });
  await expectHealthy(shop);
});
