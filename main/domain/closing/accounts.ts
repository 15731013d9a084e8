import type { CommandContext } from '../../engine/context.ts';
import { type AccountDraft, ensureAccount } from '../accounting/index.ts';

/** Accounts a close posts to. New companies have them from their chart; others get them with their first financial year. */
const ACCOUNTS: readonly AccountDraft[] = [
  { code: '1140', name: 'Revenue earned, not invoiced', type: 'asset', openItems: false, role: 'contract-asset' },
  { code: '1165', name: 'Expenses paid ahead', type: 'asset', openItems: false, role: 'prepaid-expenses' },
  { code: '1185', name: 'Right to goods expected back', type: 'asset', openItems: false, role: 'right-of-return' },
  { code: '2040', name: 'Services received, not billed', type: 'liability', openItems: false, role: 'accrued-expenses' },
  { code: '2135', name: 'Refunds expected', type: 'liability', openItems: false, role: 'refund-liability' },
  { code: '3200', name: 'Results carried to equity', type: 'equity', openItems: false, role: 'result-transferred' },
];

export async function ensureCloseAccounts(ctx: CommandContext): Promise<void> {
  for (const draft of ACCOUNTS) await ensureAccount(ctx, draft);
}
