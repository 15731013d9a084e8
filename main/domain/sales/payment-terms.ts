import { setStatement } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import { addDays, type Day } from '../../../preload/contract/values/day.ts';
import type { CommandContext } from '../../engine/context.ts';
import { policy } from '../company/index.ts';

interface Sold {
  readonly partyId: string;
  readonly payment: string;
}

const termsOf = setStatement<DB>()({ party_id: 'text' }, (db, w) =>
  db.selectFrom(w).crossJoin('customer_payment_term as t').whereRef('t.party_id', '=', 'w.party_id').select(['t.party_id', 't.days']),
);

/**
 * When invoices of these orders are due: the days agreed with the customer, else those of the policy `paymentDays`, after the day of the
 * invoice. Only invoices on account are owed at all; one that is due on its own day carries no other.
 */
export async function paymentTerms(ctx: CommandContext, orders: readonly Sold[]): Promise<(order: Sold, on: Day) => Day | undefined> {
  const owing = [...new Set(orders.flatMap((o) => (o.payment === 'on-account' ? [o.partyId] : [])))];
  const rows =
    owing.length === 0
      ? []
      : await ctx.tx.runFor(
          termsOf,
          owing.map((party_id) => ({ party_id })),
        );
  const agreed = new Map(rows.map((r) => [r.party_id, r.days]));
  const usual = policy(ctx, 'paymentDays');
  return ({ partyId, payment }, on) => {
    const days = payment === 'on-account' ? (agreed.get(partyId) ?? usual) : 0;
    return days === 0 ? undefined : addDays(on, days);
  };
}

/** Keeps how many days a customer has; null gives them those of the company. */
export async function keepPaymentDays(ctx: CommandContext, partyId: string, days: number | null): Promise<void> {
  const { db } = ctx.tx;
  const known = await db
    .selectFrom('customer_payment_term')
    .select(['days', 'revision'])
    .where('party_id', '=', partyId)
    .executeTakeFirst();
  if (days === (known?.days ?? null)) return;
  if (days === null) await db.deleteFrom('customer_payment_term').where('party_id', '=', partyId).execute();
  else if (known)
    await ctx.tx.updateMany('customer_payment_term', ['party_id'], [{ party_id: partyId, days, revision: known.revision + 1 }]);
  else await ctx.tx.insertMany('customer_payment_term', [{ party_id: partyId, days, revision: 1 }]);
}
