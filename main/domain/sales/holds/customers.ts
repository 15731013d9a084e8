import { sql } from 'kysely';
import type { CommandContext } from '../../../engine/context.ts';
import { testAgain } from './again.ts';

/** Tests the open orders of customers by the rules that look at the customer, after their terms changed. */
export async function testOrdersOf(ctx: CommandContext, partyIds: readonly string[]): Promise<void> {
  const open = await ctx.tx.db
    .selectFrom('sales_order')
    .select('id')
    .where('party_id', 'in', [...partyIds])
    // Written out: a bound value would hide from SQLite that the index of open orders is meant.
    .where(sql<boolean>`state = 'open'`)
    .orderBy('id')
    .execute();
  await testAgain(
    ctx,
    open.map((o) => o.id),
    ['customer-hold', 'credit-limit'],
  );
}

/**
 * Lets the orders of customers wait for payment, those open and those to come, by the rule of kind `customer-hold`. Limit, tier and an earlier
 * note stay. Whoever keeps the terms of a customer lifts it. Returns how many customers did not wait before.
 */
export async function holdOrdersOf(ctx: CommandContext, partyIds: readonly string[], note: string): Promise<number> {
  if (partyIds.length === 0) return 0;
  const known = await ctx.tx.db
    .selectFrom('customer_terms')
    .selectAll()
    .where('party_id', 'in', [...partyIds])
    .execute();
  const byParty = new Map(known.map((t) => [t.party_id, t]));
  const free = partyIds.filter((id) => byParty.get(id)?.payment_hold !== 1);
  if (free.length === 0) return 0;
  const fresh = free.filter((id) => !byParty.has(id));
  await ctx.tx.insertMany(
    'customer_terms',
    fresh.map((party_id) => ({ party_id, tier: null, credit_limit: null, payment_hold: 1 as const, note, revision: 1 })),
  );
  await ctx.tx.updateMany(
    'customer_terms',
    ['party_id'],
    known
      .filter((t) => t.payment_hold !== 1)
      .map((t) => ({ party_id: t.party_id, payment_hold: 1 as const, note: t.note === '' ? note : t.note, revision: t.revision + 1 })),
  );
  await testOrdersOf(ctx, free);
  return free.length;
}
