import { addDays, type Day } from '../../../preload/contract/values/day.ts';
import type { Minor } from '../../../preload/contract/values/money.ts';
import type { CommandContext } from '../../engine/context.ts';
import { agreedTerms, earlyDiscountOf, instalmentsOf, type LineDraft, whenDue } from '../accounting/index.ts';
import { policy } from '../company/index.ts';

interface Sold {
  readonly partyId: string;
  readonly payment: string;
}

/** When an invoice has to be paid, and what is let off it until when. */
export interface Owed {
  readonly due: Pick<LineDraft, 'dueOn' | 'instalments'>;
  readonly discount?: { readonly amount: Minor; readonly untilOn: Day } | undefined;
}

/**
 * When invoices of these orders are due: by the terms agreed with the customer, else the days of the policy `paymentDays` after the day of the
 * invoice. Only invoices on account are owed at all; one that is due on its own day carries no other.
 */
export async function paymentTerms(ctx: CommandContext, orders: readonly Sold[]): Promise<(order: Sold, on: Day, total: Minor) => Owed> {
  const agreed = await agreedTerms(
    ctx,
    'customer',
    orders.flatMap((o) => (o.payment === 'on-account' ? [o.partyId] : [])),
  );
  const days = policy(ctx, 'paymentDays');
  return ({ partyId, payment }, on, total) => {
    if (payment !== 'on-account') return { due: {} };
    const terms = agreed.get(partyId);
    if (terms === undefined) return { due: days === 0 ? {} : { dueOn: addDays(on, days) } };
    return { due: whenDue(instalmentsOf(terms, on, total), on), discount: earlyDiscountOf(terms, on, total) };
  };
}
