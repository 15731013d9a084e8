import { notFound } from '../../../preload/contract/engine.ts';
import { otherSupplier } from '../../../preload/contract/purchasing-bills.ts';
import { homeBillsOnly } from '../../../preload/contract/purchasing-payables.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { sumSafe } from '../../../preload/contract/values/int.ts';
import type { Minor } from '../../../preload/contract/values/money.ts';
import type { CommandContext } from '../../engine/context.ts';
import {
  accountByRole,
  matchOnAccount,
  type PaymentDraft,
  type PostedPayment,
  recordPayments,
  sumOfDiscounts,
  takeDiscounts,
} from '../accounting/index.ts';
import { assertPayable } from './payable-holds.ts';

/** One payment to a supplier in the company's currency. */
export interface SupplierPayment {
  readonly id?: string;
  readonly partyId: string;
  readonly on: string;
  /** Bills it settles; of `amount`, what is settled, `discount` is let off and not paid. */
  readonly settles: readonly { readonly billId: string; readonly amount: Minor; readonly discount: Minor }[];
  /** Credits of the supplier that are taken off, positive. They settle the bills in their order. */
  readonly credits: readonly { readonly creditId: string; readonly amount: Minor }[];
}

/** Refuses bills that are not there, of another supplier, or in another currency. */
async function assertBills(ctx: CommandContext, payments: readonly SupplierPayment[]): Promise<void> {
  const ids = payments.flatMap((p) => p.settles.map((s) => s.billId));
  const rows = await ctx.tx.db
    .selectFrom('supplier_bill as b')
    .innerJoin('party as p', 'p.id', 'b.party_id')
    .leftJoin('supplier_bill_currency as c', 'c.bill_id', 'b.id')
    .where('b.id', 'in', ids)
    .select(['b.id', 'b.number', 'b.party_id as partyId', 'p.name', 'c.currency'])
    .execute();
  const bills = new Map(rows.map((r) => [r.id, r]));
  for (const { partyId, settles } of payments)
    for (const { billId } of settles) {
      const bill = bills.get(billId);
      if (!bill) throw refuse(notFound, { kind: 'bill', id: billId });
      const { number, name: supplier, currency } = bill;
      if (bill.partyId !== partyId) throw refuse(otherSupplier, { number, supplier });
      if (currency !== null) throw refuse(homeBillsOnly, { number, currency, home: ctx.company.currency });
    }
}

/** What is left of each bill to pay once credits took theirs off, in the order of the bills; and which credit met which bill. */
function netted({ settles, credits }: SupplierPayment) {
  const left = settles.map((s) => s.amount);
  const pairs: { debitKey: string; creditKey: string; amount: Minor }[] = [];
  for (const credit of credits) {
    let open = credit.amount;
    for (const [i, { billId }] of settles.entries()) {
      const amount = Math.min(open, left[i] ?? 0);
      if (amount <= 0) continue;
      pairs.push({ debitKey: credit.creditId, creditKey: billId, amount });
      left[i] = (left[i] ?? 0) - amount;
      open -= amount;
    }
    if (open > 0) throw new Error(`credit ${credit.creditId} is more than the bills it is taken off`);
  }
  const parts = settles.flatMap((s, i) => {
    const amount = left[i] ?? 0;
    return amount > 0 ? [{ role: 'payable', itemKey: s.billId, amount }] : [];
  });
  return { parts, pairs };
}

/**
 * Pays bills of suppliers, a payment each: credits are matched with bills first, which posts nothing; the rest is Dr payable / Cr bank (or
 * payments on their way), Cr discounts taken and their share of input tax. The one way bills in the company's currency are paid. Refuses
 * more than is open, bills of another supplier or currency, and items held by anybody but `by`, the payment run that pays.
 */
export async function paySuppliers(
  ctx: CommandContext,
  payments: readonly SupplierPayment[],
  { via, by }: { readonly via: 'bank' | 'outgoing'; readonly by?: string },
): Promise<PostedPayment[]> {
  await assertBills(ctx, payments);
  const keys = payments.flatMap((p) => [...p.settles.map((s) => s.billId), ...p.credits.map((c) => c.creditId)]);
  await assertPayable(ctx, keys, by);
  const payable = await accountByRole(ctx, 'payable');
  const drafts: PaymentDraft[] = [];
  for (const payment of payments) {
    const { parts, pairs } = netted(payment);
    for (const pair of pairs) await matchOnAccount(ctx, payable, { ...pair, on: payment.on });
    const settled = payment.settles.map((x) => ({ itemKey: x.billId, settled: x.amount, discount: x.discount }));
    const discounts = await takeDiscounts(ctx, 'supplier', payment.on, settled);
    drafts.push({
      ...(payment.id === undefined ? {} : { id: payment.id }),
      kind: 'payout',
      via,
      on: payment.on,
      partyId: payment.partyId,
      amount: sumSafe(parts.map((p) => p.amount)) - sumOfDiscounts(discounts),
      parts,
      discounts,
    });
  }
  return recordPayments(ctx, drafts);
}
