import { bankStatement } from '../../kit/bank-shop.ts';
import type { Walk } from './walk.ts';

/** Bank accounts and their statements. */
export async function banking({ go, shop }: Walk): Promise<void> {
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
}
