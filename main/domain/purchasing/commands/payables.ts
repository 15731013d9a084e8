import { alreadyExists, notFound } from '../../../../preload/contract/engine.ts';
import {
  discountTaken,
  homeBillsOnly,
  notInDispute,
  payableHeld,
  payableOperations,
} from '../../../../preload/contract/purchasing-payables.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { mulDiv } from '../../../../preload/contract/values/int.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { dropDiscount, keepDiscounts, takenBefore } from '../../accounting/index.ts';
import { namesOfIds } from '../../company/index.ts';
import { handleCommand } from '../../handler.ts';
import { insertHolds } from '../payable-holds.ts';

const PPM = 1_000_000;

/** A bill that is agreed something on, its revision raised. */
async function loadRaised(ctx: CommandContext, billId: string) {
  const bill = await ctx.tx.db
    .selectFrom('supplier_bill as b')
    .leftJoin('supplier_bill_currency as c', 'c.bill_id', 'b.id')
    .where('b.id', '=', billId)
    .select(['b.id', 'b.number', 'b.total', 'b.tax', 'b.revision', 'c.currency'])
    .executeTakeFirst();
  if (!bill) throw refuse(notFound, { kind: 'bill', id: billId });
  await ctx.tx.db
    .updateTable('supplier_bill')
    .set({ revision: bill.revision + 1 })
    .where('id', '=', bill.id)
    .execute();
  return bill;
}
const holdsOf = (ctx: CommandContext, billId: string) =>
  ctx.tx.db.selectFrom('payable_hold').selectAll().where('item_key', '=', billId).execute();

/** Refused for a bill in a payment run: its transfer was reckoned with the discount as it stood. */
export const setBillDiscount = handleCommand(payableOperations.setBillDiscount, async (ctx, { billId, discount }) => {
  const bill = await loadRaised(ctx, billId);
  if (bill.currency !== null) throw refuse(homeBillsOnly, { number: bill.number, currency: bill.currency, home: ctx.company.currency });
  const run = (await holdsOf(ctx, bill.id)).find((h) => h.kind === 'payment-run');
  if (run) {
    const named = await namesOfIds(ctx.tx, [run.source_id]);
    throw refuse(payableHeld, { number: bill.number, kind: run.kind, reason: named(run.source_id) ?? '' });
  }
  // What was let off already was let off by the discount as it stands.
  if ((await takenBefore(ctx, [bill.id])).size > 0) throw refuse(discountTaken, { number: bill.number });
  await dropDiscount(ctx, bill.id);
  const amount = discount === null ? 0 : mulDiv(bill.total, discount.ppm, PPM);
  if (discount !== null && amount > 0)
    await keepDiscounts(ctx, [{ itemKey: bill.id, untilOn: discount.untilOn, amount, ofTotal: bill.total, ofTax: bill.tax }]);
  return { billId: bill.id, amount };
});

export const disputeBill = handleCommand(payableOperations.disputeBill, async (ctx, { billId, reason }) => {
  const bill = await loadRaised(ctx, billId);
  if ((await holdsOf(ctx, bill.id)).some((h) => h.kind === 'dispute'))
    throw refuse(alreadyExists, { kind: 'Dispute over', id: bill.number });
  await insertHolds(ctx, [{ item_key: bill.id, kind: 'dispute', source_id: null, reason, held_on: ctx.today }]);
  return { billId: bill.id };
});

export const endDispute = handleCommand(payableOperations.endDispute, async (ctx, { billId }) => {
  const bill = await loadRaised(ctx, billId);
  if (!(await holdsOf(ctx, bill.id)).some((h) => h.kind === 'dispute')) throw refuse(notInDispute, { number: bill.number });
  await ctx.tx.db.deleteFrom('payable_hold').where('item_key', '=', bill.id).where('kind', '=', 'dispute').execute();
  return { billId: bill.id };
});
