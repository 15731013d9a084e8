import type { CommandContext } from '../../engine/context.ts';
import { ensureAccount } from '../accounting/index.ts';

/** Role of the account of what suppliers were paid before they billed, open per payment. */
export const PREPAYMENT_ROLE = 'prepayments/suppliers';
/** Source kind of the entry that applies a prepayment; the source is the application. */
export const PREPAYMENT = 'prepayment';

/** The account of prepayments to suppliers; a company gets it with the first. */
export const ensurePrepayments = (ctx: CommandContext): Promise<string> =>
  ensureAccount(ctx, { beside: 'prepayments', suffix: 'sup', name: 'Prepayments to suppliers', openItems: true, role: PREPAYMENT_ROLE });
