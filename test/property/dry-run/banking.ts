import type { Walk } from './walk.ts';

/** Bank accounts and their statements. */
export async function banking({ go, shop }: Walk): Promise<void> {
  const { bankAccountId } = await go('banking.openBankAccount', { name: 'Savings', currency: 'GBP' });
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
}
