import { unbalanced } from '../../../../preload/contract/accounting.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { billOperations, currenciesDiffer, otherSupplier } from '../../../../preload/contract/purchasing-bills.ts';
import { homeBillsOnly } from '../../../../preload/contract/purchasing-payables.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { sumSafe } from '../../../../preload/contract/values/int.ts';
import { worth } from '../../../../preload/contract/values/rate.ts';
import type { CommandContext } from '../../../engine/context.ts';
import {
  type Both,
  type PaymentDraft,
  type PostedPayment,
  partOf,
  rateOn,
  recordPayments,
  residualsInBoth,
} from '../../accounting/index.ts';
import { handleCommand } from '../../handler.ts';
import { paySuppliers } from '../pay-suppliers.ts';
import { assertPayable } from '../payable-holds.ts';
import { supplierOf } from '../store.ts';

interface Settled {
  readonly billId: string;
  readonly amount: number;
  readonly discount: number;
}

/** The one currency of the bills; refuses bills of another supplier or of several currencies. */
async function currencyOf(ctx: CommandContext, partyId: string, settles: readonly Settled[]): Promise<string> {
  const ids = settles.map((s) => s.billId);
  const bills = await ctx.tx.db
    .selectFrom('supplier_bill as b')
    .innerJoin('party as p', 'p.id', 'b.party_id')
    .leftJoin('supplier_bill_currency as c', 'c.bill_id', 'b.id')
    .where('b.id', 'in', ids)
    .select(['b.id', 'b.number', 'b.party_id', 'p.name', 'c.currency'])
    .execute();
  const home = ctx.company.currency;
  const other = bills[0]?.currency ?? home;
  for (const id of ids) {
    const bill = bills.find((b) => b.id === id);
    if (!bill) throw refuse(notFound, { kind: 'bill', id });
    const { number, name: supplier, currency } = bill;
    if (bill.party_id !== partyId) throw refuse(otherSupplier, { number, supplier });
    if ((currency ?? home) !== other) throw refuse(currenciesDiffer, { number, currency: currency ?? home, other });
  }
  return other;
}

const numberOf = async (ctx: CommandContext, billId: string): Promise<string> =>
  (await ctx.tx.db.selectFrom('supplier_bill').select('number').where('id', '=', billId).executeTakeFirst())?.number ?? '';

type Parts = Pick<PaymentDraft, 'amount' | 'parts' | 'docCurrency' | 'difference'>;

/**
 * Bills in another currency: each is settled at what its share stands in the books at, all of it with the last of it; what the bank took
 * more or less is realised.
 */
async function foreignParts(
  ctx: CommandContext,
  settles: readonly Settled[],
  currency: string,
  pays: () => Promise<number>,
): Promise<Parts> {
  const left = await residualsInBoth(
    ctx.tx,
    'payable',
    settles.map((s) => s.billId),
  );
  const parts = settles.map(({ billId, amount: doc }) => {
    const { amount, doc: owed } = left.get(billId) ?? { amount: 0, doc: 0 };
    const open: Both = { amount: -amount, doc: -owed };
    // More than is open is refused with the payment; there is no share of it.
    const worthOf = doc > open.doc ? 0 : partOf(open, doc);
    left.set(billId, { amount: worthOf - open.amount, doc: doc - open.doc });
    return { role: 'payable', itemKey: billId, amount: worthOf, doc };
  });
  const amount = await pays();
  return { amount, docCurrency: currency, parts, difference: amount - sumSafe(parts.map((p) => p.amount)) };
}

/** Dr payable, per bill / Cr bank, Cr what is let off for paying early with its tax. Refuses more than is open on a bill, bills of another supplier or of several currencies, and those in dispute or in a payment run. */
export const payBills = handleCommand(billOperations.payBills, async (ctx, input) => {
  const supplier = await supplierOf(ctx, input.partyId);
  const { settles, taken, on } = input;
  const currency = await currencyOf(ctx, supplier.id, settles);
  const home = ctx.company.currency;
  const id = input.id === undefined ? {} : { id: input.id };
  const reply = (paid: PostedPayment | undefined, amount: number, exchange: number) => {
    if (!paid) throw new Error('one payment in, one payment out');
    return { paymentId: paid.paymentId, paymentNumber: paid.paymentNumber, amount, exchange };
  };
  if (currency === home) {
    const amount = sumSafe(settles.map((s) => s.amount - s.discount));
    if (taken !== undefined && taken !== amount) throw refuse(unbalanced, { difference: taken - amount, currency });
    const payment = { ...id, partyId: supplier.id, on, settles, credits: [] };
    const [paid] = await paySuppliers(ctx, [payment], { via: 'bank' });
    return reply(paid, amount, 0);
  }
  if (settles.some((s) => s.discount > 0))
    throw refuse(homeBillsOnly, { number: await numberOf(ctx, settles[0]?.billId ?? ''), currency, home });
  await assertPayable(
    ctx,
    settles.map((s) => s.billId),
  );
  const pays = async () => taken ?? worth(sumSafe(settles.map((s) => s.amount)), currency, await rateOn(ctx, currency, on), home);
  const parts = await foreignParts(ctx, settles, currency, pays);
  const [paid] = await recordPayments(ctx, [{ ...id, kind: 'payout', via: 'bank', on, partyId: supplier.id, ...parts }]);
  return reply(paid, parts.amount, parts.difference ?? 0);
});
