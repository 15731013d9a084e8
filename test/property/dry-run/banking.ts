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
  await suppliersPaid(bankAccountId, walk);
}

/** Suppliers with bank accounts, bills with a discount and in dispute, and runs that pay them: sent, given back, cancelled. */
async function suppliersPaid(bankAccountId: string, walk: Walk): Promise<void> {
  const { go, shop } = walk;
  await go('banking.setPayer', { bankAccountId, payer: { format: 'list', name: 'Tee and Mug Ltd' } });
  const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'supplier', name: 'Weaver', country: 'GB' });
  const to = { kind: 'iban', iban: 'GB29NWBK60161331926819' };
  await go('parties.addBankAccount', { partyId, to });
  await go('purchasing.setSupplierTerms', { partyId, paymentTerms: 'THREE' });
  const bill = (reference: string) =>
    shop.dispatch<{ billId: string }>('purchasing.postBill', {
      partyId,
      reference,
      on: '2026-01-05',
      charges: [{ title: 'Cloth', role: 'samples', net: 10_000 }],
    });
  const [one, two] = [await bill('W-1'), await bill('W-2')];
  await go('purchasing.setBillDiscount', { billId: one.billId, discount: { ppm: 20_000, untilOn: '2026-12-31' } });
  await go('purchasing.disputeBill', { billId: two.billId, reason: 'half of it is missing' });
  await go('purchasing.endDispute', { billId: two.billId });
  const { paymentId } = await go<{ paymentId: string }>('purchasing.payInAdvance', { partyId, on: '2026-01-05', amount: 5000 });
  await go('purchasing.applyPrepayment', { paymentId, billId: two.billId, on: '2026-01-06', amount: 4000 });
  await shop.dispatch('company.setPolicies', { paymentApproval: 'anybody' });
  const payOn = '2026-12-01';
  const { runId } = await go<{ runId: string }>('banking.createPaymentRun', { bankAccountId, payOn, bills: [one.billId] });
  await go('banking.approvePaymentRun', { runId });
  await go('banking.sendPaymentRun', { runId });
  await go('banking.writePaymentFile', { runId });
  await go('banking.returnPayment', { runId, lineNo: 1, on: payOn, reason: 'account closed' });
  const other = await go<{ runId: string }>('banking.createPaymentRun', { bankAccountId, payOn, bills: [two.billId] });
  await go('banking.cancelPaymentRun', { runId: other.runId });
  await go('parties.stopBankAccount', { partyId });
  await changedAccount(partyId, walk);
}

/** Another bank account waits for a second person, and its dry run says so and does nothing. */
async function changedAccount(partyId: string, { go, shop, met, looked }: Walk): Promise<void> {
  const { userId } = await shop.dispatch<{ userId: string }>('company.createUser', { login: 'ivy', name: 'Ivy Iron', roles: ['owner'] });
  const ivy = { id: userId, device: 'desk', permissions: new Set(['*']), scopes: {} };
  const operation = 'parties.changeBankAccount';
  const input = { partyId, to: { kind: 'iban', iban: 'DE89370400440532013000' } };
  const expect = await looked(partyId);
  const before = shop.engine.writer.seq;
  const { preview } = await shop.send(operation, input, { dryRun: true, expect });
  if (shop.engine.writer.seq !== before || !preview?.approval)
    throw new Error(`${operation} as a dry run did something, or needs one person`);
  const refusal: unknown = await shop.send(operation, input, { expect }).catch((e: unknown) => e);
  const { requestId } = (refusal as { params: { requestId: string } }).params;
  await go('company.approve', { requestId }, { actor: ivy, commits: 2 });
  met.add(operation);
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
