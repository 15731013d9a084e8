import { bankStatement, settlementOf } from '../../kit/bank-shop.ts';
import type { Walk } from './walk.ts';

/** Bank accounts and their statements. */
export async function banking(walk: Walk): Promise<void> {
  const { go, shop } = walk;
  const { bankAccountId } = await go<{ bankAccountId: string }>('banking.openBankAccount', { name: 'Savings', currency: 'GBP' });
  await go('banking.changeBankAccount', { bankAccountId, name: 'Deposits' });
  const content = {
    name: 'bank.csv',
    mediaType: 'text/csv',
    purpose: 'upload',
    permission: 'accounting.bank',
    bytes: 1,
    sha256: 'e'.repeat(64),
  };
  const { fileId } = await shop.dispatch<{ fileId: string }>('engine.recordFile', content);
  await go('banking.previewStatement', { bankAccountId, fileId });
  await go('banking.importStatement', { bankAccountId, fileId });
  await shop.dispatch('banking.takeStatements', bankStatement(bankAccountId, [-500]));
  const { rows } = await shop.ask<{ rows: { id: number }[] }>('banking.listBankLines', {});
  const { id: accountId } = await shop.ask<{ id: string }>('accounting.getAccount', { role: 'bank-charges' });
  const parts = [{ kind: 'account', accountId, amount: -500 }];
  await go('banking.matchLines', { bankAccountId, matches: [{ lineId: rows[0]?.id, parts }] });
  const { matches } = await shop.ask<{ matches: { id: string }[] }>('banking.getBankLine', { lineId: rows[0]?.id });
  await go('banking.undoMatch', { matchId: matches[0]?.id, on: '2026-01-06' });
  const share = { accountId, amount: { kind: 'of-balance', ppm: 1_000_000 } };
  await go('banking.setBankRule', { name: 'Fees', position: 10, conditions: { contains: ['fee'] }, lines: [share] });
  await payouts(bankAccountId, walk);
}

/** Settlements of a channel: read, told what they are, a payout that came back, a dispute that was lost. */
async function payouts(bankAccountId: string, { go, shop }: Walk): Promise<void> {
  const pay = { code: 'pay', name: 'Pay shop', connector: 'csv', zone: 'Europe/London', currency: 'GBP', payment: 'on-account' };
  const { channelId } = await shop.dispatch<{ channelId: string }>('channels.createChannel', pay);
  const content = {
    name: 's.csv',
    mediaType: 'text/csv',
    purpose: 'upload',
    permission: 'accounting.bank',
    bytes: 1,
    sha256: 'd'.repeat(64),
  };
  const { fileId } = await shop.dispatch<{ fileId: string }>('engine.recordFile', content);
  await go('banking.previewSettlement', { channelId, fileId, profile: 'csv' });
  await go('banking.importSettlement', { channelId, fileId, profile: 'csv' });
  await shop.dispatch(
    'banking.takeSettlements',
    settlementOf(channelId, 'PO-1', [
      ['unknown', 900],
      ['chargeback', -400],
    ]),
  );
  const { rows } = await shop.ask<{ rows: { id: number; kind: string; settlementId: string }[] }>('banking.listSettlementLines', {});
  const [first] = rows;
  await go('banking.settleLine', { lineId: first?.id, kind: 'reimbursement' });
  await go('banking.loseDispute', { lineId: rows.find((l) => l.kind === 'chargeback')?.id, on: '2026-01-06' });
  await shop.dispatch('banking.takeStatements', bankStatement(bankAccountId, [500, -500], '2026-01-06'));
  const open = await shop.ask<{ rows: { id: number; amount: number; bookedOn: string }[] }>('banking.listBankLines', {});
  const line = (amount: number) => open.rows.find((l) => l.amount === amount && l.bookedOn === '2026-01-06')?.id;
  const key = { filter: [{ column: 'itemKey', op: 'eq', value: first?.settlementId }] };
  const items = await shop.ask<{ rows: { accountId: string; itemKey: string }[] }>('accounting.listOpenItems', key);
  const parts = [{ kind: 'item', accountId: items.rows[0]?.accountId, itemKey: first?.settlementId, amount: 500 }];
  await shop.dispatch('banking.matchLines', { bankAccountId, matches: [{ lineId: line(500), parts }] });
  await go('banking.failPayout', { settlementId: first?.settlementId ?? '', bankLineId: line(-500) });
}
