import { notFound } from '../../../../preload/contract/engine.ts';
import { otherSupplier, purchasingOperations } from '../../../../preload/contract/purchasing.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { sumSafe } from '../../../../preload/contract/values/int.ts';
import { recordPayments } from '../../accounting/index.ts';
import { handleCommand } from '../../handler.ts';
import { supplierOf } from '../store.ts';

/** Dr payable, per bill / Cr bank. Refuses more than is open on a bill, and bills of another supplier. */
export const payBills = handleCommand(purchasingOperations.payBills, async (ctx, input) => {
  const supplier = await supplierOf(ctx, input.partyId);
  const ids = input.settles.map((s) => s.billId);
  const bills = await ctx.tx.db
    .selectFrom('supplier_bill as b')
    .innerJoin('party as p', 'p.id', 'b.party_id')
    .where('b.id', 'in', ids)
    .select(['b.id', 'b.number', 'b.party_id', 'p.name'])
    .execute();
  for (const id of ids) {
    const bill = bills.find((b) => b.id === id);
    if (!bill) throw refuse(notFound, { kind: 'bill', id });
    if (bill.party_id !== supplier.id) throw refuse(otherSupplier, { number: bill.number, supplier: bill.name });
  }
  const amount = sumSafe(input.settles.map((s) => s.amount));
  const [paid] = await recordPayments(ctx, [
    {
      ...(input.id === undefined ? {} : { id: input.id }),
      kind: 'payout',
      via: 'bank',
      on: input.on,
      amount,
      partyId: supplier.id,
      parts: input.settles.map((s) => ({ role: 'payable', itemKey: s.billId, amount: s.amount })),
    },
  ]);
  if (!paid) throw new Error('one payment in, one payment out');
  return { paymentId: paid.paymentId, paymentNumber: paid.paymentNumber, amount };
});
