import { notFound } from '../../../preload/contract/engine.ts';
import { otherSupplier } from '../../../preload/contract/purchasing.ts';
import { homeBillsOnly } from '../../../preload/contract/purchasing-payables.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { mulDiv, sumSafe } from '../../../preload/contract/values/int.ts';
import type { Minor } from '../../../preload/contract/values/money.ts';
import type { CommandContext } from '../../engine/context.ts';
import {
  accountByRole,
  ensureAccount,
  matchOnAccount,
  type PaymentDraft,
  type PostedPayment,
  recordPayments,
} from '../accounting/index.ts';
import { assertPayable } from './payable-holds.ts';

/** What a supplier lets off for paying early, before tax. */
const DISCOUNT_ROLE = 'ppv/discounts';

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

interface Bill {
  readonly tax: Minor;
  readonly total: Minor;
}
const NO_TAX: Bill = { tax: 0, total: 0 };

async function loadBills(ctx: CommandContext, payments: readonly SupplierPayment[]): Promise<ReadonlyMap<string, Bill>> {
  const ids = payments.flatMap((p) => p.settles.map((s) => s.billId));
  const rows = await ctx.tx.db
    .selectFrom('supplier_bill as b')
    .innerJoin('party as p', 'p.id', 'b.party_id')
    .leftJoin('supplier_bill_currency as c', 'c.bill_id', 'b.id')
    .where('b.id', 'in', ids)
    .select(['b.id', 'b.number', 'b.party_id as partyId', 'b.tax', 'b.total', 'p.name', 'c.currency'])
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
  return bills;
}

/** The share of a discount that is tax: what the tax of the bill is of its total, so that input tax falls with what is paid. */
const taxOf = (discount: Minor, { tax, total }: Bill): Minor => (total === 0 ? 0 : mulDiv(discount, tax, total));

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
  const bills = await loadBills(ctx, payments);
  await assertPayable(ctx, [...bills.keys(), ...payments.flatMap((p) => p.credits.map((c) => c.creditId))], by);
  if (payments.some((p) => p.settles.some((s) => s.discount > 0)))
    await ensureAccount(ctx, { beside: 'ppv', suffix: 'disc', name: 'Supplier discounts taken', role: DISCOUNT_ROLE });
  const payable = await accountByRole(ctx, 'payable');
  const drafts: PaymentDraft[] = [];
  for (const payment of payments) {
    const { parts, pairs } = netted(payment);
    for (const pair of pairs) await matchOnAccount(ctx, payable, { ...pair, on: payment.on });
    const discount = sumSafe(payment.settles.map((s) => s.discount));
    const tax = sumSafe(payment.settles.map((s) => taxOf(s.discount, bills.get(s.billId) ?? NO_TAX)));
    drafts.push({
      ...(payment.id === undefined ? {} : { id: payment.id }),
      kind: 'payout',
      via,
      on: payment.on,
      partyId: payment.partyId,
      amount: sumSafe(parts.map((p) => p.amount)) - discount,
      parts,
      ...(discount === 0
        ? {}
        : {
            discounts: [
              { role: DISCOUNT_ROLE, amount: discount - tax },
              { role: 'input-tax', amount: tax },
            ],
          }),
    });
  }
  return recordPayments(ctx, drafts);
}
