import type { Walk } from './walk.ts';

/** A customer is late: left out, dunned again, and written to. */
export async function dunning({ go, shop }: Walk): Promise<void> {
  const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', {
    kind: 'customer',
    name: 'Lou Late',
    country: 'GB',
  });
  const lines = [
    { account: { role: 'receivable' }, amount: 4_000, itemKey: 'OLD-1', partyId },
    { account: { role: 'bank' }, amount: -4_000 },
  ];
  await shop.dispatch('accounting.postEntry', { on: '2025-12-01', memo: 'From before', lines });
  const level = { name: 'Reminder', afterDays: 7, fee: 250, words: '' };
  await go('receivables.setDunningTerms', { levels: [level], daysBetween: 7, payWithin: 7, leastOpen: 0, holdFrom: 1 });
  const out = { partyId, itemKey: 'OLD-1', kind: 'dispute', reason: 'Came broken', through: '2026-02-01' };
  const { exceptionId } = await go('receivables.leaveOut', out);
  await go('receivables.dunAgain', { exceptionId });
  await go('receivables.runDunning', { partyIds: [partyId] });
}
