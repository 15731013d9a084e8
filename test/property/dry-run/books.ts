import type { Walk } from './walk.ts';

/** Accounts, entries and what is written of them. */
export async function books({ go, shop }: Walk): Promise<void> {
  const { accountId } = await go('accounting.createAccount', { code: '9100', name: 'Sundry', type: 'expense' });
  await go('accounting.changeAccount', { accountId, name: 'Sundry costs' });
  await go('accounting.assignRole', { role: 'sundry', accountId });
  await go('accounting.setGroup', { code: 'sundries', name: 'Sundries', stage: 'operating', position: 900 });
  await go('accounting.placeAccount', { accountId, group: 'sundries' });
  await go('accounting.setTaxCode', { code: 'STD', name: 'Standard', country: 'GB', ratePpm: 200_000 });
  const lines = [
    { account: { code: '9100' }, amount: 500 },
    { account: { role: 'bank' }, amount: -500 },
  ];
  const { entryId } = await go<{ entryId: number }>('accounting.postEntry', { on: '2026-01-05', memo: 'Stamps', lines });
  await go('accounting.reverseEntry', { entryId, on: '2026-01-05' });
  const rate = { currency: 'USD', on: '2026-01-05', rate: { foreign: 10, company: 8 } };
  await go('accounting.setRate', rate);
  await go('accounting.takeRates', { rates: [rate, { ...rate, currency: 'JPY' }] });
  const csv = { name: 'rates.csv', mediaType: 'text/csv', purpose: 'upload', permission: 'accounting.rates' };
  const { fileId } = await shop.dispatch<{ fileId: string }>('engine.recordFile', { ...csv, bytes: 1, sha256: 'c'.repeat(64) });
  await go('accounting.previewRates', { fileId });
  await go('accounting.importRates', { fileId });
  await go('accounting.exportJournal', { format: 'hledger' });
  const statement = { report: 'accounting.balanceSheet', question: { on: '2026-01-05' }, name: 'Balance sheet', conditions: [] };
  await go('engine.exportReport', { ...statement, format: 'csv', columns: [{ field: 'amount', title: 'GBP' }] });
}

/** What waits for a second person. */
export async function approvals({ go, shop }: Walk): Promise<void> {
  const { userId } = await shop.dispatch<{ userId: string }>('company.createUser', { login: 'mona', name: 'Mona Money', roles: ['owner'] });
  const mona = { id: userId, device: 'desk', permissions: new Set(['*']), scopes: {} };
  await go('company.setApprovalPolicy', {
    code: 'entries',
    name: 'Manual entries',
    operation: 'accounting.postEntry',
    measure: 'posted',
    above: 100,
    approverKind: 'role',
    approver: 'owner',
  });
  const ask = async (amount: number): Promise<string> => {
    const lines = [
      { account: { code: '9100' }, amount },
      { account: { role: 'bank' }, amount: -amount },
    ];
    const refusal: unknown = await shop.send('accounting.postEntry', { on: '2026-01-05', memo: 'Stamps', lines }).then(
      () => undefined,
      (e: unknown) => e,
    );
    return (refusal as { params: { requestId: string } }).params.requestId;
  };
  // Two commits: the command in the name of who asked for it, and the consent.
  await go('company.approve', { requestId: await ask(500) }, { actor: mona, commits: 2 });
  await go('company.declineRequest', { requestId: await ask(600), reason: 'not needed' }, { actor: mona });
  await go('company.withdrawRequest', { requestId: await ask(700) });
  const owner = await shop.engine.writer.exclusively(({ db }) =>
    db.selectFrom('app_user').select('id').where('login', '=', 'owner').executeTakeFirstOrThrow(),
  );
  const days = { from: '2026-01-05', to: '2026-01-06' };
  const { delegationId } = await go('company.delegateApprovals', { delegateId: owner.id, ...days }, { actor: mona });
  await go('company.endDelegation', { delegationId }, { actor: mona });
}

/** Areas are locked, somebody is let in all the same, and two people open a day again. */
export async function locks({ go, shop, met, looked }: Walk): Promise<void> {
  await go('accounting.setLock', { kind: 'all', through: '2025-12-31' });
  const days = { from: '2025-12-30', expiresOn: '2026-01-31' };
  const { exceptionId } = await go('accounting.allowPosting', { kind: 'all', reason: 'Audit', ...days });
  await go('accounting.endException', { exceptionId });
  const { userId } = await shop.dispatch<{ userId: string }>('company.createUser', { login: 'lena', name: 'Lena Locks', roles: ['owner'] });
  const lena = { id: userId, device: 'desk', permissions: new Set(['*']), scopes: {} };
  const operation = 'accounting.reopenPeriod';
  const input = { kind: 'all', from: '2025-12-31', reason: 'A bill came late' };
  const expected = { expect: await looked('posting_lock/all') };
  const before = shop.engine.writer.seq;
  const { preview } = await shop.send(operation, input, { ...expected, dryRun: true });
  if (shop.engine.writer.seq !== before || !preview?.approval)
    throw new Error(`${operation} as a dry run did something, or needs one person`);
  const refusal: unknown = await shop.send(operation, input, expected).catch((e: unknown) => e);
  const { requestId } = (refusal as { params: { requestId: string } }).params;
  await go('company.approve', { requestId }, { actor: lena, commits: 2 });
  met.add(operation);
}

/** A financial year is opened, an item of a month signed and the sign-off taken back. */
export async function closing({ go, shop }: Walk): Promise<void> {
  await go('closing.openYear', { startsOn: '2026-01-01' });
  const { rows } = await shop.ask<{ rows: { item: string; count: number; value: number }[] }>('closing.getChecklist', {
    period: '2026-01',
  });
  const tax = rows.filter((r) => r.item === 'tax').map(({ item, count, value }) => ({ item, count, value }));
  await go('closing.signOff', { period: '2026-01', items: tax, note: 'As in the return' });
  await go('closing.withdrawSignOff', { period: '2026-01', item: 'tax' });
  const account = await shop.ask<{ id: string }>('accounting.getAccount', { role: 'outbound-freight' });
  const rule = { kind: 'service', title: '3PL', accountId: account.id, amount: 500, from: '2026-01-01', to: '2026-01-31' };
  const { ruleId } = await go('closing.setAccrualRule', rule);
  await go('closing.postAccruals', { period: '2026-01' });
  await go('closing.undoAccruals', { period: '2026-01' });
  const party = { kind: 'supplier', name: 'Mill abroad', country: 'US', currency: 'JPY' };
  const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', party);
  const charges = [{ title: 'Service', role: 'outbound-freight', net: 1000 }];
  await shop.dispatch('purchasing.postBill', { partyId, reference: 'J-1', on: '2026-01-06', charges });
  await shop.dispatch('accounting.setRate', { currency: 'JPY', on: '2026-01-31', rate: { foreign: 100, company: 1 } });
  await go('closing.postRevaluation', { period: '2026-01' });
  await go('closing.undoRevaluation', { period: '2026-01' });
  await go('closing.endAccrualRule', { ruleId, on: '2026-02-03' });
  await go('closing.closeYear', { year: '2026' });
  await go('closing.reopenYear', { year: '2026' });
}
