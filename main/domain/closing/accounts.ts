import type { CommandContext } from '../../engine/context.ts';
import { ensureRole } from '../accounting/index.ts';

/** Roles a close posts to. New companies have them from their chart; others get them with their first financial year. */
const ROLES = [
  'contract-asset',
  'prepaid-expenses',
  'right-of-return',
  'accrued-expenses',
  'refund-liability',
  'result-transferred',
] as const;

export async function ensureCloseAccounts(ctx: CommandContext): Promise<void> {
  for (const role of ROLES) await ensureRole(ctx, role);
}
