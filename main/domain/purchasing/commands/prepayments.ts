import { alreadyExists, notFound } from '../../../../preload/contract/engine.ts';
import { otherSupplier } from '../../../../preload/contract/purchasing-bills.ts';
import { homeBillsOnly } from '../../../../preload/contract/purchasing-payables.ts';
import { noPrepayment, prepaymentOperations } from '../../../../preload/contract/purchasing-prepayments.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { accountByRole, assertSettles, openItemsOf, postEntries, recordPayments } from '../../accounting/index.ts';
import { handleCommand } from '../../handler.ts';
import { assertPayable } from '../payable-holds.ts';
import { ensurePrepayments, PREPAYMENT, PREPAYMENT_ROLE } from '../prepayments.ts';
import { assertFree, supplierOf } from '../store.ts';

/** Dr prepayments, open under the payment / Cr bank. */
export const payInAdvance = handleCommand(prepaymentOperations.payInAdvance, async (ctx, input) => {
  const supplier = await supplierOf(ctx, input.partyId);
  await ensurePrepayments(ctx);
  const id = input.id ?? ctx.newId('pay');
  if (await ctx.tx.db.selectFrom('payment').select('id').where('id', '=', id).executeTakeFirst())
    throw refuse(alreadyExists, { kind: 'Payment', id });
  const parts = [{ role: PREPAYMENT_ROLE, itemKey: id, amount: input.amount, opens: true }];
  const [paid] = await recordPayments(ctx, [
    { id, kind: 'payout', via: 'bank', on: input.on, amount: input.amount, partyId: supplier.id, parts },
  ]);
  if (!paid) throw new Error('one payment in, one payment out');
  return { paymentId: paid.paymentId, paymentNumber: paid.paymentNumber };
});

/** The supplier a prepayment was made to. Refuses a payment that is none. */
async function paidTo(ctx: CommandContext, accountId: string, paymentId: string): Promise<string | null> {
  const payment = await ctx.tx.db.selectFrom('payment').select('number').where('id', '=', paymentId).executeTakeFirst();
  if (!payment) throw refuse(notFound, { kind: 'payment', id: paymentId });
  const item = (await openItemsOf(ctx.tx, accountId, [paymentId])).get(paymentId);
  if (!item) throw refuse(noPrepayment, { number: payment.number });
  return item.partyId;
}

async function billOf(ctx: CommandContext, billId: string) {
  const bill = await ctx.tx.db
    .selectFrom('supplier_bill as b')
    .innerJoin('party as p', 'p.id', 'b.party_id')
    .leftJoin('supplier_bill_currency as c', 'c.bill_id', 'b.id')
    .where('b.id', '=', billId)
    .select(['b.id', 'b.number', 'b.party_id as partyId', 'p.name as supplier', 'c.currency'])
    .executeTakeFirst();
  if (!bill) throw refuse(notFound, { kind: 'bill', id: billId });
  return bill;
}

/** Dr payable, of the bill / Cr prepayments, of the payment. Neither takes more than is open, so nothing is applied twice. */
export const applyPrepayment = handleCommand(prepaymentOperations.applyPrepayment, async (ctx, input) => {
  const { paymentId, billId, amount, on = ctx.today } = input;
  const id = input.id ?? ctx.newId('ppa');
  await assertFree(ctx, 'prepayment_application', id);
  const prepayments = await ensurePrepayments(ctx);
  const payable = await accountByRole(ctx, 'payable');
  const partyId = await paidTo(ctx, prepayments, paymentId);
  const bill = await billOf(ctx, billId);
  if (bill.partyId !== partyId) throw refuse(otherSupplier, { number: bill.number, supplier: bill.supplier });
  if (bill.currency !== null) throw refuse(homeBillsOnly, { number: bill.number, currency: bill.currency, home: ctx.company.currency });
  await assertPayable(ctx, [billId]);
  await assertSettles(ctx, [
    { accountId: payable, itemKey: billId, change: amount },
    { accountId: prepayments, itemKey: paymentId, change: -amount },
  ]);
  const lines = [
    { account: { id: payable }, amount, itemKey: billId, partyId: bill.partyId },
    { account: { id: prepayments }, amount: -amount, itemKey: paymentId, partyId: bill.partyId },
  ];
  const source = { kind: PREPAYMENT, id };
  const [posted] = await postEntries(ctx, [{ journal: 'PUR', on, source, memo: 'Prepayment applied to a bill', lines }]);
  if (!posted) throw new Error('an amount above nought has an entry');
  await ctx.tx.insertMany('prepayment_application', [
    { id, payment_id: paymentId, bill_id: billId, party_id: bill.partyId, applied_on: on, amount, entry_id: posted.entryId, revision: 1 },
  ]);
  return { applicationId: id };
});
